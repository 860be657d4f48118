"""Packed bodies that break off are told from whole ones."""

import gzip
from functools import partial

import pytest

from crawler.middlewares import is_whole_gzip

pack = partial(gzip.compress, mtime=0)  # the same bytes in each process of a test run
TEXT = bytes(range(256)) * 300
PACKED = pack(TEXT)


@pytest.mark.parametrize(
    "body",
    [PACKED, PACKED + PACKED, PACKED + b"junk behind it", pack(b""), b"plain text", b""],
)
def test_whole_bodies_pass(body: bytes) -> None:
    assert is_whole_gzip(body)


@pytest.mark.parametrize(
    "body",
    [PACKED[:-1], PACKED[:-9], PACKED[:100], PACKED[:3], PACKED + PACKED[:50], PACKED[:40] + TEXT],
)
def test_bodies_that_break_off_do_not(body: bytes) -> None:
    assert not is_whole_gzip(body)


def test_a_bomb_is_looked_through_in_pieces() -> None:
    assert is_whole_gzip(pack(bytes(50_000_000)))
