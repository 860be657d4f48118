"""How the crawls of each publisher stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from typing import Any

from attrs import frozen
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.items import Reason, State
from storage.models import Crawl, Issue, Page, Publisher
from storage.revisits import MAX_ATTEMPTS

_JUDGED = ("complete", "incomplete", "limited", "drift")
"""Outcomes of crawls that came to an end and were judged."""
_LOOKED_AT = 200
"""Crawls that are looked at: those of the last months."""


@frozen(kw_only=True)
class LastCrawl:
    """A publisher's last crawl."""

    crawl_id: int
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    """None while it runs, or where it was killed since."""
    exit_status: int | None
    options: Mapping[str, Any]
    new: int
    changed: int
    failed: int


@frozen(kw_only=True)
class Waiting:
    """Pages that a publisher's next crawls have to do with."""

    pending: int = 0
    oldest_pending: datetime | None = None
    """When the page was first named that waits longest."""
    failed: int = 0
    """Failed, and tried again."""
    failed_for_good: int = 0
    layout: int = 0
    """Asked for again, since their layout was not known."""


@frozen(kw_only=True)
class Status:
    """How a publisher stands."""

    publisher: str
    last: LastCrawl | None
    waiting: Waiting
    drift: tuple[str, ...] = ()
    """In words, what the last crawl of the live site, or of a copy of it, found to have changed."""
    drift_since: datetime | None = None
    """When the first of the crawls began that found so one after the other."""


def statuses(session: Session) -> list[Status]:
    """Of each publisher that was ever crawled, by name."""
    found = session.execute(select(Publisher.id, Publisher.name).order_by(Publisher.name))
    return [_status(session, publisher_id, name) for publisher_id, name in found]


def _status(session: Session, publisher_id: int, name: str) -> Status:
    crawls = session.scalars(
        select(Crawl)
        .where(Crawl.publisher_id == publisher_id)
        .order_by(Crawl.id.desc())
        .limit(_LOOKED_AT)
    ).all()
    judged = [one for one in crawls if one.outcome in _JUDGED and _is_live(one.options)]
    drifted = list(takewhile(lambda one: one.outcome == "drift", judged))
    return Status(
        publisher=name,
        last=_last(crawls[0]) if crawls else None,
        waiting=_waiting(session, publisher_id),
        drift=_drift(session, drifted[0].id) if drifted else (),
        drift_since=drifted[-1].started_at if drifted else None,
    )


def _is_live(options: Mapping[str, Any]) -> bool:
    return not options.get("archive") and options.get("via") != "wayback"


def _last(crawl: Crawl) -> LastCrawl:
    return LastCrawl(
        crawl_id=crawl.id,
        started_at=crawl.started_at,
        finished_at=crawl.finished_at,
        outcome=crawl.outcome,
        exit_status=crawl.exit_status,
        options={name: value for name, value in crawl.options.items() if value},
        new=crawl.new,
        changed=crawl.changed,
        failed=crawl.failed,
    )


def _drift(session: Session, crawl_id: int) -> tuple[str, ...]:
    told: Sequence[str] = session.scalars(
        select(Issue.detail)
        .where(Issue.crawl_id == crawl_id, Issue.kind == "drift")
        .order_by(Issue.id)
    ).all()
    return tuple(told)


def _waiting(session: Session, publisher_id: int) -> Waiting:
    pending, oldest = session.execute(
        select(func.count(), func.min(Page.first_seen_at)).where(
            Page.publisher_id == publisher_id, Page.state == State.PENDING
        )
    ).one()
    failed, given_up = session.execute(
        select(func.count(), func.count().filter(Page.attempts >= MAX_ATTEMPTS)).where(
            Page.publisher_id == publisher_id, Page.state == State.FAILED
        )
    ).one()
    layout = session.scalar(
        select(func.count())
        .select_from(Page)
        .where(Page.publisher_id == publisher_id, Page.reason == Reason.LAYOUT)
    )
    return Waiting(
        pending=pending,
        oldest_pending=oldest,
        failed=failed - given_up,
        failed_for_good=given_up,
        layout=layout or 0,
    )
