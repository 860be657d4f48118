"""Text as it is stored and compared: Unicode, spaces, paragraphs, the fingerprint."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x85\u2028]")
_JOINER = re.compile(r"[\u200c\u200d]+")
_VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2\u200c\u200d")
_NONCHARACTERS = frozenset("\ufffe\uffff")
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‘’‚‛′´`", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)


def normalize_text(text: str) -> str:
    """Body text in the one form that is stored; normalizing twice changes nothing.

    Unicode NFC. Paragraphs are parted by exactly one blank line, a single line end inside a
    paragraph stays, lines have no spaces at their ends nor doubled ones. Every kind of space is
    a plain one. Control, bidi control and zero-width characters go (they are the page's layout,
    not words), save the joiners where the script needs them: ZWNJ between two Arabic-script
    letters, ZWJ after one. Halves of a surrogate pair are joined; a lone one becomes U+FFFD,
    since SQLite takes none and something was lost.
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = _LINE_ENDS.sub("\n", whole).replace("\u2029", "\n\n")
    shown = _JOINER.sub(_needed_joiner, lines.translate(_SHOWN))
    trimmed = (" ".join(line.split()) for line in shown.split("\n"))
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(trimmed)).strip("\n")
    return unicodedata.normalize("NFC", joined)


def normalize_line(text: str) -> str:
    """A title, subtitle, label or name: as ``normalize_text``, on one line."""
    return " ".join(normalize_text(text).split())


def fingerprint(title: str, subtitle: str, body: str) -> str:
    """SHA-256, hex, of the normalized fields; equal exactly for the same words in each field.

    White space, paragraph breaks, forms of quotes, dashes and the ellipsis do not count:
    WordPress turns plain ones into typographic ones on the page and not in every source, and an
    edit of nothing else is no new version. Case, digits and all other punctuation do count.
    """
    fields = (_plain(normalize_line(field)) for field in (title, subtitle, body))
    return sha256("\x1f".join(fields).encode()).hexdigest()


def _shown(character: str) -> str:
    """What stays of one character."""
    if character == "\n" or character in _VISIBLE_FORMATS:
        return character
    if character == "\t":
        return " "
    category = unicodedata.category(character)
    if category == "Zs":
        return " "
    return "" if category in {"Cc", "Cf"} or character in _NONCHARACTERS else character


class _Shown(dict[int, str]):
    """What stays of each character, worked out when it is first met."""

    def __missing__(self, codepoint: int) -> str:
        shown = self[codepoint] = _shown(chr(codepoint))
        return shown


_SHOWN = _Shown()


def _needed_joiner(match: re.Match[str]) -> str:
    joiner, text = match.group()[0], match.string
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    needed = _is_arabic(before) and (joiner == "\u200d" or _is_arabic(after))
    return joiner if needed else ""


def _is_arabic(character: str) -> bool:
    return character.isalpha() and unicodedata.name(character, "").startswith("ARABIC")


def _plain(line: str) -> str:
    """Typographic marks as a keyboard writes them; WordPress also makes ``×`` of ``3x4``."""
    plain = re.sub(r"-{2,}", "-", line.translate(_TYPOGRAPHY))
    return " ".join(re.sub(r"(?<=\d)\s?×\s?(?=\d)", "x", plain).replace("''", '"').split())
