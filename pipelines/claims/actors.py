"""Which parties a sentence names, and in which of them it sees the one that did it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from crawler.claim import Actor, ActorKind, Attribution
from pipelines.claims.lexicon import words_of
from pipelines.claims.named_parties import Named, forces
from pipelines.claims.roles import SUSPECTING, is_agent, is_contested, is_given, is_suspected
from pipelines.claims.tokens import Tokens

_SKIPPED = frozenset(words_of("grammar", "actors", "skipped"))
_REACH = 5
"""Tokens from a name to the force or attack that it is named with."""


@frozen
class Mention:
    """A party named in a sentence; ``start`` and ``end`` are token indexes."""

    start: int
    name_end: int
    """Past the name itself; ``end`` is past the force or attack that it is named with."""
    end: int
    actor: Actor
    is_attack: bool
    """Whether it is named by what it did: "Turkish shelling"."""
    is_agent: bool
    """Whether the sentence says that it did something, and was not only there."""
    is_by: bool
    """Whether "by" or so gives it the deed: "killed by", "at the hands of"."""
    attribution: Attribution


def mentions(tokens: Tokens, named: Sequence[Named]) -> list[Mention]:
    """The parties that a sentence names, in order."""
    found: list[Mention] = []
    for one, following in zip(named, [*named[1:], None], strict=False):
        mention = (
            _mention(tokens, one) or _guessed(tokens, one) or _shared_force(tokens, one, following)
        )
        if mention is None:
            continue
        last = found[-1] if found else None
        if last is not None:
            if mention.start <= last.end + 1 and _is_general(mention, last):
                continue
            if last.end == mention.start and _is_general(last, mention):
                found.pop()
            elif tokens.low[last.end : mention.start] in (["and"], ["and", "the"]):
                mention = evolve(mention, is_agent=last.is_agent, is_by=last.is_by)
        found.append(mention)
    return found


def _guessed(tokens: Tokens, one: Named) -> Mention | None:
    """The party of "by warplanes believed to be Russian"."""
    low, at = tokens.low, one.start - 3
    if one.attributive is None or at < 1 or low[at + 1 : one.start] != ["to", "be"]:
        return None
    force = forces().at(low, at - 1)
    is_attack = force is not None and force[1]
    if force is None or low[at] not in SUSPECTING or not (is_attack or "by" in low[:at][-4:]):
        return None
    return Mention(
        start=at - 1,
        name_end=one.end,
        end=one.end,
        actor=one.attributive.actor,
        is_attack=is_attack,
        is_agent=True,
        is_by=not is_attack,
        attribution=Attribution.SUSPECTED,
    )


def _shared_force(tokens: Tokens, one: Named, other: Named | None) -> Mention | None:
    """The first party of "Russian and Turkish forces", which says its noun with the second."""
    is_joined = other is not None and tokens.low[one.end : other.start] in (["and"], ["or"])
    if other is None or one.attributive is None or not is_joined:
        return None
    second = _mention(tokens, evolve(other, start=one.start))
    if second is None or not (second.end > other.end or forces().at(tokens.low, other.end - 1)):
        return None
    return evolve(second, name_end=one.end, end=one.end, actor=one.attributive.actor)


def _is_general(one: Mention, other: Mention) -> bool:
    """Whether a party is only called names: "ISIS terrorist organization"."""
    return one.actor.kind is ActorKind.UNKNOWN and other.actor.kind is not ActorKind.UNKNOWN


def _mention(tokens: Tokens, named: Named) -> Mention | None:
    start = named.start
    past, is_attack = _with_force(tokens.low, named.end)
    name = named.plain or (named.attributive if past > named.end else None)
    if name is None:
        return None
    acts = is_agent(tokens, start, past, is_attack=is_attack)
    is_by = acts and is_given(tokens.low, start)
    doubt = is_suspected(tokens.low, start, past)
    firm = Attribution.SUSPECTED if doubt else Attribution.STATED
    if acts and is_contested(tokens.low):
        firm = Attribution.CONTESTED
    return Mention(start, named.end, past, name.actor, is_attack, acts, is_by, firm)


def _with_force(low: list[str], end: int) -> tuple[int, bool]:
    """Past the force or attack that the party is named with, and whether it is an attack."""
    at, past, is_attack = end, end, False
    while at < min(end + _REACH, len(low)):
        match = forces().at(low, at)
        if match is not None:
            at = past = match[0]
            is_attack = match[1]
        elif low[at] in _SKIPPED:
            at += 1
        else:
            break
    return past, is_attack
