"""Stores reports: each once, with every distinct text it ever had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Literal

from attrs import frozen
from sqlalchemy import Select, bindparam, delete, func, insert, select, union_all
from sqlalchemy.orm import Session

from crawler.items import Address
from crawler.items import Report as ReportItem
from storage.addresses import holders, owner_among, owner_of, take_addresses
from storage.captures import note_text
from storage.claim_links import link_claims
from storage.claims import Read, write_claims
from storage.columns import whole_second
from storage.families import leave_family, order_family, set_duplicate
from storage.manifests import payloads_of
from storage.models import Report, ReportLink, ReportVersion, SignatureBand
from storage.new_reports import add_report
from storage.settling import Visit, settle_stored
from storage.signatures import estimate, pack, signed, unpack
from storage.stored_claims import has_claims
from storage.versions import Placed, put_version

SAME_WORK = 0.05
"""Share of shingles below which two texts are no editions of one work."""
MOST_OF_BAND, MOST_SHARING = 100, 200
"""Reports that are looked at for one band of a signature, and for all of them."""

Change = Literal["new", "changed", "unchanged"]


@frozen
class Stored:
    """What became of a report."""

    report_id: int
    version_id: int
    change: Change
    refused: tuple[str, ...] = ()
    """Addresses the page states as its own, which another report keeps: someone should look."""
    reappeared: bool = False
    """Whether the page had turned into something else meanwhile."""
    replaced: bool = False
    """Whether its text has next to nothing in common with the one before: another report?"""
    has_claims: bool = False
    """Whether its text claims anything."""


@frozen
class Candidate:
    """A stored report that shares a band with a text, and so may say the same."""

    report_id: int
    publisher_id: int
    signature: tuple[int, ...]


@frozen
class KnownReading:
    """What is stored of a report by which its claims are read."""

    report_id: int | None = None
    published: date | None = None
    """The day that is known, which stays."""
    reader: str | None = None
    """What read the claims of this text; None where it is new, or was not read."""
    read_published: date | None = None


@frozen
class StoredText:
    """The current words of a report."""

    title: str
    subtitle: str
    body: str


def store(
    session: Session,
    publisher_id: int,
    report: ReportItem,
    *,
    now: datetime,
    bands: Sequence[int] = (),
) -> Stored:
    """Write a report and all that hangs on it, and settle its pages, in the caller's transaction.

    A text that the report never had is a new version; the text seen last is the current one. What
    else is known of a report is filled in or, by what was seen later, brought up to date, never
    emptied; its date of publication stays as first known. ``now`` is the moment of the try, which
    for a page from an archive is not that at which it was seen (``report.fetched_at``).
    ``bands`` are the hashes of the signature's bands, in order, 64 bits each.
    """
    held = holders(session, publisher_id, report)
    if not held:
        return _store_first(session, publisher_id, report, now, bands)
    report_id = owner_among(session, held, report)
    if report_id is None:
        row = _make(session, publisher_id, report)
        sealed = _sealed_content(row)
    else:
        sealed = _sealed_content(session.get_one(Report, report_id))
        row = _update(session, report_id, report)
    placed = put_version(session, row.id, report, now)
    payloads = payloads_of(session, placed.version.id)
    note_text(session, report.captures, placed.version.id)
    is_sealed_as_it_is = not placed.is_earlier and payloads == payloads_of(
        session, placed.version.id
    )
    change: Change = (
        "new"
        if report_id is None
        else "changed"
        if placed.is_new or placed.is_other
        else "unchanged"
    )
    refused = take_addresses(session, publisher_id, row.id, report)
    add_links(session, row.id, report)
    is_read = _write_reading(session, row, placed.version, report)
    if report_id is not None and (is_read or placed.is_new or placed.is_earlier):
        link_claims(session, row.id)
    replaced = placed.is_other and _is_other_text(row, report)
    if placed.version.is_current:
        put_signature(session, row, report, bands)
        _place_in_family(session, row, report, placed)
    is_new_text = placed.is_new or placed.is_other
    visit = _visit(row.id, report, is_new_text=is_new_text, published=row.published_date)
    reappeared = settle_stored(session, publisher_id, visit, now=now)
    if change != "unchanged" or not is_sealed_as_it_is or sealed != _sealed_content(row):
        row.is_sealed = False
    _note_seen(row, report)
    return Stored(
        report_id=row.id,
        version_id=placed.version.id,
        change=change,
        refused=refused,
        reappeared=reappeared,
        replaced=replaced,
        has_claims=has_claims(session, placed.version.id),
    )


def _store_first(
    session: Session, publisher_id: int, report: ReportItem, now: datetime, bands: Sequence[int]
) -> Stored:
    """Of a report that nobody knows: nothing of it has to be compared."""
    added = add_report(session, publisher_id, report, now=now, bands=bands)
    if report.duplicate_of is not None:
        _join_family(session, added.report_id, report)
    visit = _visit(
        added.report_id,
        report,
        is_new_text=True,
        is_new_report=True,
        published=report.published_date,
    )
    return Stored(
        report_id=added.report_id,
        version_id=added.version_id,
        change="new",
        reappeared=settle_stored(session, publisher_id, visit, now=now),
        has_claims=bool(report.reader and report.reading.claims),
    )


def _sealed_content(row: Report) -> tuple[object, ...]:
    """What of a report, its texts aside, the manifests digest."""
    return (row.url, row.published_at, row.published_date, row.published_from, row.modified_at)


def _write_reading(
    session: Session, row: Report, version: ReportVersion, report: ReportItem
) -> bool:
    """Write the claims that were read, where they are news; returns whether they were.

    A page whose words differ from the stored ones in their typography alone is the same version:
    what was read from it has other offsets, and waits for a re-extraction.
    """
    read = Read(report.reading, report.reader, report.language, row.published_date)
    is_known = (version.reader, version.read_published) == (read.reader, read.published)
    words = (version.title, version.subtitle, version.body)
    if not read.reader or is_known or words != (report.title, report.subtitle, report.body):
        return False
    write_claims(session, version, read)
    return True


def _is_other_text(row: Report, report: ReportItem) -> bool:
    alike = estimate(row.signature, pack(report.signature) if report.signature else None)
    return alike is not None and alike < SAME_WORK


def _note_seen(row: Report, report: ReportItem) -> None:
    seen_at = whole_second(report.fetched_at)
    row.first_seen_at = min(row.first_seen_at, seen_at)
    row.last_seen_at = max(row.last_seen_at, seen_at)


def find_report(session: Session, publisher_id: int, report: ReportItem) -> int | None:
    """Id under which ``store`` would store the report; None where it is new."""
    return owner_of(session, publisher_id, report)


def known_reading(session: Session, publisher_id: int, report: ReportItem) -> KnownReading:
    """What is stored of the report and of the text that it has now."""
    report_id = find_report(session, publisher_id, report)
    if report_id is None:
        return KnownReading()
    day = session.get_one(Report, report_id).published_date
    version = session.scalar(
        select(ReportVersion).where(
            ReportVersion.report_id == report_id, ReportVersion.fingerprint == report.fingerprint
        )
    )
    if version is None:
        return KnownReading(report_id, day)
    return KnownReading(report_id, day, version.reader, version.read_published)


def candidates(session: Session, publisher_id: int | None, bands: Sequence[int]) -> list[Candidate]:
    """Reports of the publisher, of all publishers with None, that share at least one band.

    Those that share most, ``MOST_SHARING`` at the most. Of a band that many reports have only the
    first ``MOST_OF_BAND`` are looked at: it holds what all of a kind say, and whoever is a copy
    shares rarer ones, too. So the question takes as long in a large archive as in a small one.
    """
    if not bands:
        return []
    found = _sharing(len(bands))
    if publisher_id is not None:
        found = found.where(Report.publisher_id == publisher_id)
    values = {f"asked_{band}": signed(value) for band, value in enumerate(bands)}
    return [
        Candidate(report_id, owner, unpack(signature or b""))
        for report_id, owner, signature in session.execute(found, values)
    ]


@cache
def _sharing(bands: int) -> Select[int, int, bytes | None]:
    """Asked for every report, and built of many parts: so built once for a number of bands."""
    of_band = [
        select(SignatureBand.report_id)
        .where(SignatureBand.band == band, SignatureBand.value == bindparam(f"asked_{band}"))
        .limit(MOST_OF_BAND)
        .subquery()
        for band in range(bands)
    ]
    holders = union_all(*(select(rows.c.report_id) for rows in of_band)).subquery()
    most = (
        select(holders.c.report_id)
        .group_by(holders.c.report_id)
        .order_by(func.count().desc(), holders.c.report_id)
        .limit(MOST_SHARING)
    )
    return (
        select(Report.id, Report.publisher_id, Report.signature)
        .where(Report.id.in_(most), Report.signature.is_not(None))
        .order_by(Report.id)
    )


def load_address(session: Session, publisher_id: int, report_id: int) -> Address | None:
    """Where a report of the publisher stands; None for another publisher's."""
    row = session.get_one(Report, report_id)
    return Address(row.url, row.key, "alias") if row.publisher_id == publisher_id else None


