"""The days that a claim is about, and whether two claims may be of the same days and place."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import frozen

from crawler.claim import DatePrecision, Scope
from storage.folding import fold

Row = Mapping[str, Any]
"""A claim as ``storage.claim_finding.find_claims`` gives it."""


@frozen
class Period:
    """From the first day to the last one; None where a side is open."""

    first: date | None
    last: date | None

    def overlaps(self, other: Period) -> bool:
        """Whether they may have a day in common."""
        return _begins_by(self.first, other.last) and _begins_by(other.first, self.last)


def period_of(claim: Row) -> Period | None:
    """The days to which the words date the event or period; None where they do not.

    A total without an end lasts until the report was published.
    """
    first, last = (_day(claim[name]) for name in ("date_start", "date_end"))
    if claim["scope"] == Scope.CUMULATIVE:
        return Period(first, _last_of(last, claim) or _day(claim["published_date"]))
    if first is None and last is None:
        return None
    if last is None and claim["scope"] == Scope.INCIDENT:
        last = first
    return Period(first, _last_of(last, claim) or _day(claim["published_date"]))


def places_agree(one: Row, other: Row) -> bool:
    """Whether they may be about one place: the same, one in the other, or one untold."""
    if not (_has_place(one) and _has_place(other)):
        return True
    if one["place_key"] and other["place_key"]:
        return one["place_key"] == other["place_key"] or _holds(one, other) or _holds(other, one)
    return _share_name(one, other)


def is_same_place(one: Row, other: Row) -> bool:
    """Whether they name the same place, or both name none: ``Tout`` is ``Tout village``."""
    if one["place_key"] and other["place_key"]:
        return bool(one["place_key"] == other["place_key"])
    if not (_has_place(one) or _has_place(other)):
        return True
    return _share_name(one, other)


def _begins_by(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _last_of(day: date | None, claim: Row) -> date | None:
    """The last day of the month or year, where no more is told."""
    if day is None or claim["date_precision"] in {None, DatePrecision.DAY}:
        return day
    month = 12 if claim["date_precision"] == DatePrecision.YEAR else day.month
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def _has_place(claim: Row) -> bool:
    return bool(claim["place_key"] or claim["place_text"])


def _holds(wide: Row, narrow: Row) -> bool:
    if wide["country"] != narrow["country"]:
        return False
    is_of = wide["place_kind"] == "governorate" and wide["adm1"] == narrow["adm1"]
    return bool(wide["place_kind"] == "country" or (is_of and wide["adm1"]))


def _share_name(one: Row, other: Row) -> bool:
    """Whether the words of a name of one stand in a name of the other."""
    return any(a in b or b in a for a in _names(one) for b in _names(other))


def _names(claim: Row) -> set[str]:
    told = (claim["place"], claim["place_text"])
    return {f" {' '.join(fold(name).split())} " for name in told if name}
