"""What a WARC file holds: its responses, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from attrs import evolve, frozen
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from crawler.captures.heads import Head, read_head
from crawler.captures.reading import BROKEN, ArchiveError, Capture, Revisit
from crawler.urls import plain_url

_CHUNK = 65_536
_ONE_PIECE = "non-chunked gzip"
"""What warcio says of a gzip member with more than one record."""
_OTHERS = {
    b"PK\x03\x04": "is a zip, as WACZ packages are: unzip it and name the files in its folder"
    " archive: -a archive='FOLDER/archive/*.warc.gz'",
    b"\x28\xb5\x2f\xfd": "is packed with zstd, which is not read here: unpack it with zstd -d",
}


def read_captures(
    file: Path, problems: list[str], start: int = 0, hosts: frozenset[str] | None = None
) -> Iterator[Capture]:
    """Yield every whole HTTP response of a WARC file, revisit records included.

    ``start`` is where a record begins; ``hosts`` are those that matter, all where there are none.
    A record that is malformed or breaks off is passed over and told in ``problems``. Raises
    ArchiveError where the file cannot be opened, holds no record at all, or is of another kind.
    """
    end = start
    try:
        with file.open("rb") as stream:
            _refuse_others(file, stream.read(4))
            for record in _whole_records(stream, start, partial(_describe, file, hosts)):
                end = record.end
                if record.problem:
                    problems.append(f"{file} at {record.offset}: passed over: {record.problem}")
                elif record.capture is not None:
                    yield evolve(record.capture, offset=record.offset, length=end - record.offset)
            stream.seek(end)
            if stream.read(_CHUNK).strip():
                problems.append(f"{file} at {end}: the file breaks off in the next record")
    except BROKEN as error:
        _refuse_unreadable(file, end, error)
        problems.append(f"{file} at {end}: cannot be read further: {error}")
    if not end:
        raise ArchiveError(f"{file}: holds no whole WARC record")


@frozen
class _Record:
    offset: int
    end: int
    capture: Capture | None
    """None for a record of another kind."""
    problem: str


def _whole_records(
    stream: BinaryIO, start: int, describe: Callable[[ArcWarcRecord], tuple[Capture | None, str]]
) -> Iterator[_Record]:
    stream.seek(start)
    records = ArchiveIterator(stream, no_record_parse=True)
    for record in records:
        capture, problem = describe(record)
        while record.raw_stream.read(_CHUNK):
            pass
        offset, length = records.get_record_offset(), records.get_record_length()
        if record.raw_stream.limit:
            return
        yield _Record(offset, offset + length, capture, problem)


def _refuse_unreadable(file: Path, end: int, error: Exception) -> None:
    if _ONE_PIECE in str(error):
        raise ArchiveError(
            f"{file}: is gzipped in one piece, so that no record in it can be found again;"
            " repack it: warcio recompress OLD.warc.gz NEW.warc.gz"
        ) from error
    if not end:
        raise ArchiveError(f"{file}: cannot be read as a WARC file: {error}") from error


def _refuse_others(file: Path, start: bytes) -> None:
    for magic, told in _OTHERS.items():
        if start.startswith(magic):
            raise ArchiveError(f"{file}: {told}")


def _describe(
    file: Path, hosts: frozenset[str] | None, record: ArcWarcRecord
) -> tuple[Capture | None, str]:
    """The capture, its place open, or None for a record of another kind; and what is wrong."""
    if record.rec_type not in {"response", "revisit"}:
        return None, ""
    try:
        url = _required(record, "WARC-Target-URI")
        if not url.startswith(("http:", "https:")) or not _on(url, hosts):
            return None, ""
        cut = record.rec_headers.get_header("WARC-Truncated")
        if cut and record.rec_type == "response":
            # Half a text misleads.
            return None, f"{url} was captured in part only (WARC-Truncated: {cut})"
        return _capture(record, file, plain_url(url)), ""
    except BROKEN as error:
        return None, str(error)


def _on(url: str, hosts: frozenset[str] | None) -> bool:
    if hosts is None:
        return True
    try:
        return urlsplit(plain_url(url)).hostname in hosts
    except ValueError:  # in a file of the whole web, what is no address is on none of the hosts
        return False


def _capture(record: ArcWarcRecord, file: Path, url: str) -> Capture:
    captured_at = _moment(_required(record, "WARC-Date"))
    revisit = _revisit(record) if record.rec_type == "revisit" else None
    if revisit and not record.raw_stream.limit:
        head = Head(304 if revisit.not_modified else 0, "", ())
    else:
        head = read_head(record.raw_stream)
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


def _required(record: ArcWarcRecord, header: str) -> str:
    value: str | None = record.rec_headers.get_header(header)
    if not value:
        raise ValueError(f"no {header}")
    return value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    # All dates of WARC files are in UTC; some tools leave the Z away.
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
