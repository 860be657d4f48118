"""The claims of a report's texts read again, from the words that are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime

from attrs import frozen
from sqlalchemy.orm import Session

from crawler.claim import Reading
from pipelines.claims.reader_version import READER
from pipelines.read_claims import UNREAD, describe_fault, read_words
from storage.claim_links import link_claims
from storage.claim_marks import wrongly_marked
from storage.claims import Read, forget_claims, write_claims
from storage.crawls import record_issue
from storage.models import Report, ReportVersion
from storage.reread_pages import issue_is_known
from storage.rereads import ClaimsChange
from storage.stored_claims import details_of, load_reading
from storage.versions import versions_of


@frozen
class Text:
    """All that the claims of a text depend on, with its publisher."""

    title: str
    subtitle: str
    body: str
    language: str
    published: date | None


Readings = Callable[[Text], Reading | str]
"""What a text claims, or why that cannot be read."""


def reread_claims(
    session: Session, report_id: int, languages: Mapping[str, str], read: Readings
) -> Iterator[ClaimsChange]:
    """Write what today's reader takes from each text, and tell what is otherwise.

    ``languages`` are those of the texts, by fingerprint, as far as their pages were read; else a
    text keeps that in which it was read before. A text on which the reader fails keeps the claims
    that it has.
    """
    report = session.get_one(Report, report_id)
    are_wrong = bool(wrongly_marked(session, report_id))
    for version in versions_of(session, report_id):
        known = version.read_language or report.language
        language = languages.get(version.fingerprint, known)
        before = load_reading(session, version.id)
        was_read_by = version.reader
        text = Text(version.title, version.subtitle, version.body, language, report.published_date)
        reading = read(text)
        if isinstance(reading, str):
            if version.reader is None:
                forget_claims(session, version)
            _record_unread(session, report, reading)
            yield ClaimsChange(version.number, is_reread=False, unread=reading)
            continue
        read_as = (version.reader, version.read_language, version.read_published)
        to_read = (READER, language, report.published_date)
        if are_wrong or before != reading or read_as != to_read:
            write_claims(session, version, Read(reading, READER, language, report.published_date))
        yield _change(version, before, reading, is_reread=was_read_by != READER)
    link_claims(session, report_id)


def read_text(text: Text, publisher: str) -> Reading | str:
    """What a text claims by today's rules; why, where the reader fails on it."""
    words = (text.title, text.subtitle, text.body)
    try:
        return read_words(
            words, publisher=publisher, published=text.published, language=text.language
        )
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with the reader is told
        return describe_fault(error)


def _change(
    version: ReportVersion, before: Reading, after: Reading, *, is_reread: bool
) -> ClaimsChange:
    old, new = (
        [(claim.quote, details_of(claim)) for claim in reading.claims]
        for reading in (before, after)
    )
    return ClaimsChange(
        version.number,
        is_reread=is_reread,
        claims=len(new),
        new=sum(one not in old for one in new),
        gone=sum(one not in new for one in old),
    )


def _record_unread(session: Session, report: Report, detail: str) -> None:
    if not issue_is_known(session, UNREAD, report.url, detail):
        record_issue(
            session,
            None,
            datetime.now(UTC),
            "error",
            UNREAD,
            detail=detail,
            url=report.url,
            report_id=report.id,
        )
