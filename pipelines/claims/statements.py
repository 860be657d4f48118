"""One sentence → what it states: a harm, a number, whom it counts, part of which whole."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from crawler.claim import Harm, Victims
from pipelines.claims.attaching import attach
from pipelines.claims.events import hits_facilities, states_event
from pipelines.claims.groups import Group, grouped, harms_among
from pipelines.claims.headlines import headline_victims
from pipelines.claims.nouns import CASE, HOUSEHOLD
from pipelines.claims.quantities import quantities
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.triggers import Trigger, triggers

_FAR = 110
"""Characters between a number and its verb beyond which the quote is the number's words alone."""


@define(eq=False)
class Statement:
    """A claim's core, in one sentence."""

    tokens: Tokens
    quantity: Quantity
    harm: Harm
    victims: Victims | None
    trigger: Trigger | None
    start: int
    """Of the quote, in the text."""
    end: int
    whole: Statement | None = None
    is_part: bool = False

    @property
    def at(self) -> int:
        """Index of the number's token, by which what stands near it is found."""
        return self.quantity.number


@define
class Stated:
    """All that one sentence states."""

    statements: list[Statement]
    orphans: list[Group]
    """Numbers of people without a harm of their own: a list, a breakdown may give them one."""
    triggers: list[Trigger]
    among: Harm | None = None
    """The harm of those of whom the sentence speaks without a number: "among the wounded"."""


def stated(
    tokens: Tokens, parties: Sequence[tuple[int, int]] = (), *, is_heading: bool = False
) -> Stated:
    """Read one sentence. ``parties`` are the spans of names of parties, as token indexes."""
    found, told = quantities(tokens, parties), triggers(tokens)
    if not found and not told:
        return Stated([], [], [])
    spoken_of = harms_among(tokens)
    harms = _outside(told, found, spoken_of)
    singles = headline_victims(tokens, found, harms, parties, is_heading=is_heading)
    if singles:
        found = sorted([*found, *singles], key=lambda quantity: quantity.start)
    groups = grouped(tokens, found)
    attach(tokens, groups, harms)
    statements: list[Statement] = []
    orphans: list[Group] = []
    last: Victims | None = None
    for group in groups:
        if group.harm is None:
            group.harm = states_event(tokens, group.whole)
        if group.harm is None or group.is_reference or _is_known(tokens, group):
            orphans.append(group)
            continue
        made = made_of(tokens, group, group.harm, last)
        last = made[0].victims
        statements += made
    return Stated(statements, orphans, harms, spoken_of[0][2] if spoken_of else None)


def _only_names(tokens: Tokens, part: Quantity) -> bool:
    """Whether "one of whom was called …" picks one out, and counts nothing."""
    if not part.of_them or part.low != 1 or part.victims is not None or part.harm is not None:
        return False
    return tokens.low[part.end : part.end + 1] in (["was"], ["is"], ["had"], ["named"], ["called"])


_OWN = frozenset({Harm.DISAPPEARED, Harm.KILLED, Harm.INJURED})
"""Harms that a part may state by itself, apart from its whole's."""


_APART = frozenset({Harm.KILLED, Harm.INJURED})
"""Harms of which none holds the other."""


def _outside(
    harms: list[Trigger], found: list[Quantity], spoken_of: list[tuple[int, int, Harm]]
) -> list[Trigger]:
    """The triggers that are no part of a number ("four injured") or of "among the injured"."""
    taken = {i for quantity in found if quantity.noun for i in range(quantity.number, quantity.end)}
    taken.update(i for start, end, _ in spoken_of for i in range(start, end))
    return [trigger for trigger in harms if trigger.start not in taken]


def _is_known(tokens: Tokens, group: Group) -> bool:
    """Whether "the two wounded" are those told before, and nothing new is said of them.

    "Of the eight deaths" opens a breakdown, and tells the eight.
    """
    start = group.whole.start
    opens = start == 2 and tokens.low[0] == "of"
    return group.whole.is_definite and group.trigger is None and not opens


def made_of(tokens: Tokens, group: Group, harm: Harm, last: Victims | None) -> list[Statement]:
    """The statements of a number and of its parts; ``last`` is whom the number before counted."""
    whole = _statement(tokens, group.whole, harm, group.trigger, last)
    is_case = group.whole.noun is not None and group.whole.noun.kind == CASE
    whole.is_part = group.is_orphan or is_case
    made = [whole]
    for part in group.parts:
        if _only_names(tokens, part):
            continue
        own = part.harm if part.harm in _OWN else harm
        one = _statement(tokens, part, own, None, whole.victims)
        if {own, harm} != _APART:
            one.whole, one.is_part = whole, True
        made.append(one)
    return made


def _statement(
    tokens: Tokens, quantity: Quantity, harm: Harm, trigger: Trigger | None, last: Victims | None
) -> Statement:
    victims = quantity.victims
    if harm is Harm.ATTACK and victims is None and hits_facilities(tokens, quantity):
        victims = Victims.FACILITY
    follows = quantity.is_others or quantity.of_them or is_alone(tokens, quantity)
    if harm is Harm.MUNITION:
        victims = Victims.MUNITION
    elif victims is None and harm in {Harm.ATTACK, Harm.MASSACRE}:
        victims = last if follows and last is Victims.FACILITY else None
    elif victims is None:
        is_household = quantity.noun is not None and quantity.noun.kind == HOUSEHOLD
        victims = None if is_household else (last if follows else None) or Victims.PERSON
    if last in _KINDS and victims is Victims.PERSON and _is_adjective(quantity):
        victims = last
    start, end = _span(tokens, quantity, trigger)
    return Statement(tokens, quantity, harm, victims, trigger, start, end)


_KINDS = frozenset({Victims.JOURNALIST, Victims.MEDICAL, Victims.COMBATANT})


def is_alone(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a bare number has no name after it either: "five", not "five Uighurs"."""
    end = quantity.end
    return quantity.is_bare and not (end < len(tokens) and tokens.is_capital(end))


def _is_adjective(quantity: Quantity) -> bool:
    """Whether only what became of them says whom the number counts: "six injured"."""
    noun = quantity.noun
    return noun is not None and noun.harm in {Harm.KILLED, Harm.INJURED} and noun.kind == "person"


def _span(tokens: Tokens, quantity: Quantity, trigger: Trigger | None) -> tuple[int, int]:
    start, end = tokens.starts[quantity.start], tokens.ends[quantity.end - 1]
    if trigger is None:
        return start, end
    first = min(start, tokens.starts[trigger.start])
    last = max(end, tokens.ends[trigger.end - 1])
    return (first, last) if last - first - (end - start) <= _FAR else (start, end)
