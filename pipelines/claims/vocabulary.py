"""Which words a text has: whether it can claim anything at all, asked before any work is spent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipelines.claims import events, triggers
from pipelines.claims.lexicon import words_of
from pipelines.claims.nouns import NOUNS
from pipelines.claims.numbers import STARTS

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(words_of("grammar", "vocabulary", "common"))
_DIGIT = re.compile(r"\d")


@cache
def _harming() -> frozenset[str]:
    """Words of which each statement of harm has one."""
    nouns = [
        words for words, noun in NOUNS.phrases() if noun.harm is not None or noun.kind == "munition"
    ]
    harms = [words for words, _ in triggers.WORDS.phrases()]
    telling = _telling([*nouns, *harms]) | triggers.SUFFERED | events.TELLING
    return frozenset(map(_letters, telling))


def _telling(phrases: Sequence[tuple[str, ...]]) -> set[str]:
    """One word of each phrase: one that is a phrase itself, else the longest that is not common."""
    alone = {words[0] for words in phrases if len(words) == 1}
    found = set(alone)
    for words in phrases:
        if alone.isdisjoint(words):
            found.add(max(words, key=lambda word: (word not in _COMMON, len(word))))
    return found


_NUMBERS = frozenset(STARTS - {"a", "half"})
_ONE = frozenset({"another", "twice", "once"})


@cache
def _victims() -> frozenset[str]:
    """The first words of nouns: the singular of some is one victim."""
    return frozenset(map(_letters, NOUNS.starts)) | _ONE


def _letters(word: str) -> str:
    match = _WORD.search(word)
    return match.group() if match else word


def words_in(text: str) -> set[str]:
    """The runs of letters in a text, in lower case, and those that a hyphen or a star parts."""
    low = text.lower()
    found = set(_WORD.findall(low))
    if "*" in low or "-" in low:
        found.update(_WORD.findall(low.replace("*", "").replace("-", "")))
    return found


def speaks_of_harm(words: set[str]) -> bool:
    """Whether one of the words may belong to a statement of harm."""
    return not _harming().isdisjoint(words)


def has_number(text: str, words: set[str]) -> bool:
    """Whether a number stands in a text that has these words."""
    return not _NUMBERS.isdisjoint(words) or _DIGIT.search(text) is not None


def has_victims(words: set[str]) -> bool:
    """Whether a noun for victims may be among the words."""
    return not _victims().isdisjoint(words)
