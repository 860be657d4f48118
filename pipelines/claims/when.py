"""A day or a period as a sentence tells it."""

from __future__ import annotations

import calendar
from datetime import date

from attrs import frozen

from crawler.claim import DateBasis, DatePrecision, Scope

DAY, MONTH, YEAR = DatePrecision.DAY, DatePrecision.MONTH, DatePrecision.YEAR


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


def inherited(when: When) -> When:
    """The same, as taken over from words around."""
    return When(when.start, when.end, when.precision, DateBasis.INHERITED, when.scope)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def months_of(year: int, first: int, last: int) -> tuple[date, date]:
    """First and last day of the months ``first`` to ``last``."""
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
