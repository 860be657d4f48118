"""The captures of a report in a WARC file of their own, each checked against its digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from attrs import evolve, frozen

from crawler.captures.reading import (
    ArchiveError,
    CapturedResponse,
    payload_digest,
    read_response,
)
from crawler.evidence.chain import EvidenceError
from crawler.evidence.places import place_of
from crawler.evidence.slicing import Copied, copy_exchange
from storage.models import Capture as CaptureRow


@frozen
class Exported:
    """A capture in the slice."""

    row: CaptureRow
    copied: Copied
    served: CapturedResponse


def slice_captures(
    archive: Path, rows: Iterable[CaptureRow], target: Path, into: BinaryIO
) -> Iterator[Exported]:
    """Copy captures into one WARC file, and read each again from there.

    ``archive`` is ARCHIVE_DIR; ``into`` is opened for writing ``target``. Raises EvidenceError
    for a capture that is not there any more, or not as it was written.
    """
    for row in rows:
        source = place_of(row, archive)
        try:
            copied = copy_exchange(source.file, source.offset, source.length, into)
            into.flush()
            served = read_response(
                evolve(source, file=target, offset=copied.offset, length=copied.length)
            )
        except ArchiveError as error:
            raise _damaged(row, str(error)) from error
        if payload_digest(served) != row.sha256:
            raise _damaged(row, f"its payload has not the SHA-256 {row.sha256}")
        yield Exported(row, copied, served)


def _damaged(row: CaptureRow, what: str) -> EvidenceError:
    return EvidenceError(
        f"capture {row.id} ({row.file} at {row.offset}) does not hold: {what}."
        " Nothing was exported; `scrapy verify` tells all that is damaged"
    )
