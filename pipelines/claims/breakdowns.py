"""Parts of wholes that stand in other sentences: lists by party, "among the dead", "42 of them"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define

from crawler.claim import Actor, Harm, Victims
from pipelines.claims.actors import Mention
from pipelines.claims.attaching import Group, harm_among
from pipelines.claims.nouns import CASE
from pipelines.claims.statements import Stated, Statement, made_of
from pipelines.claims.tokens import Tokens

_PEOPLE = frozenset({Victims.CIVILIAN, Victims.PERSON})
_LISTED = 12
"""Tokens before the colon of an item of a list at most."""


@define(eq=False)
class Whole:
    """A statement that parts may follow."""

    statement: Statement
    line: int


def adopt_orphans(
    tokens: Tokens, stated: Stated, parties: Sequence[Mention], told: Sequence[Statement]
) -> list[Statement]:
    """What the numbers without a harm in their own sentence state, by what was told before."""
    found: list[Statement] = []
    among = harm_among(tokens) if stated.orphans else None
    for group in stated.orphans:
        whole = _whole_of(tokens, group, parties, told, among)
        if whole is None and among is None:
            continue
        harm = among or (whole.harm if whole else None)
        if harm is None:
            continue
        made = made_of(tokens, group, harm, whole.victims if whole else None)
        if group.is_reference:
            made = made[1:]
        for one in made:
            if one.whole is None or group.is_reference:
                one.whole, one.is_part = whole, True
        found += made
    return found


def _whole_of(
    tokens: Tokens,
    group: Group,
    parties: Sequence[Mention],
    told: Sequence[Statement],
    among: Harm | None,
) -> Statement | None:
    """The statement told before of which a number without a harm is a part."""
    quantity = group.whole
    if group.is_reference:
        return _last(told, lambda one: one.quantity.low == quantity.low)
    if among is not None:
        return _last(told, lambda one: one.harm is among and _may_hold(one, group))
    if quantity.of_them and _by_party(tokens, group, parties):
        return _last(told, lambda one: not one.is_part and _may_hold(one, group))
    if quantity.noun is not None and quantity.noun.kind == CASE:
        counted = (Harm.DETAINED, Harm.DISAPPEARED, Harm.ATTACK)
        return _last(
            told, lambda one: one.harm in counted and _may_hold(one, group) and not one.is_part
        )
    if _is_item(tokens, group, parties):
        return _last(
            told, lambda one: not one.is_part and _may_hold(one, group) and _is_alike(one, group)
        )
    return None


def _last(told: Sequence[Statement], fits: object) -> Statement | None:
    assert callable(fits)
    return next((one for one in reversed(told) if fits(one)), None)


def _may_hold(whole: Statement, group: Group) -> bool:
    low, count = group.whole.low, whole.quantity.low
    return low is not None and count is not None and low <= count


def _is_alike(whole: Statement, group: Group) -> bool:
    quantity = group.whole
    if quantity.noun is None or quantity.victims is None:
        return quantity.noun is None
    return quantity.noun.is_human and whole.victims is not None


def _by_party(tokens: Tokens, group: Group, parties: Sequence[Mention]) -> bool:
    """Whether "by" and a party follow closely."""
    end = group.whole.end
    return any(end < m.start <= end + 5 and "by" in tokens.low[end : m.start] for m in parties)


def _is_item(tokens: Tokens, group: Group, parties: Sequence[Mention]) -> bool:
    """Whether the number stands after "<party>:" at the beginning of an item of a list."""
    start = group.whole.start
    if start > _LISTED or not any(m.start < start for m in parties):
        return False
    before = tokens.low[:start]
    return bool(before) and (before[-1] in {":", "–", "-", "—"} or before[-2:] == [":", "killed"])


def part_by_actor(statements: Sequence[Statement], actors: dict[int, Actor | None]) -> None:
    """Make the numbers of single parties parts of the total that they are told after.

    Where the text tells a total and then, for the same harm and victims, numbers of two or more
    parties that make it up, wholly or within a period that it counts, those are its parts.
    """
    for at, total in enumerate(statements):
        if total.is_part or total.quantity.low is None or total.quantity.low < 2:
            continue
        later = [one for one in statements[at + 1 :] if _may_be_part(one, total, actors)]
        named = {actors[id(one)] for one in later}
        numbers = _distinct(later, actors)
        if len(named) < 2 or sum(numbers) > total.quantity.low:
            continue
        if sum(numbers) == total.quantity.low or len(named) > 2:
            for one in later:
                if one.whole is None:
                    one.whole, one.is_part = total, True


def _may_be_part(one: Statement, total: Statement, actors: dict[int, Actor | None]) -> bool:
    actor = actors.get(id(one))
    if actor is None or actor == actors.get(id(total)) or one.quantity.low is None:
        return False
    if one.is_part and one.whole is not None and one.whole.quantity.low != total.quantity.low:
        return False
    alike = one.victims == total.victims or {one.victims, total.victims} <= _PEOPLE
    return alike and one.harm is total.harm and one.quantity.low < (total.quantity.low or 0)


def _distinct(found: Iterable[Statement], actors: dict[int, Actor | None]) -> list[int]:
    return [low for _, low in {(actors[id(one)], one.quantity.low or 0) for one in found}]
