"""The cases of the hostile site: enough of them, told in the docs, and served as told."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
from running import ROOT

from crawler.items import Reason, State
from crawler.outcome import Ending
from sites.hostile.server import NEIGHBOUR, serve_hostile
from sites.hostile.site import routes_of
from sites.hostile.table import CASES, GROUPS, TOGETHER, told

PAGE = (ROOT / "docs" / "hostile.md").read_text("utf-8")


def test_each_case_has_a_name_of_its_own() -> None:
    names = [case.name for case in CASES]
    assert len(names) == len(set(names)) >= 150


@pytest.mark.parametrize("group", GROUPS)
def test_the_docs_tell_every_case_of_a_group(group: str) -> None:
    assert f"## {group}\n\n{told(group)}\n" in PAGE


def test_the_docs_tell_no_other_cases() -> None:
    rows = [line for line in PAGE.split("\n") if line.startswith("| `")]
    assert len(rows) == len(CASES)
    assert f"{len(CASES)} cases" in PAGE


def test_fates_are_told_in_the_words_of_the_database() -> None:
    schema = (ROOT / "docs" / "schema.md").read_text("utf-8")
    endings = {ending.name.lower() for ending in Ending}
    for case in CASES:
        for fate in case.fates:
            if case.source == "robots":
                assert fate in endings
            elif case.source:
                assert fate == "read" or f"`{fate}`" in schema
            else:
                state, _, reason = fate.partition(": ")
                assert state in set(State)
                assert reason in {"", *Reason}


def ask(origin: str, path: str) -> bytes:
    """What comes back on a connection of one's own."""
    address = urlsplit(origin)
    with socket.create_connection((address.hostname, address.port), 10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n\r\n".encode())
        pieces = iter(lambda: connection.recv(65_536), b"")
        return b"".join(pieces)


def test_a_case_is_served_raw_and_every_request_is_noted() -> None:
    with serve_hostile(routes_of(TOGETHER)) as site:
        assert ask(site.origin, "/reports/no-answer/") == b""
        assert ask(site.origin, "/reports/cut-status/") == b"HTTP/1.1 20"
        assert ask(site.origin, "/reports/nobody/").startswith(b"HTTP/1.1 404 ")
        with pytest.raises(ConnectionResetError):
            ask(site.origin, "/reports/reset/")
    asked = [request.path for request in site.requests]
    assert asked == [f"/reports/{name}/" for name in ("no-answer", "cut-status", "nobody", "reset")]
    assert site.strays == []
    assert site.misdirected == []


def test_whoever_is_led_away_is_noted() -> None:
    with serve_hostile(routes_of(TOGETHER)) as site:
        port = urlsplit(site.origin).port
        for origin in (site.elsewhere, f"http://{NEIGHBOUR}:{port}"):
            ask(origin, "/stray/")
        with socket.create_connection(("127.0.0.1", port), 10) as connection:
            connection.sendall(
                b"GET /robots.txt HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\n\r\n"
            )
            assert connection.recv(100).startswith(b"HTTP/1.1 200")
    assert [stray.partition(": ")[2] for stray in site.strays] == ["GET /stray/ HTTP/1.1"] * 2
    assert site.misdirected == ["localhost /robots.txt"] * 2
