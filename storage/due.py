"""Which pages of the ledger are to be fetched, in the order in which they were discovered."""

from __future__ import annotations

from datetime import date, datetime

from attrs import frozen
from sqlalchemy import ColumnElement, and_, exists, func, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from crawler.items import Reason, State
from storage.models import Page
from storage.revisits import MAX_ATTEMPTS

_VISITED = (
    State.STORED,
    State.UNCHANGED,
    State.NOT_REPORT,
    State.NOT_ALLOWED,
    State.GONE,
)
_STANDS_FOR_ALIASES = (
    State.PENDING,
    State.STORED,
    State.UNCHANGED,
    State.NOT_REPORT,
    State.NOT_ALLOWED,
)


@frozen(kw_only=True)
class Wanted:
    """What one crawl wants of the ledger."""

    now: datetime
    crawl_started: datetime
    refresh_all: bool = False
    """Every page again that is not excluded, whatever its source says."""
    since: date | None = None
    """First day of publication; pages of unknown day are kept."""
    until: date | None = None
    """Last day of publication; pages of unknown day are kept."""


@frozen
class DuePage:
    """A page to fetch, with what a conditional request needs."""

    id: int
    url: str
    key: str
    etag: str | None
    last_modified: str | None
    published_date: date | None
    source_modified_at: datetime | None
    is_new: bool
    """Whether it was never asked for."""


def due_pages(
    session: Session, publisher_id: int, wanted: Wanted, *, limit: int | None = None, after: int = 0
) -> list[DuePage]:
    """Pages to fetch now, at most one of a ``key``, by ascending id from ``after`` on.

    These are pending pages; failed ones with tries left whose wait is over; those of which the
    layout was not known (``storage.layouts``); and visited ones that
    were listed in this crawl: if a source of this crawl tells when they changed, those that it
    says are not as they were, else those whose rest is over (``storage.revisits``).
    None that was tried in this crawl comes again, but where the server named a time to come back.
    The other URLs of a key wait: when the first is stored they are its aliases, when it fails
    the next call gives one of them. An alias comes only where no page that stands for it does.
    """
    first_of_key = ~exists().where(
        (other := aliased(Page)).publisher_id == publisher_id,
        other.key == Page.key,
        other.id < Page.id,
        _is_due(other, wanted),
    )
    rows = session.execute(
        select(
            Page.id,
            Page.url,
            Page.key,
            Page.etag,
            Page.last_modified,
            Page.published_date,
            Page.source_modified_at,
            Page.last_fetched_at.is_(None),
        )
        .where(Page.publisher_id == publisher_id, Page.id > after)
        .where(_is_due(Page, wanted), first_of_key)
        .order_by(Page.id)
        .limit(limit)
    )
    return [DuePage(*row) for row in rows]


def count_due(session: Session, publisher_id: int, wanted: Wanted) -> int:
    """How many pages ``due_pages`` would give without a limit."""
    count = select(func.count(Page.key.distinct())).where(
        Page.publisher_id == publisher_id, _is_due(Page, wanted)
    )
    return session.scalar(count) or 0


def count_resting(session: Session, publisher_id: int, wanted: Wanted) -> int:
    """Visited pages listed in this crawl of which no source tells, and whose rest is not over."""
    count = select(func.count(Page.key.distinct())).where(
        Page.publisher_id == publisher_id,
        Page.state.in_(_VISITED),
        Page.listed_at >= wanted.crawl_started,
        Page.next_due_at > wanted.now,
        not_(_tells(Page, wanted)),
        _within(Page, wanted),
    )
    return 0 if wanted.refresh_all else session.scalar(count) or 0


