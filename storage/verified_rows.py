"""Rows in the order in which ``scrapy verify`` checks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.models import Capture, Crawl, Manifest, Publisher, Report, ReportVersion


@frozen
class Totals:
    """How much there is to check."""

    captures: int
    manifests: int
    versions: int


@frozen
class VersionRow:
    """A version, and whether a manifest should hold it as it is."""

    version: ReportVersion
    publisher: str
    url: str
    is_sealed: bool


def totals(session: Session) -> Totals:
    """Numbers of rows."""
    counts = [
        session.scalar(select(func.count()).select_from(table)) or 0
        for table in (Capture, Manifest, ReportVersion)
    ]
    return Totals(*counts)


def captured_files(session: Session) -> Sequence[str]:
    """Files that captures lie in, by name."""
    return session.scalars(select(Capture.file).distinct().order_by(Capture.file)).all()


def captures_in(session: Session, file: str) -> Iterator[tuple[Capture, Crawl]]:
    """The captures in a file, each with its crawl, in the file's order."""
    rows = session.execute(
        select(Capture, Crawl)
        .join(Crawl, Crawl.id == Capture.crawl_id)
        .where(Capture.file == file)
        .order_by(Capture.offset)
        .execution_options(yield_per=500)
    )
    return ((capture, crawl) for capture, crawl in rows)


def sealed_archives(session: Session) -> set[str]:
    """``crawls.archive`` of all crawls that have a manifest: their files change no more."""
    found = select(Crawl.archive).join(Manifest, Manifest.crawl_id == Crawl.id)
    return {archive for archive in session.scalars(found) if archive}


def publisher_manifests(session: Session) -> list[tuple[str, list[Manifest]]]:
    """Each publisher with the rows of its manifests, the oldest first."""
    publishers = session.scalars(select(Publisher).order_by(Publisher.name)).all()
    return [
        (
            publisher.name,
            list(
                session.scalars(
                    select(Manifest)
                    .where(Manifest.publisher_id == publisher.id)
                    .order_by(Manifest.id)
                )
            ),
        )
        for publisher in publishers
    ]


def all_versions(session: Session) -> Iterator[VersionRow]:
    """Every version, by report."""
    rows = session.execute(
        select(ReportVersion, Publisher.name, Report.url, Report.is_sealed)
        .join(Report, Report.id == ReportVersion.report_id)
        .join(Publisher, Publisher.id == Report.publisher_id)
        .order_by(ReportVersion.report_id, ReportVersion.number)
        .execution_options(yield_per=100)
    )
    return (VersionRow(*row) for row in rows)


def crawl_archive(session: Session, crawl_id: int | None) -> str | None:
    """Where a crawl's files are; None for a re-extraction."""
    return None if crawl_id is None else session.get_one(Crawl, crawl_id).archive
