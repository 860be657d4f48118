"""WARC files of a crawl's own: every response with its request, on disk before it is told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from attrs import frozen

from crawler.captures.appending import AppendedFile
from crawler.captures.composing import Exchange, compose_exchange, compose_info


@frozen
class Written:
    """Where the response of an exchange lies."""

    file: Path
    offset: int
    length: int
    """Bytes of the gzip member with the response; the one with the request follows it."""
    sha256: str
    """Of the payload, in hex."""


class WarcWriter:
    """Writes ``STEM-00001.warc.gz``, ``-00002`` … into a folder, both made when first needed."""

    def __init__(
        self,
        folder: Path,
        stem: str,
        *,
        software: str,
        max_bytes: int,
        about: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Take notice of where to write.

        A file ends before the exchange that would pass ``max_bytes``; one that alone is larger
        has a file to itself. ``software`` and ``about`` (``robots``, ``operator`` … as the
        standard names them) stand in the record that opens each file.
        """
        self.files: list[Path] = []
        self._folder = folder
        self._stem = stem
        self._about = {
            "software": software,
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": stem,
            **about,
        }
        self._max_bytes = max_bytes
        self._opened: AppendedFile | None = None
        self._first_offset = 0

    def write(self, exchange: Exchange) -> Written:
        """As ``write_group``, of one exchange."""
        return self.write_group([exchange])[0]

    def write_group(self, exchanges: Sequence[Exchange]) -> list[Written]:
        """Append exchanges, at one go; when this returns, all are on the disk.

        Raises ArchiveError where the disk does not take them; the file is then as it was before,
        or, where even that cannot be reached, left to ``mend``, and the next exchange goes to a
        new file. Where a group needs a second file, what went to the first one may stay there.
        Raises ValueError for an address with spaces or control characters, before it writes.
        """
        packed = [(exchange, *compose_exchange(exchange)) for exchange in exchanges]
        written: list[Written] = []
        while len(written) < len(packed):
            written += self._append(packed[len(written) :])
        return written

    def _append(self, packed: Sequence[tuple[Exchange, bytes, bytes]]) -> list[Written]:
        """Of these, as many as have room in one file: the first in any case."""
        sizes = [len(response) + len(request) for _, response, request in packed]
        file = self._file_with_room(sizes[0])
        count, end = 1, file.size + sizes[0]
        while count < len(packed) and end + sizes[count] <= self._max_bytes:
            end += sizes[count]
            count += 1
        pieces = [piece for _, *pair in packed[:count] for piece in pair]
        offset = file.append(b"".join(pieces))
        written = []
        for (exchange, response, _), size in zip(packed[:count], sizes, strict=False):
            sha256 = hashlib.sha256(exchange.body).hexdigest()
            written.append(Written(file.path, offset, len(response), sha256))
            offset += size
        return written

    def close(self) -> None:
        """End the last file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _file_with_room(self, size: int) -> AppendedFile:
        file = self._opened
        if file is not None and file.sound:
            begun = file.size > self._first_offset
            if not begun or file.size + size <= self._max_bytes:
                return file
        self.close()
        name = f"{self._stem}-{len(self.files) + 1:05}.warc.gz"
        info = compose_info(name, self._about)
        file = AppendedFile.create(self._folder / name, info)
        self.files.append(file.path)
        self._opened, self._first_offset = file, len(info)
        return file
