"""What a report claims, read from its text unless the database has it already."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Self

from attrs import evolve

from crawler.claim import Reading
from crawler.items import NotModified, Outcome, Report
from pipelines.claims.reader_version import READER
from pipelines.claims.reading import read_report
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
    """Report → Report with what it claims; without, where the reader fails on it."""

    def __init__(self, crawler: Crawler) -> None:
        self.stats = crawler.stats
        self.database = open_database(crawler.settings["DATABASE_URL"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Report | Outcome | NotModified) -> Report | Outcome | NotModified:
        if not isinstance(item, Report):
            return item
        with self.database.reading() as session:
            known = known_reading(session, self.stats.get_value("crawl/publisher_id"), item)
        published = known.published or item.published_date
        if (known.reader, known.read_published) == (READER, published):
            return item
        try:
            report = read_claims(item, published)
        except Exception as error:  # noqa: BLE001 -- the report is to be stored whatever is wrong with the reader
            self._note_unread(item, known.report_id, error)
            return item
        self.stats.inc_value("crawl/claims", len(report.reading.claims))
        self.stats.inc_value("crawl/unparsed", len(report.reading.unparsed))
        return report

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


def read_claims(report: Report, published: date | None) -> Report:
    """The report with what it claims; ``published`` is its day as it is, or will be, stored."""
    reading = read_words(
        (report.title, report.subtitle, report.body),
        publisher=report.publisher,
        published=published,
        language=report.language,
    )
    return evolve(report, reading=reading, reader=READER)


def read_words(
    words: tuple[str, str, str], *, publisher: str, published: date | None, language: str
) -> Reading:
    """What title, subtitle and body claim, each quote proved to stand where it is said to."""
    reading = read_report(*words, publisher=publisher, published=published, language=language)
    check_reading(*words, reading)
    return reading


def describe_fault(error: Exception) -> str:
    """What went wrong and in which line."""
    places = [f"{Path(at.filename).name}:{at.lineno}" for at in extract_tb(error.__traceback__)]
    return f"{type(error).__name__}: {error} ({', '.join(places[-1:])})"
