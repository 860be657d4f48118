"""What a report claims, read from its text unless the database has it already."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from attrs import evolve

from crawler.claim import Reading
from crawler.context import spider_of
from crawler.items import NotModified, Outcome, Report
from crawler.worker_process import place_of
from crawler.workers import UnfinishedError, Work
from pipelines.claims.reader_version import READER
from pipelines.claims_apart import read_apart
from pipelines.visit_order import VisitOrder
from storage.claims import check_reading
from storage.crawls import record_issue
from storage.engine import open_database
from storage.reports import known_reading
from storage.reread_pages import issue_is_known

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

UNREAD = "claims_unread"
"""Kind of the issue of a report whose claims could not be read."""

logger = logging.getLogger(__name__)


class ClaimsPipeline:
    """Report → Report with what it claims; without, where the reader fails on it.

    Reading waits for a worker; nothing after this stage waits for anything.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stats = crawler.stats
        self._order = VisitOrder()
        self.database = open_database(crawler.settings["DATABASE_URL"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_item(
        self, item: Report | Outcome | NotModified
    ) -> Report | Outcome | NotModified:
        async with self._order.turn_of(item):
            return await self._read(item) if isinstance(item, Report) else item

    async def _read(self, report: Report) -> Report:
        with self.database.reading() as session:
            known = known_reading(session, self.stats.get_value("crawl/publisher_id"), report)
        published = known.published or report.published_date
        if (known.reader, known.read_published) == (READER, published):
            return report
        try:
            read = await read_claims(report, published, spider_of(self.crawler).work)
        except Exception as error:  # noqa: BLE001 -- the report is to be stored whatever is wrong with the reader
            self._note_unread(report, known.report_id, error)
            return report
        self.stats.inc_value("crawl/claims", len(read.reading.claims))
        self.stats.inc_value("crawl/unparsed", len(read.reading.unparsed))
        return read

    def _note_unread(self, report: Report, report_id: int | None, error: Exception) -> None:
        detail = describe_fault(error)
        # Not the message, in which words of the report may stand.
        logger.error("claims unread: %s: %s", report.url, type(error).__name__)
        self.stats.inc_value("crawl/claims_unread")
        crawl_id = self.stats.get_value("crawl/id")
        with self.database.session() as session:
            if not issue_is_known(session, UNREAD, report.url, detail):
                record_issue(
                    session,
                    crawl_id,
                    datetime.now(UTC),
                    "error",
                    UNREAD,
                    detail=detail,
                    url=report.url,
                    report_id=report_id,
                )


async def read_claims(report: Report, published: date | None, work: Work) -> Report:
    """The report with what it claims; ``published`` is its day as it is, or will be, stored."""
    words = (report.title, report.subtitle, report.body)
    reading = await work(
        read_apart,
        *words,
        publisher=report.publisher,
        published=published,
        language=report.language,
    )
    check_reading(*words, reading)
    return evolve(report, reading=reading, reader=READER)


def read_words(
    words: tuple[str, str, str], *, publisher: str, published: date | None, language: str
) -> Reading:
    """What title, subtitle and body claim, each quote proved to stand where it is said to."""
    reading = read_apart(*words, publisher=publisher, published=published, language=language)
    check_reading(*words, reading)
    return reading


def describe_fault(error: Exception) -> str:
    """What went wrong and in which line."""
    if isinstance(error, UnfinishedError):
        return str(error)
    return f"{type(error).__name__}: {error} ({place_of(error)})"
