"""The ledger's side of shapes: pages of a closed one are left, and tried again by later crawls."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.context import spider_of
from crawler.shapes import Shapes, shape_of
from storage.crawls import record_issue
from storage.due import DuePage
from storage.engine import Database
from storage.traps import leave_traps, reopen_traps

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

TRIED_AGAIN = 10
"""One for so many of the pages that close a shape is tried again by each crawl."""


class Traps:
    """Pages that are due, and yet not asked for."""

    def __init__(self, crawler: Crawler, database: Database) -> None:
        self._crawler = crawler
        self._database = database
        self._left: dict[str, list[DuePage]] = {}
        self._told: set[str] = set()

    def look_again(self, *, refresh: bool) -> None:
        """Some of what earlier crawls left, or all of it, waits again."""
        if self._shapes.most:
            self._reopen(None if refresh else max(1, self._shapes.most // TRIED_AGAIN))

    def reopen_healed(self) -> bool:
        """Whether all waits again, since one that had been left gave a report."""
        if not self._shapes.healed:
            return False
        self._shapes.healed = False
        return self._reopen(None) > 0

    def leaves(self, page: DuePage) -> bool:
        """Whether it is left: of a closed shape, and never asked for."""
        if not page.is_new or not self._shapes.is_closed(page.url):
            return False
        self._left.setdefault(shape_of(page.url), []).append(page)
        return True

    def write(self) -> None:
        """Note in the database what was left."""
        now, crawl = datetime.now(UTC), self._crawler.stats.get_value("crawl/id")
        for shape, pages in self._left.items():
            detail = f"{self._shapes.most} addresses like {shape} in a row gave no new report"
            with self._database.session() as session:
                leave_traps(session, [page.id for page in pages], detail)
                if shape not in self._told:
                    told, url = f"{detail}; the others are left", pages[0].url
                    record_issue(session, crawl, now, "warning", "trap", detail=told, url=url)
                    logger.warning("%s: %s", told, url)
            self._told.add(shape)
            self._crawler.stats.inc_value("crawl/trap", len(pages))
        self._left.clear()

    def _reopen(self, most: int | None) -> int:
        owner = self._crawler.stats.get_value("crawl/publisher_id")
        with self._database.session() as session:
            urls = reopen_traps(session, owner, most)
        self._shapes.look_again(urls)
        return len(urls)

    @property
    def _shapes(self) -> Shapes:
        return spider_of(self._crawler).shapes
