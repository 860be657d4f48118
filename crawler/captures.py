"""WARC files: finding and reading what was captured."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from glob import glob
from pathlib import Path

from attrs import frozen
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord


class ArchiveError(Exception):
    """An archive cannot be read; the text names the file and says why."""


@frozen
class Capture:
    """Where one response lies."""

    url: str
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


class Archive:
    """The responses in some WARC files, by URL; of several captures of a URL the newest."""

    def __init__(self, pattern: str) -> None:
        """Index the files that the name or glob matches. Raises ArchiveError."""
        self.files = [Path(name) for name in sorted(glob(pattern, recursive=True))]  # noqa: PTH207 -- a user's pattern may be absolute
        if not self.files:
            raise ArchiveError(f"{pattern}: no such file")
        self._captures: dict[str, Capture] = {}
        for file in self.files:
            for capture in read_captures(file):
                known = self._captures.get(capture.url)
                if known is None or known.captured_at <= capture.captured_at:
                    self._captures[capture.url] = capture

    def __iter__(self) -> Iterator[Capture]:
        return iter(self._captures.values())

    def find(self, url: str) -> Capture | None:
        """The capture of a URL, or that of the same URL by http instead of https or back."""
        return self._captures.get(url) or self._captures.get(_other_scheme(url))


@lru_cache(maxsize=1)
def open_archive(pattern: str) -> Archive:
    """The archive, indexed once a process. Raises ArchiveError."""
    return Archive(pattern)


def _other_scheme(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    return {"http": "https", "https": "http"}.get(scheme, scheme) + separator + rest


def read_captures(file: Path) -> Iterator[Capture]:
    """Yield every HTTP response of a WARC file.

    Raises ArchiveError where the file cannot be opened, is none, or breaks off.
    """
    found = False
    try:
        with file.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                found = True
                if record.rec_type == "response" and record.http_headers is not None:
                    yield _capture(record, file, records)
    except (OSError, ArchiveLoadFailed, EOFError, ValueError, zlib.error) as error:
        raise ArchiveError(f"{file}: cannot be read as a WARC file: {error}") from error
    if not found:
        raise ArchiveError(f"{file}: holds no WARC record")


def _capture(record: ArcWarcRecord, file: Path, records: ArchiveIterator) -> Capture:
    offset = records.get_record_offset()
    media_type = record.http_headers.get_header("Content-Type") or ""
    return Capture(
        url=record.rec_headers.get_header("WARC-Target-URI").strip("<>"),
        file=file,
        offset=offset,
        length=records.get_record_length(),
        captured_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")).astimezone(
            UTC
        ),
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
    except (OSError, ArchiveLoadFailed, EOFError, zlib.error, StopIteration) as error:
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