def load_text(session: Session, report_id: int) -> StoredText:
    """Current words of a report; ``NoResultFound`` where there is no such report."""
    words = select(ReportVersion.title, ReportVersion.subtitle, ReportVersion.body)
    current = words.where(ReportVersion.report_id == report_id, ReportVersion.is_current)
    return StoredText(*session.execute(current).one())


def _make(session: Session, publisher_id: int, report: ReportItem) -> Report:
    row = Report(
        publisher_id=publisher_id,
        url=report.url,
        key=report.addresses[0].key,
        post_id=report.post_id or None,
        language=report.language,
        published_at=report.published_at,
        published_date=report.published_date,
        published_from=report.published_from or None,
        modified_at=report.modified_at,
        sections=list(report.sections),
        tags=list(report.tags),
        author=report.author or None,
        method=report.method,
        first_seen_at=whole_second(report.fetched_at),
        last_seen_at=whole_second(report.fetched_at),
        is_sealed=False,
    )
    session.add(row)
    session.flush()
    return row


def _update(session: Session, report_id: int, report: ReportItem) -> Report:
    row = session.get_one(Report, report_id)
    row.post_id = row.post_id or report.post_id or None
    row.modified_at = max(filter(None, (row.modified_at, report.modified_at)), default=None)
    is_newest = whole_second(report.fetched_at) >= row.last_seen_at
    if is_newest:
        row.language = report.language or row.language
        row.method = report.method
    if is_newest or not row.sections:
        row.sections = list(report.sections) or row.sections
    if is_newest or not row.tags:
        row.tags = list(report.tags) or row.tags
    if is_newest or not row.author:
        row.author = report.author or row.author
    known = row.published_date, row.published_at
    if row.published_date is None or (
        row.published_at is None and row.published_date == report.published_date
    ):
        row.published_at = report.published_at or row.published_at
        row.published_date = report.published_date or row.published_date
        row.published_from = report.published_from or row.published_from
    if known != (row.published_date, row.published_at):
        order_family(session, report_id)
    return row


