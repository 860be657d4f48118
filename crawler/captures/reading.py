"""The responses in a WARC file: where they lie, and what they hold."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from attrs import evolve, frozen
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawler.captures.heads import Head, read_head
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
"""What warcio and zlib raise on a file that is not as it should be, records without a length
among them."""
_CHUNK = 65_536
_GZIP = b"\x1f\x8b"


class ArchiveError(Exception):
    """An archive cannot be read or written; the text names the file and says why."""


@frozen
class Revisit:
    """What a record without a body of its own says of the one that has it."""

    not_modified: bool
    """Whether the server said so with a 304; else the same bytes came again."""
    url: str = ""
    """As ``plain_url`` writes it; empty where the record does not say."""
    at: datetime | None = None
    """UTC."""


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
    """0 for a revisit of the same bytes that repeats no status."""
    media_type: str
    """Lower case, without parameters."""
    digest: str = ""
    """Of the payload, as the file states it, with the algorithm before it."""
    revisit: Revisit | None = None
    body_in: Capture | None = None
    """The capture with the body of a revisit, where an Archive has found it."""


@frozen
class CapturedResponse:
    """One response as it was served."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    """As latin-1: every character is the byte that was sent."""
    body: bytes
    """Still content-encoded; transfer-encoding undone."""


def payload_digest(response: CapturedResponse) -> str:
    """SHA-256 of the body as it was served, in hex."""
    return hashlib.sha256(response.body).hexdigest()


def read_captures(file: Path, problems: list[str], start: int = 0) -> Iterator[Capture]:
    """Yield every whole HTTP response of a WARC file, revisit records included.

    ``start`` is where a record begins. A record that is malformed or breaks off is passed over
    and told in ``problems``. Raises ArchiveError where the file cannot be opened or holds no
    record at all.
    """
    end = start
    try:
        with file.open("rb") as stream:
            stream.seek(start)
            records = ArchiveIterator(stream, no_record_parse=True)
            for record in records:
                capture, problem = _describe(record, file)
                while record.raw_stream.read(_CHUNK):
                    pass
                offset, length = records.get_record_offset(), records.get_record_length()
                if record.raw_stream.limit:
                    break
                end = offset + length
                if problem:
                    problems.append(f"{file} at {offset}: malformed record: {problem}")
                elif capture is not None:
                    yield evolve(capture, offset=offset, length=length)
            stream.seek(end)
            if stream.read(_CHUNK).strip():
                problems.append(f"{file} at {end}: the file breaks off in the next record")
    except _BROKEN as error:
        if not end:
            raise ArchiveError(f"{file}: cannot be read as a WARC file: {error}") from error
        problems.append(f"{file} at {end}: cannot be read further: {error}")
    if not end:
        raise ArchiveError(f"{file}: holds no whole WARC record")


def _describe(record: ArcWarcRecord, file: Path) -> tuple[Capture | None, str]:
    """The capture, its place open, or None for a record of another kind; and what is wrong."""
    if record.rec_type not in {"response", "revisit"}:
        return None, ""
    try:
        url = _required(record, "WARC-Target-URI")
        if not url.startswith(("http:", "https:")):
            return None, ""
        return _capture(record, file, plain_url(url)), ""
    except _BROKEN as error:
        return None, str(error)


def _capture(record: ArcWarcRecord, file: Path, url: str) -> Capture:
    captured_at = _moment(_required(record, "WARC-Date"))
    revisit = _revisit(record) if record.rec_type == "revisit" else None
    if revisit and not record.raw_stream.limit:
        head = Head(304 if revisit.not_modified else 0, "", ())
    else:
        head = _head(record)
    return Capture(
        url=url,
        file=file,
        offset=0,
        length=0,
        captured_at=captured_at,
        status=head.status,
        media_type=head.value("content-type").partition(";")[0].strip().lower(),
        digest=record.rec_headers.get_header("WARC-Payload-Digest") or "",
        revisit=revisit,
    )


def _revisit(record: ArcWarcRecord) -> Revisit:
    headers = record.rec_headers
    url = headers.get_header("WARC-Refers-To-Target-URI") or ""
    at = headers.get_header("WARC-Refers-To-Date")
    return Revisit(
        not_modified=(headers.get_header("WARC-Profile") or "").endswith("server-not-modified"),
        url=plain_url(url.strip("<>")) if url else "",
        at=_moment(at) if at else None,
    )


def _head(record: ArcWarcRecord) -> Head:
    return read_head(record.raw_stream)


def _required(record: ArcWarcRecord, header: str) -> str:
    value: str | None = record.rec_headers.get_header(header)
    if not value:
        raise ValueError(f"no {header}")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    # All dates of WARC files are in UTC; some tools leave the Z away.
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_response(capture: Capture) -> CapturedResponse:
    """Read one response from its file.

    A revisit has the body of the capture that it refers to; a 304 by itself has none. Raises
    ArchiveError where the record is not there any more or its bytes are not what was written.
    """
    own = _read_own(capture)
    if capture.body_in is None:
        return own
    first = read_response(capture.body_in)
    if capture.revisit and not capture.revisit.not_modified and own.headers:
        return evolve(own, body=first.body)
    # The headers of a 304 do not describe the body that it stands for.
    return evolve(first, url=own.url)


def _read_own(capture: Capture) -> CapturedResponse:
    try:
        with capture.file.open("rb") as stream:
            stream.seek(capture.offset)
            written = stream.read(capture.length)
        # warcio passes over what zlib finds wrong, so the checksum is checked here.
        plain = _unpack(written) if written.startswith(_GZIP) else written
        record = next(iter(ArchiveIterator(BytesIO(plain), no_record_parse=True)))
        if record.raw_stream.limit == 0:
            return CapturedResponse(capture.url, capture.status, (), b"")
        head = _head(record)
        stream = record.raw_stream
        if head.value("transfer-encoding").lower() == "chunked":
            # Some tools write the chunks, others undo them and leave the header: this reads both.
            stream = ChunkedDataReader(stream)
        body = stream.read()
        record.raw_stream.read()
        if record.raw_stream.limit:
            raise EOFError("the record breaks off")
    except (*_BROKEN, StopIteration) as error:
        raise ArchiveError(f"{capture.file} at {capture.offset}: {error}") from error
    return CapturedResponse(capture.url, head.status, head.headers, body)


def _unpack(member: bytes) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
    plain = unpacker.decompress(member)
    if not unpacker.eof:
        raise EOFError("the record breaks off")
    return plain
