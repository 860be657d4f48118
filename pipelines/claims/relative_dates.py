"""Dates counted from the day of publication: never after it."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from crawler.claim import DateBasis, DatePrecision, Scope
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.number_words import WORDS
from pipelines.claims.tokens import Tokens
from pipelines.claims.when import DAY, MONTH, YEAR, DateMention, When, months_of

_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_DAYS: Phrases[int] = Phrases(
    [(phrase, 0) for phrase in words_of("dates", "relative", "today")]
    + [(phrase, 1) for phrase in words_of("dates", "relative", "yesterday")]
    + [(f"this {part}", 0) for part in words_of("dates", "relative", "dayparts")]
    + [(f"yesterday {part}", 1) for part in words_of("dates", "relative", "dayparts")]
)
_NO_WEEKDAY = frozenset(words_of("dates", "relative", "no_weekday"))
_PAPERS = frozenset(words_of("dates", "relative", "papers"))
_PAST = frozenset(words_of("dates", "relative", "past"))
_UNITS = {
    form: unit for unit in ("hour", "day", "week", "month", "year") for form in (unit, f"{unit}s")
}
_DAYS_OF = {"day": 1, "week": 7}
_MOST = 400
"""Units that are counted back at most: what is more is no date that anybody means."""
_MID_MONTH = 15
"""Past this day "the past month" begins nearer to the first of this month than of the last."""
_STARTS = frozenset({*_WEEKDAYS, *_DAYS.starts, *_PAST, "this", "ago"})


def relative_dates(tokens: Tokens, published: date) -> Iterator[DateMention]:
    """The dates of a sentence that are counted from the day of publication, in order."""
    low = tokens.low
    if _STARTS.isdisjoint(low):
        return
    past = 0
    for i, word in enumerate(low):
        if i < past or word not in _STARTS:
            continue
        mention = _relative(tokens, i, past, published)
        if mention is not None:
            past = mention.end
            yield mention


def _relative(tokens: Tokens, i: int, past: int, published: date) -> DateMention | None:
    low, word = tokens.low, tokens.low[i]
    if word in _WEEKDAYS:
        return _weekday(tokens, i, published)
    if (day := _DAYS.at(low, i)) is not None:
        when = _back(published, day[1])
        return DateMention(i, day[0], when) if when else None
    if word == "ago":
        return _ago(tokens, i, past, published)
    if low[i + 2 : i + 3] == ["of"] or low[max(i - 1, 0) : i] == ["time"]:
        return None  # "the last week of April", "the third time this week"
    if word == "this":
        return _current(low, i, published)
    return _last(low, i, published) if word in _PAST else None


def _back(published: date, days: int) -> When | None:
    try:
        day = published - timedelta(days)
    except OverflowError:
        return None
    return When(day, day, DAY, DateBasis.RELATIVE)


def _weekday(tokens: Tokens, i: int, published: date) -> DateMention | None:
    """The last such day up to publication, where no date of its own stands beside it."""
    low = tokens.low
    before, after = low[i - 1] if i else "", low[i + 1] if i + 1 < len(low) else ""
    if not tokens.is_capital(i) or before in _NO_WEEKDAY or after in _PAPERS:
        return None
    at = i + 1 + (after in {",", "the", "("})
    if at < len(low) and (low[at] in MONTHS or low[at].isdecimal()):
        return None
    days = (published.weekday() - _WEEKDAYS[low[i]]) % 7
    if before == "last":
        days = days or 7
    when = _back(published, days)
    return DateMention(i, i + 1, when) if when else None


def _ago(tokens: Tokens, i: int, past: int, published: date) -> DateMention | None:
    """ "two days ago", "a month ago": the day, or the month or year that it was."""
    low = tokens.low
    unit = _UNITS.get(low[i - 1]) if i - 2 >= past else None
    count = _count(low[i - 2]) if unit else None
    if unit is None or count is None:
        return None
    if unit == "hour":
        when = _back(published, count // 24)
    elif unit == "day":
        when = _back(published, count)
    elif unit == "year":
        when = _years(published, published.year - count, published.year - count)
    else:
        weeks = _back(published, count * 7) if unit == "week" else None
        month = weeks.start if weeks else _month_before(published, count)
        when = _months(published, month, month) if month else None
    return DateMention(i - 2, i + 1, when) if when else None


def _current(low: list[str], i: int, published: date) -> DateMention | None:
    """ "this week", "this month", "this year": up to the day of publication."""
    unit = low[i + 1] if i + 1 < len(low) else ""
    if unit == "week":
        when = _span(published, published.weekday(), 0)
    elif unit == "month":
        when = _months(published, published, published)
    elif unit == "year":
        when = _years(published, published.year, published.year)
    else:
        return None
    return DateMention(i, i + 2, when) if when else None


def _last(low: list[str], i: int, published: date) -> DateMention | None:
    """ "last week", "the past 48 hours", "the last three months"."""
    counted = _count(low[i + 1]) if i + 2 < len(low) else None
    at = i + 1 + (counted is not None)
    unit = _UNITS.get(low[at]) if at < len(low) else None
    if unit is None or low[at + 1 : at + 2] == ["of"]:
        return None
    is_running = counted is not None or low[i] != "last" or low[i - 1 : i] == ["the"]
    when = _running(published, unit, counted or 1) if is_running else _previous(published, unit)
    return DateMention(i, at + 1, when) if when else None


def _previous(published: date, unit: str) -> When | None:
    """The week, month or year before that of publication."""
    if unit == "week":
        return _span(published, published.weekday() + 7, published.weekday() + 1)
    if unit == "month":
        month = _month_before(published, 1)
        return _months(published, month, month) if month else None
    return _years(published, published.year - 1, published.year - 1) if unit == "year" else None


def _running(published: date, unit: str, count: int) -> When | None:
    """So many units up to the day of publication."""
    if unit == "hour":
        return _span(published, -(-count // 24), 0)
    if unit in _DAYS_OF:
        return _span(published, count * _DAYS_OF[unit], 0)
    if unit == "year":
        return _years(published, published.year - count, published.year)
    nearest = count - (published.day > _MID_MONTH)
    month = _month_before(published, nearest)
    return _months(published, month, published) if month else None


def _span(published: date, first: int, last: int) -> When | None:
    start, end = _back(published, first), _back(published, last)
    if start is None or end is None:
        return None
    return When(start.start, end.start, DAY, DateBasis.RELATIVE, Scope.PERIOD_TOTAL)


def _months(published: date, first: date, last: date) -> When:
    start = first.replace(day=1)
    return _up_to(published, start, months_of(last.year, last.month, last.month)[1], MONTH)


def _years(published: date, first: int, last: int) -> When | None:
    if first < 1:
        return None
    return _up_to(published, date(first, 1, 1), date(last, 12, 31), YEAR)


def _up_to(published: date, start: date, end: date, precision: DatePrecision) -> When:
    basis, scope = DateBasis.RELATIVE, Scope.PERIOD_TOTAL
    return When(start, min(end, published), precision, basis, scope)


def _month_before(published: date, count: int) -> date | None:
    months = published.year * 12 + published.month - 1 - count
    return date(months // 12, months % 12 + 1, 1) if months >= 12 else None


def _count(word: str) -> int | None:
    if word in {"a", "an"}:
        return 1
    count = int(word) if word.isdecimal() and len(word) < 4 else WORDS.get(word, 0)
    return count if 0 < count <= _MOST else None
