"""A good text is not replaced by its ruin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from crawler.items import NotModified, Outcome, Reason, Report, State
from storage.columns import whole_second
from storage.engine import open_database
from storage.reports import find_report
from storage.versions import current_version

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

WORTH_KEEPING = 400
"""Characters of a body below which a shorter one may be an edit."""
RUINED = 10
"""A body that is left with less than one in so many of its characters has lost its report."""


class KeepPipeline:
    """Report → Report, or the Outcome that says how little is left of the one that stood there."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.database = open_database(crawler.settings["DATABASE_URL"])

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Report | Outcome | NotModified) -> Report | Outcome | NotModified:
        if not isinstance(item, Report):
            return item
        owner = self.crawler.stats.get_value("crawl/publisher_id")
        with self.database.reading() as session:
            report_id = find_report(session, owner, item)
            if report_id is None:
                return item
            current = current_version(session, report_id)
            is_later = whole_second(item.fetched_at) >= current.last_seen_at
            return keep(current.body, item) if is_later else item


def keep(body: str, report: Report) -> Report | Outcome:
    """The report, unless next to nothing of ``body``, the text that stood there, is left."""
    if len(body) < WORTH_KEEPING or len(report.body) * RUINED >= len(body):
        return report
    return Outcome(
        publisher=report.publisher,
        url=report.requested_url,
        state=State.NOT_REPORT,
        reason=Reason.SHRUNK,
        detail=f"of {len(body)} characters {len(report.body)} are left",
        published=report.published_date,
        fetched_at=report.fetched_at,
        is_last=report.is_last,
    )
