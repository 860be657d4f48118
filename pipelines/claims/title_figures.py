"""A title that tells another number than its body: title 23, body 32."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, combinations

from crawler.claim import Claim, Field, Harm, Qualifier, Victims
from pipelines.claims.comparing import same_event
from pipelines.claims.plausible import plausible, roundness

_HEADLINED = 12
"""Claims of a title and a subtitle that are compared; what has more is no headline."""
_ROUNDED = 20
"""A plain number of a title is a rounded one where this share of it, at most, is missing."""
_TIMES = 2
"""A number that is more than so many times the other counts something else."""
_ADDENDS = 12
"""Numbers of the body of which two may add up to the title's."""
_UNCOUNTED = frozenset({Harm.ATTACK, Harm.MASSACRE, Harm.MUNITION})
"""Harms of which one, without a number, is what the title is about, and no count."""


def differing(claims: Sequence[Claim], is_update: Callable[[int], bool]) -> Iterator[int]:
    """The indexes of claims of a title, and of those of the body that tell another number.

    ``is_update`` tells which of the body's claims stand in words that themselves tell of an
    earlier number.
    """
    titles = [i for i, claim in enumerate(claims) if claim.field is not Field.BODY][:_HEADLINED]
    body = [i for i, claim in enumerate(claims) if claim.field is Field.BODY] if titles else []
    for index in titles:
        if _is_count(claims[index]) and not _is_told(claims, index, body):
            other = _counterpart(claims, index, body)
            if other is not None and not is_update(other):
                yield from (index, other)


def _is_count(claim: Claim) -> bool:
    if claim.is_part or claim.count_min is None:
        return False
    return claim.count_min > 1 or claim.harm not in _UNCOUNTED


def _is_told(claims: Sequence[Claim], index: int, body: Sequence[int]) -> bool:
    """Whether some claim of the body may tell the title's number."""
    return any(
        claims[i].harm is claims[index].harm and _agree(claims[index], claims[i]) for i in body
    )


def _agree(title: Claim, told: Claim) -> bool:
    some, others = plausible(title), plausible(told)
    if some is None or others is None:
        return False
    low, high = some
    if title.qualifier is Qualifier.EXACT and roundness(low) > 5:
        high += min(roundness(low) - 1, low // _ROUNDED)
        low -= min(roundness(low) // 2, low // _ROUNDED)
    return low <= others[1] and others[0] <= high


def _counterpart(claims: Sequence[Claim], index: int, body: Sequence[int]) -> int | None:
    """The whole of the body that the title sums up, where its number cannot be the title's."""
    title = claims[index]
    wholes = [i for i in body if not claims[i].is_part and same_event(title, claims[i])]
    counted = [i for i in wholes if claims[i].count_min is not None]
    if not counted or len(counted) < len(wholes):
        return None
    if len({claims[i].claimant for i in counted}) > 1:
        return None
    told = [claims[i].count_min or 0 for i in body if claims[i].harm is title.harm]
    if _adds_up(title, told):
        return None
    first = claims[counted[0]]
    return counted[0] if _is_near(title, first) and _excludes(title, first) else None


def _adds_up(title: Claim, told: Sequence[int]) -> bool:
    """Whether the title's number is the sum of two, or of the first so many, of the body's."""
    total = title.count_min or 0
    return total in accumulate(told) or any(
        one + other == total for one, other in combinations(told[:_ADDENDS], 2)
    )


def _is_near(title: Claim, told: Claim) -> bool:
    one, other = title.count_min or 0, told.count_min or 0
    return one <= _TIMES * other and other <= _TIMES * one


def _excludes(title: Claim, told: Claim) -> bool:
    """Whether one number makes the other wrong: of civilians there are no more than of people."""
    some, others = plausible(title), plausible(told)
    if some is None or others is None:
        return False
    if title.victims is Victims.CIVILIAN and told.victims is Victims.PERSON:
        return some[0] > others[1]
    if title.victims is Victims.PERSON and told.victims is Victims.CIVILIAN:
        return others[0] > some[1]
    return True
