"""Visits as they are stored: which captures a page was read from, in the order they were made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from crawler.items import State
from storage.crawls import UNFINISHED
from storage.models import Capture, Crawl, Page, Publisher, Report, ReportVersion

_UNDECIDED = (State.PENDING, State.FAILED)
"""Pages of which the last try told nothing, or only a part: the next crawl asks for them again."""


@frozen(eq=False)
class StoredVisit:
    """A page as one capture shows it, with what was captured on the way."""

    head: Capture
    """What was read: the answer with the page itself."""
    before: tuple[Capture, ...]
    """Captures for the same page by the same crawl, or by one that it took up, that came before,
    redirects among them."""
    later: tuple[Capture, ...]
    """The same that came after, further pages of a multi-page post among them."""
    elsewhere: tuple[Capture, ...]
    """Where an archive was read, in which two visits may share a part: all of this page."""
    crawl: Crawl
    page: Page | None


def publishers_with_captures(session: Session) -> Sequence[Publisher]:
    """Publishers of whom anything was captured or stored, by name."""
    return session.scalars(select(Publisher).order_by(Publisher.name)).all()


def reports_of_publisher(session: Session, publisher_id: int) -> Sequence[int]:
    """Ids of all reports of a publisher, by the capture that each was first read from."""
    first = func.min(Capture.id)
    return session.scalars(
        select(Report.id)
        .outerjoin(ReportVersion, ReportVersion.report_id == Report.id)
        .outerjoin(Capture, Capture.version_id == ReportVersion.id)
        .where(Report.publisher_id == publisher_id)
        .group_by(Report.id)
        .order_by(first, Report.id)
    ).all()


def visits_of_report(session: Session, report_id: int) -> list[StoredVisit]:
    """Every visit that showed one of a report's texts, in the order of their captures."""
    heads = session.scalars(
        select(Capture)
        .join(ReportVersion, ReportVersion.id == Capture.version_id)
        .where(ReportVersion.report_id == report_id, _is_head())
        .order_by(Capture.id)
    )
    return [visit_of(session, head) for head in heads.all()]


def first_visit(session: Session, version_id: int) -> StoredVisit | None:
    """The visit that first showed a text; None where no capture of it is known."""
    head = session.scalar(
        select(Capture)
        .where(Capture.version_id == version_id, _is_head())
        .order_by(func.coalesce(Capture.original_at, Capture.fetched_at), Capture.id)
        .limit(1)
    )
    return None if head is None else visit_of(session, head)


def untold_captures(
    session: Session, publisher_id: int, report_id: int | None = None
) -> Sequence[int]:
    """Ids of captures of pages that answered and yet gave no report; further pages among them.

    Of all pages, or of those of one report.
    """
    return session.scalars(
        select(Capture.id)
        .join(Page, Page.id == Capture.page_id)
        .where(
            Page.publisher_id == publisher_id,
            Page.state.not_in(_UNDECIDED),
            Capture.version_id.is_(None),
            Capture.status == 200,
            true() if report_id is None else Page.report_id == report_id,
        )
        .order_by(Capture.id)
    ).all()


def visit_of(session: Session, head: Capture) -> StoredVisit:
    """The visit to which a capture of a page belongs."""
    crawl = session.get_one(Crawl, head.crawl_id)
    page = None if head.page_id is None else session.get_one(Page, head.page_id)
    all_of_page: Sequence[Capture] = []
    if head.page_id is not None:
        all_of_page = session.scalars(
            select(Capture).where(Capture.page_id == head.page_id).order_by(Capture.id)
        ).all()
    crawls = _taken_up(session, crawl, {row.crawl_id for row in all_of_page})
    same = [row for row in all_of_page if row.crawl_id in crawls]
    return StoredVisit(
        head=head,
        before=tuple(row for row in same if row.id < head.id),
        later=tuple(row for row in same if row.id > head.id),
        elsewhere=tuple(all_of_page) if crawl.options.get("archive") else (),
        crawl=crawl,
        page=page,
    )


def _taken_up(session: Session, crawl: Crawl, ids: set[int]) -> set[int]:
    """The crawl, with those that it took up or that took it up, as far as ``ids`` reach.

    What a crawl that came to no end was answered is read by the next one: a visit may begin in one
    and end in another.
    """
    if ids <= {crawl.id}:
        return {crawl.id}
    rows = session.execute(
        select(Crawl.id, Crawl.outcome)
        .where(
            Crawl.publisher_id == crawl.publisher_id,
            Crawl.id.between(min(crawl.id, *ids), max(crawl.id, *ids)),
        )
        .order_by(Crawl.id)
    )
    groups: list[set[int]] = [set()]
    for crawl_id, outcome in rows:
        groups[-1].add(crawl_id)
        if outcome not in UNFINISHED:
            groups.append(set())
    return next(group for group in groups if crawl.id in group)


def load_visit(session: Session, capture_id: int) -> StoredVisit:
    """The visit of a capture by its id."""
    return visit_of(session, session.get_one(Capture, capture_id))


def most_parts(session: Session, page_id: int) -> int:
    """Of how many pages the longest text was joined that a page ever gave; 1 for none."""
    count = select(func.max(Capture.part)).where(Capture.page_id == page_id)
    return session.scalar(count) or 1


def _is_head() -> ColumnElement[bool]:
    return (Capture.status != 304) & or_(Capture.part == 1, Capture.part.is_(None))


@frozen
class StoredVersion:
    """A text of a report as it stands."""

    version_id: int
    number: int
    body: str
    method: str
    fingerprint: str
    first_seen_at: datetime


def versions_stored(session: Session, report_id: int) -> list[StoredVersion]:
    """All texts of a report, by number."""
    rows = session.execute(
        select(
            ReportVersion.id,
            ReportVersion.number,
            ReportVersion.body,
            ReportVersion.method,
            ReportVersion.fingerprint,
            ReportVersion.first_seen_at,
        )
        .where(ReportVersion.report_id == report_id)
        .order_by(ReportVersion.number)
    )
    return [StoredVersion(*row) for row in rows]


def report_address(session: Session, report_id: int) -> tuple[str, str]:
    """Name of the publisher and URL of a report."""
    row = session.get_one(Report, report_id)
    return session.get_one(Publisher, row.publisher_id).name, row.url
