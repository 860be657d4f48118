"""Text of the page as one clean line, and how two lines compare."""

from __future__ import annotations

import html
import re
import unicodedata

from crawler import characters

MAX_LINE = 1000
"""Longest line in characters that is taken for a title, a name or a label; a longer one is none."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_ARABIC = str.maketrans("أإآٱىةؤئ", "ااااي" + "ه" + "وي", "ـًٌٍَُِّْٰ")
_QUOTES = str.maketrans("’‘ʼ`“”\u00a0()[]", "''''\"\"     ")
_EVENED = {code: code for code in range(0x0800)} | _QUOTES | _ARABIC
"""Letters that stay stand in it, too: ``str.translate`` is slow where one is not found."""
_WORD = re.compile(r"[^\W_]+")


def one_line(text: str) -> str:
    """``text`` in printable characters, its runs of white space made one space each.

    A line of more than ``MAX_LINE`` characters gives the empty string: it is no headline and no
    label, and cutting it would store words that nobody wrote.
    """
    line = characters.one_line(text)
    return line if len(line) <= MAX_LINE else ""


def plain(text: str) -> str:
    """``one_line`` of text that may still hold markup and entities, as in JSON-LD or ``data-*``."""
    if len(text) > 20 * MAX_LINE:
        return ""
    if "<" in text or "&" in text:
        text = _TAG.sub("", html.unescape(text))
    return one_line(text)


def fold(line: str) -> str:
    """A line as labels are compared: small letters, Arabic evened, no signs at its ends."""
    if line.isascii() and line.isalpha():
        return line.lower()
    folded = " ".join(line.casefold().translate(_EVENED).split())
    start, end = 0, len(folded)
    while end and not folded[end - 1].isalnum():
        end -= 1
    while start < end and not folded[start].isalnum():
        start += 1
    return folded[start:end]


def bare(text: str) -> str:
    """``fold`` without any signs: equal for two spellings of one headline."""
    return " ".join(_WORD.findall(fold(unicodedata.normalize("NFKC", text)).replace("'", "")))
