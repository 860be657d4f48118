"""Packed bodies are unpacked whole and up to a limit, or refused."""

import gzip
import os
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from traceback import walk_tb

import brotli
import pytest
from backports import zstd

from crawler.packing import PackingError, TooLargeError, unpack, unpack_start

gzipped = partial(gzip.compress, mtime=0)  # the same bytes in each process of a test run
TEXT = bytes(range(256)) * 300
PACKED = gzipped(TEXT)
LONGEST = 200_000


def raw_deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def brotlied(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=3))


WAYS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzipped),
    "x-gzip": ("X-GZip ", gzipped),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflated),
    "brotli": ("br", brotlied),
    "zstd": ("zstd", zstd.compress),
}
way = pytest.mark.parametrize("way", WAYS)


@way
@pytest.mark.parametrize("size", [1, 100, 65_536, 65_537, 150_000])
def test_a_whole_body_is_unpacked(way: str, size: int) -> None:
    coding, pack = WAYS[way]
    body = (TEXT * 2)[:size]
    assert unpack(pack(body), [coding], LONGEST) == body


@way
@pytest.mark.parametrize("left", [0.01, 0.5, 0.99])
def test_a_body_that_breaks_off_is_refused(way: str, left: float) -> None:
    coding, pack = WAYS[way]
    packed = pack(TEXT)
    with pytest.raises(PackingError):
        unpack(packed[: int(len(packed) * left) + 1], [coding], LONGEST)


@way
def test_a_bomb_is_refused_at_the_limit(way: str) -> None:
    coding, pack = WAYS[way]
    with pytest.raises(TooLargeError, match="over 200000 bytes"):
        unpack(pack(bytes(30_000_000)), [coding], LONGEST)


def kept_by(error: BaseException) -> int:
    """Bytes of what its frames hold open."""
    held = [value for frame, _ in walk_tb(error.__traceback__) for value in frame.f_locals.values()]
    buffers = [one for one in held if isinstance(one, BytesIO) and not one.closed]
    pieces = [one for value in held if isinstance(value, list) for one in value]
    return sum(len(one.getvalue()) for one in buffers) + sum(
        len(one) for one in pieces if isinstance(one, bytes)
    )


@way
@pytest.mark.parametrize("is_cut", [False, True], ids=["bomb", "cut"])
def test_what_was_unpacked_of_a_refused_body_is_freed(way: str, *, is_cut: bool) -> None:
    coding, pack = WAYS[way]
    packed = pack(os.urandom(1_000_000))
    with pytest.raises(ValueError, match=r"over|breaks off") as caught:
        unpack(packed[:-50] if is_cut else packed, [coding], 990_000 + 20_000 * is_cut)
    assert kept_by(caught.value) == 0


@pytest.mark.parametrize(
    ("body", "codings"),
    [
        (PACKED + PACKED[:0], ["gzip"]),
        (gzipped(TEXT[:100]) + gzipped(TEXT[100:]), ["gzip"]),
        (zstd.compress(TEXT[:100]) + zstd.compress(TEXT[100:]), ["zstd"]),
        (PACKED + b"junk behind it", ["gzip"]),
        (PACKED + bytes(8), ["gzip"]),
        (zlib.compress(TEXT) + b"junk behind it", ["deflate"]),
        (gzipped(PACKED), ["gzip", "gzip"]),
        (brotlied(PACKED), ["gzip", "identity", "br"]),
        (TEXT, ["identity"]),
        (TEXT, [""]),
    ],
)
def test_what_servers_send_is_read(body: bytes, codings: list[str]) -> None:
    assert unpack(body, codings, LONGEST) == TEXT


@pytest.mark.parametrize("body", [b"<html>", b"\xef\xbb\xbf \n<html>", b'[{"id": 1}]'])
def test_a_coding_that_is_none_leaves_text_as_it_is(body: bytes) -> None:
    assert unpack(body, ["utf-8"], LONGEST) == body


@pytest.mark.parametrize(
    ("body", "codings"),
    [
        (PACKED[:-1], ["gzip"]),
        (PACKED[:-9], ["gzip"]),
        (PACKED[:3], ["gzip"]),
        (PACKED[:-8] + b"checksum", ["gzip"]),
        (PACKED + PACKED[:50], ["gzip"]),
        (PACKED[:40] + TEXT, ["gzip"]),
        (b"<html>plain</html>", ["gzip"]),
        (b"<html>plain</html>", ["br"]),
        (b"<html>plain</html>", ["zstd"]),
        (b"<html>plain</html>", ["deflate"]),
        (gzipped(PACKED[:-9]), ["gzip", "gzip"]),
        (b"\x1f\x9d\x90 packed", ["compress"]),
        (PACKED, ["gzip"] * 4),
        (gzipped(b"") * 1_001, ["gzip"]),
    ],
)
def test_what_is_not_as_it_says_is_refused(body: bytes, codings: list[str]) -> None:
    with pytest.raises(PackingError):
        unpack(body, codings, LONGEST)


def test_a_bomb_within_a_body_is_refused_too() -> None:
    with pytest.raises(TooLargeError):
        unpack(gzipped(gzipped(bytes(30_000_000))), ["gzip", "gzip"], LONGEST)


def test_a_window_that_takes_more_memory_than_the_standard_allows_is_refused() -> None:
    packer = {zstd.CompressionParameter.window_log: 27}
    with pytest.raises(PackingError, match="memory"):
        unpack(zstd.compress(TEXT * 200, options=packer), ["zstd"], 10**9)


@way
def test_of_a_long_body_the_start_is_unpacked_whatever_follows(way: str) -> None:
    name, pack = WAYS[way]
    packed = pack(b"a rule\n" * 100_000)
    assert unpack_start(packed, [name], 1_000) == (b"a rule\n" * 143)[:1_000]
    assert unpack_start(packed, [name], 10**6) == b"a rule\n" * 100_000


@way
def test_what_breaks_off_before_as_much_as_is_wanted_is_refused(way: str) -> None:
    name, pack = WAYS[way]
    packed = pack(TEXT)
    with pytest.raises(PackingError):
        unpack_start(packed[: len(packed) // 2], [name], len(TEXT) + 1)


def test_what_is_not_packed_is_cut() -> None:
    assert unpack_start(b"abc", [], 2) == b"ab"
    assert unpack_start(b"abc", ["identity"], 5) == b"abc"
