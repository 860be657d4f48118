"""Pages whose layout is not known: their reports keep the text they had, and they are due again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from crawler.items import Outcome, Reason, State
from storage.columns import whole_second
from storage.crawls import told
from storage.models import Page, Report
from storage.settling import answered_since, count_try, find_or_make_page

_GOOD = (State.STORED, State.UNCHANGED)
_DUE_AGAIN = {
    "reason": Reason.LAYOUT,
    "next_due_at": None,
    # With these the next visit would be spared, or answered without a body.
    "visited_modified_at": None,
    "etag": None,
    "last_modified": None,
}


def settle_layout(session: Session, publisher_id: int, outcome: Outcome, *, now: datetime) -> bool:
    """Note that a page was read worse than before, and is to be asked for again.

    Of an alias nothing is noted: the page that stands for its report is asked for itself. Nor of
    what an archive saw before the page last answered. Returns whether that is news.
    """
    page = find_or_make_page(session, publisher_id, outcome.url, outcome.url, now)
    count_try(page, now)
    seen_at = whole_second(outcome.fetched_at or now)
    if answered_since(page, seen_at):
        return False
    page.answered_at = seen_at
    if page.state == State.DUPLICATE:
        return False
    page.published_date = outcome.published or page.published_date
    page.report_id = page.report_id or outcome.report_id
    other = select(Page.id).where(
        Page.report_id == page.report_id, Page.id != page.id, Page.state.in_(_GOOD)
    )
    if session.scalar(other.limit(1)) is not None:
        page.state, page.reason, page.reason_detail = State.DUPLICATE, Reason.ALIAS, None
        return False
    is_news = page.reason != Reason.LAYOUT
    page.state = State.UNCHANGED
    page.reason_detail = told(outcome.detail) or None
    for name, value in _DUE_AGAIN.items():
        setattr(page, name, value)
    return is_news


def mark_generic(session: Session, publisher_id: int, since: datetime, detail: str) -> int:
    """Let the pages be due again that were read since then and in no known container.

    For a crawl that met a new layout. Returns how many.
    """
    generic = select(Report.id).where(
        Report.publisher_id == publisher_id, Report.method.startswith("generic")
    )
    marked = (
        update(Page)
        .where(
            Page.publisher_id == publisher_id,
            Page.state.in_(_GOOD),
            Page.last_fetched_at >= whole_second(since),
            Page.report_id.in_(generic),
            Page.reason.is_(None),
        )
        .values(reason_detail=detail, **_DUE_AGAIN)
        .returning(Page.id)
    )
    return len(session.scalars(marked).all())


def is_marked(session: Session, report_id: int) -> bool:
    """Whether a page of the report waits for its layout to be known."""
    found = select(Page.id).where(Page.report_id == report_id, Page.reason == Reason.LAYOUT)
    return session.scalar(found.limit(1)) is not None


def count_waiting(session: Session, publisher_id: int) -> int:
    """How many pages of the publisher wait for their layout to be known."""
    count = (
        select(func.count())
        .select_from(Page)
        .where(Page.publisher_id == publisher_id, Page.reason == Reason.LAYOUT)
    )
    return session.scalar(count) or 0
