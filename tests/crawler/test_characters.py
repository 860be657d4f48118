"""What of others' text is kept, and what it can do to files, screens and lines of a log."""

from __future__ import annotations

import logging
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.characters import one_line, printable
from crawler.commands.table import draw_table
from crawler.log_lines import PlainFormatter

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "kept", ["killed", "Café", "مُحَمَّد", "می\u200cخواهم", "ه\u200d", "😀", "\u06dd7"]
)
def test_words_of_any_script_stay(kept: str) -> None:
    assert printable(kept) == kept


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        *((f"a{mark}b", "ab") for mark in BIDI),
        ("a\x1b[2Jb\x07\x00\x7f\x9b", "a[2Jb"),
        ("kil\u200b\u2060\ufeff\u00adled", "killed"),
        ("a\ufdd0\ufdef\ufffe\U0001ffff\U0010fffeb", "ab"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("ab\u200ccd\u200d", "abcd"),
        ("\ud83d\ude00 \ud83d!", "😀 \ufffd!"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("a\r\nb\x85c\u2028d\u2029e\vf\fg", "a\nb\nc\nd\n\ne\nf\ng"),
    ],
)
def test_what_acts_or_is_no_character_goes(found: str, kept: str) -> None:
    assert printable(found) == kept


@given(ANY)
@settings(max_examples=100, deadline=None)
def test_any_text_becomes_valid_unicode_without_what_acts(text: str) -> None:
    kept = printable(text)
    kept.encode()
    assert printable(kept) == kept
    assert not set(kept) & set(BIDI)
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in kept)
    assert "\n" not in one_line(text)


def test_every_character_is_judged() -> None:
    for code in (*range(0x3000), *range(0xD800, sys.maxunicode + 1, 0x3FF)):
        assert printable(printable(chr(code))) == printable(chr(code))


def formatted(message: str, *args: object, error: Exception | None = None) -> str:
    information = (type(error), error, None) if error else None
    record = logging.LogRecord("x", logging.INFO, "", 0, message, args, information)
    return PlainFormatter(logging.Formatter("%(levelname)s: %(message)s")).format(record)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("https://monitor.example/قصف", "INFO: https://monitor.example/قصف"),
        ("\x1b]0;owned\x07", "INFO: \\x1b]0;owned\\x07"),
        ("a\nERROR: forged", "INFO: a\n  ERROR: forged"),
        ("a\rERROR: forged\u2028b\x85c", "INFO: a\n  ERROR: forged\n  b\n  c"),
        ("\u202egnp.exe", "INFO: \\u202egnp.exe"),
        ("\ud800", "INFO: \\ud800"),
        ("", "INFO: "),
    ],
)
def test_what_a_page_says_is_no_line_and_no_command_of_a_log(said: str, line: str) -> None:
    assert formatted("%s", said) == line


def test_nor_is_what_an_exception_says() -> None:
    told = formatted("lost", error=ValueError("\x1b[31m\nINFO: all is well"))
    assert told == "INFO: lost\n  ValueError: \\x1b[31m\n  INFO: all is well"


def test_a_cell_of_a_table_stays_in_its_line() -> None:
    table = draw_table(("state", "why"), [("failed", "a\nb \x1b[31m\u202ec"), (None, "d")])
    assert table.splitlines() == [
        "state   why",
        "------  ---------",
        "failed  a b [31mc",
        "        d",
    ]
