"""Parts of years: "the first half of", "the last three months of", "Q1"."""

from __future__ import annotations

from attrs import frozen

from pipelines.claims.number_words import WORDS
from pipelines.claims.tokens import Tokens

_BETWEEN = frozenset({"of", "the", "year", "this", "current", "in", "last"})
_HALVES = {"first": 1, "second": 2, "last": 2}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_LETTERS = {"q": "quarter", "h": "half"}
_FIGURES = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_LONGEST = 3
"""Tokens between a part and its year at most: "of the year"."""


@frozen
class Part:
    """Months of a year; ``start`` is the index of the part's first token."""

    start: int
    first: int
    last: int


def part_before(tokens: Tokens, year: int, past: int) -> Part | None:
    """The part of the year at token ``year``; ``past`` is where it may begin first."""
    low, end = tokens.low, year
    while end > past and year - end < _LONGEST and low[end - 1] in _BETWEEN:
        end -= 1
    if end - 2 < past:
        return None
    unit, which = low[end - 1], low[end - 2]
    if which in _LETTERS and tokens.touches(end - 1):
        unit, which = _LETTERS[which], _FIGURES.get(unit, "")
    if unit == "half" and which in _HALVES:
        return _months(end - 2, _HALVES[which], 6)
    if unit == "quarter" and which in _QUARTERS:
        return _months(end - 2, _QUARTERS[which], 3)
    return _counted(low, end, past) if unit == "months" else None


def _months(start: int, number: int, length: int) -> Part:
    return Part(start, (number - 1) * length + 1, number * length)


def _counted(low: list[str], end: int, past: int) -> Part | None:
    """ "the first three months", "the last two months"."""
    start, word = end - 3, low[end - 2]
    count = int(word) if word.isdecimal() and len(word) < 3 else WORDS.get(word, 0)
    if start < past or not 0 < count < 12:
        return None
    if low[start] == "first":
        return Part(start, 1, count)
    return Part(start, 13 - count, 12) if low[start] == "last" else None
