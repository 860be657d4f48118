"""Nouns that a number can count: whom, or what, and which harm the noun states by itself."""

from __future__ import annotations

from attrs import frozen

from crawler.claim import Harm, Victims
from pipelines.claims.lexicon import LexiconError, Phrases, words_of

MEMBER = "member"
HOUSEHOLD = "household"
CASE = "case"
_EVENT = "event"
_KINDS = (*Victims, MEMBER, HOUSEHOLD, CASE)
_EVENTS = (Harm.ATTACK, Harm.MASSACRE)
_THINGS = frozenset({Victims.FACILITY, Victims.MUNITION, _EVENT, CASE})
_UNCOUNTED = frozenset({_EVENT, CASE, HOUSEHOLD})


@frozen
class Noun:
    """What a counted noun means."""

    kind: str
    """A word of ``Victims``, or ``member``, ``household``, ``case`` or ``event``."""
    is_plural: bool
    harm: Harm | None = None
    """The harm that the noun states by itself: "two massacres", "44 dead"."""

    @property
    def victims(self) -> Victims | None:
        """Whom it counts, None for events."""
        if self.kind == MEMBER:
            return Victims.PERSON
        return None if self.kind in _UNCOUNTED else Victims(self.kind)

    @property
    def is_human(self) -> bool:
        """Whether it counts people, if only by their families."""
        return self.kind not in _THINGS


def _nouns() -> Phrases[Noun]:
    found: dict[str, Noun] = {}
    for kind in _KINDS:
        for word, is_plural in _numbered(kind):
            if word in found:
                told = f"victims.toml: {word!r} stands in {found[word].kind} and in {kind}"
                raise LexiconError(told)
            found[word] = Noun(str(kind), is_plural)
    for harm in Harm:
        if harm is not Harm.MUNITION:
            found |= _nouns_of_harm(harm, found)
    return Phrases(found.items())


def _numbered(*keys: str) -> list[tuple[str, bool]]:
    """The nouns at ``keys``, and of each whether it is a plural."""
    singular = words_of("victims", *keys, "singular")
    plural = words_of("victims", *keys, "plural")
    if both := set(singular) & set(plural):
        where = ".".join(keys)
        raise LexiconError(f"victims.toml: {where}: {min(both)!r} is singular and plural")
    return [*((word, False) for word in singular), *((word, True) for word in plural)]


def _nouns_of_harm(harm: Harm, known: dict[str, Noun]) -> dict[str, Noun]:
    found: dict[str, Noun] = {}
    for word, is_plural in _numbered("harm", harm):
        kind = _EVENT if harm in _EVENTS else str(Victims.PERSON)
        if word.startswith("civilian "):
            kind = str(Victims.CIVILIAN)
        noun = known.get(word)
        if noun is not None and noun.harm is not None:
            told = f"victims.toml: {word!r} stands in harm.{noun.harm} and in harm.{harm}"
            raise LexiconError(told)
        found[word] = Noun(noun.kind if noun else kind, is_plural, harm)
    return found


NOUNS: Phrases[Noun] = _nouns()

KINDS_OF_MODIFIER: dict[str, str] = {
    word: str(kind)
    for kind in Victims
    if kind not in {Victims.PERSON, *_THINGS}
    for word in words_of("victims", "modifiers_of_kind", kind)
}
"""Adjectives that make the persons, members or workers after them a kind of their own."""

MODIFIERS = frozenset(
    word
    for kind in ("count", "people", "nation", "side", "fate", "thing")
    for word in words_of("victims", "modifiers", kind)
)
"""Words that may stand between a number and its noun."""

AGENTS = words_of("victims", "agents", "endings")
"""Endings of people by what they do: "smugglers", "firemen"; for nouns that no list has."""

NOT_PEOPLE = frozenset(words_of("victims", "agents", "things"))
"""Words that end so and are none."""
