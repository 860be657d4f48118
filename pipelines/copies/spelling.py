"""Whether two words are spellings of one: slips of the keyboard, names written in Latin letters."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, Indel

_DIGRAPHS = (
    (re.compile(r"kh|ck|q|c"), "k"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"[dt]h|dj"), lambda match: "j" if match.group() == "dj" else match.group()[0]),
    (re.compile(r"ph"), "f"),
    (re.compile(r"oo|ou|ow|o"), "u"),
    (re.compile(r"ee|ei|ey|ai|ay|ie|e|y$"), "i"),
    (re.compile(r"(?<=[aiu])h$"), ""),
)
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aiu]")
_PREFIXES = re.compile(r"^(?:[وفبلك]?ال|[وفبل](?=\w{3}))")
_WEAK = re.compile(r"(?!^)[اويهء]")

SHORT, LONG = 5, 8
"""Letters from which one slip and two slips leave a word what it is: ``Hama`` and ``Hana`` are
two places, ``Aleppo`` and ``Alepo`` one."""

LOOKALIKES = (
    {"daraa", "daraya"},
    {"northern", "southern"},
)
"""Pairs that would pass for a slip and tell different things."""


def is_same_word(one: str, other: str) -> bool:
    """Whether two folded words, or runs of words joined, are surely spellings of one.

    Consonants must agree and vowels nearly (``Deraa`` and ``Daraa``, not ``Hasan`` and
    ``Husayn``), or the words be long enough for their one or two differing letters. In Arabic
    script one letter may differ in words of five, or of four letters besides ``و ب ل`` and the
    article, which do not count.
    """
    if one == other:
        return True
    if (
        {one, other} in LOOKALIKES
        or one.isascii() != other.isascii()
        or not (one.isalpha() and other.isalpha())
    ):
        return False
    shorter, longer = sorted((len(one), len(other)))
    if not one.isascii():
        bare, other_bare = _PREFIXES.sub("", one), _PREFIXES.sub("", other)
        shorter = min(len(bare), len(other_bare))
        slips = 1 if shorter >= SHORT - 1 else 0
        if longer >= SHORT and OSA.distance(one, other, score_cutoff=1) <= 1:
            return True
        return OSA.distance(bare, other_bare, score_cutoff=slips) <= slips
    slips = 2 if shorter >= LONG else 1 if longer >= SHORT else 0
    if OSA.distance(one, other, score_cutoff=slips) <= slips:
        return True
    sound, other_sound = sounds(one), sounds(other)
    return (
        _VOWELS.sub("", sound) == _VOWELS.sub("", other_sound) != ""
        and Indel.normalized_similarity(sound, other_sound) >= 0.7
    )


def is_slip(one: str, other: str) -> bool:
    """Whether two long words differ in one letter: no two figures or months in words do."""
    long = min(len(one), len(other)) >= LONG and one.isalpha() and other.isalpha()
    return long and OSA.distance(one, other, score_cutoff=1) <= 1


@lru_cache(maxsize=20_000)
def sounds(word: str) -> str:
    """A Latin word with one letter for each sound, as transliterations differ in them."""
    for pattern, letter in _DIGRAPHS:
        word = pattern.sub(letter, word)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=20_000)
def frame(word: str) -> str:
    """What most misspellings leave: the consonants; of an Arabic word without its prefixes."""
    if word.isascii():
        return _VOWELS.sub("", sounds(word)) or word
    return _WEAK.sub("", _PREFIXES.sub("", word)) or word
