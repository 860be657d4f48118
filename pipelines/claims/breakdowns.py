"""Parts of wholes that stand in other sentences: lists by party, "among the dead", "42 of them"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from crawler.claim import Actor, Harm, Victims
from pipelines.claims.actors import Mention
from pipelines.claims.attributing import is_by, is_held
from pipelines.claims.gaps import counts_other_things
from pipelines.claims.gazetteer.gazetteer import gazetteer
from pipelines.claims.groups import Group, harm_among
from pipelines.claims.lexicon import words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.nouns import CASE, NOUNS
from pipelines.claims.quantity import Quantity
from pipelines.claims.statements import Stated, Statement, made_of
from pipelines.claims.tokens import Tokens
from pipelines.claims.weapons import WORDS as WEAPONS

_PEOPLE = frozenset({Victims.CIVILIAN, Victims.PERSON})
_LISTED = 12
"""Tokens before the colon of an item of a list at most."""
_LABEL = 4
"""Tokens of a bullet and a label before the number of an item at most."""


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
    among = harm_among(tokens) if stated.orphans else None
    is_foreign = False
    for group in stated.orphans:
        link = _link(tokens, group, parties, among, is_item=is_item)
        if is_foreign and link in {Link.PART, Link.SIBLING} and not group.whole.of_them:
            link = None
        if link is None or _is_of_things(tokens, group.whole):
            is_foreign = True
            continue
        whole = _whole_of(group, [*told, *found], link, among)
        if link is Link.REFERENCE and whole is None and group.harm is not None:
            found += made_of(tokens, group, group.harm, None)
            continue
        beside = _beside(tokens, group, link, [*told, *found])
        if beside is not None:
            whole = beside.whole or (beside if _may_hold(beside, group) else whole)
        harm = beside.harm if beside is not None else whole.harm if whole is not None else None
        harm = among if link is Link.AMONG else harm
        if harm is None or not _is_countable(group, harm):
            continue
        made = made_of(tokens, group, harm, whole.victims if whole else None)
        if group.is_reference:
            made = made[1:]
        for one in made:
            if link is not Link.SIBLING and (one.whole is None or group.is_reference):
                one.whole, one.is_part = whole, True
        found += made
    return found


def _is_of_things(tokens: Tokens, quantity: Quantity) -> bool:
    return quantity.is_bare and not quantity.of_them and counts_other_things(tokens, quantity)


class Link(Enum):
    """How a number without a harm hangs on one told before."""

    REFERENCE = auto()
    """It repeats it: "among the 56 civilians"."""
    AMONG = auto()
    """It is a part of those harmed: "among the wounded were two children"."""
    CASE = auto()
    """It counts "cases", of what was told before."""
    PART = auto()
    """It is a share: by a party, in a place, "of them", an item of a list."""
    SIBLING = auto()
    """It is the same of another time: "374 in February, up from 331 in January"."""


def _link(
    tokens: Tokens,
    group: Group,
    parties: Sequence[Mention],
    among: Harm | None,
    *,
    is_item: bool,
) -> Link | None:
    quantity = group.whole
    if group.is_reference:
        return Link.REFERENCE
    if among is not None and quantity.victims is not None:
        return Link.AMONG
    if quantity.noun is not None and quantity.noun.kind == CASE:
        return Link.CASE
    if quantity.of_them:
        return None if _is_undone(tokens, quantity.end) else Link.PART
    if group.is_orphan and quantity.victims is not None:
        return Link.PART
    if is_item and not quantity.is_implicit and _heads_item(tokens, quantity):
        return Link.PART
    if _is_item(tokens, group, parties):
        return Link.PART
    return _share(tokens, quantity, parties) if quantity.noun is None else None


def _heads_item(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether the number begins an item, after a bullet, a place or the name of its victims."""
    start = quantity.start
    if start > _LABEL:
        return False
    if ":" not in tokens.low[:start]:
        return True
    for at in range(start):
        match = NOUNS.at(tokens.low, at)
        if match is not None and match[1].is_human:
            quantity.victims = quantity.victims or match[1].victims
            return True
    if gazetteer().find(tokens.words, 0):
        return True
    return any(word in _LABELS for word in tokens.low[:start])


