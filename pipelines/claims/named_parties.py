"""Where a sentence may name a party: the names, as a publisher of a country means them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from attrs import frozen

from crawler.claim import Actor
from pipelines.claims.lexicon import Phrases
from pipelines.claims.nouns import MEMBER, NOUNS
from pipelines.claims.parties import force_nouns, meanings, parties
from pipelines.claims.tokens import Tokens


@frozen
class Name:
    """A way to write a party's name."""

    actor: Actor
    written: str | None = None
    """As it must be written; None where case does not matter."""
    is_attributive: bool = False
    """Whether it names the party only before a noun of force or attack."""


@frozen
class Named:
    """Tokens that may name a party: the first, past the last, and the names written so."""

    start: int
    end: int
    plain: Name | None
    attributive: Name | None


def named_in(tokens: Tokens, country: str | None, day: date | None) -> list[Named]:
    """Where a sentence may name parties; ``country`` and ``day`` are its publication's."""
    found = []
    for start, end, names in _names(_meant(country, day)).find(tokens.low):
        written = " ".join(tokens.words[start:end])
        fitting = [n for n in names if n.written is None or n.written == written]
        plain = next((name for name in fitting if not name.is_attributive), None)
        attributive = next((name for name in fitting if name.is_attributive), None)
        if fitting:
            found.append(Named(start, end, plain, attributive))
    return found


def victims_spans(tokens: Tokens, named: Sequence[Named]) -> list[tuple[int, int]]:
    """The names that may tell whose members the victims are: "three SDF members"."""
    return [
        (one.start, one.end)
        for one in named
        if one.plain is not None or _stands_before_member(tokens, one.end)
    ]


@cache
def forces() -> Phrases[bool]:
    """The nouns that make an attributive a party's name; whether each is an attack."""
    nouns = force_nouns()
    found = {noun.lower(): False for noun in nouns.force}
    found |= {noun.lower(): True for noun in nouns.attack}
    return Phrases(found.items())


def _stands_before_member(tokens: Tokens, i: int) -> bool:
    match = NOUNS.at(tokens.low, i) if i < len(tokens) else None
    return match is not None and match[1].kind == MEMBER


@cache
def _meant(country: str | None, day: date | None) -> tuple[int, ...]:
    """Which of the meanings hold for a publisher of this country on this day."""
    return tuple(i for i, meaning in enumerate(meanings()) if meaning.holds(country, day))


@cache
def _names(meant: tuple[int, ...]) -> Phrases[tuple[Name, ...]]:
    found: dict[tuple[str, bool], list[Name]] = {}
    for phrase, name in _own_names():
        found.setdefault((phrase.lower(), name.is_attributive), []).append(name)
    for i in reversed(meant):
        meaning = meanings()[i]
        actor = meaning.party.actor
        for phrase in (*meaning.names, *meaning.arabic):
            found[phrase.lower(), False] = [Name(actor)]
        for phrase in meaning.attributives:
            found[phrase.lower(), True] = [Name(actor, is_attributive=True)]
    joined: dict[str, list[Name]] = {}
    for (phrase, _), names in found.items():
        joined.setdefault(phrase, []).extend(names)
    return Phrases((phrase, tuple(names)) for phrase, names in joined.items())


def _own_names() -> Iterator[tuple[str, Name]]:
    for party in parties():
        actor = party.actor
        for alias in (*party.aliases, *party.arabic):
            yield alias, Name(actor)
        for alias in party.cased:
            yield alias, Name(actor, alias)
        for word in party.attributives:
            yield word, Name(actor, is_attributive=True)
        for word in party.cased_attributives:
            yield word, Name(actor, word, is_attributive=True)
