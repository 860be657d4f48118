"""How a name may be written: one form to compare it by, and the ways in which texts spell it."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "'’‘ʼʿʾ`´"
_HYPHEN = re.compile("[-‐‑–]")
_ARABIC_LETTER = re.compile(r"[\u0620-\u064a]")
_ARTICLE = re.compile(r"\b(al|an|ash|as|ad|el)-(?=\w)", re.IGNORECASE)


def fold_name(name: str) -> str:
    """Lower case, composed, without apostrophes and quotes, with single spaces for hyphens."""
    plain = unicodedata.normalize("NFC", name).casefold()
    plain = re.sub(rf"[{_APOSTROPHES}\"“”„«»]", "", plain)
    return " ".join(_HYPHEN.sub(" ", plain).split())


def is_arabic(name: str) -> bool:
    """Whether it has a letter of Arabic script."""
    return bool(_ARABIC_LETTER.search(name))


def spellings(name: str) -> tuple[str, ...]:
    """The name, and it with spaces for its hyphens, without its apostrophes, or both.

    ``al-Nusra`` is also ``alNusra`` and ``Nusra`` is not: an article that is left out is another
    name, to be written down where it is one.
    """
    found = {name: None}
    for change in (_without_apostrophes, _with_spaces, _glued):
        found |= {change(form): None for form in tuple(found)}
    return tuple(found)


def _without_apostrophes(name: str) -> str:
    bare = re.sub(rf"[{_APOSTROPHES}]s\b", "\0", name)
    return re.sub(rf"[{_APOSTROPHES}]", "", bare).replace("\0", "'s")


def _with_spaces(name: str) -> str:
    return _HYPHEN.sub(" ", name)


def _glued(name: str) -> str:
    return _ARTICLE.sub(r"\1", name)
