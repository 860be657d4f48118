"""Victims named without an article, as headlines do: "Civilian killed", "kills child"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.claim import Qualifier, Victims
from pipelines.claims.lexicon import words_of
from pipelines.claims.nouns import KINDS_OF_MODIFIER, MEMBER, MODIFIERS, NOUNS, Noun
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.triggers import Frame, Trigger

_BEFORE = frozenset(words_of("grammar", "headlines", "before"))
_TAKING = frozenset({Frame.OBJECT, Frame.BASE, Frame.PARTICIPLE})
_GIVEN = frozenset({Frame.PARTICIPLE, Frame.SUBJECT})


def headline_victims(
    tokens: Tokens,
    known: list[Quantity],
    found: list[Trigger],
    parties: Sequence[tuple[int, int]] = (),
    *,
    is_heading: bool,
) -> list[Quantity]:
    """The single victims of a sentence that no number and no article announces.

    ``parties`` are the spans of names of parties: a heading may name the victim's.
    """
    if not found:
        return []
    taken = {i for quantity in known for i in range(quantity.start, quantity.end)}
    starts = {trigger.start: trigger for trigger in found}
    ends = {trigger.end: trigger for trigger in found}
    singles: list[Quantity] = []
    for i in [i for i, word in enumerate(tokens.low) if word in NOUNS.starts]:
        if i in taken:
            continue
        match = NOUNS.at(tokens.low, i)
        if match is None or match[1].is_plural or not match[1].is_human:
            continue
        start, kind = _phrase_start(tokens, i, taken)
        party = next((s for s, end in parties if end == start), start) if is_heading else start
        if party < start and match[1].kind == MEMBER:
            kind = kind or Victims.COMBATANT
        start = party
        if start in taken or not _stands_free(tokens, start, ends, is_heading=is_heading):
            continue
        if _is_harmed(tokens, start, match[0], starts, ends):
            singles.append(_single(start, match, kind))
    return singles


def _phrase_start(tokens: Tokens, i: int, taken: set[int]) -> tuple[int, str | None]:
    kind = None
    while i and i - 1 not in taken and (tokens.low[i - 1] in MODIFIERS or _is_name(tokens, i - 1)):
        i -= 1
        kind = KINDS_OF_MODIFIER.get(tokens.low[i], kind)
    return i, kind


def _is_name(tokens: Tokens, i: int) -> bool:
    """Whether a name stands there, as before "Hezbollah Commander"."""
    return i > 0 and tokens.is_capital(i) and tokens.low[i - 1] in {"kills", "kill", "killing"}


def _stands_free(tokens: Tokens, start: int, ends: dict[int, Trigger], *, is_heading: bool) -> bool:
    """Whether nothing before the phrase makes it a known or an unreal person."""
    if start == 0:
        return True
    before = tokens.low[start - 1]
    if start in ends:
        return is_heading
    if before in _BEFORE:
        return is_heading or tokens.is_capital(start)
    return before.isdecimal() and len(before) == 4 and tokens.is_capital(start)


def _is_harmed(
    tokens: Tokens, start: int, end: int, starts: dict[int, Trigger], ends: dict[int, Trigger]
) -> bool:
    """Whether a statement of harm touches the phrase, or a list that it is an item of."""
    before = ends.get(start)
    if before is not None and before.frames & _TAKING and not before.is_passive:
        return True
    if start and tokens.low[start - 1] == "including":
        return True
    at = end
    if at < len(tokens) and tokens.low[at] in {"and", ",", "&"}:
        at += 1
        while at < len(tokens) and tokens.low[at] in MODIFIERS:
            at += 1
        match = NOUNS.at(tokens.low, at) if at < len(tokens) else None
        at = match[0] if match else at
    after = starts.get(at)
    return after is not None and bool(after.frames & _GIVEN) and not after.is_active


def _single(start: int, match: tuple[int, Noun], kind: str | None) -> Quantity:
    end, noun = match
    victims = Victims(kind) if kind and noun.kind in {"person", "member"} else noun.victims
    return Quantity(
        start, start, end, 1, 1, Qualifier.EXACT, noun=noun, victims=victims, is_implicit=True
    )
