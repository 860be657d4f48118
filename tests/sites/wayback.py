"""A Wayback Machine over loopback: an index of captures, and the captures as they were served.

::

    site = newspaper_site()
    site.base = "http://syriatimes.sy"
    machine = WaybackMachine()
    machine.keep(site, site.path_of(site.posts[0]), datetime(2017, 9, 1, tzinfo=UTC))
    with serve_wayback(machine) as origin:
        ...  # crawl with via=wayback, origin=origin; machine.asked tells what was asked
"""

from __future__ import annotations

import json
import re
from base64 import b32encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import parse_qsl, quote_plus, unquote_plus, urlsplit

from sites.answers import Answer
from sites.routes import answer
from sites.site import Site

COLUMNS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")


@dataclass(frozen=True)
class Held:
    """One capture; ``at`` is a UTC moment."""

    original: str
    at: datetime
    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=UTF-8"
    headers: dict[str, str] = field(default_factory=dict)
    mimetype: str = ""
    """Of the index, where it is not that of the content: ``warc/revisit``."""

    @property
    def timestamp(self) -> str:
        """``at`` as 14 digits."""
        return f"{self.at:%Y%m%d%H%M%S}"

    def row(self) -> dict[str, str]:
        """Its row of the index, by ``COLUMNS``."""
        revisit = self.mimetype == "warc/revisit"
        values = (
            url_key(self.original),
            self.timestamp,
            self.original,
            self.mimetype or self.content_type.partition(";")[0],
            "-" if revisit else str(self.status),
            b32encode(sha1(self.body).digest()).decode(),  # noqa: S324 -- what the index has
            str(len(self.body)),
        )
        return dict(zip(COLUMNS, values, strict=True))


@dataclass
class WaybackFaults:
    """What the machine does wrong; all off by default."""

    busy: int = 0
    """How many requests answer 429 with ``Retry-After`` before it works."""
    failing: int = 0
    """How many answer 503 before it works; -1 for ever."""
    retry_after: str = "1"
    cdx: str = ""
    """``html``: a page instead of the index · ``cut``: half of it · ``blocked``: 403, as for a
    site that asked to be left out · ``endless``: always the same key of the rest."""
    lost: frozenset[str] = frozenset()
    """Addresses as captured that the index names and the archive does not give: 404."""