def _is_due(page: type[Page], wanted: Wanted) -> ColumnElement[bool]:
    untried = or_(
        page.last_fetched_at.is_(None),
        page.last_fetched_at < wanted.crawl_started,
        # Of a clock that was ahead.
        page.last_fetched_at > wanted.now,
    )
    rested = or_(page.next_due_at.is_(None), page.next_due_at <= wanted.now)
    again = or_(untried, and_(page.next_due_at.is_not(None), page.attempts < MAX_ATTEMPTS))
    waits = page.state.in_((State.PENDING, State.FAILED))
    visited = or_(
        page.state.in_(_VISITED),
        and_(page.state == State.DUPLICATE, _stands_alone(page, wanted)),
        and_(_led_away(page), page.last_fetched_at.is_not(None)),
    )
    if wanted.refresh_all:
        told_to_wait = and_(page.reason.is_not(None), page.reason == Reason.RETRY_LATER)
        chosen = or_(
            and_(waits, or_(rested, not_(told_to_wait)), or_(untried, and_(rested, again))),
            and_(visited, untried),
        )
    else:
        chosen = or_(
            and_(waits, rested, again, _has_tries(page)),
            and_(
                visited,
                untried,
                page.listed_at >= wanted.crawl_started,
                or_(_says_other(page, wanted), and_(not_(_tells(page, wanted)), rested)),
            ),
        )
    anyhow = or_(_was_outside(page, wanted), _waits_for_layout(page))
    return and_(or_(chosen, and_(anyhow, untried)), _within(page, wanted))


def _has_tries(page: type[Page]) -> ColumnElement[bool]:
    return or_(page.state == State.PENDING, page.attempts < MAX_ATTEMPTS)


def _tells(page: type[Page], wanted: Wanted) -> ColumnElement[bool]:
    """Whether a source of this crawl told when the page changed."""
    return and_(page.modified_told_at.is_not(None), page.modified_told_at >= wanted.crawl_started)


def _says_other(page: type[Page], wanted: Wanted) -> ColumnElement[bool]:
    return and_(
        _tells(page, wanted),
        or_(
            page.visited_modified_at.is_(None),
            page.source_modified_at != page.visited_modified_at,
        ),
    )


def says_same(page: type[Page], wanted: Wanted) -> ColumnElement[bool]:
    """Whether a source of this crawl tells that the page is as it was when last visited."""
    return and_(
        _tells(page, wanted),
        page.visited_modified_at.is_not(None),
        page.source_modified_at == page.visited_modified_at,
    )


def _stands_alone(page: type[Page], wanted: Wanted) -> ColumnElement[bool]:
    """Whether an alias has no page of its own key or report that is visited in its place."""
    by_key, by_report = aliased(Page), aliased(Page)
    return and_(
        ~exists().where(
            by_key.publisher_id == page.publisher_id,
            by_key.key == page.key,
            by_key.state.in_(_STANDS_FOR_ALIASES),
        ),
        ~exists().where(
            by_report.report_id == page.report_id,
            by_report.state.in_(_STANDS_FOR_ALIASES),
            true() if wanted.refresh_all else by_report.listed_at >= wanted.crawl_started,
        ),
    )


def _led_away(page: type[Page]) -> ColumnElement[bool]:
    """A page that sent its visitor to another site; it may be back."""
    return and_(page.state == State.EXCLUDED, page.reason == Reason.OFF_SITE)


def _waits_for_layout(page: type[Page]) -> ColumnElement[bool]:
    """A page that was read in no known container, whether a source names it again or not."""
    return and_(page.reason.is_not(None), page.reason == Reason.LAYOUT)


def _was_outside(page: type[Page], wanted: Wanted) -> ColumnElement[bool]:
    """A page that was left out for its day, which an earlier crawl did not ask for."""
    known = page.published_date.is_not(None)
    anyhow = wanted.since is None and wanted.until is None
    outside = and_(page.state == State.EXCLUDED, page.reason == Reason.OUTSIDE_DATES)
    return outside if anyhow else and_(outside, known)


def _within(page: type[Page], wanted: Wanted) -> ColumnElement[bool]:
    day = page.published_date
    return and_(
        true() if wanted.since is None else or_(day.is_(None), day >= wanted.since),
        true() if wanted.until is None else or_(day.is_(None), day <= wanted.until),
    )
