"""Answers that have come and are not done with: while they are large, no more are asked for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from crawler.given_back import return_holes, return_large_blocks

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

MOST = 16 * 1024 * 1024
"""Bytes of bodies that wait to be captured or read, beyond which requests wait for them."""
LARGE = 256 * 1024
"""Bytes below which a body does not count."""
PAUSE = 0.02
"""Seconds between looks."""
TIDY = 5.0
"""Seconds from a request until what was freed meanwhile goes back; that takes some milliseconds."""


class Backlog:
    """Large bodies between their arrival and the spider's last word on them.

    Sixteen requests at a time may be under way for Scrapy, of which each may bring 16 MiB, and
    packing these for the archive takes longer than a near server takes to send them.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._sizes: dict[Request, int] = {}
        self._tidies = False
        return_large_blocks()

    def add(self, request: Request, size: int) -> None:
        """A body has come."""
        if size >= LARGE:
            self._sizes[request] = size

    async def wait_for_room(self) -> None:
        """Return when a request may be made; those that came before need none to be done with."""
        if not self._tidies:
            self._tidies = True
            asyncio.get_running_loop().call_later(TIDY, self._tidy)
        while self._size() > MOST:  # noqa: ASYNC110 -- what it waits for sets no event
            await asyncio.sleep(PAUSE)

    def _tidy(self) -> None:
        self._tidies = False
        return_holes()

    def _size(self) -> int:
        engine = self._crawler.engine
        active = engine.downloader.active
        self._sizes = {one: size for one, size in self._sizes.items() if one in active}
        read = engine.scraper.slot.active_size if engine.scraper.slot else 0
        return sum(self._sizes.values()) + read