@dataclass
class WaybackMachine:
    """What an archive holds; captures may be added between two crawls."""

    held: list[Held] = field(default_factory=list)
    origin: str = ""
    """Where it stands; ``serve_wayback`` sets it."""
    robots: str = "User-agent: *\nDisallow: /save\n"
    rows_at_once: int = 150_000
    """Most rows of an answer of the index, whatever ``limit`` says."""
    faults: WaybackFaults = field(default_factory=WaybackFaults)
    asked: list[str] = field(default_factory=list)
    """Paths and queries, in the order of arrival."""

    def keep(self, site: Site, path: str, at: datetime, original: str = "") -> Held:
        """Capture what the site answers now, under ``original`` or the site's own address."""
        found = answer(site, path)
        held = Held(
            original or site.base + path,
            at,
            found.body,
            found.status,
            found.content_type,
            found.headers,
        )
        self.held.append(held)
        return held

    def captures(self) -> list[str]:
        """Which raw captures were asked for, in the order of arrival."""
        return [target for target in self.asked if target.startswith("/web/")]

    def answer(self, target: str) -> Answer:
        """Answer to GET ``target``."""
        self.asked.append(target)
        if target == "/robots.txt":
            return Answer(200, self.robots.encode(), "text/plain")
        if self.faults.busy:
            self.faults.busy -= 1
            retry = {"Retry-After": self.faults.retry_after}
            return Answer.html("<h1>Too Many Requests</h1>", 429, retry)
        if self.faults.failing:
            self.faults.failing -= 1
            return Answer.html("<h1>503 Service Unavailable</h1>", 503)
        if target.startswith("/cdx/search/cdx?"):
            return self._index(parse_qsl(urlsplit(target).query, keep_blank_values=True))
        return self._replay(target)

    def _index(self, query: list[tuple[str, str]]) -> Answer:
        if self.faults.cdx == "html":
            return Answer.html(
                "<!DOCTYPE html>\n<title>Internet Archive</title>\n<p>Offline now</p>"
            )
        if self.faults.cdx == "blocked":
            return Answer(403, b"AdministrativeAccessControlException: Blocked Site", "text/plain")
        asked = dict(query)
        rows = _select(sorted((held.row() for held in self.held), key=_place), query)
        most = min(int(asked.get("limit", self.rows_at_once)), self.rows_at_once)
        rest = len(rows) > most and asked.get("showResumeKey") == "true"
        names = asked.get("fl", ",".join(COLUMNS)).split(",")
        table = [[row[name] for name in names] for row in rows[:most]]
        if table and asked.get("output") == "json":
            table.insert(0, names)
        if rest or self.faults.cdx == "endless":
            table += [[], [quote_plus(" ".join(_place(rows[:most][-1]) if rest else "") + "!")]]
        if asked.get("output") != "json":
            lines = "".join(" ".join(row) + "\n" for row in table)
            return Answer(200, lines.encode(), "text/plain; charset=UTF-8")
        text = json.dumps(table)
        return Answer.json(text[: len(text) // 2] if self.faults.cdx == "cut" else text)

    def _replay(self, target: str) -> Answer:
        found = re.fullmatch(r"/web/(\d{14})id_/(.+)", target, re.DOTALL)
        near = self._nearest(*found.groups()) if found else None
        if not found or near is None:
            error = {"X-Archive-Wayback-Runtime-Error": "ResourceNotInArchiveException"}
            return Answer.html("<p>The Wayback Machine has not archived that URL.</p>", 404, error)
        if near.timestamp != found[1]:
            return Answer.moved(self.address(near.timestamp, near.original), 302)
        served = {"Content-Type": near.content_type, **near.headers}
        headers = {f"x-archive-orig-{name.lower()}": value for name, value in served.items()}
        headers["memento-datetime"] = format_datetime(near.at.astimezone(UTC), usegmt=True)
        if "Location" in near.headers:
            headers["Location"] = self.address(near.timestamp, near.headers["Location"])
        return Answer(near.status, near.body, near.content_type, headers)

    def _nearest(self, timestamp: str, original: str) -> Held | None:
        wanted = datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        key = url_key(original)
        fitting = [
            held
            for held in self.held
            if url_key(held.original) == key and held.body and held.original not in self.faults.lost
        ]
        return min(fitting, key=lambda held: abs(held.at - wanted), default=None)

    def address(self, timestamp: str, original: str) -> str:
        """Where a raw capture stands."""
        return f"{self.origin}/web/{timestamp}id_/{original}"


def url_key(url: str) -> str:
    """How the index sorts and finds a page: without scheme, ``www.``, port and case."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    path = (parts.path or "/").lower() + (f"?{parts.query.lower()}" if parts.query else "")
    return ",".join(reversed(host.split("."))) + ")" + path


def _place(row: dict[str, str]) -> tuple[str, str]:
    return row["urlkey"], row["timestamp"]


def _select(rows: list[dict[str, str]], query: list[tuple[str, str]]) -> list[dict[str, str]]:
    """The rows that a query asks for: after the key, of the host, filtered, then collapsed."""
    asked = dict(query)
    host = url_key(f"http://{asked['url'].removeprefix('http://')}").partition(")")[0]
    key = unquote_plus(asked.get("resumeKey", "")).removesuffix("!").rpartition(" ")
    rows = [row for row in rows if row["urlkey"].partition(")")[0] == host]
    rows = [row for row in rows if _place(row) > (key[0], key[2])]
    rows = [row for row in rows if row["timestamp"] >= asked.get("from", "")]
    for name, value in query:
        if name == "filter":
            wrong, (column, _, pattern) = value.startswith("!"), value.lstrip("!").partition(":")
            rows = [row for row in rows if bool(re.fullmatch(pattern, row[column])) is not wrong]
    if column := asked.get("collapse"):
        before = [None, *(row[column] for row in rows)]
        rows = [row for row, last in zip(rows, before, strict=False) if row[column] != last]
    return rows


@contextmanager
def serve_wayback(machine: WaybackMachine) -> Iterator[str]:
    """Serve the machine; gives its origin, ``http://127.0.0.1:port``."""
    handler = type("_Handler", (_WaybackHandler,), {"machine": machine, "lock": Lock()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    machine.origin = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield machine.origin
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _WaybackHandler(BaseHTTPRequestHandler):
    machine: WaybackMachine
    lock: Lock
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        with self.lock:
            found = self.machine.answer(self.path)
        self.send_response(found.status)
        self.send_header("Content-Type", found.content_type)
        self.send_header("Content-Length", str(len(found.body)))
        for name, value in found.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(found.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- name of the base
        """Say nothing: ``WaybackMachine.asked`` has it."""
