"""Serving generated sites over loopback, counting what is asked."""

from __future__ import annotations

import gzip
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import unquote, urlsplit

from sites.answers import Answer
from sites.routes import GZIP_MARK, answer
from sites.site import Site

TEXTS = ("text/", "application/xml", "application/json", "application/rss")
"""What is compressed on the way."""


@dataclass(frozen=True)
class Request:
    """One request that arrived; ``at`` is ``time.monotonic``."""

    path: str
    query: str
    status: int
    at: float
    headers: dict[str, str]


@dataclass
class Served:
    """Sites that are being served at one origin."""

    origin: str
    sites: tuple[Site, ...]
    requests: list[Request] = field(default_factory=list)
    """In the order of arrival."""
    most_at_once: int = 0
    """Largest number of requests that were in work at one time."""

    def counts(self) -> Counter[str]:
        """Requests by path, queries dropped."""
        return Counter(r.path for r in self.requests)

    def targets(self) -> Counter[str]:
        """Requests by path and query."""
        return Counter(r.path + (f"?{r.query}" if r.query else "") for r in self.requests)

    def url(self, path: str) -> str:
        """A path as URL of this server."""
        return self.origin + path

    def forget(self) -> None:
        """Start counting anew, faults that work off included."""
        self.requests.clear()
        for site in self.sites:
            site.hits.clear()


@contextmanager
def serve(*sites: Site, port: int = 0) -> Iterator[Served]:
    """Serve the sites, told apart by their prefixes, at ``http://127.0.0.1:port``.

    A site with an empty ``base`` gets the origin as its base, and loses it again at the end.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_port}", sites)
    named = [site for site in sites if not site.base]
    for site in named:
        site.base = served.origin
    _Handler.serving[server.server_port] = _Desk(served)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        del _Handler.serving[server.server_port]
        for site in named:
            site.base = ""


class _Desk:
    """Takes requests one after another where they touch shared state."""

    def __init__(self, served: Served) -> None:
        self.served = served
        self.lock = Lock()
        self.busy = 0

    def enter(self) -> None:
        with self.lock:
            self.busy += 1
            self.served.most_at_once = max(self.served.most_at_once, self.busy)

    def leave(self) -> None:
        with self.lock:
            self.busy -= 1

    def take(self, target: str, headers: dict[str, str]) -> tuple[Answer, float]:
        """Answer and how long to wait before it is sent."""
        parts = urlsplit(target)
        path = unquote(parts.path)
        with self.lock:
            site = self._site(path)
            site.hits[path] += 1
            found = answer(site, target, headers)
            seen = Request(path, parts.query, found.status, time.monotonic(), headers)
            self.served.requests.append(seen)
        slow = site.faults.slow
        return found, slow.get(path, slow.get("*", 0.0))

    def _site(self, path: str) -> Site:
        fitting = [s for s in self.served.sites if f"{path}/".startswith(f"{s.prefix}/")]
        return max(fitting or self.served.sites, key=lambda s: len(s.prefix))


def _wants_gzip(asked: dict[str, str]) -> bool:
    return "gzip" in asked.get("accept-encoding", "")


class _Handler(BaseHTTPRequestHandler):
    server: ThreadingHTTPServer
    serving: dict[int, _Desk] = {}  # noqa: RUF012 -- the server class passes nothing else
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        desk = self.serving[self.server.server_port]
        desk.enter()
        try:
            headers = {name.lower(): value for name, value in self.headers.items()}
            found, wait = desk.take(self.path, headers)
            time.sleep(wait)
            self._send(found, headers)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            desk.leave()

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, found: Answer, asked: dict[str, str]) -> None:
        body = found.body
        self.send_response(found.status)
        self.send_header("Content-Type", found.content_type)
        tags = {}
        if _wants_gzip(asked) and found.content_type.startswith(TEXTS) and body:
            body = gzip.compress(body, 1, mtime=0)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
            tags = (
                {"ETag": found.headers["ETag"][:-1] + GZIP_MARK} if "ETag" in found.headers else {}
            )
        for name, value in {**found.headers, **tags}.items():
            self.send_header(name, value)
        if found.status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- name of the base
        """Say nothing: ``Served.requests`` has it."""
