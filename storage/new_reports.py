"""A report that is met for the first time: its rows, in as few statements as they need.

``storage.reports.store`` writes what joins other rows, and finds what is stored; here all is known
beforehand, so that rows go in by column and not by object: a crawl's first visit to a site of
100,000 reports is nothing but this.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from crawler.items import Report as ReportItem
from storage.addresses import kind_of_url
from storage.claims import Read, write_first_claims
from storage.columns import whole_second
from storage.models import (
    ADDRESS_KINDS,
    Capture,
    Report,
    ReportLink,
    ReportUrl,
    ReportVersion,
    SignatureBand,
)
from storage.search_index import index_text
from storage.signatures import pack, signed

_ADD_REPORT = insert(Report)
_ADD_VERSION = insert(ReportVersion)
_ADD_URL = insert(ReportUrl)
_ADD_LINK = insert(ReportLink)
_ADD_BAND = insert(SignatureBand)
_NOTE_CAPTURE = (
    update(Capture.__table__)  # type: ignore[arg-type]  # a table, not the model: nothing is loaded
    .where(Capture.__table__.c.id == bindparam("capture"))
    .values(version_id=bindparam("version"), part=bindparam("of_part"))
)


@frozen
class Added:
    """The rows of a new report that others refer to."""

    report_id: int
    version_id: int


def add_report(
    session: Session, publisher_id: int, report: ReportItem, *, now: datetime, bands: Sequence[int]
) -> Added:
    """Write a report of which no address is known, with its text, addresses, links and claims.

    Raises ``ClaimError`` as ``storage.claims.check_reading``, ``LookupError`` for a capture that
    has no row.
    """
    seen_at = whole_second(report.fetched_at)
    report_id = _add_report(session, publisher_id, report, seen_at)
    version_id = _add_version(session, report_id, report, seen_at, now)
    _note_captures(session, report, version_id)
    connection = session.connection()
    connection.execute(_ADD_URL, _addresses(publisher_id, report_id, report))
    if links := _links(report_id, report):
        connection.execute(_ADD_LINK, links)
    if report.signature and bands:
        values = [
            {"report_id": report_id, "band": band, "value": signed(value)}
            for band, value in enumerate(bands)
        ]
        connection.execute(_ADD_BAND, values)
    if report.reader:
        read = Read(report.reading, report.reader, report.language, report.published_date)
        words = (report.title, report.subtitle, report.body)
        write_first_claims(session, (publisher_id, report_id, version_id), words, read)
    return Added(report_id, version_id)


def _add_report(session: Session, publisher_id: int, report: ReportItem, seen_at: datetime) -> int:
    values = {
        "publisher_id": publisher_id,
        "url": report.url,
        "key": report.addresses[0].key,
        "post_id": report.post_id or None,
        "language": report.language,
        "published_at": report.published_at,
        "published_date": report.published_date,
        "published_from": report.published_from or None,
        "modified_at": report.modified_at,
        "sections": list(report.sections),
        "tags": list(report.tags),
        "author": report.author or None,
        "method": report.method,
        "signature": pack(report.signature) if report.signature else None,
        "first_seen_at": seen_at,
        "last_seen_at": seen_at,
        "is_sealed": False,
    }
    return _id_of(session, _ADD_REPORT, values)


def _add_version(
    session: Session, report_id: int, report: ReportItem, seen_at: datetime, now: datetime
) -> int:
    is_read = bool(report.reader)
    values = {
        "report_id": report_id,
        "number": 1,
        "is_current": True,
        "title": report.title,
        "subtitle": report.subtitle,
        "body": report.body,
        "fingerprint": report.fingerprint,
        "method": report.method,
        "extractor": report.extractor or None,
        "reader": report.reader or None,
        "read_language": report.language if is_read else None,
        "read_published": report.published_date if is_read else None,
        "stored_at": now,
        "first_seen_at": seen_at,
        "last_seen_at": seen_at,
    }
    version_id = _id_of(session, _ADD_VERSION, values)
    index_text(session, version_id, report.title, report.subtitle, report.body)
    return version_id


def _id_of(session: Session, statement: object, values: dict[str, object]) -> int:
    key = session.connection().execute(statement, values).inserted_primary_key  # type: ignore[call-overload]  # insert()
    return int(key[0])


def _note_captures(session: Session, report: ReportItem, version_id: int) -> None:
    for part, capture in enumerate(report.captures, 1):
        noted = session.connection().execute(
            _NOTE_CAPTURE, {"capture": capture, "version": version_id, "of_part": part}
        )
        if noted.rowcount != 1:
            raise LookupError(f"{report.url}: capture {capture} has no row")


def _addresses(publisher_id: int, report_id: int, report: ReportItem) -> list[dict[str, object]]:
    """As ``storage.addresses.take_addresses`` gives them to a report that has none."""
    kinds: dict[str, str] = {}
    keys: dict[str, str] = {}
    for address in report.addresses:
        others = (kind for url, kind in kinds.items() if url != address.url)
        usual = kind_of_url(address.url, address.key)
        kind = usual if address.kind == "canonical" and "canonical" in others else address.kind
        before = kinds.get(address.url, usual)
        kinds[address.url] = min(before, kind, key=ADDRESS_KINDS.index)
        keys.setdefault(address.url, address.key)
    if "canonical" not in kinds.values():
        kinds[report.url] = "canonical"
    return [
        {
            "publisher_id": publisher_id,
            "report_id": report_id,
            "url": url,
            "key": keys[url],
            "kind": kind,
        }
        for url, kind in kinds.items()
    ]


def _links(report_id: int, report: ReportItem) -> list[dict[str, object]]:
    """Each link once; of several the last label and language that were told."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    for link in report.links:
        row = found.setdefault(
            (link.kind, link.url),
            {"report_id": report_id, "kind": link.kind, "url": link.url}
            | {"label": None, "language": None},
        )
        row["label"] = link.label or row["label"]
        row["language"] = link.language or row["language"]
    return list(found.values())
