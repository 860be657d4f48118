"""The end of a page's way: compared and stored in one transaction, the page's state with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from sqlalchemy.orm import Session

from crawler.context import spider_of
from crawler.items import NotModified, Outcome, Reason, Report, State
from pipelines.compare import Compared, compare
from pipelines.copies.bands import bands
from storage.crawls import record_issue
from storage.engine import open_database
from storage.layouts import settle_layout
from storage.reports import Change, Stored, store
from storage.settling import settle, settle_not_modified

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_RANK: tuple[Change, ...] = ("unchanged", "changed", "new")
"""Of several captures of a report the one that brought most counts."""


SAME = 0.98
"""Similarity from which on a copy is the same page at another address."""


class StorePipeline:
    """Report, Outcome or NotModified → rows; counts what became of the page."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.stats = crawler.stats
        self.database = open_database(crawler.settings["DATABASE_URL"])
        self._changes: dict[int, Change] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Report | Outcome | NotModified) -> Report | Outcome | NotModified:
        crawl_id = self.stats.get_value("crawl/id")
        publisher_id = self.stats.get_value("crawl/publisher_id")
        compared: Compared | None = None
        stored: Stored | None = None
        with self.database.session() as session:
            if isinstance(item, Report):
                compared = compare(session, publisher_id, item, spider_of(self.crawler).site)
                item = compared.item
            if isinstance(item, Report):
                stored = store_report(session, publisher_id, crawl_id, item)
            elif isinstance(item, Outcome):
                store_outcome(session, publisher_id, crawl_id, item)
            else:
                store_not_modified(session, publisher_id, item)
        if compared is not None and compared.has_lost_container:
            self.stats.inc_value("crawl/container_lost")
        if stored is not None and isinstance(item, Report):
            self._count_report(item, stored)
        if isinstance(item, NotModified):
            for name in ("fetched", "unchanged", "not_modified"):
                self.stats.inc_value(f"crawl/{name}")
        if isinstance(item, Outcome) and item.is_last:
            self._count_outcome(item)
        if isinstance(item, NotModified) or item.is_last:
            self.stats.inc_value("crawl/settled")
        self._note_shape(item, stored)
        return item

    def _note_shape(self, item: Report | Outcome | NotModified, stored: Stored | None) -> None:
        """What an address of its shape gave; of a page that was not really seen, nothing."""
        shapes = spider_of(self.crawler).shapes
        if stored is not None and isinstance(item, Report):
            is_copy = item.duplicate_of is not None and (item.similarity or 0) >= SAME
            shapes.settle(item.requested_url, is_new=stored.change == "new" and not is_copy)
        elif isinstance(item, Outcome) and item.state is State.NOT_REPORT:
            if item.reason is not Reason.CHALLENGE_PAGE:
                shapes.settle(item.url, is_new=False)
        else:
            shapes.forget(item.url)

    def _count_outcome(self, outcome: Outcome) -> None:
        self.stats.inc_value(f"crawl/{outcome.state}")
        if outcome.reason is Reason.NOT_IN_ARCHIVE:
            self.stats.inc_value("crawl/not_in_archive")
        elif outcome.state in {State.NOT_REPORT, State.GONE, State.UNCHANGED}:
            self.stats.inc_value("crawl/fetched")
        if outcome.reason is Reason.LAYOUT:
            self.stats.inc_value("crawl/layout")

    def _count_report(self, report: Report, stored: Stored) -> None:
        before = self._changes.get(stored.report_id)
        if before is None:
            self.stats.inc_value("crawl/stored")
            if report.duplicate_of is not None:
                self.stats.inc_value("crawl/duplicate")
            spider_of(self.crawler).tally.add_claims(report.language, claims=stored.has_claims)
        change = max(stored.change, before or stored.change, key=_RANK.index)
        if change != before:
            self._changes[stored.report_id] = change
            self.stats.inc_value(f"crawl/{change}")
            if before is not None:
                self.stats.inc_value(f"crawl/{before}", -1)
        if report.is_last:
            self.stats.inc_value("crawl/fetched")


def store_report(session: Session, publisher_id: int, crawl_id: int, report: Report) -> Stored:
    """Write the report and an issue for each thing that its page said and was refused."""
    now = datetime.now(UTC)
    stored = store(session, publisher_id, report, now=now, bands=bands(report.signature))
    found = [("refused_value", problem) for problem in report.problems]
    found += [("address_of_another", f"states as its own: {url}") for url in stored.refused]
    issues = [("warning", *told) for told in found] if stored.change != "unchanged" else []
    if stored.replaced:
        told = "the text has next to nothing in common with the one before: another report?"
        issues.append(("warning", "replaced", told))
    if stored.reappeared:
        issues.append(("info", "reappeared", "the report stands on the site again"))
    for level, kind, detail in issues:
        record_issue(
            session,
            crawl_id,
            report.fetched_at if kind == "reappeared" else now,
            level,
            kind,
            detail=detail,
            url=report.url,
            report_id=stored.report_id,
        )
    return stored


def store_outcome(session: Session, publisher_id: int, crawl_id: int, outcome: Outcome) -> None:
    """Write the page's state; a report that is not there any more is an issue, with the moment."""
    now = datetime.now(UTC)
    if outcome.reason is Reason.LAYOUT:
        if settle_layout(session, publisher_id, outcome, now=now):
            record_issue(
                session,
                crawl_id,
                outcome.fetched_at or now,
                "warning",
                "layout",
                detail=outcome.detail,
                url=outcome.url,
                report_id=outcome.report_id,
            )
        return
    vanished = settle(
        session,
        publisher_id,
        outcome,
        now=now,
        next_due_at=outcome.retry_at,
        published=outcome.published,
    )
    if vanished is not None:
        record_issue(
            session,
            crawl_id,
            outcome.fetched_at or now,
            "warning",
            "disappeared",
            detail=f"{outcome.reason}: {outcome.detail}",
            url=outcome.url,
            report_id=vanished,
        )
    if outcome.reason is Reason.NOT_IN_ARCHIVE:
        record_issue(
            session, crawl_id, now, "info", outcome.reason, detail=outcome.detail, url=outcome.url
        )
    elif outcome.state is State.FAILED and not outcome.is_last:
        told = f"{outcome.reason}: {outcome.detail}"
        record_issue(
            session, crawl_id, now, "warning", "capture_failed", detail=told, url=outcome.url
        )


def store_not_modified(session: Session, publisher_id: int, item: NotModified) -> None:
    """Note that the page, and the report it gave, still stand as they were."""
    settle_not_modified(
        session, publisher_id, item.url, now=item.fetched_at, captures=item.captures
    )
