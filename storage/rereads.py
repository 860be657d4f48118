"""What a re-extraction writes: the texts, dates and fields that today's rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from attrs import define, field, frozen
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crawler.items import Report as ReportItem
from storage.addresses import take_addresses
from storage.columns import whole_second
from storage.families import leave_family, order_family, set_duplicate
from storage.manifests import version_content
from storage.models import Capture, Report, ReportVersion
from storage.moved_captures import Shown, place_captures, seen_windows
from storage.reports import add_links, put_signature
from storage.versions import (
    make_current,
    number_versions,
    put_version,
    rewrite_version,
    versions_of,
)


@frozen(eq=False)
class Reading:
    """What today's rules read from one visit of a report."""

    capture_id: int
    """The head's."""
    version_id: int
    """The text that it showed until now."""
    item: ReportItem

    @property
    def order(self) -> tuple[datetime, int]:
        """By when the page was seen so."""
        return whole_second(self.item.fetched_at), self.capture_id


@frozen
class Words:
    """A text before or after."""

    title: str
    subtitle: str
    body: str


@frozen
class VersionChange:
    """What became of one version."""

    kind: str
    """``rewritten``, ``new`` or ``merged``."""
    number: int
    """Of the version, as it was numbered before; of a new one, of that which it leaves."""
    before: Words
    after: Words


@frozen
class ClaimsChange:
    """What reading the claims of one version anew gave."""

    number: int
    """Of the version, as it is numbered now."""
    is_reread: bool
    """Whether another reader had read it, or none."""
    claims: int = 0
    new: int = 0
    """Claims that were not there, or say something else now."""
    gone: int = 0
    """Claims that are not there any more, or said something else."""
    unread: str = ""
    """Why it could not be read."""


@frozen(eq=False)
class _Before:
    version: ReportVersion
    words: Words


@define
class Reread:
    """What became of a report."""

    url: str
    changes: list[VersionChange] = field(factory=list)
    unchanged: int = 0
    """Versions whose words stay."""
    fields: list[str] = field(factory=list)
    """Names of the report's other fields that changed."""
    claims: list[ClaimsChange] = field(factory=list)
    """Of each version whose claims were read anew."""
    current: ReportItem | None = None
    """The reading of the current text, where that changed: near-copies are to be found anew."""


def write_readings(
    session: Session, report_id: int, readings: Sequence[Reading], *, is_whole: bool, now: datetime
) -> Reread:
    """Bring a report to what was read, in the caller's transaction; a second time changes nothing.

    A text keeps its row where one of its captures still shows it; else the row gets the new
    words, unless another row has them: then the captures move there, and a row that is left
    without any goes. ``is_whole``: every visit of the report was read, so that first values are
    known; else what is stored stays as far as it is. What manifests digest and is now otherwise
    makes the report unsealed.
    """
    row = session.get_one(Report, report_id)
    told = Reread(row.url)
    by_id = sorted(readings, key=lambda reading: reading.capture_id)
    versions = versions_of(session, report_id)
    contents = _contents(session, versions)
    written = _rows_written(session)
    before = {version.id: _Before(version, _words(version)) for version in versions}
    shown = next(version.fingerprint for version in versions if version.is_current)
    windows = seen_windows(session, versions)
    targets = _assign(session, report_id, sorted(readings, key=lambda r: r.order), now, told)
    if readings:
        place_captures(session, before, [_shown(reading, targets) for reading in by_id])
        _note_extractors(by_id, targets)
        told.changes += _drop_empty(session, before, by_id, targets)
        _date_versions(session, report_id, windows)
        _update_fields(session, row, by_id, is_whole=is_whole, told=told)
    now_current = next(v for v in versions_of(session, report_id) if v.is_current)
    if now_current.fingerprint != shown:
        alike = [r.item for r in by_id if r.item.fingerprint == now_current.fingerprint]
        told.current = alike[-1] if alike else None
    session.flush()
    if _rows_written(session) != written and contents != _contents(
        session, versions_of(session, report_id)
    ):
        row.is_sealed = False
    return told


def place_among_copies(
    session: Session, report_id: int, item: ReportItem, bands: Sequence[int]
) -> None:
    """Note of what a report with new words is a copy, and by which words it is found."""
    row = session.get_one(Report, report_id)
    put_signature(session, row, item, bands)
    leave_family(session, report_id)
    if item.duplicate_of is not None and item.similarity is not None:
        set_duplicate(session, report_id, item.duplicate_of, item.similarity)
    session.flush()


def _assign(
    session: Session, report_id: int, ordered: Sequence[Reading], now: datetime, told: Reread
) -> dict[str, ReportVersion]:
    """The version of each text that was read, rewritten or made where none had it."""
    versions = versions_of(session, report_id)
    by_id = {version.id: version for version in versions}
    by_words = {version.fingerprint: version for version in versions}
    texts = {r.item.fingerprint: r for r in reversed(ordered)}
    targets = {words: by_words[words] for words in texts if words in by_words}
    taken = {version.id for version in targets.values()}
    told.unchanged += len(taken & {reading.version_id for reading in ordered})
    for reading in ordered:
        words = reading.item.fingerprint
        if words in targets:
            continue
        old = by_id[reading.version_id]
        kind = "new" if old.id in taken else "rewritten"
        change = VersionChange(kind, old.number, _words(old), _words(reading.item))
        if kind == "rewritten":
            rewrite_version(session, old, reading.item)
            targets[words] = old
        else:
            targets[words] = put_version(session, report_id, reading.item, now).version
        taken.add(targets[words].id)
        told.changes.append(change)
    return targets


