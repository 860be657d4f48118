"""Extraction and the pipelines run again over what is stored, report by report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from attrs import define, field, frozen
from sqlalchemy.orm import Session

from crawler.captures.reading import ArchiveError
from crawler.items import Outcome, Report
from crawler.publishers import Publisher
from crawler.rereading.claims_reread import reread_claims
from crawler.rereading.visits import VisitReader
from pipelines.copies.shingles import bands
from pipelines.dedup import find_copy
from pipelines.keep import keep, keep_layout
from pipelines.normalize import keep_dates, normalize
from pipelines.validate import validate
from storage.crawls import record_issue
from storage.engine import Database
from storage.reports import find_report
from storage.reread_pages import issue_is_known, store_late
from storage.rereads import ClaimsChange, Reading, Reread, place_among_copies, write_readings
from storage.stored_visits import (
    StoredVersion,
    StoredVisit,
    load_visit,
    most_parts,
    report_address,
    reports_of_publisher,
    untold_captures,
    versions_stored,
    visits_of_report,
)

LOST = "reextract_lost"
"""Kind of the issue of a report whose page would be none by today's rules."""


@frozen
class Finding:
    """Something that a person should know of one report."""

    kind: str
    """``lost``, ``unreadable``, ``without_capture``, ``claims_unread`` or ``late``: a page that
    gave none before."""
    url: str
    detail: str


@define
class Tally:
    """What was done to the reports of a publisher."""

    versions: int = 0
    unchanged: int = 0
    rewritten: int = 0
    new: int = 0
    merged: int = 0
    lost: int = 0
    unreadable: int = 0
    late: int = 0
    without_capture: int = 0
    claims: int = 0
    claims_reread: int = 0
    """Texts whose claims another reader had read, or none."""
    claims_new: int = 0
    claims_gone: int = 0
    claims_unread: int = 0
    """Texts on which today's reader fails."""
    changes: list[Reread | Finding] = field(factory=list)
    """Of the report at hand; the caller takes them out."""


@define
class _Read:
    """What the visits of one report gave."""

    readings: list[Reading] = field(factory=list)
    lost: list[tuple[StoredVisit, Outcome]] = field(factory=list)
    unreadable: int = 0


