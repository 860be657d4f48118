"""Rows of captures: where each response lies, for which page it came, which text it showed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import func, insert, or_, select
from sqlalchemy.orm import Session

from crawler.items import State
from storage.models import Capture, Crawl, Page


@frozen(kw_only=True)
class CaptureRecord:
    """A response that lies in an archive."""

    url: str
    status: int
    media_type: str
    fetched_at: datetime
    sha256: str
    """Hex, of the payload as served."""
    file: str
    """Relative to ARCHIVE_DIR, with ``/``; absolute for an archive of others."""
    offset: int
    length: int
    page_id: int | None = None
    original_url: str = ""
    original_at: datetime | None = None


_COLUMNS = (
    *("page_id", "url", "status", "media_type", "fetched_at", "sha256"),
    *("file", "offset", "length", "original_at"),
)
_ADD = insert(Capture).returning(Capture.id)


def record_capture(session: Session, crawl_id: int, record: CaptureRecord) -> int:
    """Id of the capture's row, which is made where the place in the file has none yet."""
    row = session.scalar(
        select(Capture).where(Capture.file == record.file, Capture.offset == record.offset)
    )
    if row is None:
        row = Capture(
            crawl_id=crawl_id,
            page_id=record.page_id,
            url=record.url,
            status=record.status,
            media_type=record.media_type,
            fetched_at=record.fetched_at,
            sha256=record.sha256,
            file=record.file,
            offset=record.offset,
            length=record.length,
            original_url=record.original_url or None,
            original_at=record.original_at,
        )
        session.add(row)
    row.page_id = row.page_id or record.page_id
    session.flush()
    return row.id


def add_captures(session: Session, crawl_id: int, records: Sequence[CaptureRecord]) -> list[int]:
    """Ids of new rows, in the order of the records, of which no place in a file has a row yet."""
    connection = session.connection()
    ids = []
    for record in records:
        values = {name: getattr(record, name) for name in _COLUMNS} | {
            "crawl_id": crawl_id,
            "original_url": record.original_url or None,
        }
        ids.append(connection.execute(_ADD, values).scalar_one())
    return ids


def adopt_capture(session: Session, crawl_id: int, record: CaptureRecord) -> int:
    """As ``record_capture``, for one found in a file: its page is the ledger's with its URL."""
    page_id = session.scalar(
        select(Page.id)
        .join(Crawl, Crawl.publisher_id == Page.publisher_id)
        .where(Crawl.id == crawl_id, Page.url == record.url)
    )
    row_id = record_capture(session, crawl_id, record)
    row = session.get_one(Capture, row_id)
    row.page_id = row.page_id or page_id
    session.flush()
    return row_id


def note_text(session: Session, captures: Sequence[int], version_id: int) -> None:
    """The captures showed this text: the first its page, the others its further pages."""
    for part, capture_id in enumerate(captures, 1):
        row = session.get_one(Capture, capture_id)
        row.version_id, row.part = version_id, part
    session.flush()


def file_ends(session: Session, crawl_id: int) -> dict[str, int]:
    """Each file of a crawl with the offset up to which its captures are known."""
    rows = session.execute(
        select(Capture.file, func.max(Capture.offset + Capture.length))
        .where(Capture.crawl_id == crawl_id)
        .group_by(Capture.file)
    )
    return {str(file): int(end) for file, end in rows}


def captures_of_crawl(session: Session, crawl_id: int) -> Iterator[Capture]:
    """The rows of a crawl's captures, in the order in which they were made."""
    found = select(Capture).where(Capture.crawl_id == crawl_id).order_by(Capture.id)
    return iter(session.scalars(found.execution_options(yield_per=500)))


ANSWERED = (200, 301, 302, 303, 307, 308, 400, 404, 410)
"""Statuses that a server would give again: 400 and 404 are what ends a list."""


def answer_before(
    session: Session, crawls: Iterable[int], url: str, page_id: int | None
) -> Capture | None:
    """What one of these crawls was answered to the same request, and need not ask again.

    Of a page only what came after its last visit, so that nobody has made anything of it yet.
    """
    found = select(Capture).where(
        Capture.crawl_id.in_(list(crawls)), Capture.url == url, Capture.status.in_(ANSWERED)
    )
    if page_id is None:
        found = found.where(Capture.page_id.is_(None))
    else:
        found = found.join(Page, Page.id == Capture.page_id).where(
            Page.id == page_id,
            or_(Page.last_fetched_at.is_(None), Page.last_fetched_at < Capture.fetched_at),
        )
    return session.scalar(found.order_by(Capture.id.desc()).limit(1))


def last_answer(session: Session, url: str) -> tuple[str, datetime] | None:
    """URL and moment of the last capture with a body: what a 304 says still holds."""
    row = session.scalar(
        select(Capture)
        .where(Capture.url == url, Capture.status == 200)
        .order_by(Capture.id.desc())
        .limit(1)
    )
    return None if row is None else (row.url, row.fetched_at)


def taken_originals(session: Session, publisher_id: int) -> set[tuple[str, datetime]]:
    """Address and moment of each copy of another archive that was read to its end."""
    rows = session.execute(
        select(Capture.original_url, Capture.original_at)
        .join(Crawl, Crawl.id == Capture.crawl_id)
        .join(Page, Page.id == Capture.page_id)
        .where(
            Crawl.publisher_id == publisher_id,
            Capture.original_at.is_not(None),
            Capture.status == 200,
            Page.state.not_in((State.PENDING, State.FAILED)),
        )
    )
    return {(url, at) for url, at in rows if url is not None and at is not None}
