"""Answers that have come and are not done with: while they are large, no more are asked for."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from crawler.given_back import return_holes, return_large_blocks
from crawler.turns import Stream, Turns

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

MOST = 8 * 1024 * 1024
"""Bytes of bodies that wait to be captured or read, beyond which requests wait for them."""
LARGE = 256 * 1024
"""Bytes below which a body does not count."""
PAUSE = 0.02
"""Seconds between looks."""
TIDY = 5.0
"""Seconds from a request until what is done with is freed; that takes some 20 milliseconds."""
MUCH = 16 * 1024 * 1024
"""Bytes of large answers after which it is freed at once."""


class Backlog:
    """Large bodies between their arrival and the spider's last word on them.

    Sixteen requests at a time may be under way for Scrapy, of which each may bring 16 MiB, and
    packing these for the archive takes longer than a near server takes to send them.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._sizes: dict[Request, int] = {}
        self._since_tidied = 0
        self._tidies = False
        self._turns = Turns()
        self._looks = False
        # What is there now stays; the collector need not look at it again.
        gc.freeze()
        return_large_blocks()

    def add(self, request: Request, size: int) -> None:
        """A body has come."""
        if size >= LARGE:
            self._sizes[request] = size

    def ask_turn(self, stream: Stream) -> None:
        """A large answer is on its way: let it come, or wait until others are done with."""
        self._turns.ask(stream, has_room=self._size() <= MOST)
        self._look_for_room()

    def end(self, stream: Stream, came: int) -> None:
        """An answer of so many bytes is at its end, or was broken off."""
        self._turns.give_back(stream)
        if came >= LARGE:
            self._since_tidied += came
            if self._since_tidied > MUCH:
                self._tidy()

    def _look_for_room(self) -> None:
        if not self._looks and (self._size() > MOST or self._turns.go_on()):
            self._looks = True
            asyncio.get_running_loop().call_later(PAUSE, self._look_again)

    def _look_again(self) -> None:
        self._looks = False
        self._look_for_room()

    async def wait_for_room(self) -> None:
        """Return when a request may be made; those that came before need none to be done with."""
        if not self._tidies:
            self._tidies = True
            asyncio.get_running_loop().call_later(TIDY, self._tidy_in_turn)
        while self._size() > MOST:  # noqa: ASYNC110 -- what it waits for sets no event
            await asyncio.sleep(PAUSE)

    def _tidy_in_turn(self) -> None:
        self._tidies = False
        self._tidy()

    def _tidy(self) -> None:
        """Connections and what came by them hang together in rings, which Python leaves for long:
        its collector comes when objects are many, not when they are large.
        """
        self._since_tidied = 0
        gc.collect()
        return_holes()

    def _size(self) -> int:
        engine = self._crawler.engine
        active = engine.downloader.active
        self._sizes = {one: size for one, size in self._sizes.items() if one in active}
        read = engine.scraper.slot.active_size if engine.scraper.slot else 0
        return sum(self._sizes.values()) + read
