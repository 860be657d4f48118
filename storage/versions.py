"""The texts that a report had: which of them is current, and since when each was seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.items import Report as ReportItem
from storage.claim_marks import mark_claims
from storage.columns import whole_second
from storage.models import ReportVersion
from storage.search_index import index_version, unindex_version


@frozen
class Placed:
    """A text among the versions of its report."""

    version: ReportVersion
    is_new: bool
    """Whether the report never had this text."""
    is_other: bool
    """Whether another text was current before."""
    is_earlier: bool
    """Whether it is known now that the text was seen before what was thought its first time."""


def put_version(session: Session, report_id: int, item: ReportItem, now: datetime) -> Placed:
    """Note that the report had this text when it was fetched.

    The text seen last is the current one, whatever order observations come in; numbers follow
    the order in which the texts were first seen. So a replay gives the same rows at any time.
    """
    seen_at = whole_second(item.fetched_at)
    versions = versions_of(session, report_id)
    current = next((version for version in versions if version.is_current), None)
    version = next((v for v in versions if v.fingerprint == item.fingerprint), None)
    is_new = version is None
    if version is None:
        version = _new_version(report_id, len(versions) + 1, item, now)
        session.add(version)
        session.flush()
    is_earlier = seen_at < version.first_seen_at
    widen(version, seen_at)
    is_other = version is not current and (current is None or seen_at >= current.last_seen_at)
    if is_other:
        make_current(session, version, current)
    number_versions(session, versions if not is_new else [*versions, version])
    return Placed(version, is_new, is_other, is_earlier)


def versions_of(session: Session, report_id: int) -> Sequence[ReportVersion]:
    """All versions of a report, by number."""
    return session.scalars(
        select(ReportVersion)
        .where(ReportVersion.report_id == report_id)
        .order_by(ReportVersion.number)
    ).all()


def current_version(session: Session, report_id: int) -> ReportVersion:
    """The text seen last; ``NoResultFound`` where there is no such report."""
    return session.scalars(
        select(ReportVersion).where(ReportVersion.report_id == report_id, ReportVersion.is_current)
    ).one()


def widen(version: ReportVersion, seen_at: datetime) -> None:
    """Let the time in which a text was seen include one more moment."""
    version.first_seen_at = min(version.first_seen_at, seen_at)
    version.last_seen_at = max(version.last_seen_at, seen_at)


def make_current(session: Session, version: ReportVersion, current: ReportVersion | None) -> None:
    """Put a version in the place of the one that was current until now."""
    if current is not None:
        unindex_version(session, current)
        current.is_current = False
        session.flush()
    version.is_current = True
    index_version(session, version)
    if current is not None:
        mark_claims(session, version.report_id)


def number_versions(session: Session, versions: Sequence[ReportVersion]) -> None:
    """Number the versions of one report from 1 by when each was first seen."""
    ordered = sorted(versions, key=lambda version: (version.first_seen_at, version.id))
    wanted = {version.id: number for number, version in enumerate(ordered, 1)}
    if all(version.number == wanted[version.id] for version in versions):
        return
    for version in versions:
        version.number = -wanted[version.id]
    session.flush()
    for version in versions:
        version.number = wanted[version.id]
    session.flush()


def rewrite_version(session: Session, version: ReportVersion, item: ReportItem) -> None:
    """Put in what a newer extractor reads from the same capture.

    Its claims are those of the words before: the caller writes or forgets them next.
    """
    if version.is_current:
        unindex_version(session, version)
    version.title, version.subtitle, version.body = item.title, item.subtitle, item.body
    version.fingerprint, version.method = item.fingerprint, item.method
    version.extractor, version.reader = item.extractor or None, None
    session.flush()
    if version.is_current:
        index_version(session, version)


def _new_version(report_id: int, number: int, item: ReportItem, now: datetime) -> ReportVersion:
    return ReportVersion(
        report_id=report_id,
        number=number,
        is_current=False,
        title=item.title,
        subtitle=item.subtitle,
        body=item.body,
        fingerprint=item.fingerprint,
        method=item.method,
        extractor=item.extractor or None,
        stored_at=now,
        first_seen_at=whole_second(item.fetched_at),
        last_seen_at=whole_second(item.fetched_at),
    )
