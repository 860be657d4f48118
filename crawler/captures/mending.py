"""After a crawl that was killed: what its last file holds whole, and the cut of what is torn."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from crawler.captures.appending import sync_folder
from crawler.captures.reading import ArchiveError, Capture
from crawler.captures.scanning import read_captures

_CHUNK = 65_536


@frozen
class Mended:
    """What became of a file."""

    captures: tuple[Capture, ...]
    """Whole responses from ``whole_to`` on: written, but perhaps in no database yet."""
    cut: int
    """Bytes of a torn end that were taken off; 0 if there were none."""
    size: int
    """Bytes of the file now; 0 if it held nothing whole and was removed."""
    problems: tuple[str, ...]
    """Records that are whole and yet cannot be read, each with its place and why."""


def mend(file: Path, whole_to: int) -> Mended:
    """Cut off what a kill or a power loss has left torn at the end of a file of our own.

    ``whole_to`` is the end of the last response that is known to be whole, or 0. From there
    every gzip member is unpacked to its checksum, and the file ends after the last one before
    the first that does not hold. A response whose request is torn stays. A file without one
    whole record is removed: no tool reads an empty one, and no crawl writes to it again. Raises
    ArchiveError where the file is not there, is shorter than ``whole_to`` or cannot be changed.
    """
    try:
        with file.open("r+b") as stream:
            size = stream.seek(0, os.SEEK_END)
            if size < whole_to:
                raise ArchiveError(
                    f"{file}: has {size} bytes where {whole_to} were written; bring it back from a"
                    " copy, or the captures in it are lost"
                )
            end = _whole_end(stream, whole_to)
            if 0 < end < size:
                stream.truncate(end)
            # Also where nothing was cut: the kill may have come between a write and its sync.
            os.fsync(stream.fileno())
        if not end:
            file.unlink()
            sync_folder(file.parent)
    except OSError as error:
        raise ArchiveError(f"{file}: cannot be mended: {error.strerror}") from error
    problems: list[str] = []
    captures = tuple(read_captures(file, problems, start=whole_to)) if end else ()
    return Mended(captures, size - end, end, tuple(problems))


def _whole_end(stream: BinaryIO, start: int) -> int:
    """Where the last of the members that follow each other whole from ``start`` on ends."""
    end = start
    while length := _member_length(stream, end):
        end += length
    return end


def _member_length(stream: BinaryIO, offset: int) -> int:
    """The bytes of the gzip member there; 0 if there is none that unpacks to its end."""
    stream.seek(offset)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
    read = 0
    while not unpacker.eof:
        packed = unpacker.unconsumed_tail
        if not packed:
            packed = stream.read(_CHUNK)
            read += len(packed)
        if not packed:
            return 0
        try:
            unpacker.decompress(packed, _CHUNK)
        except zlib.error:
            return 0
    return read - len(unpacker.unused_data)
