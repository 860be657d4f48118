"""Which charset a page is read in, and what becomes of bytes that it has not."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.extraction.page.decoding import codec_of, decode

ARABIC = "مقتل أربعة مدنيين"
GERMAN = "Vier Tote bei Beschuß"
HTML = "text/html"
UTF8, IN_UTF16 = ARABIC.encode(), ARABIC.encode("utf-16-le")
IN_1256, IN_1252 = ARABIC.encode("cp1256"), GERMAN.encode("cp1252")
MARK, WIDE_MARK = b"\xef\xbb\xbf", b"\xff\xfe"
XML_HEAD = b'<?xml version="1.0" encoding="windows-1256"?>'
OLD_META = b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
IN_COMMENT = b"<!-- <meta charset=koi8-r> -->"


def meta(charset: str) -> bytes:
    return f'<html><head><meta charset="{charset}"></head><p>'.encode()


@pytest.mark.parametrize(
    ("body", "content_type", "text", "source"),
    [
        (MARK + UTF8, f"{HTML}; charset=windows-1256", ARABIC, "mark"),
        (WIDE_MARK + IN_UTF16, "charset=utf-8", ARABIC, "mark"),
        ("\ufeff".encode("utf-16-be") + ARABIC.encode("utf-16-be"), HTML, ARABIC, "mark"),
        (UTF8, f"{HTML}; charset=utf-8", ARABIC, "header"),
        (UTF8, f'{HTML}; Charset = "UTF-8"', ARABIC, "header"),
        (IN_1256, f"{HTML};charset=windows-1256", ARABIC, "header"),
        (IN_1256, f"{HTML};charset=x-cp1256", ARABIC, "header"),
        (ARABIC.encode("iso8859-6"), f"{HTML}; charset=ISO-8859-6", ARABIC, "header"),
        (IN_UTF16, f"{HTML}; charset=utf-16", ARABIC, "header"),
        (GERMAN.encode("latin-1") + b" \x93q\x94", f"{HTML}; charset=iso-8859-1", GERMAN, "header"),
        (IN_1252, f"{HTML}; charset=us-ascii", GERMAN, "header"),
        (meta("windows-1256") + IN_1256, HTML, ARABIC, "meta"),
        (meta("windows-1256") + IN_1256, f"{HTML}; charset=klingon", ARABIC, "meta"),
        (meta("utf-16le") + UTF8, HTML, ARABIC, "meta"),
        (meta("x-user-defined") + IN_1252, HTML, GERMAN, "meta"),
        (XML_HEAD + IN_1256, HTML, ARABIC, "meta"),
        (OLD_META + IN_1256, HTML, ARABIC, "meta"),
        (IN_COMMENT + meta("windows-1256") + IN_1256, HTML, ARABIC, "meta"),
        (UTF8, HTML, ARABIC, "content"),
        (UTF8, "", ARABIC, "content"),
        (IN_1252, HTML, GERMAN, "content"),
        (b'<html lang="ar">' + IN_1256, HTML, ARABIC, "content"),
        (b"<html dir=rtl>" + IN_1256, HTML, ARABIC, "content"),
    ],
)  # fmt: skip
def test_a_mark_counts_before_the_header_that_before_meta_that_before_the_bytes(
    body: bytes, content_type: str, text: str, source: str
) -> None:
    found = decode(body, content_type)
    assert text in found.text
    assert (found.source, found.problems) == (source, ())
    assert "\ufeff" not in found.text


@pytest.mark.parametrize(
    ("body", "content_type", "said"),
    [
        (UTF8, f"{HTML}; charset=iso-8859-1", "header says cp1252"),
        (UTF8, f"{HTML}; charset=windows-1256", "header says cp1256"),
        (meta("windows-1252") + UTF8, HTML, "meta says cp1252"),
    ],
)
def test_valid_utf_8_is_read_so_whatever_the_page_calls_it(
    body: bytes, content_type: str, said: str
) -> None:
    found = decode(body, content_type)
    assert ARABIC in found.text
    (problem,) = found.problems
    assert said in problem


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"plain words", f"{HTML}; charset=iso-8859-1"),
        (meta("windows-1256") + UTF8, f"{HTML}; charset=utf-8"),
        (b"a \xff cut letter", f"{HTML}; charset=utf-8"),
        ("\ufffd".encode() * 50, f"{HTML}; charset=utf-8"),
    ],
)
def test_a_page_that_does_not_lie_is_not_doubted(body: bytes, content_type: str) -> None:
    assert decode(body, content_type).problems == ()


def test_many_bytes_that_the_charset_has_not_are_told() -> None:
    found = decode(b"words \xff\xfe " * 20, f"{HTML}; charset=utf-8")
    assert "words" in found.text
    assert found.problems == ("charset: 40 places cannot be read as utf-8 (header)",)


@pytest.mark.parametrize(
    "label",
    [
        "utf-7", "utf-32", "utf-32le", "cp037", "rot13", "rot-13", "idna", "punycode", "base64",
        "hex", "raw_unicode_escape", "unicode_escape", "undefined", "zlib", "klingon", "", "u" * 40,
        "\0", "../utf-8", "iso-2022-kr", "hz-gb-2312",
    ],
)  # fmt: skip
def test_what_is_no_charset_of_the_web_is_passed_over(label: str) -> None:
    assert codec_of(label) == ""
    assert decode(UTF8, f"{HTML}; charset={label}").text == ARABIC


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("UTF8", "utf-8"), ("latin1", "cp1252"), ("ISO_8859-1:1987", "cp1252"), ("ascii", "cp1252"),
        ("windows-1256", "cp1256"), ("arabic", "iso8859-6"), ("gb2312", "gb18030"),
        ("sjis", "cp932"), ("big5", "big5hkscs"),
        ("ks_c_5601-1987", "cp949"), ("latin5", "cp1254"), ("tis-620", "cp874"),
        ("macintosh", "mac-roman"), ("koi8-u", "koi8-u"), ("unicode-1-1-utf-8", "utf-8"),
    ],
)  # fmt: skip
def test_labels_mean_what_they_mean_to_browsers(label: str, codec: str) -> None:
    assert codec_of(label) == codec
    b"".decode(codec)


@given(st.binary(max_size=200), st.text(max_size=40))
@settings(max_examples=100, deadline=None)
@example(b"\xff\xfe\x00", "charset=utf-16")
@example(b'<meta charset="utf-16">\xff', "")
def test_any_bytes_give_text(body: bytes, content_type: str) -> None:
    decode(body, content_type).text.encode()
    decode(body, f"text/html; charset={content_type}").text.encode()
