"""Dates told by the calendar: days, months, years and parts of years, with and without a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from pipelines.claims.lexicon import words_of
from pipelines.claims.month_days import counts_people, days_after, days_before
from pipelines.claims.months import MONTHS
from pipelines.claims.numeric_dates import numeric_date, year_at
from pipelines.claims.tokens import Tokens
from pipelines.claims.year_parts import part_before

_UNSURE = frozenset(words_of("dates", "months", "unsure"))
_BEFORE_MONTH = frozenset(words_of("dates", "months", "before"))
_FUTURE = frozenset(words_of("dates", "months", "future"))
_BEFORE_YEAR = frozenset(words_of("dates", "years", "before"))
_SURE_BEFORE_YEAR = frozenset(words_of("dates", "years", "sure"))
_THAT_YEAR = (["that", "year"], ["the", "same", "year"])
_THIS_YEAR = frozenset({"this", "the", "current"})
_DASHES = frozenset("-–/")
_MONTHS = MONTHS | {
    f"{about}-{name}": number
    for name, number in MONTHS.items()
    for about in ("early", "mid", "late")
}
_STARTS = frozenset({*_MONTHS, "year"})


@frozen
class Told:
    """A date of the calendar as it is told; ``start`` and ``end`` are token indexes."""

    start: int
    end: int
    year: int | None
    first: int = 1
    """Number of the first month."""
    last: int = 12
    """That of the last."""
    day: int | None = None
    """The day of the first month; None where none is told."""
    last_day: int | None = None
    """The day of the last month."""
    is_of_that_year: bool = False
    """Whether it is of the year told before: "in August of that year"."""


def told_dates(tokens: Tokens, published: date | None) -> Iterator[Told]:
    """The dates of the calendar in a sentence, in order, each as it is told."""
    low, past = tokens.low, 0
    for i in [i for i, word in enumerate(low) if word in _STARTS or word[0].isdecimal()]:
        if i < past:
            continue
        told, word = None, low[i]
        if word in _MONTHS:
            told = _around_month(tokens, i, past, published)
        elif word != "year":
            told = _at_digits(tokens, i, past, published)
        elif published is not None:
            told = _part_of_this_year(tokens, i, past, published)
        if told is not None:
            past = told.end
            yield told


def _around_month(tokens: Tokens, i: int, past: int, published: date | None) -> Told | None:
    low, month = tokens.low, _MONTHS[tokens.low[i]]
    if low[i] in MONTHS and not tokens.is_capital(i):
        return None
    start, days = days_before(tokens, i, past)
    end = i + 1 + (low[i + 1 : i + 2] == ["."] and low[i] in _UNSURE and low[i] != "may")
    before = low[start - 1] if start else ""
    if not days:
        end, days = days_after(tokens, end, before)
    year, end = _year_after(tokens, end, published, is_day=bool(days))
    if before in _FUTURE:
        return None
    is_sure = low[i] not in _UNSURE or before in _BEFORE_MONTH
    if not days and year is None and not is_sure:
        return None
    first, last = (days[0], days[-1]) if days else (None, None)
    past = _past_that_year(low, end) if year is None else end
    return Told(start, past, year, month, month, first, last, is_of_that_year=past > end)


def _past_that_year(low: list[str], i: int) -> int:
    """The index past "of that year", where it stands at token ``i``."""
    at = i + (low[i : i + 1] == ["of"])
    for words in _THAT_YEAR:
        if low[at : at + len(words)] == words:
            return at + len(words)
    return i


def _year_after(
    tokens: Tokens, i: int, published: date | None, *, is_day: bool
) -> tuple[int | None, int]:
    """The year that follows a day or month, and the index past it."""
    low, at = tokens.low, i
    has_comma = at < len(low) and low[at] in {",", "،"}
    at += has_comma or low[at : at + 1] == ["of"]
    year = year_at(low, at)
    if year is not None:
        counts = has_comma and not is_day and at + 1 < len(low) and counts_people(low, at + 1)
        return (None, i) if counts else (year, at + 1)
    if published is not None and low[at + 1 : at + 2] == ["year"]:
        ago = {"this": 0, "last": 1}.get(low[at])
        if ago is not None:
            return published.year - ago, at + 2
    return None, i


def _at_digits(tokens: Tokens, i: int, past: int, published: date | None) -> Told | None:
    numeric = numeric_date(tokens, i)
    if numeric is not None:
        end, day = numeric
        return Told(i, end, day.year, day.month, day.month, day.day, day.day)
    low = tokens.low
    year = year_at(low, i)
    if year is None or (published is not None and year > published.year + 1):
        return None
    part = part_before(tokens, i, past)
    if part is not None:
        return Told(part.start, i + 1, year, part.first, part.last)
    return Told(i, i + 1, year) if _is_year(tokens, i) else None


def _is_year(tokens: Tokens, i: int) -> bool:
    """Whether four digits are a year by the words around them."""
    low = tokens.low
    before = low[i - 1] if i else ""
    if i + 2 < len(low) and low[i + 1] in _DASHES and tokens.touches(i + 1):
        return year_at(low, i + 2) is not None
    if before not in _BEFORE_YEAR:
        return False
    if before in {"and", "-", "–"} and year_at(low, i - 2) is None:
        return "between" in low[max(i - 6, 0) : i]
    return before in _SURE_BEFORE_YEAR or i + 1 == len(low) or not counts_people(low, i + 1)


def _part_of_this_year(tokens: Tokens, i: int, past: int, published: date) -> Told | None:
    """Whether "year" is that of publication: "the first half of this year"."""
    if i == 0 or tokens.low[i - 1] not in _THIS_YEAR or year_at(tokens.low, i + 1) is not None:
        return None
    part = part_before(tokens, i, past)
    if part is None:
        return None
    year = published.year - (part.first > published.month)
    return Told(part.start, i + 1, year, part.first, part.last)
