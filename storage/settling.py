"""Writes into the ledger what became of a page that was tried."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from attrs import field, frozen
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from crawler.items import Outcome, Reason, State
from storage.columns import whole_second
from storage.crawls import told
from storage.ledger import add_alias
from storage.models import Capture, Page, Report
from storage.revisits import next_try, next_visit
from storage.versions import current_version, widen

SHOWS_NOTHING = (Reason.CHALLENGE_PAGE, Reason.EMPTY_PAGE, Reason.SOFT_404, Reason.INCOMPLETE)
"""Why a page is no report today and may well be one at the next visit: it was not really seen."""
_GOOD = (State.STORED, State.UNCHANGED)
_VANISHED = (State.NOT_REPORT, State.GONE)
_ANSWERED = (*_GOOD, *_VANISHED)

_WAITING = (State.PENDING, State.FAILED)
_OF_KEY = select(
    *(Page.id, Page.url, Page.state, Page.attempts, Page.report_id, Page.first_seen_at),
    *(Page.answered_at, Page.source_modified_at, Page.visited_modified_at),
).where(Page.publisher_id == bindparam("owner"), Page.key == bindparam("held"))
_SETTLE_ONLY = (
    update(Page.__table__)  # type: ignore[arg-type]  # a table, not the model: nothing is loaded
    .where(Page.__table__.c.id == bindparam("page"))
    .values(
        state=State.STORED,
        reason=None,
        reason_detail=None,
        attempts=bindparam("tries"),
        report_id=bindparam("report"),
        last_fetched_at=bindparam("tried_at"),
        answered_at=bindparam("seen_at"),
        next_due_at=bindparam("due_at"),
        visited_modified_at=bindparam("changed_at"),
        etag=bindparam("tag"),
        last_modified=bindparam("modified"),
    )
)


@frozen(kw_only=True)
class Visit:
    """A fetch that gave a report, as the ledger needs it."""

    report_id: int
    url: str
    key: str
    requested_url: str
    requested_key: str
    is_new_text: bool
    is_new_report: bool = False
    """Whether no page row refers to the report yet."""
    published: date | None = None
    fetched_at: datetime
    etag: str = field(default="")
    last_modified: str = field(default="")


def settle(
    session: Session,
    publisher_id: int,
    outcome: Outcome,
    *,
    now: datetime,
    key: str = "",
    next_due_at: datetime | None = None,
    published: date | None = None,
) -> int | None:
    """Note what became of a page that gave no report.

    ``now`` is the moment of the try also where the answer came from an archive. ``key`` is of use
    for a URL that has no row, such as the target of a redirect; without it the URL is its key.
    ``next_due_at`` is when the server wants to be asked again; ``published`` the day that the
    page itself told. A page keeps the report that was once stored from it. What an archive lacks
    (``not_in_archive``) changes no state: the live page was not tried; nor does what an archive
    saw before the page last answered.

    Returns the id of the report that stood there until now and does no more, else None.
    """
    page = find_or_make_page(session, publisher_id, outcome.url, key or outcome.url, now)
    page.published_date = published or page.published_date
    if outcome.reason is Reason.NOT_IN_ARCHIVE:
        if page.state == State.PENDING:
            page.reason, page.reason_detail = outcome.reason, told(outcome.detail) or None
        return None
    seen_at = whole_second(outcome.fetched_at or now)
    stood = page.report_id if page.state in _GOOD else None
    count_try(page, now)
    if answered_since(page, seen_at):
        return None
    page.state = outcome.state
    page.reason, page.reason_detail = outcome.reason, told(outcome.detail) or None
    page.etag = page.last_modified = None
    page.next_due_at = next_due_at
    if outcome.state in (State.PENDING, State.FAILED):
        page.next_due_at = next_due_at or next_try(page.attempts, now)
        return None
    page.answered_at = seen_at
    if outcome.state in _ANSWERED and outcome.reason not in SHOWS_NOTHING:
        _note_modified(page, seen_at, now)
        page.next_due_at = next_visit(page.published_date, page.first_seen_at, seen_at, now)
    return stood if outcome.state in _VANISHED else None


def settle_stored(session: Session, publisher_id: int, visit: Visit, *, now: datetime) -> bool:
    """Note that a fetch gave a report. Run by ``storage.reports.store`` in its transaction.

    Of the page rows of a report one is ``stored`` or ``unchanged``: the one that was so before,
    else the address that answered where a source named it, else the one asked for. The other is
    a ``duplicate``, and so become the rows of the same keys that still wait or had failed.
    What an archive saw before a page last answered leaves the page's state.

    Returns whether the page had turned into something that is no report, and is back.
    """
    if visit.is_new_report and _settle_only(session, publisher_id, visit, now):
        return False
    asked = find_or_make_page(session, publisher_id, visit.requested_url, visit.requested_key, now)
    final = find_or_make_page(session, publisher_id, visit.url, visit.key, now)
    seen_at = whole_second(visit.fetched_at)
    reappeared = False
    if _belongs_elsewhere(asked, final, visit.report_id):
        main: Page | None = final
    else:
        main = _main(session, visit.report_id, asked, final)
        asked.report_id = visit.report_id
    final.report_id = visit.report_id
    for page in {asked.id: asked, final.id: final}.values():
        had_vanished = page.state in _VANISHED and page.answered_at is not None
        count_try(page, now)
        if answered_since(page, seen_at):
            continue
        page.answered_at = seen_at
        page.next_due_at = next_visit(visit.published, page.first_seen_at, seen_at, now)
        page.etag, page.last_modified = visit.etag or None, visit.last_modified or None
        _note_modified(page, seen_at, now)
        if page is main:
            reappeared = had_vanished
            page.state = State.STORED if visit.is_new_text else State.UNCHANGED
            page.reason = page.reason_detail = None
        else:
            _make_alias(session, page, page.report_id or visit.report_id)
    waiting = session.scalars(
        select(Page).where(
            Page.publisher_id == publisher_id,
            Page.key.in_({asked.key, final.key}),
            Page.id.not_in([asked.id, final.id]),
            Page.state.in_((State.PENDING, State.FAILED)),
        )
    )
    for page in waiting:
        page.visited_modified_at = page.source_modified_at
        _make_alias(session, page, visit.report_id)
    session.flush()
    return reappeared


def _settle_only(session: Session, publisher_id: int, visit: Visit, now: datetime) -> bool:
    """Settle a page that answered for the first time and is the only one of its key.

    So it is with most pages of a crawl, and nothing has to be compared. Returns whether it was so.
    """
    rows = session.execute(_OF_KEY, {"owner": publisher_id, "held": visit.key}).all()
    if len(rows) != 1 or not rows[0].url == visit.url == visit.requested_url:
        return False
    (page,) = rows
    if page.report_id is not None or page.answered_at is not None or page.state not in _WAITING:
        return False
    seen_at, changed = whole_second(visit.fetched_at), page.source_modified_at
    known = changed is None or not seen_at < changed <= now
    session.connection().execute(
        _SETTLE_ONLY,
        {
            "page": page.id,
            "tries": page.attempts + 1,
            "report": visit.report_id,
            "tried_at": now,
            "seen_at": seen_at,
            "due_at": next_visit(visit.published, page.first_seen_at, seen_at, now),
            "changed_at": changed if known else page.visited_modified_at,
            "tag": visit.etag or None,
            "modified": visit.last_modified or None,
        },
    )
    return True


def settle_not_modified(
    session: Session,
    publisher_id: int,
    url: str,
    *,
    now: datetime,
    captures: Sequence[int] = (),
) -> int | None:
    """Note that the server answered 304, and that the report was seen once more.

    Returns the report's id, None for a page without one. Raises ``LookupError`` for an unknown
    URL: nobody could have asked conditionally for it.
    """
    page = session.scalar(select(Page).where(Page.publisher_id == publisher_id, Page.url == url))
    if page is None:
        raise LookupError(f"not modified, and yet never fetched: {url}")
    count_try(page, now)
    page.answered_at = whole_second(now)
    page.next_due_at = next_visit(page.published_date, page.first_seen_at, now, now)
    _note_modified(page, now, now)
    if page.report_id is not None:
        if page.state != State.DUPLICATE:
            page.state, page.reason, page.reason_detail = State.UNCHANGED, None, None
        note_seen(session, page.report_id, now, captures)
    session.flush()
    return page.report_id


def note_seen(
    session: Session, report_id: int, now: datetime, captures: Sequence[int] = ()
) -> None:
    """The report still stands on the site with its current text, which the captures confirm."""
    report = session.get_one(Report, report_id)
    report.last_seen_at = max(report.last_seen_at, whole_second(now))
    version = current_version(session, report_id)
    widen(version, whole_second(now))
    for capture_id in captures:
        capture = session.get_one(Capture, capture_id)
        capture.version_id, capture.part = version.id, 1


def answered_since(page: Page, seen_at: datetime) -> bool:
    """Whether a later answer of the page is known: archives tell of the past."""
    return page.answered_at is not None and seen_at < page.answered_at


def find_or_make_page(
    session: Session, publisher_id: int, url: str, key: str, now: datetime
) -> Page:
    """The row of a URL; one that no source named was led to by a redirect."""
    page = session.scalar(select(Page).where(Page.publisher_id == publisher_id, Page.url == url))
    if page is None:
        page = Page(
            publisher_id=publisher_id,
            url=url,
            key=key,
            state=State.PENDING,
            attempts=0,
            discovered_via="redirect",
            first_seen_at=now,
        )
        session.add(page)
        session.flush()
    return page


def _main(session: Session, report_id: int, asked: Page, final: Page) -> Page | None:
    """The row that stands for the report; None where that is neither of the two."""
    before = session.scalars(
        select(Page).where(Page.report_id == report_id, Page.state.in_(_GOOD))
    ).all()
    for page in (final, asked):
        if page in before:
            return page
    if before:
        return None
    return final if final.listed_at is not None else asked


def _belongs_elsewhere(asked: Page, final: Page, report_id: int) -> bool:
    """A page that once gave another report keeps it, though it now leads to this one."""
    gave_other = asked.report_id not in (None, report_id) and asked.last_fetched_at is not None
    return asked is not final and gave_other


def count_try(page: Page, now: datetime) -> None:
    """Tries are counted from the last answer on, so that a good page may fail later."""
    waits = page.state in (State.PENDING, State.FAILED)
    page.attempts = page.attempts + 1 if waits else 1
    page.last_fetched_at = now


def _note_modified(page: Page, fetched_at: datetime, now: datetime) -> None:
    """The page was seen as its source describes it, unless the copy is older than the change.

    That is so for a page from an archive. A change that a source dates in the future says
    nothing: such a page would be fetched for ever.
    """
    changed = page.source_modified_at
    if changed is None or not fetched_at < changed <= now:
        page.visited_modified_at = changed


def _make_alias(session: Session, page: Page, report_id: int) -> None:
    page.state, page.reason, page.reason_detail = State.DUPLICATE, Reason.ALIAS, None
    page.report_id = report_id
    page.next_due_at = None
    add_alias(session, page.publisher_id, report_id, page.url, page.key)