def add_links(session: Session, report_id: int, report: ReportItem) -> None:
    """Links that a page no longer has are kept: the report once pointed there."""
    rows = session.scalars(select(ReportLink).where(ReportLink.report_id == report_id))
    known = {(row.kind, row.url): row for row in rows}
    for link in report.links:
        row = known.get((link.kind, link.url))
        if row is None:
            row = ReportLink(report_id=report_id, kind=link.kind, url=link.url)
            known[link.kind, link.url] = row
            session.add(row)
        row.label = link.label or row.label
        row.language = link.language or row.language


def put_signature(session: Session, row: Report, report: ReportItem, bands: Sequence[int]) -> None:
    """Let near-copies be found by the report's current words."""
    packed = pack(report.signature) if report.signature else None
    if packed is None or packed == row.signature:
        return
    row.signature = packed
    session.execute(delete(SignatureBand).where(SignatureBand.report_id == row.id))
    rows = [
        {"report_id": row.id, "band": band, "value": signed(value)}
        for band, value in enumerate(bands)
    ]
    if rows:
        session.connection().execute(insert(SignatureBand), rows)


def _place_in_family(session: Session, row: Report, report: ReportItem, placed: Placed) -> None:
    """A changed text is compared anew; that it was not (no signature) tells nothing."""
    if placed.is_other and placed.version.number > 1 and report.signature:
        leave_family(session, row.id)
    if report.duplicate_of is not None and report.duplicate_of != row.id:
        _join_family(session, row.id, report)


def _join_family(session: Session, report_id: int, report: ReportItem) -> None:
    if report.similarity is None or report.duplicate_of is None:
        raise ValueError(f"{report.url}: a copy without its similarity")
    set_duplicate(session, report_id, report.duplicate_of, report.similarity)


def _visit(
    report_id: int,
    report: ReportItem,
    *,
    is_new_text: bool,
    published: date | None,
    is_new_report: bool = False,
) -> Visit:
    keys = {address.url: address.key for address in report.addresses}
    return Visit(
        report_id=report_id,
        url=report.url,
        key=report.addresses[0].key,
        requested_url=report.requested_url,
        requested_key=keys.get(report.requested_url, report.requested_url),
        is_new_text=is_new_text,
        is_new_report=is_new_report,
        published=published,
        fetched_at=report.fetched_at,
        etag=report.etag,
        last_modified=report.last_modified,
    )
