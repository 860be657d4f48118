"""What a person sees while a crawl runs: one line that tells how far it is."""

from __future__ import annotations

import logging
import sys
from contextlib import ExitStack
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Self

from scrapy import signals
from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm
from twisted.internet.task import LoopingCall

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

TERMINAL_SECONDS = 0.5
LOG_SECONDS = 60.0
LINE = "{desc}: {n}/{total} fetched [{elapsed}<{remaining}, {rate_fmt}]{postfix}"


class Progress:
    """A line on a terminal, redrawn; in a log a line a minute."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        width, height = get_terminal_size(fallback=(100, 24))
        self.bar = tqdm(
            total=0,
            unit="page",
            desc="reading sources",
            disable=not sys.stderr.isatty(),
            # Some terminals say that they are 0 columns wide, where tqdm would show nothing.
            ncols=width,
            nrows=height,
            bar_format=LINE,
        )
        self.loop = LoopingCall(self._draw)
        self.redirected = ExitStack()
        crawler.signals.connect(self._begin, signals.spider_opened)
        crawler.signals.connect(self._end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _begin(self) -> None:
        if not self.bar.disable:
            # Log lines go above the line of progress instead of into it.
            self.redirected.enter_context(logging_redirect_tqdm())
            for handler in logging.root.handlers:
                handler.setLevel(self.crawler.settings["LOG_LEVEL"])
        self.loop.start(LOG_SECONDS if self.bar.disable else TERMINAL_SECONDS, now=False)

    def _end(self) -> None:
        if self.loop.running:
            self.loop.stop()
        if not self.bar.disable:
            self._draw()
        self.bar.close()
        self.redirected.close()

    def _draw(self) -> None:
        stats = self.crawler.stats
        found, due, settled, stored, failed = (
            int(stats.get_value(f"crawl/{name}", 0))
            for name in ("discovered", "due", "settled", "stored", "failed")
        )
        told = f"{found} found, {stored} stored, {failed} failed"
        if self.bar.disable:
            logger.info("%d of %d pages fetched, %s", settled, due, told)
            return
        self.bar.total = max(due, settled)
        self.bar.set_description_str("pages" if due else "reading sources", refresh=False)
        self.bar.set_postfix_str(told, refresh=False)
        self.bar.update(settled - self.bar.n)
        self.bar.refresh()
