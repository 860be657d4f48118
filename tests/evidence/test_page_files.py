"""Bodies as files that no browser runs, whatever a server says of them."""

from __future__ import annotations

import gzip
import zlib
from functools import partial

import brotli
import pytest
from backports import zstd

from crawler.captures.reading import CapturedResponse
from crawler.commands.export_evidence import unpack_body
from crawler.evidence.page_files import page_file
from crawler.evidence.shown_text import show_cell, show_line, show_text

pack = partial(gzip.compress, mtime=0)  # the same bytes in each process of a test run
PAGE = b"<html><p>12 killed</p></html>" * 20


def served(body: bytes, *packings: str) -> CapturedResponse:
    headers = tuple(("Content-Encoding", packing) for packing in packings)
    return CapturedResponse("https://snhr.org/x.html", 200, headers, body)


@pytest.mark.parametrize(
    ("body", "packings"),
    [
        (PAGE, ()),
        (PAGE, ("identity",)),
        (PAGE, ("",)),
        (pack(PAGE), ("gzip",)),
        (pack(PAGE), ("X-GZip",)),
        (pack(PAGE[:50]) + pack(PAGE[50:]), ("gzip",)),
        (zstd.compress(PAGE), ("zstd",)),
        (zlib.compress(PAGE), ("deflate",)),
        (zlib.compress(PAGE)[2:-4], ("deflate",)),
        (brotli.compress(PAGE), ("br",)),
        (pack(brotli.compress(PAGE)), ("br, gzip",)),
        (pack(brotli.compress(PAGE)), ("br", "gzip")),
        # Servers name character sets there.
        (PAGE, ("utf-8",)),
        (PAGE, ("../../etc",)),
    ],
)
def test_a_page_is_unpacked_to_its_source(body: bytes, packings: tuple[str, ...]) -> None:
    assert page_file(7, "text/html", served(body, *packings), unpack_body) == (
        "page-7.html.txt",
        PAGE,
    )


@pytest.mark.parametrize(
    ("body", "packings"),
    [
        (pack(PAGE)[:-9], ("gzip",)),
        (PAGE, ("gzip",)),
        (bytes(range(256)), ("../../etc",)),
        (bytes(range(256)), ("gzip, rot13",)),
        (pack(bytes(70_000_000), 1), ("gzip",)),
    ],
)
def test_what_cannot_be_unpacked_stays_as_it_was_served(
    body: bytes, packings: tuple[str, ...]
) -> None:
    assert page_file(7, "text/html", served(body, *packings), unpack_body) == (
        "page-7.packed.bin",
        body,
    )


@pytest.mark.parametrize(
    "media_type", ["", "application/pdf", "image/svg+xml", "text/html/../../x", "text/javascript"]
)
def test_the_name_is_never_of_the_publishers_making(media_type: str) -> None:
    assert page_file(7, media_type, served(PAGE), unpack_body)[0] == "page-7.bin"


def test_no_body_is_no_file() -> None:
    assert page_file(7, "text/html", served(b"", "gzip"), unpack_body)[1] == b""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("12 killed\n\nThree\tfled", "12 killed\n\nThree\tfled"),
        ("قتل ١٢ مدنياً", "قتل ١٢ مدنياً"),
        ("می‌شود", "می‌شود"),
        ("\x1b[31m", "<U+001B>[31m"),
        ("a\u202eb\u2066c\u200f", "a<U+202E>b<U+2066>c<U+200F>"),
        ("a\r\nb\x85\u2028", "a<U+000D>\nb<U+0085><U+2028>"),
        ("\ud800", "<U+D800>"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_text_for_people_holds_nothing_that_acts(text: str, shown: str) -> None:
    assert show_text(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"), [("a\n b", "a b"), (None, "(none)"), (" ", "(none)"), ("a\x07", "a<U+0007>")]
)
def test_a_line_is_one_line(text: str | None, shown: str) -> None:
    assert show_line(text) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (12, "12"),
        ("https://snhr.org/=1", "https://snhr.org/=1"),
        ("=1+1", "'=1+1"),
        ("@sum", "'@sum"),
        ("-1", "'-1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        (" \u200b=1", "' \u200b=1"),
    ],
)
def test_a_cell_is_no_formula(value: object, shown: str) -> None:
    assert show_cell(value) == shown