def _share(tokens: Tokens, quantity: Quantity, parties: Sequence[Mention]) -> Link | None:
    """How a bare number is told to be a share: by whom, with what, where, or when."""
    low, start, end = tokens.low, quantity.start, quantity.end
    if quantity.is_implicit or quantity.is_others or quantity.is_definite or end >= len(low):
        return None
    if any(end < m.start <= end + 6 and is_by(low[end : m.start]) for m in parties):
        return Link.PART
    if any(m.end <= start and is_held(low[m.end : start]) for m in parties):
        return Link.PART
    after = low[end + 1] if end + 1 < len(low) else ""
    if low[end] == "by" and after in WEAPONS.starts:
        return Link.PART
    if low[end] in {"were", "are"} and (match := NOUNS.at(low, end + 1) if after else None):
        if match[1].is_human and match[1].is_plural:
            quantity.victims, quantity.end = match[1].victims, match[0]
            return Link.PART
    if low[end] in {"in", "on"} and after:
        return _share_of(tokens, end + 1)
    if start > 1 and low[start - 1] == "with" and tokens.is_capital(start - 2):
        return Link.PART
    return None


def _share_of(tokens: Tokens, i: int) -> Link | None:
    """What "in" or "on" before token ``i`` makes of a number: a place, a target, a month."""
    if tokens.low[i] in MONTHS:
        return Link.SIBLING
    match = NOUNS.at(tokens.low, i)
    if match is not None and match[1].kind == Victims.FACILITY:
        return Link.PART
    if tokens.is_capital(i) and gazetteer().find(tokens.words, i):
        return Link.PART
    return None


_LABELS = frozenset(words_of("grammar", "breakdowns", "labels"))
_UNDONE = frozenset(words_of("grammar", "breakdowns", "undone"))


def _is_undone(tokens: Tokens, i: int) -> bool:
    """Whether "N of them" is told of those who came away: released, rescued."""
    return any(word in _UNDONE for word in tokens.low[i : i + 5])


def _is_countable(group: Group, harm: Harm) -> bool:
    """Whether the number may count what the harm was done to."""
    noun = group.whole.noun
    if group.whole.is_times:
        return harm is Harm.ATTACK
    if noun is None or noun.kind == CASE:
        return True
    return noun.is_human == (harm not in {Harm.ATTACK, Harm.MASSACRE, Harm.MUNITION})


def _whole_of(
    group: Group, told: Sequence[Statement], link: Link, among: Harm | None
) -> Statement | None:
    """The statement told before on which a number hangs."""
    quantity = group.whole
    for one in reversed(told):
        if link is Link.REFERENCE:
            fits = one.quantity.low == quantity.low
        elif link is Link.SIBLING:
            fits = not one.is_part
        elif link is Link.AMONG:
            fits = one.harm is among and _may_hold(one, group)
        elif link is Link.CASE:
            fits = one.harm in _CASES and _may_hold(one, group) and not one.is_part
        else:
            fits = not one.is_part and _may_hold(one, group)
        if fits:
            return one
    return None


_CASES = frozenset({Harm.DETAINED, Harm.DISAPPEARED, Harm.ATTACK})


def _beside(
    tokens: Tokens, group: Group, link: Link, told: Sequence[Statement]
) -> Statement | None:
    """The share told before it in the same sentence: "37 in Ramadi and 61 in Fallujah"."""
    if link is not Link.PART or not told or told[-1].tokens is not tokens:
        return None
    last = max(
        (one for one in told if one.tokens is tokens and one.at < group.whole.number),
        key=lambda one: one.at,
        default=None,
    )
    return last if last is not None and (last.is_part or not _may_hold(last, group)) else None


def _may_hold(whole: Statement, group: Group) -> bool:
    low, count = group.whole.low, whole.quantity.low
    return low is not None and count is not None and low <= count


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
