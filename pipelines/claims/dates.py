"""When: the dates that a sentence tells, explicit or counted from the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from attrs import evolve

from crawler.claim import DateBasis, Scope
from pipelines.claims.calendar_dates import Told, told_dates
from pipelines.claims.date_periods import periods
from pipelines.claims.months import MONTHS
from pipelines.claims.relative_dates import relative_dates
from pipelines.claims.tokens import Tokens
from pipelines.claims.when import DAY, MONTH, YEAR, DateMention, When, day_of, inherited, months_of

__all__ = ["DateMention", "When", "date_mentions", "dateline", "inherited"]

_OPENING = 400
"""Characters of a text in which its dateline stands."""
_DATELINE = re.compile(
    r"\b(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+)[,،]? (?P<year>\d{4})\b"
    r"|\b(?P<month2>[A-Z][a-z]+)\.? (?P<day2>\d{1,2}),? ?(?P<year2>\d{4})\b"
)
_NEAR = 4
"""Tokens between two dates of which one has the year of the other."""
_LEAP = 8
"""Years between two days of 29 February at most."""
_SLACK = timedelta(days=1)
"""What a dateline may be ahead of the day of publication, by where the newsroom is."""
_SHARING = frozenset({"to", "until", "till", "through", "and", "-", "–", ",", "or", "&"})


def dateline(text: str) -> date | None:
    """The day that stands at the very beginning of a text, as agencies put it there."""
    for match in _DATELINE.finditer(text[:_OPENING]):
        month = MONTHS.get((match["month"] or match["month2"]).lower())
        if month is not None:
            day = int(match["day"] or match["day2"])
            return day_of(int(match["year"] or match["year2"]), month, day)
    return None


def date_mentions(tokens: Tokens, published: date | None) -> list[DateMention]:
    """The dates of a sentence, in order; two that bound a period are one.

    A date without a year is of the year told beside it, else of the last such day up to
    publication; without either it is left out.
    """
    told = list(told_dates(tokens, published))
    found = list(_dated(tokens.low, told, published)) if told else []
    relative = list(relative_dates(tokens, published)) if published is not None else []
    if relative:
        taken = {at for one in told for at in range(one.start, one.end)}
        found += [one for one in relative if taken.isdisjoint(range(one.start, one.end))]
        found.sort(key=lambda mention: mention.start)
    return periods(tokens.low, found) if found else []


def _dated(low: list[str], told: Sequence[Told], published: date | None) -> Iterator[DateMention]:
    """The dates of the calendar whose year is known and which the calendar has."""
    for one, year in zip(told, _years(low, told, published), strict=True):
        mention = _mention(one, year) if year is not None else None
        if mention is not None:
            yield mention


def _mention(told: Told, year: int) -> DateMention | None:
    """A date of the calendar with its year; None where there is no such day."""
    if told.day is None or told.last_day is None:
        start, end = months_of(year, told.first, told.last)
        precision = YEAR if (told.first, told.last) == (1, 12) else MONTH
        when = When(start, end, precision, DateBasis.EXPLICIT, Scope.PERIOD_TOTAL)
        return DateMention(told.start, told.end, when)
    first, last = day_of(year, told.first, told.day), day_of(year, told.last, told.last_day)
    if first is None or last is None:
        return None
    when = When(first, last, DAY, DateBasis.EXPLICIT)
    if first != last:
        when = evolve(when, scope=Scope.PERIOD_TOTAL)
    return DateMention(told.start, told.end, when)


def _years(low: list[str], told: Sequence[Told], published: date | None) -> list[int | None]:
    """The year of each date: its own, or that of its neighbours, or by publication."""
    found: list[int | None] = []
    before: tuple[Told, int] | None = None
    last: int | None = None
    for index, one in enumerate(told):
        year = last if one.is_of_that_year else one.year
        after = told[index + 1] if index + 1 < len(told) else None
        if year is None and after is not None and after.year and _share(low, one, after):
            year = after.year - (_in_year(one) > _in_year(after))
        if year is None and before is not None:
            year = _year_after(low, before, one, published)
        if year is None and published is not None:
            year = _last_year(one, published)
        found.append(year)
        last = year or last
        if year is not None and not _is_since(low, one.start):
            before = one, year
    return found


def _share(low: list[str], first: Told, second: Told) -> bool:
    """Whether two dates stand so that one year may be of both: "from 7 April to 3 May 2016"."""
    between = low[first.end : second.start]
    return len(between) <= _NEAR and not _SHARING.isdisjoint(between)


def _year_after(
    low: list[str], before: tuple[Told, int], one: Told, published: date | None
) -> int | None:
    """The year of a date that follows one whose year is known."""
    known, year = before
    if _share(low, known, one) and _in_year(one) < _in_year(known):
        year += 1
    return None if published is not None and _is_future(one, year, published) else year


def _last_year(one: Told, published: date) -> int | None:
    """The year of the last such day up to publication."""
    for year in range(published.year, published.year - _LEAP - 1, -1):
        if year < 1:
            return None
        if day_of(year, one.first, one.day or 1) and not _is_future(one, year, published):
            return year
    return None


def _is_future(one: Told, year: int, published: date) -> bool:
    day = day_of(year, one.first, one.day or 1)
    return day is not None and day - published > _SLACK


def _in_year(one: Told) -> tuple[int, int]:
    return one.first, one.day or 1


def _is_since(low: list[str], i: int) -> bool:
    return "since" in low[max(i - 3, 0) : i]
