"""Which parties a sentence names, and in which of them it sees the one that did it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attrs import evolve, frozen

from crawler.claim import Actor, ActorKind, Attribution
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.nouns import NOUNS
from pipelines.claims.parties import force_nouns, parties
from pipelines.claims.tokens import Tokens, lowered


@frozen
class _Name:
    actor: Actor
    cased: tuple[str, ...] | None
    """The words as they must be written; None where case does not matter."""
    is_attributive: bool


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


@cache
def _names() -> Phrases[tuple[_Name, ...]]:
    found: dict[str, list[_Name]] = {}
    for party in parties():
        for alias in (*party.aliases, *party.arabic):
            found.setdefault(alias.lower(), []).append(_Name(party.actor, None, False))
        for alias in party.cased:
            found.setdefault(alias.lower(), []).append(_Name(party.actor, (alias,), False))
        for word in party.attributives:
            found.setdefault(word.lower(), []).append(_Name(party.actor, None, True))
        for word in party.cased_attributives:
            found.setdefault(word.lower(), []).append(_Name(party.actor, (word,), True))
    return Phrases((phrase, tuple(names)) for phrase, names in found.items())


@cache
def _forces() -> Phrases[bool]:
    nouns = force_nouns()
    attacks = {noun.lower(): True for noun in nouns.attack}
    return Phrases(({noun.lower(): False for noun in nouns.force} | attacks).items())


Named = tuple[int, int, tuple[_Name, ...]]
"""Where a name may stand: first token, past the last, and whose names are written so."""


def names_in(tokens: Tokens) -> list[Named]:
    """Where parties may be named; what the other functions of this module start from."""
    return list(_names().find(tokens.low))


def name_spans(tokens: Tokens, named: Sequence[Named]) -> list[tuple[int, int]]:
    """Where parties are named, as victims may be called by them: first token, past the last."""
    spans = []
    for start, end, names in named:
        name = _fitting(tokens, start, end, names)
        if name is not None and (not name.is_attributive or _before_member(tokens, end)):
            spans.append((start, end))
    return spans


def _before_member(tokens: Tokens, i: int) -> bool:
    match = NOUNS.at(tokens.low, i) if i < len(tokens) else None
    return match is not None and match[1].kind == "member"


def mentions(tokens: Tokens, named: Sequence[Named]) -> list[Mention]:
    """The parties that a sentence names, in order."""
    found: list[Mention] = []
    for start, end, names in named:
        mention = _mention(tokens, start, end, names)
        if mention is None:
            continue
        if found and mention.start <= found[-1].end + 1 and _is_general(mention, found[-1]):
            continue
        if found and found[-1].end == mention.start and _is_general(found[-1], mention):
            found.pop()
        if found and tokens.low[found[-1].end : mention.start] in (["and"], ["and", "the"]):
            mention = evolve(mention, is_agent=found[-1].is_agent, is_by=found[-1].is_by)
        found.append(mention)
    return found


def _is_general(one: Mention, other: Mention) -> bool:
    """Whether a party is only called names: "ISIS terrorist organization"."""
    return one.actor.kind is ActorKind.UNKNOWN and other.actor.kind is not ActorKind.UNKNOWN


def _after_by(tokens: Tokens, start: int) -> bool:
    at = start - 1
    while at >= 0 and tokens.low[at] in _ARTICLES:
        at -= 1
    return at >= 0 and (tokens.low[at] == "by" or "hands" in tokens.low[max(at - 1, 0) : at + 1])


def _fitting(tokens: Tokens, start: int, end: int, names: tuple[_Name, ...]) -> _Name | None:
    written = " ".join(tokens.words[start:end])
    fitting = [n for n in names if n.cased is None or written in n.cased]
    return min(fitting, key=lambda name: name.is_attributive, default=None)


def _mention(tokens: Tokens, start: int, end: int, names: tuple[_Name, ...]) -> Mention | None:
    fitting = [
        name
        for name in names
        if name.cased is None
        or (lowered(" ".join(name.cased)) and " ".join(tokens.words[start:end]) in name.cased)
    ]
    if not fitting:
        return None
    past, is_attack, is_force = _with_force(tokens, end)
    plain = next((name for name in fitting if not name.is_attributive), None)
    if plain is None and past == end:
        return None
    name = plain or fitting[0]
    is_agent, attribution = _role(tokens, start, past, is_attack=is_attack)
    is_by = is_agent and _after_by(tokens, start)
    return Mention(start, end, past, name.actor, is_attack, is_agent, is_by, attribution)


_SKIPPED = frozenset(words_of("grammar", "actors", "skipped"))


def _with_force(tokens: Tokens, end: int) -> tuple[int, bool, bool]:
    """Past the force or attack that the party is named with; whether it is an attack, a force."""
    low, n = tokens.low, len(tokens)
    at, past, is_attack, is_force = end, end, False, False
    while at < n and at < end + 5:
        match = _forces().at(low, at) if low[at] in _forces().starts else None
        if match is not None:
            at = past = match[0]
            is_attack = match[1]
            is_force = is_force or not match[1]
        elif low[at] in _SKIPPED:
            at += 1
        else:
            break
    return past, is_attack, is_force


_ATTACKING = frozenset(words_of("grammar", "actors", "attacking"))
_NO_AGENT_AFTER = frozenset(words_of("grammar", "actors", "no_agent_after"))
_NO_AGENT_BEFORE = frozenset(words_of("grammar", "actors", "no_agent_before"))
_HOLDING = frozenset(words_of("grammar", "actors", "holding"))
_SUSPECTING = frozenset(words_of("grammar", "actors", "suspecting"))


def _role(tokens: Tokens, start: int, past: int, *, is_attack: bool) -> tuple[bool, Attribution]:
    """Whether the party is told to have done it, and how firmly."""
    low = tokens.low
    at = start - 1
    while at >= 0 and low[at] in _ARTICLES:
        at -= 1
    around = low[max(start - 4, 0) : past + 2]
    suspected = any(word in _SUSPECTING for word in around)
    firm = Attribution.SUSPECTED if suspected else Attribution.STATED
    before = low[at] if at >= 0 else ""
    earlier = low[max(at - 3, 0) : at]
    after = low[past] if past < len(low) else ""
    if before == "by":
        return not any(word in _HOLDING for word in earlier[-2:]), firm
    if before in {"of", "to", "with", "for", "from"}:
        return _is_agent_of(low, at, before, is_attack=is_attack), firm
    if before in _NO_AGENT_BEFORE and not is_attack:
        return False, firm
    if is_attack:
        is_reference = before in {"after", "following", "since"} and low[start - 1] == "the"
        return before not in {"against", "anti"} and not is_reference, firm
    if after in _NO_AGENT_AFTER:
        return False, firm
    return _acts(tokens, past), firm


_ARTICLES = frozenset(words_of("grammar", "actors", "articles"))


def _is_agent_of(low: list[str], at: int, before: str, *, is_attack: bool) -> bool:
    earlier = low[max(at - 3, 0) : at]
    last = earlier[-1] if earlier else ""
    if before == "of":
        if "hands" in earlier:
            return True
        if is_attack:
            return last not in {"aftermath", "anniversary", "wake", "threat", "fear"}
        return last in _DEEDS and not any(word in _HOLDING for word in earlier)
    if before == "to":
        return (
            last in {"attributed", "due", "belonging"} and "control" not in earlier
        ) or is_attack
    if before == "from":
        return last in {"fire", "fired", "shelling", "attack"} or is_attack
    return is_attack


_DEEDS = frozenset(words_of("grammar", "actors", "deeds"))
_REACH = 8


def _acts(tokens: Tokens, i: int) -> bool:
    """Whether an attack follows, of which the party before token ``i`` is the subject."""
    low = tokens.low
    for at in range(i, min(i + _REACH, len(low))):
        word = low[at]
        if word in _ATTACKING:
            is_told_of = low[at - 1] in {"was", "were", "been", "being", "be"} and at > i
            return word in {"responsible", "behind"} or not is_told_of
        if word in {".", ";", "|", "said", "says", "that", "who", "announced", "reported"}:
            return False
        if word in {"by", "against"}:
            return False
    return i < len(low) and low[i] == ":"
