"""Copies exchanges out of WARC files, byte for byte, so that every digest in them still holds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from attrs import frozen
from warcio.warcwriter import WARCWriter

from crawler.captures.reading import ArchiveError

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = zlib.MAX_WBITS + 16
_CHUNK = 65_536
LONGEST_FURTHER = 16 * 1024 * 1024
"""Bytes, packed, of a request that is copied too; ours have some hundred."""
_FURTHER = {"request", "metadata"}


@frozen
class Copied:
    """Where a response lies in the copy."""

    offset: int
    length: int
    records: tuple[str, ...]
    """Kinds of what was copied: the response, and what followed it."""
    repacked: bool
    """Whether the source was not gzipped: the record's bytes are the same, their packing is new."""


def write_info(into: BinaryIO, name: str, about: dict[str, str]) -> None:
    """Begin a WARC file with a record that says what it is."""
    writer = WARCWriter(None, gzip=False, warc_version="1.1")
    writer.out = BytesIO()
    writer.write_record(writer.create_warcinfo_record(name, about))
    into.write(_pack(writer.out.getvalue()))


def copy_exchange(source: Path, offset: int, length: int, into: BinaryIO) -> Copied:
    """Append a response, and the request and metadata that follow it, to ``into``.

    Raises ArchiveError where there is no whole record at that place.
    """
    start = into.tell()
    try:
        with source.open("rb") as stream:
            stream.seek(offset)
            member = stream.read(length)
            if not member.startswith(_GZIP):
                kind = _field(_head(member, source, offset), "warc-type")
                return Copied(start, into.write(_pack(member)), (kind,), repacked=True)
            head = _head(_unpack_start(member), source, offset)
            into.write(member)
            kinds = [_field(head, "warc-type")]
            for further, kind in _further(stream, _field(head, "warc-record-id")):
                into.write(further)
                kinds.append(kind)
    except (OSError, zlib.error) as error:
        raise ArchiveError(f"{source} at {offset}: {error}") from error
    return Copied(start, len(member), tuple(kinds), repacked=False)


def _further(stream: BinaryIO, identity: str) -> Iterator[tuple[bytes, str]]:
    """The members from here on that belong to the record, with their kinds."""
    while True:
        at = stream.tell()
        first = stream.read(_CHUNK)
        if not first.startswith(_GZIP):
            return
        head = _unpack_start(first).partition(b"\r\n\r\n")[0]
        kind = _field(head, "warc-type")
        if kind not in _FURTHER or _field(head, "warc-concurrent-to") != identity or not identity:
            return
        stream.seek(at)
        member = _read_member(stream)
        if member is None:
            return
        stream.seek(at + len(member))
        yield member, kind


def _read_member(stream: BinaryIO) -> bytes | None:
    """The gzip member that begins here; None where it breaks off or is too long."""
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    read = bytearray()
    while len(read) < LONGEST_FURTHER and (chunk := stream.read(_CHUNK)):
        read += chunk
        unpacker.decompress(chunk)
        if unpacker.eof:
            return bytes(read[: len(read) - len(unpacker.unused_data)])
    return None


def _unpack_start(member: bytes) -> bytes:
    return zlib.decompressobj(_GZIP_WINDOW).decompress(member, _CHUNK)


def _head(plain: bytes, source: Path, offset: int) -> bytes:
    if not plain.startswith(b"WARC/"):
        raise ArchiveError(f"{source} at {offset}: no WARC record begins there")
    return plain.partition(b"\r\n\r\n")[0]


def _field(head: bytes, wanted: str) -> str:
    for line in head.split(b"\r\n"):
        name, _, value = line.decode("utf-8", "replace").partition(":")
        if name.strip().lower() == wanted:
            return value.strip()
    return ""


def _pack(plain: bytes) -> bytes:
    packer = zlib.compressobj(wbits=_GZIP_WINDOW)
    return packer.compress(plain) + packer.flush()
