"""While large answers are not done with, no more are asked for."""

from __future__ import annotations

import asyncio
import gc
from types import SimpleNamespace
from typing import Any
from weakref import ref

import pytest
from scrapy import Request

from crawler.backlog import LARGE, MOST, MUCH, Backlog


def backlog(active: set[Request], read: int = 0) -> Backlog:
    slot = SimpleNamespace(active_size=read)
    downloader, scraper = SimpleNamespace(active=active), SimpleNamespace(slot=slot)
    crawler: Any = SimpleNamespace(engine=SimpleNamespace(downloader=downloader, scraper=scraper))
    return Backlog(crawler)


@pytest.mark.parametrize(
    ("sizes", "read", "waits"),
    [
        ((), 0, False),
        ((MOST + 1,), 0, True),
        ((MOST // 2, MOST // 2), 0, False),
        ((MOST // 2, MOST // 2), 1, True),
        ((), MOST + 1, True),
        ((LARGE - 1,) * 100, 0, False),
        ((LARGE,) * 100, 0, True),
    ],
)
def test_requests_wait_for_large_bodies_only(
    sizes: tuple[int, ...], read: int, *, waits: bool
) -> None:
    async def run() -> None:
        active = {Request(f"http://a.example/{number}") for number in range(len(sizes))}
        waiting = backlog(active, read)
        for request, size in zip(list(active), sizes, strict=True):
            waiting.add(request, size)
        room = asyncio.ensure_future(waiting.wait_for_room())
        await asyncio.sleep(0)
        assert room.done() != waits
        if not read:
            active.clear()
            await asyncio.wait_for(room, 10)
        room.cancel()

    asyncio.run(run())


class Ring:
    """What refers to itself stays until the collector comes."""

    def __init__(self) -> None:
        self.own = self

    def pause(self) -> None: ...
    def resume(self) -> None: ...


@pytest.mark.parametrize(
    ("came", "is_freed"),
    [
        ([LARGE - 1] * 100, False),
        ([MUCH], False),
        ([MUCH, LARGE - 1], False),
        ([MUCH, LARGE], True),
        ([MUCH + 1], True),
    ],
)
def test_what_is_done_with_is_freed_after_much_has_come(came: list[int], *, is_freed: bool) -> None:
    waiting, stream = backlog(set()), Ring()
    gc.disable()
    try:
        done_with = ref(Ring())
        for size in came:
            waiting.end(stream, size)
        assert (done_with() is None) == is_freed
    finally:
        gc.enable()
