"""Where a crawl may go: scheme, host and port, and nothing that only looks like it."""

from __future__ import annotations

import pytest

from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site

SNHR = load_publisher(SEEDS / "snhr.toml")
LIVE = [
    ("https://snhr.org/", True),
    ("http://snhr.org/", True),
    ("https://snhr.org:443/a", True),
    ("http://snhr.org:80/a", True),
    ("HTTPS://SNHR.ORG/a", True),
    ("https://www.sn4hr.org/a", True),
    ("http://snhr.org:443/", False),
    ("https://snhr.org:80/", False),
    ("https://snhr.org:8443/", False),
    ("https://snhr.org:0/", False),
    ("https://media.snhr.org/", False),
    ("https://snhr.org.example.com/", False),
    ("https://example.com/snhr.org", False),
    ("https://notsnhr.org/", False),
    ("https://snhr.org@example.com/", False),
    ("https://reader:secret@snhr.org/", False),
    ("https://@snhr.org/", False),
    ("https://snhr.org\\@example.com/", False),
    ("https://example.com\\.snhr.org/", False),
    ("ftp://snhr.org/", False),
    ("file://snhr.org/etc/passwd", False),
    ("javascript://snhr.org/%0aalert(1)", False),
    ("//snhr.org/", False),
    ("/a", False),
    ("http://[snhr.org]/", False),
    ("https://snhr.org:99999/", False),
    ("https://127.0.0.1/", False),
    ("", False),
]
COPY = [
    ("http://127.0.0.1:8088/a", True),
    ("http://127.0.0.1:8088", True),
    ("https://127.0.0.1:8088/a", False),
    ("http://127.0.0.1:8089/a", False),
    ("http://127.0.0.1/a", False),
    ("http://localhost:8088/a", False),
    ("http://127.1:8088/a", False),
    ("http://[::ffff:127.0.0.1]:8088/a", False),
    ("http://reader:secret@127.0.0.1:8088/a", False),
    ("http://127.0.0.1:8088@example.com/a", False),
    ("https://snhr.org/a", False),
]


@pytest.mark.parametrize(("url", "allowed"), LIVE)
def test_a_live_site_is_its_hosts_at_the_schemes_own_ports(url: str, allowed: bool) -> None:
    assert Site(SNHR).allows(url) is allowed


@pytest.mark.parametrize(("url", "allowed"), COPY)
def test_a_copy_is_its_origin_alone(url: str, allowed: bool) -> None:
    assert Site(SNHR, "http://127.0.0.1:8088").allows(url) is allowed


@pytest.mark.parametrize(
    ("origin", "url"),
    [
        ("http://localhost:80", "http://localhost/a"),
        ("http://localhost", "http://localhost:80/a"),
        ("https://copy.example:443", "https://copy.example/a"),
        ("http://[::1]:8088", "http://[::1]:8088/a"),
    ],
)
def test_a_schemes_own_port_may_be_written_or_not(origin: str, url: str) -> None:
    assert Site(SNHR, origin).allows(url)
