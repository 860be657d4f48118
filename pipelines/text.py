"""Text as it is stored and compared: Unicode, spaces, paragraphs, the fingerprint."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

from crawler.characters import printable

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

    Unicode NFC, of ``printable`` characters. Paragraphs are parted by exactly one blank line, a
    single line end inside a paragraph stays, lines have no spaces at their ends nor doubled ones.
    """
    trimmed = (" ".join(line.split()) for line in printable(text).split("\n"))
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


def _plain(line: str) -> str:
    """Typographic marks as a keyboard writes them; WordPress also makes ``×`` of ``3x4``."""
    plain = re.sub(r"-{2,}", "-", line.translate(_TYPOGRAPHY))
    return " ".join(re.sub(r"(?<=\d)\s?×\s?(?=\d)", "x", plain).replace("''", '"').split())
