"""Every capture against its row: is it there, and is it what was served?"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from crawler.captures.reading import ArchiveError, Capture, payload_digest
from crawler.captures.scanning import read_captures
from crawler.rereading.answers import read_served
from crawler.rereading.damage import Damage
from crawler.urls import plain_url
from storage.columns import whole_second
from storage.models import Capture as CaptureRow
from storage.models import Crawl
from storage.verified_rows import captured_files, captures_in, sealed_archives


def check_captures(session: Session, folder: Path) -> Iterator[Damage | None]:
    """One answer for each capture, and further damage of the files that they lie in."""
    sealed = sealed_archives(session)
    for file in captured_files(session):
        rows = list(captures_in(session, file))
        path = folder / file
        if not path.is_file():
            yield Damage("archive file", file, f"{len(rows)} captures in it", "no such file")
            yield from (None for _ in rows[1:])
            continue
        for row, crawl in rows:
            yield check_capture(row, crawl, folder)
        if _archive_of(file) in sealed:
            yield from _unknown(path, file, {row.offset for row, _ in rows})


def check_capture(row: CaptureRow, crawl: Crawl, folder: Path) -> Damage | None:
    """What is wrong with one capture; None where all is well."""
    where = f"{row.id} ({row.url}) in {row.file} at {row.offset}"
    # What a crawl wrote itself; of others' files the row says what was replayed from them.
    is_own = _archive_of(row.file) == crawl.archive
    problems: list[str] = []
    try:
        found = next(read_captures(folder / row.file, problems, row.offset), None)
        if found is None or found.offset != row.offset:
            told = "; ".join(problems) or "another kind of record"
            return Damage("capture", where, "a response", told)
        served = read_served(row, folder)
    except ArchiveError as error:
        return Damage("capture", where, "a response that can be read", str(error))
    for expected, is_found in _heads(row, found, is_own=is_own):
        if expected != is_found:
            return Damage("capture", where, expected, is_found)
    sha256 = payload_digest(served)
    if sha256 != row.sha256:
        return Damage("capture", where, f"payload SHA-256 {row.sha256}", sha256)
    if is_own and not found.revisit and found.digest != _warc_digest(served.body):
        stated = _warc_digest(served.body)
        return Damage("capture", where, f"WARC-Payload-Digest {stated}", found.digest or "none")
    return None


def _heads(row: CaptureRow, found: Capture, *, is_own: bool) -> Iterator[tuple[str, str]]:
    """What the row says and what the record says, in pairs.

    A row of an archive of others may be that of a record which repeats this one.
    """
    if is_own:
        yield f"address {plain_url(row.url)}", f"address {found.url}"
        yield f"status {row.status}", f"status {found.status}"
    moment = whole_second(found.captured_at)
    yield f"moment {whole_second(row.fetched_at)}", f"moment {moment}"
    yield f"length {row.length}", f"length {found.length}"


def _unknown(path: Path, file: str, offsets: set[int]) -> Iterator[Damage]:
    """Responses in a file of ours that no row knows."""
    problems: list[str] = []
    try:
        for capture in read_captures(path, problems):
            if capture.offset not in offsets:
                where = f"{file} at {capture.offset}"
                yield Damage("capture", where, "a row of it", f"none, of {capture.url}")
    except ArchiveError as error:
        problems.append(str(error))
    for problem in problems:
        yield Damage("archive file", file, "whole records only", problem)


def _archive_of(file: str) -> str:
    """``crawls.archive`` of a file that a crawl wrote: its name without number and ending."""
    return file.removesuffix(".warc.gz").rpartition("-")[0]


def _warc_digest(body: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(body).digest()).decode('ascii')}"
