"""A response in a WARC file: where it lies, and what it holds."""

from __future__ import annotations

import hashlib
import zlib
from datetime import datetime
from io import BytesIO
from pathlib import Path

from attrs import evolve, frozen
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from crawler.captures.heads import read_head
from crawler.packing import TooLargeError

BROKEN = (
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
_GZIP = b"\x1f\x8b"
LONGEST_RECORD = 64 * 1024 * 1024
"""Bytes of a response with its head, as it lies there and unpacked: far more than is ever fetched,
and far less than a file may say."""


class ArchiveError(Exception):
    """An archive cannot be read or written; the text names the file and says why."""


class RecordTooLargeError(ArchiveError):
    """A record is larger than is ever read; what it holds is not known."""


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
    if capture.length > LONGEST_RECORD:
        raise _too_large(capture)
    try:
        with capture.file.open("rb") as stream:
            stream.seek(capture.offset)
            written = stream.read(capture.length)
        # warcio passes over what zlib finds wrong, so the checksum is checked here.
        plain = _unpack(written) if written.startswith(_GZIP) else written
        record = next(iter(ArchiveIterator(BytesIO(plain), no_record_parse=True)))
        if record.raw_stream.limit == 0:
            return CapturedResponse(capture.url, capture.status, (), b"")
        head = read_head(record.raw_stream)
        stream = record.raw_stream
        if head.value("transfer-encoding").lower() == "chunked":
            # Some tools write the chunks, others undo them and leave the header: this reads both.
            stream = ChunkedDataReader(stream)
        body = stream.read()
        record.raw_stream.read()
        if record.raw_stream.limit:
            raise EOFError("the record breaks off")
    except TooLargeError as error:
        raise _too_large(capture) from error
    except (*BROKEN, StopIteration) as error:
        raise ArchiveError(f"{capture.file} at {capture.offset}: {error}") from error
    return CapturedResponse(capture.url, head.status, head.headers, body)


def _unpack(member: bytes) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
    plain = unpacker.decompress(member, LONGEST_RECORD)
    if len(plain) == LONGEST_RECORD:
        raise TooLargeError
    if not unpacker.eof:
        raise EOFError("the record breaks off")
    return plain


def _too_large(capture: Capture) -> RecordTooLargeError:
    told = f"a record of more than {LONGEST_RECORD} bytes is not read"
    return RecordTooLargeError(f"{capture.file} at {capture.offset}: {told}")
