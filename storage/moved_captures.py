"""Captures that, read by other rules, show another text than before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.columns import whole_second
from storage.models import Capture, ReportVersion

NOT_MODIFIED = 304


@frozen
class Shown:
    """The text that a visit shows by other rules than those of its time."""

    captures: Sequence[int]
    """Ids: of the page, then of its further pages."""
    version_before: int
    version_id: int
    seen_at: datetime


def seen_windows(
    session: Session, versions: Iterable[ReportVersion]
) -> dict[int, tuple[datetime, datetime]]:
    """From when to when each capture of a page, a 304 included, lets its text count as seen.

    What only a source's word, or a capture that is missing, tells of a version goes with the
    capture next to it.
    """
    windows: dict[int, tuple[datetime, datetime]] = {}
    for version in versions:
        rows = session.scalars(
            select(Capture)
            .where(Capture.version_id == version.id, Capture.part == 1)
            .order_by(func.coalesce(Capture.original_at, Capture.fetched_at), Capture.id)
        ).all()
        for row in rows:
            seen_at = _seen_at(row)
            windows[row.id] = (
                min(seen_at, version.first_seen_at) if row is rows[0] else seen_at,
                max(seen_at, version.last_seen_at) if row is rows[-1] else seen_at,
            )
    return windows


def place_captures(session: Session, versions: Iterable[int], shown: Sequence[Shown]) -> None:
    """Note which capture shows which text; ``versions`` are the report's ids from before.

    A 304 goes with the visit before it. A further page that is none any more shows nothing.
    """
    rows = session.scalars(select(Capture).where(Capture.version_id.in_(list(versions)))).all()
    places: dict[int, tuple[int | None, int | None]] = {}
    for one in shown:
        for part, capture_id in enumerate(one.captures, 1):
            places[capture_id] = (one.version_id, part)
    undecided = {_visit(row) for row in rows if row.part == 1 and _is_unread(row, places)}
    for row in rows:
        if row.id not in places and row.status == NOT_MODIFIED:
            places[row.id] = (_confirmed(row, shown), row.part)
        elif row.id not in places and row.part != 1 and _visit(row) not in undecided:
            places[row.id] = (None, None)
    for capture_id, place in places.items():
        capture = session.get_one(Capture, capture_id)
        capture.version_id, capture.part = place
    session.flush()


def _is_unread(row: Capture, places: Mapping[int, object]) -> bool:
    return row.status != NOT_MODIFIED and row.id not in places


def _visit(row: Capture) -> tuple[int, int | None]:
    return row.crawl_id, row.page_id


def _confirmed(row: Capture, shown: Sequence[Shown]) -> int | None:
    """The text of which a 304 said that it still stood."""
    alike = [one for one in shown if one.version_before == row.version_id]
    if not alike:
        return row.version_id
    earlier = [one for one in alike if one.seen_at <= _seen_at(row)]
    if not earlier:
        return min(alike, key=lambda one: one.seen_at).version_id
    return max(earlier, key=lambda one: (one.seen_at, one.captures[0])).version_id


def _seen_at(row: Capture) -> datetime:
    return whole_second(row.original_at or row.fetched_at)