def _note_extractors(by_id: Sequence[Reading], targets: dict[str, ReportVersion]) -> None:
    """How and by what the words were read; of several captures with them the first tells."""
    for words, version in targets.items():
        first = next(reading.item for reading in by_id if reading.item.fingerprint == words)
        version.method, version.extractor = first.method, first.extractor or None


def _drop_empty(
    session: Session,
    before: dict[int, _Before],
    by_id: Sequence[Reading],
    targets: dict[str, ReportVersion],
) -> Iterator[VersionChange]:
    """Versions that lost their last capture go; their captures' words are another version's."""
    for version_id in sorted({reading.version_id for reading in by_id}):
        left = select(func.count()).where(Capture.version_id == version_id)
        if session.scalar(left):
            continue
        old = before[version_id]
        item = next(r.item for r in by_id if r.version_id == version_id)
        yield VersionChange("merged", old.version.number, old.words, _words(item))
        if old.version.is_current:
            make_current(session, targets[item.fingerprint], old.version)
        session.delete(old.version)
        session.flush()


def _date_versions(
    session: Session, report_id: int, windows: dict[int, tuple[datetime, datetime]]
) -> None:
    """When each text was seen, by its captures; the one seen last is current."""
    versions = versions_of(session, report_id)
    for version in versions:
        seen = session.scalars(select(Capture.id).where(Capture.version_id == version.id))
        known = [windows[capture_id] for capture_id in seen if capture_id in windows]
        if known:
            version.first_seen_at = min(first for first, _ in known)
            version.last_seen_at = max(last for _, last in known)
    session.flush()
    current = next(version for version in versions if version.is_current)
    last = max(versions, key=lambda version: (version.last_seen_at, version is current))
    if last is not current:
        make_current(session, last, current)
    number_versions(session, versions)


def _update_fields(
    session: Session, row: Report, by_id: Sequence[Reading], *, is_whole: bool, told: Reread
) -> None:
    """What is known of the report beside its words, as ``storage.reports.store`` gathers it."""
    dates = _dates(row)
    names = ("post_id", "language", "sections", "tags", "author", "method", "modified_at")
    known = {name: getattr(row, name) for name in names}
    for reading in by_id:
        take_addresses(session, row.publisher_id, row.id, reading.item)
        add_links(session, row.id, reading.item)
    newest = [r.item for r in sorted(by_id, key=lambda r: r.order, reverse=True)]
    row.post_id = row.post_id or _first(reading.item.post_id for reading in by_id)
    for name in ("language", "sections", "tags", "author", "method"):
        read = _first(_stored(getattr(item, name)) for item in newest)
        value = (read or known[name]) if is_whole else (known[name] or read)
        if value:
            setattr(row, name, value)
    moments = [row.modified_at, *(item.modified_at for item in newest)]
    row.modified_at = max(filter(None, moments), default=None)
    _update_dates(row, [r.item for r in by_id], is_whole=is_whole)
    session.flush()
    told.fields += [name for name, value in known.items() if getattr(row, name) != value]
    if dates != _dates(row):
        told.fields.append("published")
        order_family(session, row.id)


def _update_dates(row: Report, items: Sequence[ReportItem], *, is_whole: bool) -> None:
    """The day is the first that was known; a moment is taken from whatever has the same day."""
    day, at, source = (None, None, None) if is_whole else _dates(row)
    for item in items:
        if day is None or (at is None and day == item.published_date):
            day, at = item.published_date or day, item.published_at or at
            source = item.published_from or source
    if day is not None:
        row.published_date, row.published_at, row.published_from = day, at, source


def _dates(row: Report) -> tuple[date | None, datetime | None, str | None]:
    at = row.published_at
    return row.published_date, whole_second(at) if at else None, row.published_from


def _contents(
    session: Session, versions: Sequence[ReportVersion]
) -> list[tuple[int, dict[str, Any]]]:
    return [(version.id, version_content(session, version.id)) for version in versions]


def _rows_written(session: Session) -> int:
    """By this connection since it was opened, as SQLite counts them."""
    driver = session.connection().connection.driver_connection
    return int(driver.total_changes) if driver is not None else 0


def _shown(reading: Reading, targets: dict[str, ReportVersion]) -> Shown:
    return Shown(
        captures=reading.item.captures,
        version_before=reading.version_id,
        version_id=targets[reading.item.fingerprint].id,
        seen_at=whole_second(reading.item.fetched_at),
    )


def _words(text: ReportVersion | ReportItem) -> Words:
    return Words(text.title, text.subtitle, text.body)


def _stored(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _first(values: Iterable[Any]) -> Any:  # noqa: ANN401 -- of whatever type the column is
    return next(filter(None, values), None)