class Reextraction:
    """Reads the stored visits of one publisher again and stores what comes of it."""

    def __init__(
        self,
        database: Database,
        publisher: Publisher,
        publisher_id: int,
        folder: Path,
        *,
        dry_run: bool = False,
    ) -> None:
        """``folder`` is ARCHIVE_DIR; with ``dry_run`` every transaction is undone."""
        self.database = database
        self.publisher = publisher.name
        self.minds_layouts = publisher.expect.minds_layouts
        self.publisher_id = publisher_id
        self.reader = VisitReader(publisher, folder)
        self.dry_run = dry_run
        self.tally = Tally()

    def work(self, report_id: int | None = None) -> tuple[list[int], list[int]]:
        """Ids of the reports to read, and of captures that gave no report: one, or all."""
        with self.database.reading() as session:
            if report_id is None:
                reports = list(reports_of_publisher(session, self.publisher_id))
                return reports, list(untold_captures(session, self.publisher_id))
            untold = untold_captures(session, self.publisher_id, report_id)
            return [report_id], list(untold)

    def reread_report(self, report_id: int) -> None:
        """Read all visits of a report and write what they give, in one transaction."""
        with self.database.reading() as session:
            visits = visits_of_report(session, report_id)
            versions = {one.version_id: one for one in versions_stored(session, report_id)}
            _, url = report_address(session, report_id)
        read = self._read_all(visits, versions, url)
        seen = {visit.head.version_id for visit in visits}
        missing = [one for one in versions.values() if one.version_id not in seen]
        for one in missing:
            self._find("without_capture", url, f"version {one.number} has no capture")
        self.tally.versions += len(versions)
        self.tally.without_capture += len(missing)
        is_whole = not read.lost and not read.unreadable and not missing
        with self._transaction() as session:
            told = write_readings(
                session, report_id, read.readings, is_whole=is_whole, now=datetime.now(UTC)
            )
            if told.current is not None:
                visit = next(v for v in visits if v.head.id == told.current.captures[0])
                site = self.reader.site_of(visit.crawl)
                item = find_copy(session, self.publisher_id, told.current, site)
                place_among_copies(session, report_id, item, bands(item.signature))
            languages = {one.item.fingerprint: one.item.language for one in reversed(read.readings)}
            told.claims += reread_claims(session, report_id, self.publisher, languages)
            for visit, outcome in read.lost:
                self._record_lost(session, report_id, visit, outcome)
        self._count(told)

    def reread_capture(self, capture_id: int) -> None:
        """Read a page that gave no report; one that gives one now is stored, as a crawl would."""
        with self.database.reading() as session:
            visit = load_visit(session, capture_id)
            report = self._report_of_page(session, visit)
        if report is None:
            return
        with self._transaction() as session:
            found = find_copy(session, self.publisher_id, report, self.reader.site_of(visit.crawl))
            stored = store_late(
                session, self.publisher_id, found, bands(found.signature), now=datetime.now(UTC)
            )
            languages = {report.fingerprint: report.language}
            claims = list(reread_claims(session, stored.report_id, self.publisher, languages))
        self._count_claims(report.url, claims)
        self.tally.late += 1
        self._find("late", report.url, f"capture {capture_id} shows a report")

    def _report_of_page(self, session: Session, visit: StoredVisit) -> Report | None:
        url = visit.head.url
        try:
            if visit.page is None or not self.reader.begins_at_its_page(visit):
                return None
            found = validate_and_normalize(self.reader, visit)
        except ArchiveError as error:
            self._find("unreadable", url, str(error))
            self.tally.unreadable += 1
            return None
        if isinstance(found, Outcome) or len(found.captures) < most_parts(session, visit.page.id):
            return None
        options = visit.crawl.options
        kept = keep_dates(found, _day(options.get("since")), _day(options.get("until")))
        if isinstance(kept, Outcome):
            return None
        owner = find_report(session, self.publisher_id, kept)
        if owner is None:
            return kept
        stood = _stood(versions_stored(session, owner), kept.fetched_at)
        found = self._keep(stood, kept) if stood else kept
        return None if isinstance(found, Outcome) else found

    def _keep(self, stood: StoredVersion, report: Report) -> Report | Outcome:
        kept = keep(stood.body, report)
        if isinstance(kept, Outcome) or not self.minds_layouts:
            return kept
        return keep_layout(stood, report)

    def _read_all(
        self, visits: list[StoredVisit], versions: dict[int, StoredVersion], url: str
    ) -> _Read:
        read = _Read()
        for visit in visits:
            version_id = visit.head.version_id
            if version_id is None:
                raise ValueError(f"capture {visit.head.id} shows no text")
            try:
                found = validate_and_normalize(self.reader, visit)
            except ArchiveError as error:
                read.unreadable += 1
                self._find("unreadable", url, str(error))
                continue
            if isinstance(found, Report):
                found = self._keep(versions[version_id], found)
            if isinstance(found, Outcome):
                read.lost.append((visit, found))
            else:
                read.readings.append(Reading(visit.head.id, version_id, found))
        self.tally.lost += len(read.lost)
        self.tally.unreadable += read.unreadable
        return read

    def _record_lost(
        self, session: Session, report_id: int, visit: StoredVisit, outcome: Outcome
    ) -> None:
        told = f"{outcome.reason}: {outcome.detail}" if outcome.detail else str(outcome.reason)
        detail = f"capture {visit.head.id} would give no report: {told}"
        self._find("lost", outcome.url, detail)
        if not issue_is_known(session, LOST, outcome.url, detail):
            record_issue(
                session,
                None,
                datetime.now(UTC),
                "warning",
                LOST,
                detail=detail,
                url=outcome.url,
                report_id=report_id,
            )

    def _count(self, told: Reread) -> None:
        self.tally.unchanged += told.unchanged
        for change in told.changes:
            setattr(self.tally, change.kind, getattr(self.tally, change.kind) + 1)
        self._count_claims(told.url, told.claims)
        if told.changes or told.fields or any(one.new or one.gone for one in told.claims):
            self.tally.changes.append(told)

    def _count_claims(self, url: str, claims: Sequence[ClaimsChange]) -> None:
        for one in claims:
            self.tally.claims += one.claims
            self.tally.claims_reread += one.is_reread
            self.tally.claims_new += one.new
            self.tally.claims_gone += one.gone
            if one.unread:
                self.tally.claims_unread += 1
                self._find("claims_unread", url, f"version {one.number}: {one.unread}")

    def _find(self, kind: str, url: str, detail: str) -> None:
        self.tally.changes.append(Finding(kind, url, detail))

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with self.database.session() as session:
            yield session
            transaction = session.get_transaction()
            if self.dry_run and transaction is not None:
                transaction.rollback()


def validate_and_normalize(reader: VisitReader, visit: StoredVisit) -> Report | Outcome:
    """What a visit gives by today's rules. Raises ArchiveError."""
    raw = reader.read(visit)
    valid = raw if isinstance(raw, Outcome) else validate(raw)
    return valid if isinstance(valid, Outcome) else normalize(valid, reader.site_of(visit.crawl))


def _stood(versions: list[StoredVersion], at: datetime) -> StoredVersion | None:
    """The text that stood on the site when something else was seen there."""
    return next((one for one in reversed(versions) if one.first_seen_at <= at), None)


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
