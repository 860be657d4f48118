"""A good text is not replaced by its ruin, nor by what was read past a layout that is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from crawler.context import spider_of
from crawler.items import NotModified, Outcome, Reason, Report, State
from crawler.measure import is_generic
from storage.columns import whole_second
from storage.engine import open_database
from storage.layouts import is_marked
from storage.reports import find_report
from storage.versions import current_version

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

WORTH_KEEPING = 400
"""Characters of a body below which a shorter one may be an edit."""
RUINED = 10
"""A body that is left with less than one in so many of its characters has lost its report."""


class Standing(Protocol):
    """The stored text with which a page is compared."""

    @property
    def body(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...


class KeepPipeline:
    """Report → Report, or the Outcome that says why the text that stood there stays."""

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
            if whole_second(item.fetched_at) < current.last_seen_at:
                return item
            kept = keep(current.body, item)
            expect = spider_of(self.crawler).site.publisher.expect
            if isinstance(kept, Outcome) or not expect.minds_layouts:
                return kept
            if item.is_last and is_generic(item.method) and not is_generic(current.method):
                self.crawler.stats.inc_value("crawl/container_lost")
            waits = is_marked(session, report_id)
            return keep_layout(current, item, report_id=report_id, waits=waits)


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


def keep_layout(
    standing: Standing, report: Report, *, report_id: int | None = None, waits: bool = False
) -> Report | Outcome:
    """The report, unless other words were found where a known container gave those that stand.

    Such words are most often the same ones with what stands around them. ``waits``: those that
    stand were found without a container, too, in a crawl that met a new layout, and wait for it
    to be known: what is read meanwhile tells of no edit.
    """
    is_good = not is_generic(standing.method)
    if not is_generic(report.method) or standing.fingerprint == report.fingerprint:
        return report
    if not is_good and not waits:
        return report
    how = standing.method if is_good else "before"
    return Outcome(
        publisher=report.publisher,
        url=report.requested_url,
        state=State.UNCHANGED,
        reason=Reason.LAYOUT,
        detail=f"read by {report.method}, other words than by {how}: the stored text stays",
        published=report.published_date,
        fetched_at=report.fetched_at,
        report_id=report_id,
        is_last=report.is_last,
    )
