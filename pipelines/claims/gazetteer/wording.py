"""How a text words a place: the name, the word for its kind, and what it is said to lie in."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from pipelines.claims.gazetteer.kinds import LEADING_KINDS, MEANS
from pipelines.claims.gazetteer.spelling import fold

PREPOSITIONS = frozenset(
    (
        *("in", "at", "near", "from", "around", "to", "of", "inside", "outside", "across"),
        *("towards", "toward", "into", "over", "في", "إلى", "من"),
    )
)
_BEFORE_NAMES = PREPOSITIONS | {"the", "a", "nearby", "neighboring", "neighbouring"}
_DIRECTIONS = frozenset(
    f"{point}{ending}"
    for point in (
        *("north", "south", "east", "west"),
        *("northeast", "northwest", "southeast", "southwest"),
        *("north-east", "north-west", "south-east", "south-west"),
    )
    for ending in ("", "ern")
) | {"central", "rural"}
_ABOUT_KINDS = frozenset(
    (
        *("military", "international", "civil", "civilian", "refugee", "refugees", "idp", "idps"),
        *("displacement", "border", "residential", "popular", "air"),
        *("الشمالي", "الجنوبي", "الشرقي", "الغربي"),
    )
)
"""Words between a name and the word for its kind that tell nothing more."""
_WITHIN = re.compile(
    r"(?<!\bRa)['’]s\s+"
    r"|(?:(?<!\s)\s+)?[,;:()\[\]/|]\s*"
    r"|(?:(?<!\s)\s+)?[–—]\s*|(?<!\s)\s+-\s+"
    r"|(?<=\S)\s+(?:to\s+the\s+)?(?:north|south|east|west)\S*\s+of\s+"
    r"|(?<=\S)\s+(?:in|within|inside|at|near|from|outside)\s+"
)
_POSSESSIVE = re.compile(r"['’]s?\Z")

AROUND = "side"
"""The kind that a point of the compass means."""


@frozen
class Part:
    """One name of a wording."""

    name: str
    """As it is written."""
    folded: str
    """As it is compared."""
    kind: str | None
    """The word that tells its kind, one of ``MEANS``."""
    is_told: bool
    """Whether a preposition or a word for its kind shows that a place is meant."""


def parts_of(words: str, is_name: Callable[[str], bool]) -> tuple[Part, ...]:
    """The names in a wording, in its order; ``is_name`` knows the names that are folded.

    ``al-Sukkari neighborhood in eastern Aleppo`` has two parts, a neighbourhood and a side.
    """
    whole = _part(words, is_name)
    if is_name(whole.folded):
        return (whole,)
    found: list[Part] = []
    for piece in _pieces(words):
        part = _part(piece, is_name)
        if part.folded:
            found.append(part)
        elif found and part.kind is not None:
            last = found.pop()
            found.append(Part(last.name, last.folded, part.kind, is_told=True))
    return tuple(found)


def _pieces(words: str) -> list[str]:
    pieces = []
    for piece in _WITHIN.split(words):
        split = piece.split()
        while len(split) > 3 and "of" in (low := [word.lower() for word in split[1:]]):
            at = low.index("of") + 1
            if not _is_kind(split[at - 1]) or at < 2 or _only_describes(split[:at]):
                break
            pieces.append(" ".join(split[:at]))
            split = split[at + 1 :]
        pieces.append(" ".join(split))
    return pieces


def _only_describes(words: list[str]) -> bool:
    return all(
        word.lower() in _BEFORE_NAMES | _DIRECTIONS | _ABOUT_KINDS or _is_kind(word)
        for word in words
    )


def _part(text: str, is_name: Callable[[str], bool]) -> Part:
    words = _POSSESSIVE.sub("", text.strip(" .,;:'\"“”‘’")).split()
    kind, told = None, False
    while words:
        folded = fold(" ".join(words))
        if is_name(folded):
            break
        step = _without_small_word(words) or _without_trail(words, kind) or _without_lead(words)
        if step is None:
            break
        words, word = step
        told = told or word in PREPOSITIONS or word in MEANS
        if word in MEANS and (kind is None or kind == AROUND):
            kind = word
    name = " ".join(words)
    return Part(name, fold(name), kind, told or kind is not None)


def _without_small_word(words: list[str]) -> tuple[list[str], str] | None:
    first = words[0].lower()
    return (words[1:], first) if first in _BEFORE_NAMES and len(words) > 1 else None


def _without_lead(words: list[str]) -> tuple[list[str], str] | None:
    """The words without what comes before a name, and what that means."""
    first = words[0].lower()
    second = words[1].lower() if len(words) > 1 else ""
    if _is_kind(first) and second == "of":
        return words[2:], _kind_word(first)
    if first in LEADING_KINDS and second:
        return words[1:], LEADING_KINDS[first]
    if first in _DIRECTIONS:
        return words[1 + (second == "of") :], AROUND
    return None


def _without_trail(words: list[str], kind: str | None) -> tuple[list[str], str] | None:
    """The words without what comes after a name, and what that means."""
    last = words[-1].lower()
    if _is_kind(last):
        word = _kind_word(last)
        if word == "base" and len(words) > 1 and words[-2].lower() in ("air", "airforce"):
            return words[:-2], "airbase"
        return words[:-1], word
    if kind is not None and last in _ABOUT_KINDS | _DIRECTIONS and len(words) > 1:
        return words[:-1], ""
    return None


def _is_kind(word: str) -> bool:
    return _kind_word(word.lower()) in MEANS


def _kind_word(low: str) -> str:
    return "subdistrict" if low == "sub-district" else low
