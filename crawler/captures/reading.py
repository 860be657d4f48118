"""The responses in a WARC file: where they lie, and what they hold."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from attrs import frozen
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawler.urls import plain_url

_BROKEN = (
    OSError,
    ArchiveLoadFailed,
    EOFError,
    ValueError,
    TypeError,
    AttributeError,
    zlib.error,
)
"""What warcio and zlib raise on a file that is not as it should be, records without a URL or a
date among them."""
_CHUNK = 65_536


class ArchiveError(Exception):
    """An archive cannot be read; the text names the file and says why."""


@frozen
class Capture:
    """Where one response lies."""

    url: str
    """As ``plain_url`` writes it, whatever way the file does."""
    file: Path
    offset: int
    length: int
    captured_at: datetime
    """UTC."""
    status: int
    media_type: str
    """Lower case, without parameters."""


@frozen
class CapturedResponse:
    """One response as it was served."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """Still content-encoded; transfer-encoding undone."""


def read_captures(file: Path, problems: list[str]) -> Iterator[Capture]:
    """Yield every whole HTTP response of a WARC file.

    A record that is malformed or breaks off is passed over and told in ``problems``. Raises
    ArchiveError where the file cannot be opened or holds no record at all.
    """
    end = 0
    try:
        with file.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                while record.raw_stream.read(_CHUNK):
                    pass
                offset, length = records.get_record_offset(), records.get_record_length()
                if record.raw_stream.limit:
                    break
                end = offset + length
                capture = _read_capture(record, file, offset, length, problems)
                if capture is not None:
                    yield capture
            stream.seek(end)
            if stream.read(_CHUNK).strip():
                problems.append(f"{file} at {end}: the file breaks off in the next record")
    except _BROKEN as error:
        if not end:
            raise ArchiveError(f"{file}: cannot be read as a WARC file: {error}") from error
        problems.append(f"{file} at {end}: cannot be read further: {error}")
    if not end:
        raise ArchiveError(f"{file}: holds no whole WARC record")


def _read_capture(
    record: ArcWarcRecord, file: Path, offset: int, length: int, problems: list[str]
) -> Capture | None:
    if record.rec_type != "response" or record.http_headers is None:
        return None
    try:
        return _capture(record, file, offset, length)
    except _BROKEN as error:
        problems.append(f"{file} at {offset}: malformed record: {error}")
        return None


def _capture(record: ArcWarcRecord, file: Path, offset: int, length: int) -> Capture:
    media_type = record.http_headers.get_header("Content-Type") or ""
    captured_at = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date"))
    return Capture(
        url=plain_url(record.rec_headers.get_header("WARC-Target-URI").strip("<>")),
        file=file,
        offset=offset,
        length=length,
        captured_at=captured_at.astimezone(UTC),
        status=int(record.http_headers.get_statuscode()),
        media_type=media_type.partition(";")[0].strip().lower(),
    )


def read_response(capture: Capture) -> CapturedResponse:
    """Read one response from its file. Raises ArchiveError where it is not there any more."""
    try:
        with capture.file.open("rb") as stream:
            stream.seek(capture.offset)
            record = next(iter(ArchiveIterator(stream)))
            return _response(record, capture)
    except (*_BROKEN, StopIteration) as error:
        raise ArchiveError(f"{capture.file} at {capture.offset}: {error}") from error


def _response(record: ArcWarcRecord, capture: Capture) -> CapturedResponse:
    headers = tuple((name, value) for name, value in record.http_headers.headers)
    stream = record.raw_stream
    if _value(headers, "transfer-encoding") == "chunked":
        # Some tools write the chunks, others undo them and leave the header: this reads both.
        stream = ChunkedDataReader(stream)
    return CapturedResponse(capture.url, capture.status, headers, stream.read())


def _value(headers: tuple[tuple[str, str], ...], wanted: str) -> str:
    return next((value.lower() for name, value in headers if name.lower() == wanted), "")
