"""Numbers in digits and words: their value, their range, and what is no number of anything."""

from __future__ import annotations

from attrs import frozen

from crawler.claim import Qualifier
from pipelines.claims import arabic_numbers
from pipelines.claims.arabic_numbers import arabic_at
from pipelines.claims.digit_numbers import continues_digits, digits_at, trailing_scales
from pipelines.claims.lexicon import Phrases, numbers_of, words_of
from pipelines.claims.number_words import SCALES, WORDS, words_at
from pipelines.claims.tokens import Tokens

HIGHEST = 10**9
"""No claim about people is larger; what is, is no number of victims."""

GROUPS: Phrases[int] = Phrases(numbers_of("numbers", "groups").items())
VAGUE: Phrases[None] = Phrases((word, None) for word in words_of("numbers", "vague", "words"))
QUALIFIERS: Phrases[Qualifier] = Phrases(
    (phrase, qualifier)
    for qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.ABOUT, Qualifier.UP_TO)
    for phrase in words_of("numbers", "qualifiers", qualifier)
)
SUFFIXES: Phrases[Qualifier] = Phrases(
    (phrase, qualifier)
    for qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
    for phrase in words_of("numbers", "suffixes", qualifier)
)
_SPOKEN = frozenset({*WORDS, *SCALES})
_UNSPOKEN = GROUPS.starts | VAGUE.starts
STARTS = _SPOKEN | arabic_numbers.STARTS | _UNSPOKEN
"""The words with which a number may begin; others begin with a digit."""
_DASHES = frozenset("-–‒−")
_LINKS = _DASHES | {"and", "or", "to", "up"}
_CHANGES = frozenset(words_of("numbers", "changes", "words"))
_CHANGE_WINDOW = 8
"""Tokens before "from 5 to 8" among which a word of change makes it no range."""


@frozen
class Number:
    """A number as the tokens state it."""

    low: int | None
    """The value, or the lower end of a range; None for a vague word."""
    high: int | None
    """The upper end; equal to ``low`` but for a range."""
    end: int
    """Index of the token past it."""
    vague: str | None = None
    """The vague words, such as ``dozens``."""


def number_at(tokens: Tokens, i: int) -> Number | None:
    """The number that begins at token ``i``: a range, a vague word, digits or words.

    It is never larger than its words say, and never the rest of a larger one.
    """
    low = tokens.low
    if low[i][0].isdecimal():
        return None if _is_no_start(tokens, i) else _valued(tokens, i)
    if low[i] in _UNSPOKEN:
        if (vague := VAGUE.at(low, i)) is not None:
            return Number(None, None, vague[0], " ".join(low[i : vague[0]]))
        if (group := GROUPS.at(low, i)) is not None:
            return Number(group[1], group[1], group[0])
    return None if _goes_on(low, i) else _valued(tokens, i)


def _valued(tokens: Tokens, i: int) -> Number | None:
    """The number or range that begins at token ``i`` with digits or number words."""
    first = _value_at(tokens, i)
    if first is None:
        return None
    upper = _upper_end(tokens, i, first[1])
    if upper is not None:
        value = _with_lent_scale(tokens, i, first, upper)
        if 0 < value < upper[0] <= HIGHEST:
            return Number(value, upper[0], upper[1])
    value, end = first
    return Number(value, value, end) if 0 < value <= HIGHEST else None


def _goes_on(low: list[str], i: int) -> bool:
    """Whether a number word is the rest of the number before it."""
    if i == 0 or low[i] not in _SPOKEN:
        return False
    return low[i - 1] in SCALES or (low[i] in SCALES and _is_figure(low[i - 1]))


def _is_no_start(tokens: Tokens, i: int) -> bool:
    """Whether digits are the rest of a number or of a name, or the mark of an item."""
    if i < 2 and _is_mark(tokens, i):
        return True
    return _is_of_name(tokens, i) or continues_digits(tokens, i)


def _is_figure(word: str) -> bool:
    return word in WORDS or word[0].isdecimal()


def _is_of_name(tokens: Tokens, i: int) -> bool:
    """Whether the digits belong to the capitals they stand against: "AK47", "M16"."""
    before = tokens.words[i - 1] if i else ""
    return before.isupper() and len(before) < 4 and before.isalpha() and tokens.touches(i)


def _is_mark(tokens: Tokens, i: int) -> bool:
    """Whether they number an item of a list: "3. Russian forces", "(3) Russian forces"."""
    low, opened = tokens.low, i == 1 and tokens.low[0] == "("
    if (i and not opened) or i + 2 >= len(low) or len(low[i]) > 3 or not tokens.touches(i + 1):
        return False
    if opened:
        return low[2] == ")" and tokens.is_capital(3) if len(low) > 3 else False
    return low[1] in {".", ")"}


def _value_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    low = tokens.low
    if low[i][0].isdecimal():
        return digits_at(tokens, i)
    if low[i] in _SPOKEN:
        return words_at(low, i)
    if low[i] == "a":
        return words_at(low, i + 1) if i + 1 < len(low) and low[i + 1] in SCALES else None
    return arabic_at(low, i) if low[i] in arabic_numbers.STARTS else None


def _upper_end(tokens: Tokens, i: int, end: int) -> tuple[int, int] | None:
    """The upper end of a range that begins at token ``i`` and goes on at ``end``."""
    low = tokens.low
    if end + 1 >= len(low) or low[end] not in _LINKS:
        return None
    at = end + 1 + (low[end : end + 2] == ["up", "to"])
    if at >= len(low) or not _joins(tokens, i, end, low[at - 1]):
        return None
    return _value_at(tokens, at)


def _joins(tokens: Tokens, i: int, end: int, link: str) -> bool:
    if link == "and":
        return "between" in tokens.low[max(i - 2, 0) : i]
    if link in _DASHES:
        return tokens.touches(end) == tokens.touches(end + 1)
    return link == "or" or (link == "to" and not _is_change(tokens.low, i))


def _is_change(low: list[str], i: int) -> bool:
    """Whether "from 5 to 8" tells how a number changed: "the toll rose from 5 to 8"."""
    if i == 0 or low[i - 1] != "from":
        return False
    return not _CHANGES.isdisjoint(low[max(i - 1 - _CHANGE_WINDOW, 0) : i - 1])


def _with_lent_scale(tokens: Tokens, i: int, first: tuple[int, int], upper: tuple[int, int]) -> int:
    """The lower end, with the scale that stands at the upper one only: "two to three hundred"."""
    value, end = first
    if trailing_scales(tokens, i, end):
        return value
    for scale in trailing_scales(tokens, end, upper[1]):
        if value * scale < upper[0]:
            return value * scale
    return value
