"""Which words a text has: whether it can claim anything at all, asked before any work is spent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from attrs import frozen

from pipelines.claims import events, triggers
from pipelines.claims.lexicon import words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.nouns import NOUNS
from pipelines.claims.numbers import STARTS

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d|\d/\d")
_OF_YEARS = ("19", "20", "/")
_COMMON = frozenset(words_of("grammar", "vocabulary", "common"))
_OWNING = frozenset({"claimed", *words_of("grammar", "responsible", "claimed")})
_NUMBERS = frozenset(word for word in STARTS if word.isalpha() and len(word) > 1)
_TIMES = frozenset(words_of("grammar", "dates", "times")) | frozenset(MONTHS)
"""Of these, or a year, any words for a time have one."""


@frozen
class Vocabulary:
    """The words of a text that matter: a sentence with none of them need not be read."""

    text: str
    """In lower case."""
    harms: tuple[str, ...]
    owning: tuple[str, ...]
    numbers: tuple[str, ...]
    times: tuple[str, ...]
    is_hidden: bool
    """Whether marks stand within words, as in ``kil*led``."""

    def speaks_of_harm(self, start: int, end: int) -> bool:
        """Whether a statement of harm may stand between two offsets."""
        return _holds(self._unhidden(start, end), self.harms)

    def speaks_of_owning(self, start: int, end: int) -> bool:
        """Whether somebody may say there that a deed was theirs."""
        return bool(self.owning) and _holds(self._unhidden(start, end), self.owning)

    def _unhidden(self, start: int, end: int) -> str:
        piece = self.text[start:end]
        return _unhidden(piece) if self.is_hidden else piece

    def has_number(self, start: int, end: int) -> bool:
        """Whether a number may stand there."""
        if _DIGIT.search(self.text, start, end) is not None:
            return True
        return _holds(self.text[start:end], self.numbers)

    def has_time(self, start: int, end: int) -> bool:
        """Whether words for a time may stand there."""
        piece = self.text[start:end]
        if _holds(piece, self.times):
            return True
        return _holds(piece, _OF_YEARS) and _YEAR.search(piece) is not None


def _holds(piece: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 -- a generator takes twice as long
        if word in piece:
            return True
    return False


def vocabulary_of(text: str) -> Vocabulary:
    """The words of a text that matter."""
    low = text.lower()
    words, is_hidden = _words_of(low)
    return Vocabulary(
        low if len(low) == len(text) else _lowered(text),
        tuple(_harming() & words),
        tuple(_OWNING & words),
        tuple(_NUMBERS & words),
        tuple(_TIMES & words),
        is_hidden,
    )


def _lowered(text: str) -> str:
    """In lower case, but for the few letters whose lower case is longer: offsets stay."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def _words_of(low: str) -> tuple[set[str], bool]:
    """The words of a text, with and without the marks in them, and whether it has such marks."""
    pieces = set(low.split())
    words = set(filter(str.isalpha, pieces))
    others = pieces - words
    words.update(_WORD.findall(" ".join(others)))
    hidden = [piece for piece in others if "-" in piece or "*" in piece]
    words.update(_WORD.findall(_unhidden(" ".join(hidden))))
    return words, bool(hidden)


def _unhidden(words: str) -> str:
    return words.replace("*", "").replace("-", "")


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


def _letters(word: str) -> str:
    match = _WORD.search(word)
    return match.group() if match else word
