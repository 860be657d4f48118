"""The end of a page's way: one transaction a report, and the page's state with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy.orm import Session

from crawler.items import Outcome, Reason, Report, State
from pipelines.copies.shingles import bands
from storage.crawls import record_issue
from storage.engine import open_database
from storage.reports import Stored, store
from storage.settling import settle

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class StorePipeline:
    """Report or Outcome → rows; counts what became of the page."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stats = crawler.stats
        self.database = open_database(crawler.settings["DATABASE_URL"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Report | Outcome) -> Report | Outcome:
        crawl_id = self.stats.get_value("crawl/id")
        publisher_id = self.stats.get_value("crawl/publisher_id")
        with self.database.session() as session:
            if isinstance(item, Outcome):
                store_outcome(session, publisher_id, crawl_id, item)
            else:
                stored = store_report(session, publisher_id, crawl_id, item)
        if isinstance(item, Outcome):
            self._count_outcome(item)
        else:
            self._count_report(item, stored)
        self.stats.inc_value("crawl/settled")
        return item

    def _count_outcome(self, outcome: Outcome) -> None:
        self.stats.inc_value(f"crawl/{outcome.state}")
        if outcome.reason is Reason.NOT_IN_ARCHIVE:
            self.stats.inc_value("crawl/not_in_archive")
        elif outcome.state in {State.NOT_REPORT, State.GONE}:
            self.stats.inc_value("crawl/fetched")

    def _count_report(self, report: Report, stored: Stored) -> None:
        for name in ("fetched", "stored", stored.change):
            self.stats.inc_value(f"crawl/{name}")
        if report.duplicate_of is not None:
            self.stats.inc_value("crawl/duplicate")
        if report.method.startswith("generic"):
            self.stats.inc_value("crawl/generic")


def store_report(session: Session, publisher_id: int, crawl_id: int, report: Report) -> Stored:
    """Write the report and an issue for each thing that its page said and was refused."""
    now = datetime.now(UTC)
    stored = store(session, publisher_id, report, now=now, bands=bands(report.signature))
    found = [("refused_value", problem) for problem in report.problems]
    found += [("address_of_another", f"states as its own: {url}") for url in stored.refused]
    if stored.change != "unchanged":
        for kind, detail in found:
            record_issue(
                session,
                crawl_id,
                now,
                "warning",
                kind,
                detail=detail,
                url=report.url,
                report_id=stored.report_id,
            )
    return stored


def store_outcome(session: Session, publisher_id: int, crawl_id: int, outcome: Outcome) -> None:
    """Write the page's state; what an archive lacks is an issue."""
    now = datetime.now(UTC)
    settle(
        session,
        publisher_id,
        outcome,
        now=now,
        next_due_at=outcome.retry_at,
        published=outcome.published,
    )
    if outcome.reason is Reason.NOT_IN_ARCHIVE:
        record_issue(
            session, crawl_id, now, "info", outcome.reason, detail=outcome.detail, url=outcome.url
        )
