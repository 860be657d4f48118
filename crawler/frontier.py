"""The ledger's side of a crawl: what sources name is recorded, what is due is asked for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from twisted.python.failure import Failure

from crawler.context import spider_of
from crawler.discovery.sources import Discovery
from crawler.items import Discovered
from crawler.traps import Traps
from storage.captures import taken_originals
from storage.crawls import known_reports, record_issue
from storage.due import DuePage, Wanted, count_due, count_resting, due_pages
from storage.engine import open_database
from storage.ledger import record_discovered

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

BATCH = 200
"""Pages taken from the ledger at once, so that memory does not grow with the archive."""
LIMIT_POLL = 0.02
"""Seconds between looks at what became of the pages in flight, near ``limit``."""


class LedgerMiddleware:
    """Turns the spider's discoveries into rows, and the rows that are due into requests."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.database = open_database(crawler.settings["DATABASE_URL"])
        self.started_at = datetime.now(UTC)
        self.asked: set[int] = set()
        self.listed: set[str] = set()
        self.taken: AbstractSet[tuple[str, datetime]] | None = None
        self.traps = Traps(crawler, self.database)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_start(self, start: AsyncIterator[list[Discovered]]) -> AsyncIterator[Request]:
        """Yield a request for each page that is due, once the sources are read.

        What goes wrong here ends the crawl: Scrapy alone would log it and call the crawl finished.
        """
        try:
            async for request in self._requests(start):
                yield request
        except Exception as error:  # noqa: BLE001 -- handed on to the crawl's record, which judges it
            failure = Failure(error)  # type: ignore[no-untyped-call]  # Twisted's
            self.crawler.signals.send_catch_log(
                signals.spider_error, failure=failure, response=None, spider=self.crawler.spider
            )

    async def _requests(self, start: AsyncIterator[list[Discovered]]) -> AsyncIterator[Request]:
        """With ``limit``, sources are read only as far as needed, and pages are asked for only
        while those in flight may fail to give the reports wanted.
        """
        more = True
        self._tell_known()
        self.traps.look_again(refresh=spider_of(self.crawler).options.refresh)
        while more:
            more = await self._read_sources(start)
            self._announce()
            for page in self._due_pages():
                if not await self._wants_more():
                    return
                await self._wait_for_room()
                self.asked.add(page.id)
                if page.is_new:
                    spider_of(self.crawler).shapes.ask(page.url)
                request = self._request(page)
                if request is not None:
                    yield request

    def _request(self, page: DuePage) -> Request | None:
        spider, stats = spider_of(self.crawler), self.crawler.stats
        if spider.wayback and (left_out := spider.wayback.left_out(page.url)):
            self._tell_left_out(page.url, left_out)
        request = spider.page_request(
            page.url,
            page_id=page.id,
            published=page.published_date,
            modified=page.source_modified_at,
            etag=None if spider.options.refresh else page.etag,
            last_modified=None if spider.options.refresh else page.last_modified,
            taken=self._taken(),
        )
        if request is None:
            for name in ("settled", "unchanged"):
                stats.inc_value(f"crawl/{name}")
        return request

    def _tell_left_out(self, url: str, count: int) -> None:
        crawl, now = self.crawler.stats.get_value("crawl/id"), datetime.now(UTC)
        detail = f"{count} captures between those that were read"
        with self.database.session() as session:
            record_issue(session, crawl, now, "info", "captures_left_out", detail=detail, url=url)

    def _taken(self) -> AbstractSet[tuple[str, datetime]]:
        """Copies in another archive that an earlier crawl has read: they never change."""
        spider = spider_of(self.crawler)
        if spider.wayback is None or spider.options.refresh:
            return frozenset()
        if self.taken is None:
            with self.database.reading() as session:
                self.taken = taken_originals(session, self._publisher_id)
        return self.taken

    def _tell_known(self) -> None:
        discovery = spider_of(self.crawler).discovery
        if isinstance(discovery, Discovery):
            with self.database.reading() as session:
                discovery.known = known_reports(session, self._publisher_id)

    async def _read_sources(self, start: AsyncIterator[list[Discovered]]) -> bool:
        """Record what the sources name; False once they are at their end."""
        limit = spider_of(self.crawler).options.limit
        async for batch in start:
            self._record(batch)
            if limit is not None and self._count_due() >= limit:
                return True
        return False

    def _record(self, batch: list[Discovered]) -> None:
        with self.database.session() as session:
            counts = record_discovered(
                session,
                self._publisher_id,
                batch,
                datetime.now(UTC),
                crawl_started=self.started_at,
            )
        spider, stats = spider_of(self.crawler), self.crawler.stats
        if isinstance(spider.discovery, Discovery):
            spider.discovery.note_fresh(counts.new)
        stats.set_value("crawl/discovered", spider.discovery.found)
        if spider.archive or spider.wayback:
            self.listed.update(item.key for item in batch)

    def _due_pages(self) -> Iterator[DuePage]:
        """Pages due, until none is left that this crawl did not ask for; read in small batches.

        A pass begins anew after one that gave pages: where a page failed, another URL of it is
        due then.
        """
        found = True
        while found:
            found, after = self.traps.reopen_healed(), 0
            while batch := self._batch(after):
                after = batch[-1].id
                for page in batch:
                    if page.id in self.asked or not self._is_here(page):
                        continue
                    if not self.traps.leaves(page):
                        found = True
                        yield page
                self.traps.write()

    def _batch(self, after: int) -> list[DuePage]:
        with self.database.reading() as session:
            return due_pages(session, self._publisher_id, self._wanted, limit=BATCH, after=after)

    def _is_here(self, page: DuePage) -> bool:
        """Whether this crawl can get it: pages of the live site wait while a copy is crawled."""
        spider = spider_of(self.crawler)
        live = not spider.archive and not spider.wayback
        return spider.site.allows(page.url) and (live or page.key in self.listed)

    async def _wants_more(self) -> bool:
        """Whether one more page is wanted; waits while those in flight may be enough."""
        limit, stats = spider_of(self.crawler).options.limit, self.crawler.stats
        while limit is not None:
            stored = stats.get_value("crawl/stored", 0)
            if stored >= limit:
                return False
            if stored + len(self.asked) - stats.get_value("crawl/settled", 0) < limit:
                return True
            await asyncio.sleep(LIMIT_POLL)
        return True

    async def _wait_for_room(self) -> None:
        """Scrapy pulls start requests into its memory as fast as they come, unless they wait."""
        if self.crawler.engine.needs_backout():
            await self.crawler.signals.wait_for(signals.scheduler_empty)

    def _count_due(self) -> int:
        with self.database.reading() as session:
            return count_due(session, self._publisher_id, self._wanted)

    def _announce(self) -> None:
        due = self._count_due()
        self.crawler.stats.set_value("crawl/due", due)
        least = timedelta(seconds=round(due * self.crawler.settings.getfloat("DOWNLOAD_DELAY")))
        politely = f"; politely that takes {least} or more" if least else ""
        logger.info("%s: %d pages to fetch%s", spider_of(self.crawler).name, due, politely)
        with self.database.reading() as session:
            resting = count_resting(session, self._publisher_id, self._wanted)
        if resting:
            logger.info("%d old reports rest until a later crawl; refresh=all visits them", resting)

    @property
    def _publisher_id(self) -> int:
        return int(self.crawler.stats.get_value("crawl/publisher_id"))

    @property
    def _wanted(self) -> Wanted:
        spider = spider_of(self.crawler)
        options, live = spider.options, not spider.archive and not spider.wayback
        return Wanted(
            now=datetime.now(UTC),
            crawl_started=self.started_at,
            # An archive may hold texts that no visit saw, whatever the sources say of the page.
            refresh_all=options.refresh or not live,
            since=options.since,
            until=options.until,
        )
