"""What failed: pages that could not be had or were read badly, and what the last crawls met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from attrs import frozen
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from crawler.items import Reason, State
from storage.models import Crawl, Issue, Page, Publisher, Report
from storage.revisits import MAX_ATTEMPTS

_LOOKED_AT = 200
"""Crawls that are looked at: those of the last months."""


@frozen(kw_only=True)
class FailedPage:
    """A page that the next crawls ask for again, or that has failed for good."""

    publisher: str
    url: str
    state: str
    reason: str
    detail: str | None
    since: datetime
    """When it was last good; for a page that never was, when it was first named."""
    attempts: int
    is_given_up: bool
    """Whether it is asked for no more, but by ``refresh=all``."""
    next_due_at: datetime | None
    report_id: int | None


@frozen(kw_only=True)
class FoundIssue:
    """Issues of one kind that the last crawl of a publisher met."""

    publisher: str
    crawl_id: int
    kind: str
    level: str
    count: int
    since: datetime
    """When the first of the crawls began that met such one after the other."""
    detail: str
    """Of the last of them."""


def failed_pages(
    session: Session, publisher: str | None = None, reason: str | None = None
) -> list[FailedPage]:
    """The pages that failed, and those that a changed layout spoils: longest first."""
    since = func.coalesce(Report.last_seen_at, Page.answered_at, Page.first_seen_at)
    asked = (
        select(Page, Publisher.name, since)
        .join(Publisher, Publisher.id == Page.publisher_id)
        .outerjoin(Report, Report.id == Page.report_id)
        .where(
            or_(
                Page.state == State.FAILED,
                and_(Page.reason.is_not(None), Page.reason == Reason.LAYOUT),
            )
        )
        .order_by(Publisher.name, since, Page.id)
    )
    if publisher is not None:
        asked = asked.where(Publisher.name == publisher)
    if reason is not None:
        asked = asked.where(Page.reason == reason)
    return [_page(page, name, since) for page, name, since in session.execute(asked)]


def _page(page: Page, publisher: str, since: datetime) -> FailedPage:
    return FailedPage(
        publisher=publisher,
        url=page.url,
        state=page.state,
        reason=page.reason or page.state,
        detail=page.reason_detail,
        since=since,
        attempts=page.attempts,
        is_given_up=page.state == State.FAILED and page.attempts >= MAX_ATTEMPTS,
        next_due_at=page.next_due_at,
        report_id=page.report_id,
    )


def last_issues(session: Session, publisher: str | None = None) -> list[FoundIssue]:
    """Warnings and errors of each publisher's last crawl that came to an end, by kind."""
    asked = select(Publisher.id, Publisher.name).order_by(Publisher.name)
    if publisher is not None:
        asked = asked.where(Publisher.name == publisher)
    found: list[FoundIssue] = []
    for publisher_id, name in session.execute(asked):
        crawls = session.scalars(
            select(Crawl)
            .where(Crawl.publisher_id == publisher_id, Crawl.outcome.is_not(None))
            .order_by(Crawl.id.desc())
            .limit(_LOOKED_AT)
        ).all()
        found += _issues(session, name, crawls) if crawls else []
    return found


def _issues(session: Session, publisher: str, crawls: Sequence[Crawl]) -> list[FoundIssue]:
    """Of the first of the crawls; the others say since when."""
    rows = session.execute(
        select(Issue.kind, func.min(Issue.level), func.count(), func.max(Issue.id))
        .where(Issue.crawl_id == crawls[0].id, Issue.level != "info")
        .group_by(Issue.kind)
        .order_by(Issue.kind)
    )
    return [
        FoundIssue(
            publisher=publisher,
            crawl_id=crawls[0].id,
            kind=kind,
            level=level,
            count=count,
            since=_since(session, kind, crawls),
            detail=session.get_one(Issue, last).detail,
        )
        for kind, level, count, last in rows
    ]


def _since(session: Session, kind: str, crawls: Sequence[Crawl]) -> datetime:
    met = set(
        session.scalars(
            select(Issue.crawl_id).where(
                Issue.kind == kind, Issue.crawl_id.in_([crawl.id for crawl in crawls])
            )
        )
    )
    return list(takewhile(lambda crawl: crawl.id in met, crawls))[-1].started_at
