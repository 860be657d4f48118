"""Parts of wholes that stand in other sentences: lists by party, "among the dead", "42 of them"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crawler.claim import Actor, Harm, Victims, Weapon
from pipelines.claims.actors import Mention
from pipelines.claims.gaps import counts_other_things
from pipelines.claims.groups import Group, is_of_those
from pipelines.claims.links import Link, link_of
from pipelines.claims.nouns import CASE
from pipelines.claims.quantity import Quantity
from pipelines.claims.statements import Stated, Statement, made_of
from pipelines.claims.tokens import Tokens

_CASES = frozenset({Harm.DETAINED, Harm.DISAPPEARED, Harm.ATTACK})
_THINGS = frozenset({Harm.ATTACK, Harm.MASSACRE, Harm.MUNITION})
_PARTING = frozenset({",", ":", ";", "(", "including"})
"""Between a number and one that shares it out."""


def adopt_orphans(
    tokens: Tokens,
    stated: Stated,
    parties: Sequence[Mention],
    told: Sequence[Statement],
    *,
    is_item: bool,
) -> list[Statement]:
    """What the numbers without a harm in their own sentence state, by what was told before.

    ``told`` are the statements before, the sentence's own among them; ``is_item`` tells that the
    sentence is an item of a list.
    """
    found: list[Statement] = []
    among = stated.among
    is_foreign = False
    for group in stated.orphans:
        is_among = among is not None and is_of_those(tokens, group.whole)
        link = link_of(tokens, group, parties, among=is_among, is_item=is_item)
        if is_foreign and link in {Link.PART, Link.SIBLING} and not group.whole.of_them:
            link = None
        is_foreign = link is None or _is_of_things(tokens, group.whole)
        if link is not None and not is_foreign:
            found += _adopted(tokens, group, link, [*told, *found], among)
    return found


def _adopted(
    tokens: Tokens, group: Group, link: Link, told: Sequence[Statement], among: Harm | None
) -> list[Statement]:
    whole = _whole_of(group, told, link, among)
    if link is Link.REFERENCE and whole is None and group.harm is not None:
        return made_of(tokens, group, group.harm, None)
    harm = whole.harm if whole is not None else None
    beside = _beside(tokens, group, told) if link is Link.PART else None
    if beside is not None:
        harm = beside.harm
        is_parallel = not beside.is_part and _are_parallel(tokens, beside, group)
        whole = beside.whole or (beside if _may_hold(beside, group) else whole)
        link = Link.SIBLING if is_parallel else link
    harm = among if link is Link.AMONG else harm
    if harm is None or not _is_countable(group, harm):
        return []
    made = made_of(tokens, group, harm, whole.victims if whole else None)
    made = made[1:] if group.is_reference else made
    for one in made:
        if link is not Link.SIBLING and (one.whole is None or group.is_reference):
            one.whole, one.is_part = whole, True
    return made


def _is_of_things(tokens: Tokens, quantity: Quantity) -> bool:
    return quantity.is_bare and not quantity.of_them and counts_other_things(tokens, quantity)


def _is_countable(group: Group, harm: Harm) -> bool:
    """Whether the number may count what the harm was done to."""
    noun = group.whole.noun
    if group.whole.is_times:
        return harm is Harm.ATTACK
    if noun is None or noun.kind == CASE:
        return True
    return noun.is_human == (harm not in _THINGS)


def _whole_of(
    group: Group, told: Sequence[Statement], link: Link, among: Harm | None
) -> Statement | None:
    """The statement told before on which a number hangs."""
    tests: dict[Link, Callable[[Statement], bool]] = {
        Link.REFERENCE: lambda one: one.quantity.low == group.whole.low,
        Link.SIBLING: lambda one: not one.is_part,
        Link.AMONG: lambda one: one.harm is among and _may_hold(one, group) and not one.is_part,
        Link.CASE: lambda one: one.harm in _CASES and _may_hold(one, group) and not one.is_part,
        Link.PART: lambda one: not one.is_part and _may_hold(one, group),
    }
    last = next((one for one in reversed(told) if tests[link](one)), None)
    if last is None or link is not Link.PART or group.whole.of_them:
        return last
    # what a sentence told first is what the list after it is of
    beside = [one for one in told if one.tokens is last.tokens and tests[link](one)]
    return min(beside, key=lambda one: one.at)


def _beside(tokens: Tokens, group: Group, told: Sequence[Statement]) -> Statement | None:
    """The share told before it in the same sentence: "37 in Ramadi and 61 in Fallujah"."""
    before = [one for one in told if one.tokens is tokens and one.at < group.whole.number]
    last = max(before, key=lambda one: one.at, default=None)
    if last is None or told[-1].tokens is not tokens:
        return None
    is_share = last.is_part or _are_parallel(tokens, last, group)
    return last if is_share or not _may_hold(last, group) else None


def _are_parallel(tokens: Tokens, last: Statement, group: Group) -> bool:
    """Whether both are told by the same word: "56 killed by one side and 52 by the other".

    Or with nothing that parts off a share: "one side killed 56 and the other 52".
    """
    gap = tokens.low[last.quantity.end : group.whole.start]
    if group.whole.is_bare and "and" in gap and _PARTING.isdisjoint(gap):
        return not group.whole.of_them
    end = max(last.quantity.end, last.trigger.end if last.trigger else 0)
    word = tokens.low[group.whole.end : group.whole.end + 1]
    return word == tokens.low[end : end + 1] and word in (["by"], ["in"], ["on"], ["at"])


def _may_hold(whole: Statement, group: Group) -> bool:
    low, count = group.whole.low, whole.quantity.low
    return low is not None and count is not None and low <= count


def part_by_actor(
    statements: Sequence[Statement],
    actors: dict[int, Actor | None],
    weapons: dict[int, Weapon | None],
) -> None:
    """Make the numbers of single parties parts of the total that they are told after.

    Where the text tells a total and then, for the same harm and victims, numbers of two or more
    parties that make it up, wholly or within a period that it counts, those are its parts.
    Attacks are alike only where their means are.
    """
    alike: dict[tuple[Harm, Victims | None, Weapon | None], list[Statement]] = {}
    for one in statements:
        victims = Victims.CIVILIAN if one.victims is Victims.PERSON else one.victims
        if one.quantity.low is not None:
            weapon = weapons[id(one)] if one.harm in _THINGS else None
            alike.setdefault((one.harm, victims, weapon), []).append(one)
    for found in alike.values():
        for at, total in enumerate(found):
            if not total.is_part:
                _give_parts(total, found[at + 1 : at + 1 + _MOST_SHARES], actors)


_MOST_SHARES = 40
"""Statements after a total among which its shares are looked for."""


def _give_parts(
    total: Statement, later: Sequence[Statement], actors: dict[int, Actor | None]
) -> None:
    count = total.quantity.low or 0
    shares = [one for one in later if _may_be_part(one, total, actors)]
    if len({actors[id(one)] for one in shares}) < 2:
        return
    told = sum(low for _, low in {(actors[id(one)], one.quantity.low or 0) for one in shares})
    if told == count or (told < count and len({actors[id(one)] for one in shares}) > 2):
        for one in shares:
            if one.whole is None:
                one.whole, one.is_part = total, True


def _may_be_part(one: Statement, total: Statement, actors: dict[int, Actor | None]) -> bool:
    actor = actors.get(id(one))
    if actor is None or actor == actors.get(id(total)):
        return False
    if one.is_part and one.whole is not None and one.whole.quantity.low != total.quantity.low:
        return False
    return (one.quantity.low or 0) < (total.quantity.low or 0)
