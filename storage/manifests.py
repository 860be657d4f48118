"""Rows of manifests, and what they seal: the texts and dates of reports that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.claims import claims_content
from storage.columns import whole_second
from storage.models import Capture, Crawl, Manifest, Publisher, Report, ReportVersion


def unsealed_crawls(session: Session, publisher_id: int) -> Sequence[Crawl]:
    """Crawls that ended, or died, before their manifest was written; the oldest first."""
    return session.scalars(
        select(Crawl)
        .outerjoin(Manifest, Manifest.crawl_id == Crawl.id)
        .where(
            Crawl.publisher_id == publisher_id,
            Crawl.archive.is_not(None),
            Crawl.outcome.is_not(None),
            Manifest.id.is_(None),
        )
        .order_by(Crawl.id)
    ).all()


def last_manifest(session: Session, publisher_id: int) -> Manifest | None:
    """The one that the next manifest of the publisher names as the one before it."""
    return session.scalar(
        select(Manifest)
        .where(Manifest.publisher_id == publisher_id)
        .order_by(Manifest.id.desc())
        .limit(1)
    )


def unsealed_versions(session: Session, publisher_id: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Id and content, as ``version_content`` gives it, of all versions of unsealed reports."""
    found = (
        select(ReportVersion.id)
        .join(Report, Report.id == ReportVersion.report_id)
        .where(Report.publisher_id == publisher_id, Report.is_sealed.is_(False))
        .order_by(ReportVersion.report_id, ReportVersion.number)
    )
    for version_id in session.scalars(found).all():
        yield version_id, version_content(session, version_id)


def has_unsealed(session: Session, publisher_id: int) -> bool:
    """Whether a report changed since the last manifest."""
    found = select(Report.id).where(
        Report.publisher_id == publisher_id, Report.is_sealed.is_(False)
    )
    return session.scalar(found.limit(1)) is not None


def version_content(session: Session, version_id: int) -> dict[str, Any]:
    """What a manifest digests of a version: its words, dates and captures, and what it claims.

    Of a text whose claims were not read it is what releases digested that read none.
    """
    version = session.get_one(ReportVersion, version_id)
    report = session.get_one(Report, version.report_id)
    publisher = session.get_one(Publisher, report.publisher_id)
    return {
        "publisher": publisher.name,
        "url": report.url,
        "title": version.title,
        "subtitle": version.subtitle,
        "body": version.body,
        "fingerprint": version.fingerprint,
        "published_at": _moment(report.published_at),
        "published_date": report.published_date.isoformat() if report.published_date else None,
        "published_from": report.published_from,
        "modified_at": _moment(report.modified_at),
        "first_seen_at": _moment(version.first_seen_at),
        "extractor": version.extractor,
        "captures": payloads_of(session, version_id),
        **claims_content(session, version),
    }


def payloads_of(session: Session, version_id: int) -> list[str]:
    """SHA-256 of the first capture of each page of the text."""
    rows = session.execute(
        select(Capture.part, Capture.sha256)
        .where(Capture.version_id == version_id, Capture.status != 304)
        .order_by(Capture.part, func.coalesce(Capture.original_at, Capture.fetched_at), Capture.id)
    )
    first: dict[int | None, str] = {}
    for part, sha256 in rows:
        first.setdefault(part, sha256)
    return list(first.values())


def seal(session: Session, manifest: Manifest) -> None:
    """Store the row of a manifest that is on disk; its publisher's reports are sealed by it."""
    session.add(manifest)
    session.execute(
        update(Report)
        .where(Report.publisher_id == manifest.publisher_id, Report.is_sealed.is_(False))
        .values(is_sealed=True)
    )
    session.flush()


def _moment(moment: datetime | None) -> str | None:
    return whole_second(moment).isoformat().replace("+00:00", "Z") if moment else None
