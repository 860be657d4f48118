"""Parts that are more than their whole: "179 civilians, among them 291 children"."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

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
_BESIDE = 150
"""Characters after a whole in which its parts by several parties stand, at most."""


def exceeding(claims: Sequence[Claim]) -> Iterator[int]:
    """The indexes of wholes and of those of their parts that alone or together are too many."""
    parts: dict[int, list[int]] = {}
    for index, claim in enumerate(claims):
        if claim.part_of is not None and _counts_some_of(claim, claims[claim.part_of]):
            parts.setdefault(claim.part_of, []).append(index)
    for whole, indexes in parts.items():
        bounds = plausible(claims[whole])
        if bounds is None or sum(_least(claims[index]) for index in indexes) <= bounds[1]:
            continue
        for together in _apart(claims, claims[whole], indexes):
            if sum(_least(claims[index]) for index in together) > bounds[1]:
                yield from (whole, *together)


def _counts_some_of(part: Claim, whole: Claim) -> bool:
    """Whether both numbers count the same kind of thing, so that one can be too great."""
    if part.harm is not whole.harm and (whole.harm, part.harm) not in _HELD:
        return False
    if whole.harm in _OF_THINGS:
        return part.victims in {None, whole.victims}
    if part.victims is None or whole.victims is None:
        return False
    if whole.victims in {Victims.CIVILIAN, Victims.PERSON}:
        return {part.victims, whole.victims} != _STANDINGS
    return part.victims is whole.victims or (whole.victims not in _AGES and part.victims in _AGES)


def _least(claim: Claim) -> int:
    bounds = plausible(claim)
    return bounds[0] if bounds else 0


def _apart(
    claims: Sequence[Claim], whole: Claim, indexes: Sequence[int]
) -> Iterator[Iterable[int]]:
    """Each part alone, and the greatest parts of each set of kinds that share nobody."""
    yield from ([index] for index in indexes)
    kinds: dict[Hashable, dict[Hashable, int]] = {}
    for index in indexes:
        for among, kind in _kinds(claims[index], whole):
            greatest = kinds.setdefault(among, {})
            if _least(claims[index]) >= _least(claims[greatest.setdefault(kind, index)]):
                greatest[kind] = index
    yield from (greatest.values() for greatest in kinds.values() if len(greatest) > 1)


def _kinds(part: Claim, whole: Claim) -> Iterator[tuple[Hashable, Hashable]]:
    """Of what kind a part is, each time with the set of kinds that share nobody with it.

    Children, women and men are such a set; of those that differ by party or by place, only such as
    count the same victims.
    """
    same = (part.harm, part.victims)
    if part.victims in _AGES:
        yield (part.harm, "age"), part.victims
    if part.victims in _STANDINGS:
        yield (part.harm, "standing"), part.victims
    if whole.harm is Harm.KILLED_OR_INJURED and part.harm is not whole.harm:
        yield (part.victims, "harm"), part.harm
    if part.actor is not None and _is_sure_of_party(part, whole):
        yield (*same, "actor"), part.actor.country or part.actor.name
    if part.place is not None and part.place.kind in SETTLEMENTS:
        yield (*same, "settlement"), part.place.key
    if part.place is not None and part.place.kind == GOVERNORATE:
        yield (*same, "governorate"), part.place.key


def _is_sure_of_party(part: Claim, whole: Claim) -> bool:
    """Whether the part is laid to a party that nobody else's part can be counted with.

    A coalition holds parties, one without a name may be any of them, and forces of one country
    hold each other. What one party did, another did no part of, unless the part stands so near
    that the whole may have been laid to the party beside it.
    """
    actor = part.actor
    if actor is None or actor.kind in {ActorKind.COALITION, ActorKind.UNKNOWN}:
        return False
    if part.attribution not in {Attribution.STATED, Attribution.SUSPECTED}:
        return False
    return whole.actor in {None, actor} or part.start - whole.end <= _BESIDE
