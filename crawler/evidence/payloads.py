"""The captures of a report in a WARC file of their own, each checked against its digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from crawler.captures.reading import (
    ArchiveError,
    Capture,
    CapturedResponse,
    payload_digest,
    read_response,
)
from crawler.captures.revisits import Bodies
from crawler.captures.scanning import read_captures
from crawler.evidence.chain import EvidenceError
from crawler.evidence.slicing import Copied, copy_exchange, record_kind
from storage.models import Capture as CaptureRow


@frozen
class Exported:
    """A capture in the slice."""

    row: CaptureRow
    copied: Copied
    served: CapturedResponse
    body_at: int | None
    """Offset of the record with the body in the slice, where that is another one."""


class Slicer:
    """Copies captures into one WARC file and reads each again from there."""

    def __init__(self, archive: Path, target: Path, into: BinaryIO) -> None:
        """``archive`` is ARCHIVE_DIR; ``into`` is opened for writing ``target``."""
        self.archive = archive
        self.target = target
        self.into = into
        self._copied: dict[tuple[Path, int], Copied] = {}

    def copy(self, rows: Sequence[CaptureRow]) -> Iterator[Exported]:
        """Yield each capture as it lies in the slice.

        Raises EvidenceError for one that is not there any more, or not as it was written.
        """
        captures = {row.id: _capture(self.archive, row) for row in rows}
        for row in rows:
            capture = captures[row.id]
            try:
                yield self._copy_row(row, capture, captures)
            except ArchiveError as error:
                raise EvidenceError(_damaged(row, str(error))) from error

    def _copy_row(
        self, row: CaptureRow, capture: Capture, captures: Mapping[int, Capture]
    ) -> Exported:
        copied = self._copy_record(capture)
        served = read_response(_moved(capture, self.target, copied))
        if payload_digest(served) == row.sha256:
            return Exported(row, copied, served, None)
        if record_kind(capture.file, capture.offset, capture.length) == "revisit":
            files = [capture.file, *(other.file for other in captures.values())]
            completed = _completed(capture, list(dict.fromkeys(files)))
            if completed is not None and completed.body_in is not None:
                served = read_response(completed)
                if payload_digest(served) == row.sha256:
                    body = self._copy_record(completed.body_in)
                    return Exported(row, copied, served, body.offset)
        raise EvidenceError(_damaged(row, f"its payload has not the SHA-256 {row.sha256}"))

    def _copy_record(self, capture: Capture) -> Copied:
        place = (capture.file, capture.offset)
        if place not in self._copied:
            self._copied[place] = copy_exchange(*place, capture.length, self.into)
            self.into.flush()
        return self._copied[place]


def _capture(archive: Path, row: CaptureRow) -> Capture:
    return Capture(
        url=row.url,
        file=archive / row.file,
        offset=row.offset,
        length=row.length,
        captured_at=row.fetched_at,
        status=row.status,
        media_type=row.media_type,
    )


def _moved(capture: Capture, target: Path, copied: Copied) -> Capture:
    return Capture(
        url=capture.url,
        file=target,
        offset=copied.offset,
        length=copied.length,
        captured_at=capture.captured_at,
        status=capture.status,
        media_type=capture.media_type,
    )


def _completed(capture: Capture, files: Sequence[Path]) -> Capture | None:
    """The revisit with the record that has its body, which other archives may have apart."""
    found: list[Capture] = []
    own: Capture | None = None
    for file in files:
        for one in read_captures(file, []):
            if one.file == capture.file and one.offset == capture.offset:
                own = one
            elif one.revisit is None and one.status != 304:
                found.append(one)
    return None if own is None else Bodies(found).complete(own)


def _damaged(row: CaptureRow, what: str) -> str:
    return (
        f"capture {row.id} ({row.file} at {row.offset}) does not hold: {what}."
        " Nothing was exported; `scrapy verify` tells all that is damaged"
    )
