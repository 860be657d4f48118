"""When a page is worth another request: young reports often, old ones seldom."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

MAX_ATTEMPTS = 5
"""Tries of a page, one in a crawl unless the server named a time, before it has failed for good;
``refresh=all`` tries it again. With the waits between them they outlast a long weekend."""
RETRY_WAITS = (timedelta(0), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""After the first, second … failed try: the next crawl may well be the one that works."""

YOUNG = timedelta(days=30)
"""Monitors correct their figures in the first weeks: until then every crawl looks again."""
REVISIT_SHARE = 20
"""Later a report rests for this part of its age …"""
LONGEST_REST = timedelta(days=90)
"""… but no longer than this, so that each is seen four times a year."""
OF_THE_PAST = timedelta(days=1)
"""A page seen longer ago comes from an archive, and says nothing of the live one."""


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When a page that failed so many times is due again; None for the next crawl or never."""
    wait = RETRY_WAITS[attempts - 1] if attempts <= len(RETRY_WAITS) else timedelta(0)
    return now + wait if wait else None


def next_visit(
    published: date | None, first_seen_at: datetime, seen_at: datetime, now: datetime
) -> datetime | None:
    """When a page that was seen is worth another look; None for every crawl.

    A page of unknown day is as old as its row. This holds where no source tells of changes.
    """
    if now - seen_at > OF_THE_PAST:
        return None
    born = datetime.combine(published, time(), UTC) if published else first_seen_at
    age = now - born
    return None if age < YOUNG else now + min(age / REVISIT_SHARE, LONGEST_REST)
