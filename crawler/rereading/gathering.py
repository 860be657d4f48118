"""What stored captures give by today's rules: read from file and archive, and nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from attrs import frozen
from sqlalchemy.orm import Session

from crawler.captures.reading import ArchiveError
from crawler.claim import Reading
from crawler.items import Outcome, RawReport, Report
from crawler.publishers import Publisher
from crawler.rereading.claims_reread import Text, read_text
from crawler.rereading.visits import VisitReader
from crawler.site import Site
from crawler.worker_process import another_page
from pipelines.normalize import normalize, prepare
from pipelines.validate import validate
from storage.engine import Database
from storage.models import Report as ReportRow
from storage.stored_visits import (
    StoredVersion,
    StoredVisit,
    load_visit,
    most_parts,
    versions_stored,
    visits_of_report,
)
from storage.versions import versions_of


@frozen
class VisitRead:
    """One visit read again."""

    capture_id: int
    """The head's."""
    version_id: int | None
    """The text that it showed until now."""
    origin: str
    """``Site.origin`` of the crawl that made it."""
    found: Report | Outcome | None
    unreadable: str = ""
    """Why nothing was found: its captures cannot be read."""


@frozen
class ReportRead:
    """All visits of a report, and what its texts claim."""

    url: str
    versions: tuple[StoredVersion, ...]
    visits: tuple[VisitRead, ...]
    claims: Mapping[Text, Reading | str]
    """Of the texts that will most likely stand; for one that could not be read, why."""


@frozen
class CaptureRead:
    """The visit of a capture that gave no report."""

    url: str
    visit: VisitRead
    parts: int
    """Of how many pages the longest text was joined that its page ever gave."""
    since: date | None
    until: date | None
    """The days that were asked for."""


class Gatherer:
    """Reads what is stored of one publisher."""

    def __init__(self, database: Database, publisher: Publisher, folder: Path) -> None:
        """``folder`` is ARCHIVE_DIR."""
        self.database = database
        self.publisher = publisher.name
        self.reader = VisitReader(publisher, folder)

    def report(self, report_id: int) -> ReportRead:
        """Read all visits of a report that showed one of its texts."""
        with self.database.reading() as session:
            row = session.get_one(ReportRow, report_id)
            versions = versions_stored(session, report_id)
            visits = [self._read(visit) for visit in visits_of_report(session, report_id)]
            claims = dict(self._claims(session, row, visits))
        return ReportRead(row.url, tuple(versions), tuple(visits), claims)

    def capture(self, capture_id: int) -> CaptureRead | None:
        """Read the page of a capture; None where it is none of its own."""
        with self.database.reading() as session:
            visit = load_visit(session, capture_id)
            if visit.page is None:
                return None
            options, parts = visit.crawl.options, most_parts(session, visit.page.id)
        try:
            if not self.reader.begins_at_its_page(visit):
                return None
            read = self._read(visit)
        except ArchiveError as error:
            read = self._unreadable(visit, error)
        since, until = _day(options.get("since")), _day(options.get("until"))
        return CaptureRead(visit.head.url, read, parts, since, until)

    def _read(self, visit: StoredVisit) -> VisitRead:
        another_page()
        try:
            found = validate_and_normalize(self.reader, visit, prepare)
        except ArchiveError as error:
            return self._unreadable(visit, error)
        head, origin = visit.head, self.reader.site_of(visit.crawl).origin
        return VisitRead(head.id, head.version_id, origin, found)

    def _unreadable(self, visit: StoredVisit, error: ArchiveError) -> VisitRead:
        head, origin = visit.head, self.reader.site_of(visit.crawl).origin
        return VisitRead(head.id, head.version_id, origin, None, str(error))

    def _claims(
        self, session: Session, row: ReportRow, visits: Sequence[VisitRead]
    ) -> Iterator[tuple[Text, Reading | str]]:
        found = [visit.found for visit in visits if isinstance(visit.found, Report)]
        day, fingerprints = row.published_date, {one.fingerprint for one in found}
        texts = [Text(one.title, one.subtitle, one.body, one.language, day) for one in found]
        for version in versions_of(session, row.id):
            if version.fingerprint not in fingerprints:
                language = version.read_language or row.language
                texts.append(Text(version.title, version.subtitle, version.body, language, day))
        for text in dict.fromkeys(texts):
            another_page()
            yield text, read_text(text, self.publisher)


def validate_and_normalize(
    reader: VisitReader,
    visit: StoredVisit,
    to_report: Callable[[RawReport, Site], Report] = normalize,
) -> Report | Outcome:
    """What a visit gives by today's rules. Raises ArchiveError."""
    raw = reader.read(visit)
    valid = raw if isinstance(raw, Outcome) else validate(raw)
    return valid if isinstance(valid, Outcome) else to_report(valid, reader.site_of(visit.crawl))


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None
