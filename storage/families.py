"""Families of copies: every copy points to the report that was published first.

``reports.duplicate_of`` never names a report that is a copy itself, whatever order they came in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.models import Report
from storage.signatures import estimate

_LAST = datetime.max.replace(tzinfo=UTC)


def set_duplicate(session: Session, report_id: int, of: int, similarity: float) -> int:
    """Join two reports, and the copies that either has, into one family; returns its first.

    First is who was published first: by day, then moment, then id; who has no date comes last.
    ``similarity`` is of these two. That of a copy which must point to another first is estimated
    from the signatures, and stays as it is where there are none.
    """
    if report_id == of:
        raise ValueError(f"report {of} cannot be a copy of itself")
    members = {row.id: row for one in (report_id, of) for row in _family(session, one)}
    first = min(members.values(), key=_publication)
    for row in members.values():
        if row is first:
            continue
        if {row.id, first.id} == {report_id, of}:
            row.similarity = similarity
        elif row.duplicate_of != first.id:
            known = row.similarity if row.similarity is not None else similarity
            measured = estimate(row.signature, first.signature)
            row.similarity = known if measured is None else measured
    _point(session, first, members.values())
    return first.id


def leave_family(session: Session, report_id: int) -> None:
    """The report is no copy, and none is a copy of it, any more; the others stay a family."""
    report = session.get_one(Report, report_id)
    others = [row for row in _family(session, report_id) if row is not report]
    was_first = report.duplicate_of is None
    report.duplicate_of = report.similarity = None
    if was_first and others:
        _elect(session, others)


def order_family(session: Session, report_id: int) -> None:
    """Find the first anew, after a date of publication became known."""
    members = _family(session, report_id)
    if len(members) > 1:
        _elect(session, members)


def _elect(session: Session, members: list[Report]) -> None:
    first = min(members, key=_publication)
    for row in members:
        if row is not first and row.duplicate_of != first.id:
            measured = estimate(row.signature, first.signature)
            known = row.similarity if row.similarity is not None else first.similarity
            row.similarity = known if measured is None else measured
    _point(session, first, members)


def _point(session: Session, first: Report, members: Iterable[Report]) -> None:
    first.duplicate_of = first.similarity = None
    for row in members:
        if row is not first:
            row.duplicate_of = first.id
    session.flush()


def _family(session: Session, report_id: int) -> list[Report]:
    report = session.get_one(Report, report_id)
    root = report.duplicate_of or report.id
    return list(
        session.scalars(
            select(Report)
            .where(or_(Report.id == root, Report.duplicate_of == root))
            .order_by(Report.id)
        )
    )


def _publication(report: Report) -> tuple[date, datetime, int]:
    return (report.published_date or date.max, report.published_at or _LAST, report.id)
