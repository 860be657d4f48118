"""Parts that are more than their whole: "179 civilians, among them 291 children"."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from crawler.claim import ActorKind, Attribution, Claim, Harm, Victims
from pipelines.claims.gazetteer.kinds import GOVERNORATE, SETTLEMENTS
from pipelines.claims.plausible import plausible

_OF_THINGS = frozenset({Harm.ATTACK, Harm.MASSACRE, Harm.MUNITION})
_HELD = frozenset(
    {
        (Harm.KILLED_OR_INJURED, Harm.KILLED),
        (Harm.KILLED_OR_INJURED, Harm.INJURED),
        (Harm.DETAINED, Harm.DISAPPEARED),
    }
)
"""Harms of a whole, and those of its parts that differ and still count the same people."""
_AGES = frozenset({Victims.CHILD, Victims.WOMAN, Victims.MAN})
_STANDINGS = frozenset({Victims.CIVILIAN, Victims.COMBATANT})

Kind = Hashable
"""Of what a part is; parts of one group and of different kinds have nobody in common."""


def exceeding(claims: Sequence[Claim]) -> Iterator[int]:
    """The indexes of wholes and of those of their parts that alone or together are too many."""
    parts: dict[int, list[int]] = {}
    for index, claim in enumerate(claims):
        if claim.part_of is not None and _counts_some_of(claim, claims[claim.part_of]):
            parts.setdefault(claim.part_of, []).append(index)
    for whole, indexes in parts.items():
        limit = plausible(claims[whole])
        if limit is None:
            continue
        for together in _disjoint(claims, indexes):
            if sum(_least(claims[index]) for index in together) > limit[1]:
                yield from (whole, *together)


def _counts_some_of(part: Claim, whole: Claim) -> bool:
    """Whether both numbers count the same kind of thing, so that one can be too great."""
    if part.harm is not whole.harm and (whole.harm, part.harm) not in _HELD:
        return False
    if whole.harm in _OF_THINGS:
        return part.victims in {None, whole.victims}
    if part.victims is None or whole.victims is None:
        return False
    return not {part.victims, whole.victims} >= _STANDINGS


def _least(claim: Claim) -> int:
    bounds = plausible(claim)
    return bounds[0] if bounds else 0


def _disjoint(claims: Sequence[Claim], indexes: Sequence[int]) -> Iterator[list[int]]:
    """Each part alone, and every group of them that have nobody in common."""
    yield from ([index] for index in indexes)
    for kind_of in (_by_age, _by_standing, _by_harm, _by_actor, _by_settlement, _by_governorate):
        groups: dict[Hashable, dict[Kind, int]] = {}
        for index in indexes:
            found = kind_of(claims[index])
            if found is None:
                continue
            greatest = groups.setdefault(found[0], {})
            known = greatest.setdefault(found[1], index)
            if _least(claims[index]) > _least(claims[known]):
                greatest[found[1]] = index
        yield from (list(group.values()) for group in groups.values() if len(group) > 1)


Sorted = tuple[Hashable, Kind] | None
"""The group that a part may be summed up in, and its kind there; None where it may not."""


def _by_age(part: Claim) -> Sorted:
    return (part.harm, part.victims) if part.victims in _AGES else None


def _by_standing(part: Claim) -> Sorted:
    return (part.harm, part.victims) if part.victims in _STANDINGS else None


def _by_harm(part: Claim) -> Sorted:
    return (part.victims, part.harm) if part.harm in {Harm.KILLED, Harm.INJURED} else None


def _by_actor(part: Claim) -> Sorted:
    """By party; a coalition holds parties of its own, and who is unknown may be any of them."""
    if part.actor is None or part.attribution not in {Attribution.STATED, Attribution.SUSPECTED}:
        return None
    if part.actor.kind in {ActorKind.COALITION, ActorKind.UNKNOWN}:
        return None
    return (part.harm, part.victims), part.actor.country or part.actor.name


def _by_settlement(part: Claim) -> Sorted:
    if part.place is None or part.place.kind not in SETTLEMENTS:
        return None
    return (part.harm, part.victims), part.place.key


def _by_governorate(part: Claim) -> Sorted:
    if part.place is None or part.place.kind != GOVERNORATE:
        return None
    return (part.harm, part.victims), part.place.key
