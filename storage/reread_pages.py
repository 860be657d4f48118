"""What a re-extraction notes of pages: reports found late, issues once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.items import Report as ReportItem
from storage.crawls import told
from storage.models import Issue, Page
from storage.reports import Stored, store


def store_late(
    session: Session,
    publisher_id: int,
    report: ReportItem,
    bands: Sequence[int],
    *,
    now: datetime,
) -> Stored:
    """As ``store``, of a page that was fetched long ago: its tries and their time stay."""
    urls = {report.requested_url, report.url}
    asked = select(Page).where(Page.publisher_id == publisher_id, Page.url.in_(urls))
    known = {page.id: (page.attempts, page.last_fetched_at) for page in session.scalars(asked)}
    stored = store(session, publisher_id, report, now=now, bands=bands)
    for page in session.scalars(asked):
        page.attempts, page.last_fetched_at = known.get(page.id, (1, report.fetched_at))
    session.flush()
    return stored


def issue_is_known(session: Session, kind: str, url: str, detail: str) -> bool:
    """Whether the same was told of the page before."""
    same = (Issue.kind == kind, Issue.url == url, Issue.detail == told(detail))
    found = select(Issue.id).where(*same)
    return session.scalar(found.limit(1)) is not None
