"""Text of others in files for people: nothing in it acts on a screen or turns the order round."""

from __future__ import annotations

import unicodedata

from crawler.characters import may_run

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKING = frozenset("\u2028\u2029\ufeff")


def show_text(text: str) -> str:
    """The text with every control character, bidi mark and odd line end as ``<U+001B>``."""
    return "".join(_named(character) if _acts(character) else character for character in text)


def show_line(text: str | None) -> str:
    """The same on one line; ``(none)`` for nothing."""
    return show_text(" ".join((text or "").split())) or "(none)"


def show_cell(value: object) -> str:
    """A cell of a CSV file, which a spreadsheet must not take for a formula."""
    cell = "" if value is None else show_text(str(value))
    return f"'{cell}" if may_run(cell) else cell


def _acts(character: str) -> bool:
    if character in "\n\t":
        return False
    if character in _TURNING or character in _BREAKING:
        return True
    return unicodedata.category(character) in {"Cc", "Cs"}


def _named(character: str) -> str:
    return f"<U+{ord(character):04X}>"
