"""Whether two claims can be about the same harm to the same people at the same time and place."""

from __future__ import annotations

from crawler.claim import Claim, DatePrecision, Place, Scope, Victims
from pipelines.claims.gazetteer.choosing import breadth, lies_in

_PEOPLE = frozenset({Victims.CIVILIAN, Victims.PERSON})
_DAYS_APART = 1
"""Between a headline's day and that of the text: what happens at night has two."""


def same_event(one: Claim, other: Claim) -> bool:
    """Whether harm, victims, party, place, time and scope all agree, or are not told."""
    return (
        one.harm is other.harm
        and _same_people(one.victims, other.victims)
        and one.scope is other.scope
        and (one.actor is None or other.actor is None or one.actor == other.actor)
        and _same_place(one, other)
        and _same_time(one, other)
    )


def _same_people(one: Victims | None, other: Victims | None) -> bool:
    return one is other or {one, other} == _PEOPLE


def _same_place(one: Claim, other: Claim) -> bool:
    """Whether the places are one; that of an event may be told by what it lies in."""
    if one.place is None or other.place is None:
        return True
    return one.place.key == other.place.key or (
        one.scope is Scope.INCIDENT and _is_within(one.place, other.place)
    )


def _is_within(one: Place, other: Place) -> bool:
    return breadth(one) != breadth(other) and (lies_in(one, other) or lies_in(other, one))


def _same_time(one: Claim, other: Claim) -> bool:
    if one.date_start is None or other.date_start is None:
        return True
    if one.scope is not Scope.INCIDENT:
        return one.date_start == other.date_start and one.date_end == other.date_end
    if {one.date_precision, other.date_precision} != {DatePrecision.DAY}:
        return one.date_start.replace(day=1) == other.date_start.replace(day=1)
    return abs((one.date_start - other.date_start).days) <= _DAYS_APART
