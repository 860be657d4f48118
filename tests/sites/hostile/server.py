"""The hostile site over loopback, raw, and beside it a server that must see nothing."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Thread

from sites.hostile.case import Asked, Case, Script, Step, Steps
from sites.hostile.wire import answer, reset

LONGEST_REQUEST = 200_000
"""Bytes of a request's head."""
NEIGHBOUR = "127.0.0.2"
"""Another address of this machine, where the hostile site's own port is watched, too."""


@dataclass(frozen=True)
class Request:
    """A request that arrived; ``at`` is ``time.monotonic``."""

    path: str
    headers: tuple[tuple[str, str], ...]
    at: float

    def header(self, name: str) -> str:
        """The header's value; empty where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass
class Hostile:
    """The site while it is served."""

    origin: str
    elsewhere: str
    requests: list[Request] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    """Connections to the other servers, which nobody should have made."""

    @property
    def misdirected(self) -> list[str]:
        """Requests that name another host, or bring along what nobody gave them."""
        host = self.origin.partition("//")[2]
        wrong = [r for r in self.requests if r.header("host") != host]
        wrong += [r for r in self.requests if r.header("authorization") or r.header("cookie")]
        return [f"{r.header('host')} {r.path}" for r in wrong]

    @property
    def longest_silence(self) -> float:
        """Seconds between two requests."""
        moments = [request.at for request in self.requests]
        return max((b - a for a, b in pairwise(moments)), default=0.0)


Routes = Callable[[str], Script]
"""Path with query → what is sent."""


@contextmanager
def serve_hostile(routes: Routes, *, scale: float = 1.0, port: int = 0) -> Iterator[Hostile]:
    """Serve in a thread of its own, until the block ends."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    desk = _Desk(routes, scale)
    try:
        yield asyncio.run_coroutine_threadsafe(desk.open(port), loop).result(10)
    finally:
        asyncio.run_coroutine_threadsafe(desk.close(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class _Desk:
    """The servers, and the connections to them."""

    def __init__(self, routes: Routes, scale: float) -> None:
        self._routes, self._scale = routes, scale
        self._servers: list[asyncio.Server] = []
        self._talks: set[asyncio.Task[None]] = set()
        self.site = Hostile("", "")

    async def open(self, port: int) -> Hostile:
        server = await asyncio.start_server(self._talk, "127.0.0.1", port, limit=LONGEST_REQUEST)
        own = server.sockets[0].getsockname()[1]
        other = await asyncio.start_server(self._note, "127.0.0.1", 0)
        neighbour = await asyncio.start_server(self._note, NEIGHBOUR, own)
        self._servers = [server, other, neighbour]
        self.site.origin = f"http://127.0.0.1:{own}"
        self.site.elsewhere = f"http://127.0.0.1:{other.sockets[0].getsockname()[1]}"
        return self.site

    async def close(self) -> None:
        for server in self._servers:
            server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _note(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Whoever comes here was led away."""
        host, port = writer.get_extra_info("sockname")[:2]
        try:
            asked = (await asyncio.wait_for(reader.readline(), 2)).decode("latin-1").strip()
        except (OSError, ValueError, TimeoutError):
            asked = "nothing"
        self.site.strays.append(f"{host}:{port}: {asked}")
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        if talk is None:
            raise RuntimeError("a connection outside of a task")
        self._talks.add(talk)
        try:
            while await self._answer(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._talks.discard(talk)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; whether another one may come on this connection."""
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        fields = (line.partition(":") for line in lines[1:] if line)
        headers = tuple((name.strip(), value.strip()) for name, _, value in fields)
        self.site.requests.append(Request(path, headers, time.monotonic()))
        asked = Asked(self.site.origin, self.site.elsewhere, path, self._scale)
        return await self._send(self._routes(path)(asked), writer)

    async def _send(self, steps: Steps, writer: asyncio.StreamWriter) -> bool:
        for step in steps:
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            elif step is Step.KEEP:
                return True
            elif step is Step.RESET:
                connection: socket.socket = writer.get_extra_info("socket")
                reset(connection)
                return False
            else:
                await asyncio.sleep(float(step))  # type: ignore[arg-type]  # a number is all that is left
        return False


def route(cases: Sequence[Case], pages: dict[str, Script]) -> Routes:
    """Each case below its own path, ``pages`` at theirs; all else is 404."""
    by_name = {case.name: case for case in cases}

    def script(path: str) -> Script:
        plain = path.partition("?")[0]
        if plain in pages:
            return pages[plain]
        parts = plain.split("/")
        case = by_name.get(parts[2]) if parts[1] in {"reports", "lists"} and parts[2:] else None
        return case.serve if case else _missing

    return script


def _missing(_asked: Asked) -> Steps:
    yield answer("<h1>Not Found</h1>", status="404 Not Found")
