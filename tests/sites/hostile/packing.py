"""Bodies that are packed to do harm, or not as they say."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from functools import cache

import brotli
from backports import zstd

from sites.hostile.case import Asked, Case, Kept, Script, Steps
from sites.hostile.wire import answer, good, head

TOO_LARGE = "failed: too_large"
BAD = "failed: incomplete"
BLOCK = 10_000_000
"""Bytes of a piece of a bomb."""
Packer = Callable[[bytes], bytes]


def _packed(encoding: str, *packers: Packer, share: float = 1.0) -> Script:
    """A good page, packed by each in turn; cut where ``share`` is less than 1."""

    def serve(asked: Asked) -> Steps:
        body = good(asked)
        for pack in packers:
            body = pack(body)
        yield answer(body[: int(len(body) * share)], f"Content-Encoding: {encoding}")

    return serve


@cache
def _zeros(kind: str) -> bytes:
    """10 MB of blanks, so packed that pieces may follow one another in one stream."""
    blanks = b" " * BLOCK
    if kind == "zstd":
        return zstd.compress(blanks)
    if kind == "br":
        return brotli.compress(blanks * 20, quality=5)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(blanks) + packer.flush(zlib.Z_FULL_FLUSH)


def _bomb(encoding: str, start: bytes = b"") -> Script:
    """1 GB of blanks."""

    def serve(asked: Asked) -> Steps:
        yield head(f"Content-Encoding: {encoding}")
        yield start
        for _ in range(1 if encoding == "br" else asked.size(100)):
            yield _zeros(encoding)

    return serve


def _nested(layers: int) -> Script:
    """A bomb packed again and again, so that little of it travels."""

    def serve(asked: Asked) -> Steps:
        body = b" " * asked.size(8 * BLOCK)
        for _ in range(layers):
            body = gzip.compress(body, 6, mtime=0)
        yield answer(body, f"Content-Encoding: {', '.join(['gzip'] * layers)}")

    return serve


def _members(count: int, empty: bytes) -> Script:
    """A page in one gzip member, then so many empty ones."""

    def serve(asked: Asked) -> Steps:
        body = gzip.compress(good(asked)) + gzip.compress(empty) * asked.size(count)
        yield answer(body, "Content-Encoding: gzip")

    return serve


def _two_members(body: bytes) -> bytes:
    half = len(body) // 2
    return gzip.compress(body[:half]) + gzip.compress(body[half:])


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def _false_sum(body: bytes) -> bytes:
    packed = gzip.compress(body)
    return packed[:-8] + b"\x00\x00\x00\x00" + packed[-4:]


def _wide_window(body: bytes) -> bytes:
    """A zstd frame whose head asks for a window of 2 GB: descriptor, window of 2^31, raw block."""
    size = len(body) << 3 | 1
    return b"\x28\xb5\x2f\xfd\x00" + bytes([21 << 3]) + size.to_bytes(3, "little") + body


def _false_size(body: bytes) -> bytes:
    """A zstd frame that states 2^60 bytes and holds a page."""
    size = len(body) << 3 | 1
    stated = (1 << 60).to_bytes(8, "little")
    return b"\x28\xb5\x2f\xfd\xe0" + stated + size.to_bytes(3, "little") + body


def _same(body: bytes) -> bytes:
    return body


def _junk_after(body: bytes) -> bytes:
    return gzip.compress(body) + b"\x00" * 512


def _whole(kept: Kept) -> str:
    return "" if "in our archive is called" in kept.body else "the end of the text is missing"


_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"

CASES = (
    Case("bomb-gzip", "1 MB of gzip that unpack to 1 GB", TOO_LARGE, _bomb("gzip", _GZIP_HEAD)),
    Case("bomb-deflate", "the same as deflate", TOO_LARGE, _bomb("deflate", b"\x78\xda")),
    Case("bomb-brotli", "some bytes of brotli that unpack to 200 MB", TOO_LARGE, _bomb("br")),
    Case("bomb-zstd", "100 frames of zstd that unpack to 1 GB", TOO_LARGE, _bomb("zstd")),
    Case("bomb-nested", "80 MB packed three times over", f"{TOO_LARGE} or {BAD}", _nested(3)),
    Case("bomb-nested-deep", "80 MB packed 20 times over", f"{TOO_LARGE} or {BAD}", _nested(20)),
    Case("gzip-members", "a page and 50,000 empty gzip members", f"stored or {BAD} or {TOO_LARGE}", _members(50_000, b"")),
    Case("gzip-two-members", "a page in two gzip members", "stored", _packed("gzip", _two_members), (_whole,)),
    Case("gzip-cut", "gzip that breaks off", BAD, _packed("gzip", gzip.compress, share=0.7)),
    Case("gzip-cut-sum", "gzip without its last bytes", BAD, _packed("gzip", gzip.compress, share=0.997)),
    Case("gzip-false-sum", "gzip with a false checksum", BAD, _packed("gzip", _false_sum)),
    Case("gzip-junk-after", "zeros after the gzip", f"stored or {BAD}", _packed("gzip", _junk_after), (_whole,)),
    Case("gzip-plain", "plain text that is called gzip", f"{BAD} or stored", _packed("gzip", _same), (_whole,)),
    Case("gzip-unsaid", "gzip that is called plain", f"not_report: not_html or {BAD}", _packed("identity", gzip.compress)),
    Case("gzip-as-br", "gzip that is called brotli", BAD, _packed("br", gzip.compress)),
    Case("x-gzip", "gzip by its old name", "stored", _packed("x-gzip", gzip.compress), (_whole,)),
    Case("gzip-twice", "gzip within gzip, as said", f"stored or {BAD}", _packed("gzip, gzip", gzip.compress, gzip.compress), (_whole,)),
    Case("deflate", "deflate", "stored", _packed("deflate", zlib.compress), (_whole,)),
    Case("deflate-raw", "deflate without its head", f"stored or {BAD}", _packed("deflate", _raw_deflate), (_whole,)),
    Case("deflate-cut", "deflate that breaks off", BAD, _packed("deflate", zlib.compress, share=0.7)),
    Case("brotli", "brotli, though nobody asked for it", "stored", _packed("br", brotli.compress), (_whole,)),
    Case("brotli-cut", "brotli that breaks off", BAD, _packed("br", brotli.compress, share=0.7)),
    Case("zstd", "zstd, though nobody asked for it", "stored", _packed("zstd", zstd.compress), (_whole,)),
    Case("zstd-cut", "zstd that breaks off", BAD, _packed("zstd", zstd.compress, share=0.7)),
    Case("zstd-window", "zstd that asks for 2 GB of memory", f"{BAD} or {TOO_LARGE}", _packed("zstd", _wide_window)),
    Case("zstd-false-size", "zstd that states 2^60 bytes", f"{BAD} or {TOO_LARGE}", _packed("zstd", _false_size)),
    Case("packing-unknown", "a packing that nobody knows", f"{BAD} or not_report: not_html", _packed("snappy", gzip.compress)),
    Case("packing-many", "gzip named 1,000 times", BAD, _packed(", ".join(["gzip"] * 1000), gzip.compress)),
)  # fmt: skip
