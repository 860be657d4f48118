"""Rows in the order in which ``scrapy verify`` checks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from storage.models import Capture, Crawl, Manifest, Publisher, Report, ReportVersion


@frozen
class Totals:
    """How much there is to check."""

    captures: int
    manifests: int
    versions: int


@frozen
class Sighting:
    """A moment at which a capture showed a text."""

    at: datetime
    is_copy: bool
    """Whether it is one of another archive, such as the Wayback Machine."""
    is_replayed: bool
    """Whether it was read from archive files, where one record may speak for several moments."""
    crawl_id: int


@frozen
class TextRow:
    """A version of a report, with what follows from its captures."""

    id: int
    url: str
    number: int
    is_current: bool
    first_seen_at: datetime
    last_seen_at: datetime
    sightings: tuple[Sighting, ...]


@frozen
class ReportRow:
    """A report, and whether a manifest should hold its versions as they are."""

    id: int
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


def all_reports(session: Session, report_id: int | None = None) -> list[ReportRow]:
    """Every report, or the one of that id."""
    found = (
        select(Report.id, Publisher.name, Report.url, Report.is_sealed)
        .join(Publisher, Publisher.id == Report.publisher_id)
        .where(true() if report_id is None else Report.id == report_id)
        .order_by(Report.id)
    )
    return [ReportRow(*row) for row in session.execute(found)]


def texts_of(
    session: Session, report: ReportRow, versions: Iterable[ReportVersion]
) -> list[TextRow]:
    """The versions of a report with the moments at which they were captured."""
    rows = session.execute(
        select(Capture.version_id, Capture.fetched_at, Capture.original_at, Crawl.id, Crawl.options)
        .join(Crawl, Crawl.id == Capture.crawl_id)
        .join(ReportVersion, ReportVersion.id == Capture.version_id)
        .where(ReportVersion.report_id == report.id, Capture.part == 1)
        .order_by(Capture.id)
    )
    seen: dict[int | None, list[Sighting]] = {}
    for version_id, fetched_at, original_at, crawl_id, options in rows:
        is_replayed = bool(options.get("archive"))
        sighting = Sighting(
            original_at or fetched_at, original_at is not None, is_replayed, crawl_id
        )
        seen.setdefault(version_id, []).append(sighting)
    return [
        TextRow(
            version.id,
            report.url,
            version.number,
            version.is_current,
            version.first_seen_at,
            version.last_seen_at,
            tuple(seen.get(version.id, ())),
        )
        for version in versions
    ]


def captured_payloads(session: Session) -> set[str]:
    """SHA-256 of every payload that was captured."""
    return set(session.scalars(select(Capture.sha256).distinct()))


def heads_showing(session: Session, sha256: str, url: str) -> list[tuple[Capture, ReportVersion]]:
    """Captures of a payload that show a text of the report with that address, and the text."""
    rows = session.execute(
        select(Capture, ReportVersion)
        .join(ReportVersion, ReportVersion.id == Capture.version_id)
        .join(Report, Report.id == ReportVersion.report_id)
        .where(Capture.sha256 == sha256, Report.url == url)
        .order_by(Capture.id)
    )
    return [(capture, version) for capture, version in rows]


def last_ends(session: Session, now: datetime) -> dict[str, datetime]:
    """Of each publisher, when its last crawl ended; ``now`` where it runs, or died."""
    rows = session.execute(
        select(Publisher.name, Crawl.finished_at)
        .outerjoin(Crawl, Crawl.publisher_id == Publisher.id)
        .order_by(Crawl.id)
    )
    return {name: min(finished_at or now, now) for name, finished_at in rows}


def unsealed_with_archive(session: Session, publisher: str = "") -> Sequence[Crawl]:
    """Crawls, of all publishers or one, that keep captures and have no manifest, oldest first."""
    return session.scalars(
        select(Crawl)
        .join(Publisher, Publisher.id == Crawl.publisher_id)
        .outerjoin(Manifest, Manifest.crawl_id == Crawl.id)
        .where(Manifest.id.is_(None), Crawl.archive.is_not(None))
        .where(Publisher.name == publisher if publisher else true())
        .order_by(Crawl.id)
    ).all()
