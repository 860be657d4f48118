"""Bodies as they were packed for the way (RFC 9110, 8.4.1): unpacked up to a limit, whole or not.

Whatever a body claims, never more than the limit and one piece is unpacked, and half a body is
never given for a whole one.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import count
from typing import Protocol

import brotli
from backports import zstd

START = "only_start"
"""Key of a request's meta: of its answer no more than so many bytes are wanted."""
PIECE = 65_536
"""Bytes handed in and taken out at once."""
MAX_LAYERS = 3
"""Times that a body may be packed over; a server that does it twice is rare enough."""
MAX_MEMBERS = 1_000
"""Members that a packed body may be joined of: each costs memory and time of its own."""
ZSTD_WINDOW = 23
"""2 to this power bytes, 8 MiB: the most that a server may use (RFC 9659)."""

_GZIP = b"\x1f\x8b"
_IDENTITY = {"", "identity"}


class PackingError(ValueError):
    """A body breaks off, or is not packed as it says."""


class TooLargeError(ValueError):
    """A body is larger than the limit when it is unpacked."""


def unpack(body: bytes, codings: Iterable[str], longest: int) -> bytes:
    """The body without its codings, which are in the order in which they were applied.

    Raises PackingError, TooLargeError. What follows the end of a packed body is passed over, as
    browsers do (brotli's reader refuses it). A coding of no known name counts as none where the
    body begins like markup or JSON: servers name character sets there.
    """
    for name in _layers(codings):
        if body:
            body = collect(_pieces_of(body, name), longest)
    return body


def unpack_start(body: bytes, codings: Iterable[str], most: int) -> bytes:
    """The same for the first ``most`` bytes; what is wrong with what follows them is not seen."""
    for name in _layers(codings):
        if body:
            body = _first(_pieces_of(body, name), most)
    return body[:most]


def _layers(codings: Iterable[str]) -> list[str]:
    """Names of codings in the order in which they are taken off. Raises PackingError."""
    wanted = [name for coding in codings if (name := coding.strip().lower()) not in _IDENTITY]
    if len(wanted) > MAX_LAYERS:
        raise PackingError(f"packed {len(wanted)} times over")
    return wanted[::-1]


def _pieces_of(body: bytes, name: str) -> Iterable[bytes]:
    if name in _PIECES:
        return _PIECES[name](body)
    if _is_plain(body):
        return [body]
    raise PackingError(f"packed in a way that is not known: {name[:40]}")


def collect(pieces: Iterable[bytes], longest: int) -> bytes:
    """The pieces as one. Raises TooLargeError as soon as they pass the limit."""
    # Closed, it is freed at once: an error may keep this frame until Python's collector comes.
    with BytesIO() as kept:
        for piece in pieces:
            if kept.tell() + len(piece) > longest:
                raise TooLargeError(f"over {longest} bytes unpacked")
            kept.write(piece)
        return kept.getvalue()


def _first(pieces: Iterable[bytes], most: int) -> bytes:
    kept: list[bytes] = []
    size = 0
    for piece in pieces:
        kept.append(piece)
        size += len(piece)
        if size >= most:
            break
    return b"".join(kept)


def is_gzip(body: bytes) -> bool:
    """Whether it begins like a gzip file."""
    return body.startswith(_GZIP)


def gunzip(body: bytes) -> Iterator[bytes]:
    """Yield what a gzip body holds, member by member. Raises PackingError."""
    if not is_gzip(body):
        raise PackingError("no gzip, though it says so")
    return _members(body, lambda: zlib.decompressobj(16 + zlib.MAX_WBITS), is_gzip)


def _inflate(body: bytes) -> Iterator[bytes]:
    """With the zlib head that the standard asks for, or without, as some servers send it."""
    first = int.from_bytes(body[:2], "big")
    bits = zlib.MAX_WBITS if first % 31 == 0 and (first >> 8) & 15 == 8 else -zlib.MAX_WBITS
    return _members(body, lambda: zlib.decompressobj(bits), lambda _rest: False)


class _Unpacker(Protocol):
    """What ``zlib.decompressobj`` makes."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def _members(
    body: bytes, unpacker: Callable[[], _Unpacker], is_member: Callable[[bytes], bool]
) -> Iterator[bytes]:
    start = 0
    for number in count(1):
        member = unpacker()
        try:
            start = yield from _one_member(member, body, start)
        except zlib.error as error:
            raise PackingError(f"not packed as it says: {error}") from error
        if not member.eof:
            raise PackingError("the packed body breaks off")
        if not is_member(body[start : start + 2]):
            return
        if number == MAX_MEMBERS:
            raise PackingError(f"joined of more than {MAX_MEMBERS} packed parts")


def _one_member(member: _Unpacker, body: bytes, start: int) -> Generator[bytes, None, int]:
    """Yield its pieces; returns where it ends."""
    while start < len(body) and not member.eof:
        piece = member.decompress(body[start : start + PIECE], PIECE)
        start += min(PIECE, len(body) - start)
        yield piece
        # At its end what follows stands in both of its tails.
        while not _has_ended(member) and (piece or member.unconsumed_tail):
            piece = member.decompress(member.unconsumed_tail, PIECE)
            yield piece
    return start - len(member.unused_data)


def _has_ended(member: _Unpacker) -> bool:
    return member.eof


def _unbrotli(body: bytes) -> Iterator[bytes]:
    unpacker = brotli.Decompressor()
    try:
        for start in range(0, len(body), PIECE):
            piece = unpacker.process(body[start : start + PIECE], output_buffer_limit=PIECE)
            yield piece
            while not unpacker.is_finished() and (piece or not unpacker.can_accept_more_data()):
                piece = unpacker.process(b"", output_buffer_limit=PIECE)
                yield piece
            if unpacker.is_finished():
                return
    except brotli.error as error:
        raise PackingError(f"not packed as it says: {error}") from error
    raise PackingError("the packed body breaks off")


def _unzstd(body: bytes) -> Iterator[bytes]:
    start = 0
    options: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW}
    for _ in range(MAX_MEMBERS):
        unpacker = zstd.ZstdDecompressor(options=options)
        try:
            while start < len(body) and not unpacker.eof:
                yield unpacker.decompress(body[start : start + PIECE], PIECE)
                start += PIECE
                while not unpacker.eof and not unpacker.needs_input:
                    yield unpacker.decompress(b"", PIECE)
        except zstd.ZstdError as error:
            raise PackingError(f"not packed as it says: {error}") from error
        if not unpacker.eof:
            raise PackingError("the packed body breaks off")
        start = min(start, len(body)) - len(unpacker.unused_data)
        if body[start : start + 4] != b"\x28\xb5\x2f\xfd":
            return
    raise PackingError(f"joined of more than {MAX_MEMBERS} packed parts")


_PIECES: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": _inflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}


def _is_plain(body: bytes) -> bool:
    return body[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"<", b"{", b"["}
