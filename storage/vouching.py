"""Reports that nobody had to fetch again, since a source says that they are as they were."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from crawler.items import State
from storage.due import Wanted, says_same
from storage.models import Page, Report, ReportVersion


def note_vouched(session: Session, publisher_id: int, wanted: Wanted) -> int:
    """Note such reports of this crawl, with their current texts, as seen; returns how many."""
    vouched = select(Page.report_id).where(
        Page.publisher_id == publisher_id,
        Page.report_id.is_not(None),
        Page.state.in_((State.STORED, State.UNCHANGED)),
        Page.listed_at >= wanted.crawl_started,
        Page.last_fetched_at < wanted.crawl_started,
        says_same(Page, wanted),
    )
    seen = {"last_seen_at": wanted.now}
    session.execute(update(Report).where(Report.id.in_(vouched)).values(**seen))
    session.execute(
        update(ReportVersion)
        .where(ReportVersion.report_id.in_(vouched), ReportVersion.is_current)
        .values(**seen)
    )
    count = select(func.count(func.distinct(Page.report_id))).where(
        Page.report_id.in_(vouched), Page.publisher_id == publisher_id
    )
    return session.scalar(count) or 0
