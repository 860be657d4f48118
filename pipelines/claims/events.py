"""Numbers that state a harm by their noun: attacks, massacres, arrests, bombs, facilities hit."""

from __future__ import annotations

from crawler.claim import Harm, Victims
from pipelines.claims.lexicon import words_of
from pipelines.claims.nouns import NOUNS
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.weapons import WORDS as WEAPONS

_RECORDING = frozenset(words_of("grammar", "events", "recording"))
_HITTING = frozenset(words_of("grammar", "events", "hitting"))
_DROPPED = frozenset(words_of("grammar", "events", "dropped"))
_OF_CORPSES = frozenset(words_of("grammar", "events", "corpses"))
_ONE_DEAD = frozenset({"martyr", "fatality"})
"""Nouns of a harm of which one is one victim; "an injury" and "a death" are not counted so."""
_FOUND = frozenset(words_of("grammar", "events", "found"))
_RECORDED = frozenset(words_of("grammar", "events", "recorded"))
_OUT = frozenset(words_of("grammar", "events", "out"))
_COUNTED_BOMBS = ("barrel", "cluster", "submunition", "bomblet", "mine", "landmine")
TELLING = _HITTING | _OUT - {"out"} | frozenset(words_of("grammar", "events", "telling"))
"""Words of which one is there where a facility is hit or it is told how often."""
_WINDOW = 8


def states_event(  # noqa: PLR0911 -- one return for each kind of noun
    tokens: Tokens, quantity: Quantity
) -> Harm | None:
    """The harm that a number's noun states in this sentence; None where it states none."""
    noun = quantity.noun
    if quantity.is_times:
        return Harm.ATTACK if _is_how_often(tokens, quantity) else None
    if noun is None or quantity.is_one_of:
        return None
    if noun.harm is Harm.ATTACK:
        return Harm.ATTACK if _is_recorded_attack(tokens, quantity) else None
    if quantity.is_implicit and tokens.low[quantity.end - 1] not in _ONE_DEAD:
        return None
    if tokens.low[quantity.end - 1] == "bodies" and not _are_corpses(tokens, quantity):
        return None
    if noun.harm is Harm.MASSACRE:
        return None if quantity.is_implicit else noun.harm
    if noun.harm is not None:
        return noun.harm
    if noun.kind == Victims.MUNITION:
        return Harm.MUNITION if _is_counted_bomb(tokens, quantity) else None
    if noun.kind == Victims.FACILITY and not quantity.is_implicit:
        return Harm.ATTACK if _is_hit(tokens, quantity) else None
    return None


def _are_corpses(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether bodies are dead ones: "14 bodies", "five charred bodies"; no legal bodies."""
    between = tokens.low[quantity.number + 1 : quantity.end - 1]
    return all(word in _OF_CORPSES or word.endswith("ed") for word in between)


def _is_how_often(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it tells how often: "used poison gas three times", "was bombed 16 times"."""
    low, start = tokens.low, quantity.start
    before = low[max(start - 2 * _WINDOW, 0) : start]
    if "used" in before or "using" in before:
        weapon = next((m for m in WEAPONS.find(before) if m[1] >= len(before) - 2), None)
        return weapon is not None
    return low[start] not in {"once", "twice"} and any(word in _HITTING for word in before)


def _around(tokens: Tokens, quantity: Quantity) -> tuple[list[str], list[str]]:
    before = tokens.low[max(quantity.start - _WINDOW, 0) : quantity.start]
    return before, tokens.low[quantity.end : quantity.end + _WINDOW]


def _is_recorded_attack(tokens: Tokens, quantity: Quantity) -> bool:
    """Attacks that somebody counts as harm, by target, means or actor; no sorties, no strikes."""
    before, after = _around(tokens, quantity)
    if quantity.is_implicit:
        return False
    recorded = any(word in _RECORDING for word in (*before, *after))
    described = bool(after) and after[0] in {"using", "by", "on", "against", "with", "that"}
    if "responsible" in before or before[-1:] == ["in"]:
        return recorded
    if after[:1] == ["by"] or before[-2:] == ["carried", "out"] or before[-1:] in _DOING:
        return True
    if after[:1] in (["were"], ["was"]) and after[1:2] and after[1] in _RECORDED:
        return True
    if described and (recorded or after[0] in {"using", "with"}):
        return True
    return hits_facilities(tokens, quantity)


_DOING = (["claimed"], ["documented"], ["recorded"], ["witnessed"], ["perpetrated"])


def hits_facilities(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether attacks are told to have been on facilities: "incidents of attack on schools"."""
    end = quantity.end
    if tokens.low[end : end + 1] not in (["on"], ["against"]):
        return "facilities" in tokens.low[quantity.number : end]
    for at in range(end + 1, min(end + 7, len(tokens))):
        match = NOUNS.at(tokens.low, at)
        if match is not None:
            return match[1].kind == Victims.FACILITY
    return False


def _is_counted_bomb(tokens: Tokens, quantity: Quantity) -> bool:
    """Bombs that fell on people, or lie in the ground; no rockets fired at bases, no stocks."""
    words = tokens.low[quantity.number : quantity.end]
    if quantity.is_implicit:
        return False
    if any(word.startswith("barrel") for word in words):
        return True
    before, after = _around(tokens, quantity)
    if any(word.startswith(_COUNTED_BOMBS) for word in words):
        return any(word in _DROPPED or word in _FOUND for word in (*before, *after))
    return any(word in _RECORDED for word in before)


def _is_hit(tokens: Tokens, quantity: Quantity) -> bool:
    before, after = _around(tokens, quantity)
    if {"put", "out", "service"} <= set(after):
        return True
    if len(after) > 1 and after[0] in {"was", "were"} and any(w in _OUT for w in after[1:4]):
        return True
    return any(word in _HITTING for word in before) or "facilities" in before
