"""Dates in digits only: "2017-04-12", "22/4/2017"."""

from __future__ import annotations

from datetime import date

from pipelines.claims.tokens import Tokens
from pipelines.claims.when import day_of

EARLIEST, LATEST = 1980, 2100
"""Years between which four digits are one."""
_SIGNS = frozenset("-/–")


def year_at(low: list[str], i: int) -> int | None:
    """The year that token ``i`` is."""
    if 0 <= i < len(low) and len(low[i]) == 4 and low[i].isdecimal():
        value = int(low[i])
        return value if EARLIEST <= value <= LATEST else None
    return None


def numeric_date(tokens: Tokens, i: int) -> tuple[int, date] | None:
    """The index past a date in digits that begins at token ``i``, and its day.

    None where it cannot be told which number is the day: "3/4/2017".
    """
    low, end = tokens.low, i + 5
    if end > len(tokens) or low[i + 1] not in _SIGNS or low[i + 3] != low[i + 1]:
        return None
    if not all(tokens.touches(at) for at in range(i + 1, end)) or not _is_short(low[i + 2]):
        return None
    if (year := year_at(low, i)) is not None:
        day = day_of(year, int(low[i + 2]), int(low[i + 4])) if _is_short(low[i + 4]) else None
    elif (year := year_at(low, i + 4)) is not None and _is_short(low[i]):
        day = _day_or_month_first(year, int(low[i]), int(low[i + 2]))
    else:
        return None
    return (end, day) if day is not None else None


def _day_or_month_first(year: int, first: int, second: int) -> date | None:
    if first > 12 or first == second:
        return day_of(year, second, first)
    return day_of(year, first, second) if second > 12 else None


def _is_short(word: str) -> bool:
    return word.isdecimal() and len(word) < 3
