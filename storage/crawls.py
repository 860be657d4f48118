"""Rows of crawls and issues, and what a crawl must know of those before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import takewhile
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from crawler.characters import one_line
from storage.models import Crawl, Issue, Report

COUNTS = ("discovered", "fetched", "new", "changed", "unchanged", "not_report", "failed")
UNFINISHED = ("killed", "interrupted", "terminated", "storage_failed", "limited")
"""Outcomes of crawls that came to no end."""
MOST_DETAIL = 2000
"""Characters of what is told of a page or an issue."""
_NARROWING = ("origin", "archive", "since", "until", "limit")


def start_crawl(
    session: Session,
    publisher_id: int,
    now: datetime,
    options: Mapping[str, Any],
    archive: str | None = None,
) -> int:
    """A new row; returns its id. ``options`` are those the user gave, as JSON can hold them;
    ``archive`` is where its captures and its manifest go: see ``crawls.archive``.

    Crawls of this publisher that never came to their end are marked ``killed``: only one runs at
    a time.
    """
    session.execute(
        update(Crawl)
        .where(Crawl.publisher_id == publisher_id, Crawl.outcome.is_(None))
        .values(outcome="killed")
    )
    crawl = Crawl(publisher_id=publisher_id, started_at=now, options=dict(options), archive=archive)
    session.add(crawl)
    session.flush()
    return crawl.id


def resumable_crawls(session: Session, crawl_id: int, since: datetime) -> list[int]:
    """Crawls of the same publisher, one after the other up to this one, that came to no end.

    What they were told by the publisher's sources need not be asked again. None that began
    before ``since``, and none that read an archive.
    """
    crawl = session.get_one(Crawl, crawl_id)
    earlier = session.scalars(
        select(Crawl)
        .where(Crawl.publisher_id == crawl.publisher_id, Crawl.id < crawl_id)
        .order_by(Crawl.id.desc())
    )
    found = takewhile(lambda one: one.outcome in UNFINISHED and one.started_at >= since, earlier)
    return [one.id for one in found if not one.options.get("archive")]


def finish_crawl(
    session: Session,
    crawl_id: int,
    now: datetime,
    outcome: str,
    exit_status: int,
    **counts: int,
) -> None:
    """Close the row. ``counts`` are some of ``COUNTS``; another name raises ``TypeError``."""
    unknown = counts.keys() - set(COUNTS)
    if unknown:
        raise TypeError(f"no such count of a crawl: {', '.join(sorted(unknown))}")
    crawl = session.get_one(Crawl, crawl_id)
    crawl.finished_at, crawl.outcome, crawl.exit_status = now, outcome, exit_status
    for name, count in counts.items():
        setattr(crawl, name, count)


def record_issue(
    session: Session,
    crawl_id: int | None,
    now: datetime,
    level: str,
    kind: str,
    *,
    detail: str,
    url: str | None = None,
    report_id: int | None = None,
) -> None:
    """Note what a person may have to look at; ``level`` is info, warning or error."""
    issue = Issue(
        crawl_id=crawl_id, at=now, level=level, kind=kind, url=url, report_id=report_id,
        detail=told(detail),
    )  # fmt: skip
    session.add(issue)


def told(detail: str) -> str:
    """What a server, a page or an exception said, as it can stand in a row and on a screen."""
    return one_line(detail[:MOST_DETAIL])


def last_moment(session: Session, publisher_id: int) -> datetime | None:
    """When the publisher's crawls so far began or ended last."""
    moments = select(func.max(Crawl.started_at), func.max(Crawl.finished_at)).where(
        Crawl.publisher_id == publisher_id
    )
    return max(filter(None, session.execute(moments).one()), default=None)


def last_end(session: Session) -> datetime | None:
    """When a crawl of whatever publisher ended last."""
    return session.scalar(select(func.max(Crawl.finished_at)))


def known_reports(session: Session, publisher_id: int) -> int:
    """How many reports of the publisher are stored."""
    count = select(func.count()).select_from(Report).where(Report.publisher_id == publisher_id)
    return session.scalar(count) or 0


def last_whole_crawl(session: Session, publisher_id: int) -> Crawl | None:
    """The last crawl that asked for all the live site has and came to its end; None if none did.

    Its ``discovered`` is what the next such crawl should find again. Failed pages do not matter:
    they were listed.
    """
    crawls = session.scalars(
        select(Crawl)
        .where(Crawl.publisher_id == publisher_id, Crawl.exit_status.in_((0, 3)))
        .where(Crawl.outcome != "limited")
        .order_by(Crawl.id.desc())
    )
    whole = (
        crawl
        for crawl in crawls
        if crawl.options.get("via", "auto") == "auto"
        and not any(crawl.options.get(name) for name in _NARROWING)
    )
    return next(whole, None)


def status_before(session: Session, crawl_id: int) -> int | None:
    """Exit status of the publisher's crawl before this one that came to an end; None if none."""
    crawl = session.get_one(Crawl, crawl_id)
    return session.scalar(
        select(Crawl.exit_status)
        .where(
            Crawl.publisher_id == crawl.publisher_id,
            Crawl.id < crawl_id,
            Crawl.exit_status.is_not(None),
        )
        .order_by(Crawl.id.desc())
        .limit(1)
    )
