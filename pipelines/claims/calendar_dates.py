"""Dates told by the calendar: days, months, years and parts of years, with and without a year."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from pipelines.claims.lexicon import numbers_of, words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.nouns import NOUNS
from pipelines.claims.number_words import WORDS
from pipelines.claims.tokens import Tokens

EARLIEST, LATEST = 1980, 2100
"""Years between which four digits are one."""

_UNSURE = frozenset(words_of("dates", "months", "unsure"))
_BEFORE_MONTH = frozenset(words_of("dates", "months", "before"))
_FUTURE = frozenset(words_of("dates", "months", "future"))
_ORDINALS = numbers_of("dates", "ordinals")
_BEFORE_YEAR = frozenset(words_of("dates", "years", "before"))
_SURE_BEFORE_YEAR = frozenset(words_of("dates", "years", "sure"))
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_AND_DAYS = frozenset({"and", "&", "-", "–", "to", "until", "till", "through"})
_MOST_DAYS = 6
"""Days before one month at most: "2, 3 and 4 April"."""
_HYPHENED = ("mid-", "early-", "late-", "mid–")
_HALVES = {"first": (1, 6), "second": (7, 12), "last": (7, 12)}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_LONGEST_PART = 8
"""Tokens of "the first three months of the year 2019" before the year at most."""


@frozen
class Told:
    """A date of the calendar as it is told; ``start`` and ``end`` are token indexes."""

    start: int
    end: int
    year: int | None
    first: int = 1
    """Number of the first month."""
    last: int = 12
    day: int | None = None
    """The day of the first month; None where none is told."""
    last_day: int | None = None

    @property
    def is_year(self) -> bool:
        return (self.first, self.last, self.day) == (1, 12, None)


def told_dates(tokens: Tokens, this_year: int | None) -> Iterator[Told]:
    """The dates of the calendar in a sentence, in order; ``this_year`` is that of publication."""
    past = 0
    for i, word in enumerate(tokens.low):
        if i < past:
            continue
        told = None
        if (month := month_at(tokens, i)) is not None:
            told = _around_month(tokens, i, month, past, this_year)
        elif word[0].isdecimal() and len(word) == 4:
            told = _numeric(tokens, i, past) or _around_year(tokens, i, past, this_year)
        elif word == "year" and this_year is not None:
            told = _part_of_this_year(tokens, i, past, this_year)
        if told is not None:
            past = told.end
            yield told


def month_at(tokens: Tokens, i: int) -> int | None:
    """Number of the month that token ``i`` names: with a capital, or behind "mid-"."""
    word = tokens.low[i]
    month = MONTHS.get(word)
    if month is not None:
        return month if tokens.is_capital(i) else None
    if word.startswith(_HYPHENED):
        return MONTHS.get(word[word.index(word.lstrip("midearlyt")[0]) + 1 :])
    return None


def year_at(low: list[str], i: int) -> int | None:
    """The year that token ``i`` is."""
    if i < len(low) and len(low[i]) == 4 and low[i].isdecimal():
        value = int(low[i])
        return value if EARLIEST <= value <= LATEST else None
    return None
