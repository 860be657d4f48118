"""When: the dates that a sentence tells, explicit or counted from the day of publication."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve, frozen

from crawler.claim import DateBasis, DatePrecision, Scope
from pipelines.claims.months import MONTHS
from pipelines.claims.tokens import Tokens

DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_HALVES = {"first": (1, 6), "second": (7, 12)}
_QUARTERS = {"first": (1, 3), "second": (4, 6), "third": (7, 9), "fourth": (10, 12)}
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_EARLIEST, _LATEST = 1980, 2100
_DATELINE = re.compile(
    r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]+)[,،]? (?P<year>\d{4})"
    r"|(?P<month2>[A-Z][a-z]+)\.? (?P<day2>\d{1,2}),? ?(?P<year2>\d{4})"
)


@frozen
class When:
    """A day or a period. ``end`` is None where the period is open."""

    start: date
    end: date | None
    precision: DatePrecision
    basis: DateBasis
    scope: Scope = Scope.INCIDENT


@frozen
class DateMention:
    """A date in a sentence; ``start`` and ``end`` are token indexes."""

    start: int
    end: int
    when: When


def dateline(text: str) -> date | None:
    """The day that stands at the very beginning of a text, as agencies put it there."""
    match = _DATELINE.search(text[:400])
    if match is None:
        return None
    month = MONTHS.get((match["month"] or match["month2"]).lower())
    if month is None:
        return None
    return _day(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))


def date_mentions(tokens: Tokens, published: date | None) -> list[DateMention]:
    """The dates of a sentence, in order; two that bound a period are one."""
    found = list(_single_dates(tokens, published))
    return _periods(tokens, found)


def _single_dates(tokens: Tokens, published: date | None) -> Iterator[DateMention]:
    low = tokens.low
    past = 0
    told = published
    for i, word in enumerate(low):
        if i < past:
            continue
        mention = None
        if word in MONTHS and tokens.is_capital(i):
            mention = _around_month(tokens, i, told)
        elif len(word) == 4 and word.isdecimal():
            mention = _year(tokens, i)
        elif published is not None:
            mention = _relative(tokens, i, published)
        if mention is not None:
            past = mention.end
            if mention.when.basis is DateBasis.EXPLICIT:
                told = mention.when.end or date(mention.when.start.year, 12, 31)
            yield mention


def _around_month(tokens: Tokens, i: int, published: date | None) -> DateMention | None:
    low, n = tokens.low, len(tokens)
    month = MONTHS[low[i]]
    end = i + 1 + (i + 1 < n and low[i + 1] == "." and low[i] not in {"may"})
    day, start = _day_before(tokens, i)
    if day is None and end < n and (number := _small(low[end])) and not _year_of(low, end):
        day, end = number, end + 1
        end += end < n and low[end] in _ORDINALS
    year, end = _year_after(tokens, end)
    known = year or _year_of_publication(month, day, published)
    if known is None or (month == 5 and day is None and year is None):
        return None
    if day is None:
        last = calendar.monthrange(known, month)[1]
        when = When(date(known, month, 1), date(known, month, last), MONTH, DateBasis.EXPLICIT)
        return DateMention(start, end, evolve(when, scope=Scope.PERIOD_TOTAL))
    exact = _day(known, month, day)
    if exact is None:
        return None
    return DateMention(start, end, When(exact, exact, DAY, DateBasis.EXPLICIT))


def _day_before(tokens: Tokens, i: int) -> tuple[int | None, int]:
    low, at = tokens.low, i - 1
    if at >= 0 and low[at] == "of":
        at -= 1
    if at >= 0 and low[at] in _ORDINALS:
        at -= 1
    if at >= 0 and (day := _small(low[at])) and (at == 0 or low[at - 1] not in {":"}):
        return day, at
    return None, i


def _small(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 3 and 0 < int(word) < 32 else None


def _year_of(low: list[str], i: int) -> int | None:
    if i < len(low) and len(low[i]) == 4 and low[i].isdecimal():
        value = int(low[i])
        return value if _EARLIEST <= value <= _LATEST else None
    return None


def _year_after(tokens: Tokens, i: int) -> tuple[int | None, int]:
    low = tokens.low
    at = i + (i < len(low) and low[i] in {",", "،", "of"})
    year = _year_of(low, at)
    return (year, at + 1) if year is not None else (None, i)


def _year_of_publication(month: int, day: int | None, published: date | None) -> int | None:
    """The year of a date told without one: the last such day up to publication."""
    if published is None:
        return None
    told = _day(published.year, month, day or 1)
    return published.year if told is None or told <= published else published.year - 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(tokens: Tokens, i: int) -> DateMention | None:
    low = tokens.low
    year = _year_of(low, i)
    before = low[i - 1] if i else ""
    if year is None or before not in {"in", "of", "since", "during", "year", "until", "to", "from"}:
        return None
    first, last, start = 1, 12, i
    for at in range(max(i - 5, 0), i):
        part = _HALVES if low[at + 1] == "half" else _QUARTERS if low[at + 1] == "quarter" else {}
        if low[at] in part:
            (first, last), start = part[low[at]], at
    end = date(year, last, calendar.monthrange(year, last)[1])
    precision = YEAR if (first, last) == (1, 12) else MONTH
    when = When(date(year, first, 1), end, precision, DateBasis.EXPLICIT, Scope.PERIOD_TOTAL)
    return DateMention(start, i + 1, when)


def _relative(tokens: Tokens, i: int, published: date) -> DateMention | None:
    low, word = tokens.low, tokens.low[i]
    days = None
    if word in _WEEKDAYS and tokens.is_capital(i):
        if _dated(tokens, i + 1 + (low[i + 1 : i + 2] == [","])):
            return None
        days = (published.weekday() - _WEEKDAYS[word]) % 7
        if i and low[i - 1] == "last":
            days = days or 7
    elif word in {"today", "tonight"} or (word == "this" and _daytime(low, i + 1)):
        days = 0
    elif word == "yesterday" or (word == "last" and low[i + 1 : i + 2] == ["night"]):
        days = 1
    if days is None:
        return None
    day = published - timedelta(days)
    return DateMention(i, i + 1, When(day, day, DAY, DateBasis.RELATIVE))


def _dated(tokens: Tokens, i: int) -> bool:
    return i < len(tokens) and (tokens.low[i] in MONTHS or tokens.low[i].isdecimal())


def _daytime(low: list[str], i: int) -> bool:
    return low[i : i + 1] in (["morning"], ["evening"], ["afternoon"], ["dawn"])


def _periods(tokens: Tokens, found: list[DateMention]) -> list[DateMention]:
    """Join "from A to B" and "between A and B"; open "since A"."""
    joined: list[DateMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and _bounds(tokens, before, mention):
            joined[-1] = _joined(before, mention)
        elif (opening := _opening(tokens, mention.start)) is not None:
            when = evolve(mention.when, end=None, scope=Scope.CUMULATIVE)
            joined.append(DateMention(opening, mention.end, when))
        else:
            joined.append(mention)
    return joined


def _joined(first: DateMention, second: DateMention) -> DateMention:
    end = second.when.end or second.when.start
    order = [DAY, MONTH, YEAR]
    precision = max(first.when.precision, second.when.precision, key=order.index)
    when = evolve(first.when, end=end, precision=precision, scope=Scope.PERIOD_TOTAL)
    return DateMention(first.start, second.end, when)


def _bounds(tokens: Tokens, first: DateMention, second: DateMention) -> bool:
    between = tokens.low[first.end : second.start]
    if len(between) > 8 or second.when.start < first.when.start:
        return False
    before = tokens.low[max(first.start - 4, 0) : first.start]
    if "between" in before:
        return "and" in between
    links = {"to", "until", "till", "through", "-", "–"}
    since = bool({"from", "since"} & set(before)) or first.when.scope is Scope.CUMULATIVE
    return since and bool(links & set(between))


def _opening(tokens: Tokens, i: int) -> int | None:
    """Index of "since" before a date: "since starting its operations in 2014"."""
    low = tokens.low
    for at in range(i - 1, max(i - 12, -1), -1):
        if low[at] == "since":
            return at
        if low[at] in {",", ";", "and", "on"} and low[at] != "on":
            return None
    return None
