"""What a person sees while a crawl runs: one line that tells how far it is."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Self

from scrapy import signals
from tqdm import tqdm
from twisted.internet.task import LoopingCall

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

TERMINAL_SECONDS = 0.5
LOG_SECONDS = 60.0


class Progress:
    """A line on a terminal, redrawn; in a log a line a minute."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.bar = tqdm(
            total=0,
            unit="page",
            desc="pages",
            disable=not sys.stderr.isatty(),
            dynamic_ncols=True,
            bar_format="{desc}: {n}/{total} fetched [{elapsed}<{remaining}, {rate_fmt}]{postfix}",
        )
        self.loop = LoopingCall(self._draw)
        crawler.signals.connect(self._begin, signals.spider_opened)
        crawler.signals.connect(self._end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _begin(self) -> None:
        seconds = LOG_SECONDS if self.bar.disable else TERMINAL_SECONDS
        self.loop.start(seconds, now=False)

    def _end(self) -> None:
        if self.loop.running:
            self.loop.stop()
        self.bar.close()

    def _draw(self) -> None:
        stats = self.crawler.stats
        found, due, settled, stored, failed = (
            int(stats.get_value(f"crawl/{name}", 0))
            for name in ("discovered", "due", "settled", "stored", "failed")
        )
        if self.bar.disable:
            logger.info(
                "%d reports found, %d of %d pages fetched, %d stored, %d failed",
                found, settled, due, stored, failed,
            )  # fmt: skip
            return
        self.bar.total = max(due, settled)
        self.bar.set_postfix(found=found, stored=stored, failed=failed, refresh=False)
        self.bar.update(settled - self.bar.n)
        self.bar.refresh()
