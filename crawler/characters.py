"""Which characters of others' text are kept: the one place that decides it."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028]")
_JOINER = re.compile(r"[\u200c\u200d]+")
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2\u200c\u200d")
"""Signs of Arabic numbers and verses, which are seen; the joiners, where they join."""
_SIGNS = "=+\\-@＝＋－＠"
_UNSEEN = r"\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What a spreadsheet may skip before it sees the sign."""
_FORMULA = re.compile(rf"[\t\r\n]|[{_UNSEEN}]*[{_SIGNS}]")
_MOST_KNOWN = 20_000
"""Characters of which the answer is kept: texts of many scripts have fewer, hostile ones more."""


class _Kept(dict[int, str | int | None]):
    """For ``str.translate``: what becomes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str | int | None:
        kept = _kept(code)
        if len(self) < _MOST_KNOWN:
            self[code] = kept
        return kept


def _kept(code: int) -> str | int | None:
    character = chr(code)
    if character == "\n" or character in _VISIBLE_FORMATS:
        return code
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    is_none = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return None if is_none or category in {"Cc", "Cf"} else code


_KEPT = _Kept()


def printable(text: str) -> str:
    """Text that no screen, file or program takes for anything but text.

    Control, bidi control and zero-width characters go (they are the page's layout, not words), as
    do those that Unicode says are none, save the joiners where the script needs them: ZWNJ between
    two Arabic-script letters, ZWJ after one. Every kind of space is a plain one, every line end a
    line feed. Halves of a surrogate pair are joined; a lone one becomes U+FFFD, since SQLite takes
    none and something was lost.
    """
    text = text.replace("\t", " ")
    if text.replace("\n", " ").isprintable():
        return text
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = _LINE_ENDS.sub("\n", whole).replace("\u2029", "\n\n")
    return _JOINER.sub(_needed_joiner, lines.translate(_KEPT))


def one_line(text: str) -> str:
    """``printable`` on one line, for names, reasons, log lines and cells of tables."""
    return " ".join(printable(text).split())


def may_run(cell: str) -> bool:
    """Whether a spreadsheet may take the text of a cell for a formula or a command."""
    return _FORMULA.match(cell) is not None


def _needed_joiner(match: re.Match[str]) -> str:
    joiner, text = match.group()[0], match.string
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    needed = _is_arabic(before) and (joiner == "\u200d" or _is_arabic(after))
    return joiner if needed else ""


def _is_arabic(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "").startswith("ARABIC")
