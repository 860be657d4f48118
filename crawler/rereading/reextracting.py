"""Extraction and the pipelines run again over what is stored, report by report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from attrs import define, field, frozen
from sqlalchemy.orm import Session

from crawler.claim import Reading as ClaimsReading
from crawler.items import Outcome, Report
from crawler.publishers import Publisher
from crawler.rereading.claims_reread import Readings, Text, read_text, reread_claims
from crawler.rereading.gathering import CaptureRead, Gatherer, ReportRead, VisitRead
from crawler.site import Site
from crawler.workers import UnfinishedError
from pipelines.copies.bands import bands
from pipelines.dedup import find_copy
from pipelines.keep import keep_better
from pipelines.normalize import keep_dates
from storage.crawls import record_issue
from storage.engine import Database
from storage.models import Capture
from storage.reports import find_report
from storage.reread_pages import issue_is_known, store_late
from storage.rereads import ClaimsChange, Reading, Reread, place_among_copies, write_readings
from storage.stored_visits import (
    StoredVersion,
    report_address,
    reports_of_publisher,
    untold_captures,
    versions_stored,
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
    lost: list[tuple[int, Outcome]] = field(factory=list)
    """With the captures that were read."""
    unreadable: int = 0


class Reextraction:
    """Stores what reading the visits of one publisher again gives.

    Where that was not read before, by a worker, it is read here.
    """

    def __init__(
        self,
        database: Database,
        publisher: Publisher,
        publisher_id: int,
        folder: Path,
        *,
        dry_run: bool = False,
        read_claims: Callable[[Text, str], ClaimsReading | str] = read_text,
    ) -> None:
        """``folder`` is ARCHIVE_DIR; with ``dry_run`` every transaction is undone."""
        self.database = database
        self.publisher = publisher
        self.minds_layouts = publisher.expect.minds_layouts
        self.publisher_id = publisher_id
        self.gatherer = Gatherer(database, publisher, folder)
        self._read_claims = read_claims
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

    def reread_reports(
        self, reports: Iterable[tuple[int, ReportRead | UnfinishedError]]
    ) -> Iterator[int]:
        """Write what was read of each, and yield its id.

        A report that could not be read within the limits stays as it is.
        """
        for report_id, found in reports:
            if isinstance(found, UnfinishedError):
                with self.database.reading() as session:
                    _, url = report_address(session, report_id)
                self._give_up(url, str(found))
            else:
                self.reread_report(report_id, found)
            yield report_id

    def reread_captures(
        self, captures: Iterable[tuple[int, CaptureRead | UnfinishedError | None]]
    ) -> Iterator[int]:
        """The same for captures that gave no report."""
        for capture_id, found in captures:
            if isinstance(found, UnfinishedError):
                with self.database.reading() as session:
                    url = session.get_one(Capture, capture_id).url
                self._give_up(url, f"capture {capture_id}: {found}")
            elif found is not None:
                self.reread_capture(capture_id, found)
            yield capture_id

    def _give_up(self, url: str, why: str) -> None:
        self._find("unreadable", url, why)
        self.tally.unreadable += 1

    def reread_report(self, report_id: int, found: ReportRead | None = None) -> None:
        """Write what all visits of a report give, in one transaction."""
        found = found or self.gatherer.report(report_id)
        versions = {one.version_id: one for one in found.versions}
        read = self._keep_all(found, versions)
        seen = {visit.version_id for visit in found.visits}
        missing = [one for one in versions.values() if one.version_id not in seen]
        for one in missing:
            self._find("without_capture", found.url, f"version {one.number} has no capture")
        self.tally.versions += len(versions)
        self.tally.without_capture += len(missing)
        is_whole = not read.lost and not read.unreadable and not missing
        with self._transaction() as session:
            told = write_readings(
                session, report_id, read.readings, is_whole=is_whole, now=datetime.now(UTC)
            )
            if told.current is not None:
                visit = next(v for v in found.visits if v.capture_id == told.current.captures[0])
                item = self._find_copy(session, told.current, visit)
                place_among_copies(session, report_id, item, bands(item.signature))
            languages = {one.item.fingerprint: one.item.language for one in reversed(read.readings)}
            claims = self._claims_of(found.claims)
            told.claims += reread_claims(session, report_id, languages, claims)
            for capture_id, outcome in read.lost:
                self._record_lost(session, report_id, capture_id, outcome)
        self._count(told)

    def reread_capture(self, capture_id: int, found: CaptureRead | None = None) -> None:
        """Look at a page that gave no report; one that gives one now is stored, as by a crawl."""
        found = found or self.gatherer.capture(capture_id)
        if found is None:
            return
        with self.database.reading() as session:
            report = self._report_of_page(session, found)
        if report is None:
            return
        with self._transaction() as session:
            item = self._find_copy(session, report, found.visit)
            stored = store_late(
                session, self.publisher_id, item, bands(item.signature), now=datetime.now(UTC)
            )
            languages = {report.fingerprint: report.language}
            told = reread_claims(session, stored.report_id, languages, self._claims_of({}))
            claims = list(told)
        self._count_claims(report.url, claims)
        self.tally.late += 1
        self._find("late", report.url, f"capture {capture_id} shows a report")

    def _find_copy(self, session: Session, report: Report, visit: VisitRead) -> Report:
        own = find_report(session, self.publisher_id, report)
        site = Site(self.publisher, visit.origin)
        return find_copy(session, self.publisher_id, report, site, own)

    def _claims_of(self, known: Mapping[Text, ClaimsReading | str]) -> Readings:
        """What texts claim, of those that were read before and of others."""

        def read(text: Text) -> ClaimsReading | str:
            told = known.get(text)
            return self._read_claims(text, self.publisher.name) if told is None else told

        return read

    def _report_of_page(self, session: Session, read: CaptureRead) -> Report | None:
        if read.visit.unreadable:
            self._give_up(read.url, read.visit.unreadable)
        found = read.visit.found
        if not isinstance(found, Report) or len(found.captures) < read.parts:
            return None
        kept = keep_dates(found, read.since, read.until)
        if isinstance(kept, Outcome):
            return None
        owner = find_report(session, self.publisher_id, kept)
        if owner is None:
            return kept
        stood = _stood(versions_stored(session, owner), kept.fetched_at)
        found = self._keep(stood, kept) if stood else kept
        return None if isinstance(found, Outcome) else found

    def _keep(self, stood: StoredVersion, report: Report) -> Report | Outcome:
        return keep_better(stood, report, minds_layouts=self.minds_layouts)

    def _keep_all(self, read: ReportRead, versions: Mapping[int, StoredVersion]) -> _Read:
        kept = _Read()
        for visit in read.visits:
            if visit.version_id is None:
                raise ValueError(f"capture {visit.capture_id} shows no text")
            found = visit.found
            if isinstance(found, Report):
                found = self._keep(versions[visit.version_id], found)
            if found is None:
                kept.unreadable += 1
                self._find("unreadable", read.url, visit.unreadable)
            elif isinstance(found, Outcome):
                kept.lost.append((visit.capture_id, found))
            else:
                kept.readings.append(Reading(visit.capture_id, visit.version_id, found))
        self.tally.lost += len(kept.lost)
        self.tally.unreadable += kept.unreadable
        return kept

    def _record_lost(
        self, session: Session, report_id: int, capture_id: int, outcome: Outcome
    ) -> None:
        told = f"{outcome.reason}: {outcome.detail}" if outcome.detail else str(outcome.reason)
        detail = f"capture {capture_id} would give no report: {told}"
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


def _stood(versions: list[StoredVersion], at: datetime) -> StoredVersion | None:
    """The text that stood on the site when something else was seen there."""
    return next((one for one in reversed(versions) if one.first_seen_at <= at), None)
