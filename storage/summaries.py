"""Counts for a summary of the database or of one crawl."""

from __future__ import annotations

from datetime import date

from attrs import frozen
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.items import State
from storage.crawls import COUNTS
from storage.models import Crawl, Page, Publisher, Report, ReportVersion


@frozen
class PublisherStatus:
    """What the database has of one publisher."""

    publisher: str
    reports: int
    """Copies among them."""
    copies: int
    versions: int
    first_day: date | None
    """Of the publication of a report; None where no report has a date."""
    last_day: date | None
    undated: int
    pages: dict[State, int]
    """Every state, with how many URLs are in it."""
    last_crawl: Crawl | None


def publisher_status(session: Session) -> list[PublisherStatus]:
    """One for each publisher, by name."""
    publishers = session.scalars(select(Publisher).order_by(Publisher.name)).all()
    return [_status(session, publisher) for publisher in publishers]


def crawl_counts(session: Session, crawl_id: int) -> dict[str, int]:
    """The counts of one crawl, under the names of the view ``crawl``.

    Raises ``NoResultFound`` for an unknown crawl.
    """
    crawl = session.get_one(Crawl, crawl_id)
    return {name: getattr(crawl, name) for name in COUNTS}


def _status(session: Session, publisher: Publisher) -> PublisherStatus:
    own = Report.publisher_id == publisher.id
    counted = session.execute(
        select(
            func.count(Report.id),
            func.count(Report.duplicate_of),
            func.count(Report.published_date),
            func.min(Report.published_date),
            func.max(Report.published_date),
        ).where(own)
    ).one()
    reports, copies, dated, first_day, last_day = counted
    versions = session.scalar(
        select(func.count(ReportVersion.id))
        .join(Report, Report.id == ReportVersion.report_id)
        .where(own)
    )
    states = session.execute(
        select(Page.state, func.count())
        .where(Page.publisher_id == publisher.id)
        .group_by(Page.state)
    )
    pages = dict.fromkeys(State, 0) | {State(state): count for state, count in states}
    last_crawl = session.scalars(
        select(Crawl).where(Crawl.publisher_id == publisher.id).order_by(Crawl.id.desc()).limit(1)
    ).one_or_none()
    return PublisherStatus(
        publisher=publisher.name,
        reports=reports,
        copies=copies,
        versions=versions or 0,
        first_day=first_day,
        last_day=last_day,
        undated=reports - dated,
        pages=pages,
        last_crawl=last_crawl,
    )
