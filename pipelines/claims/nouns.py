"""Nouns that a number can count: whom, or what, and which harm the noun states by itself."""

from __future__ import annotations

from attrs import frozen

from crawler.claim import Harm, Victims
from pipelines.claims.lexicon import LexiconError, Phrases, words_of

_HUMAN = ("civilian", "child", "woman", "man", "combatant", "medical", "journalist", "person")
_OTHER = ("facility", "munition")
MEMBER = "member"
HOUSEHOLD = "household"
CASE = "case"


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
        return None if self.kind in {"event", CASE, HOUSEHOLD} else Victims(self.kind)

    @property
    def is_human(self) -> bool:
        return self.kind not in {"facility", "munition", "event", CASE}


def _nouns() -> Phrases[Noun]:
    found: dict[str, Noun] = {}
    for kind in (*_HUMAN, *_OTHER, MEMBER, HOUSEHOLD, CASE):
        for number in ("singular", "plural"):
            for word in words_of("victims", kind, number):
                if word in found:
                    told = f"victims.toml: {word!r} stands in {found[word].kind} and in {kind}"
                    raise LexiconError(told)
                found[word] = Noun(kind, number == "plural")
    for harm in Harm:
        if harm is Harm.MUNITION:
            continue
        for word in words_of("victims", "harm", harm):
            known = found.get(word)
            is_plural = any(part.endswith("s") for part in word.split()) or word in {
                "dead",
                "wounded",
                "injured",
            }
            kind = "person" if harm not in {Harm.ATTACK, Harm.MASSACRE} else "event"
            kind = "civilian" if word.startswith("civilian ") else kind
            found[word] = Noun(known.kind if known else kind, is_plural, harm)
    return Phrases(found.items())


NOUNS: Phrases[Noun] = _nouns()

KINDS_OF_MODIFIER: dict[str, str] = {
    "civilian": "civilian",
    "child": "child",
    "female": "woman",
    "male": "man",
    "armed": "combatant",
    "army": "combatant",
    "police": "combatant",
    "military": "combatant",
    "security": "combatant",
    "militia": "combatant",
    "medical": "medical",
    "media": "journalist",
}
"""Adjectives that make the persons, members or workers after them a kind of their own."""

MODIFIERS = frozenset(
    [
        "other",
        "others",
        "more",
        "additional",
        "further",
        "new",
        "innocent",
        "unarmed",
        "defenseless",
        "defenceless",
        "young",
        "elderly",
        "old",
        "elder",
        "adult",
        "displaced",
        "internally",
        "syrian",
        "iraqi",
        "palestinian",
        "lebanese",
        "turkish",
        "kurdish",
        "arab",
        "christian",
        "muslim",
        "yazidi",
        "yezidi",
        "shiite",
        "sunni",
        "druze",
        "alawite",
        "foreign",
        "local",
        "suspected",
        "alleged",
        "unidentified",
        "unknown",
        "pregnant",
        "minor",
        "male",
        "female",
        "civilian",
        "total",
        "different",
        "separate",
        "vital",
        "public",
        "private",
        "documented",
        "confirmed",
        "known",
        "reported",
        "senior",
        "top",
        "high-ranking",
        "off-duty",
        "armed",
        "army",
        "police",
        "military",
        "security",
        "militia",
        "medical",
        "media",
        "wounded",
        "injured",
        "dead",
        "killed",
        "missing",
        "arbitrary",
        "forcible",
        "single",
        "live",
        "internal",
        "registered",
        "individual",
        "year-old",
        "school",
        "disabled",
        "infant",
        "baby",
        "toddler",
        "teenage",
        "underage",
        "prominent",
        "former",
        "retired",
        "fellow",
        "recorded",
        "humanitarian",
        "religious",
        "educational",
        "healthcare",
        "health",
        "suicide",
        "regular",
        "pro-government",
        "pro-regime",
        "anti-government",
        "government",
        "regime",
        "rebel",
        "opposition",
        "jihadist",
        "islamist",
        "kurdish-led",
        "government-backed",
        "turkish-backed",
        "us-backed",
        "iran-backed",
        "iranian-backed",
        "pro-iran",
        "pro-turkish",
        "russian",
        "iranian",
        "israeli",
        "american",
        "us",
        "british",
        "afghan",
        "pakistani",
        "chechen",
        "uzbek",
        "saudi",
        "tunisian",
        "french",
        "egyptian",
        "jordanian",
        "yemeni",
        "ukrainian",
        "european",
        "western",
        "national",
        "large",
        "major",
        "separate",
        "such",
        "small",
        "alleged",
        "injured",
        "innocent",
        "deadly",
        "of-the",
    ]
)
"""Words that may stand between a number and its noun."""

AGENTS = ("ers", "ors", "men", "women", "ists", "ees", "ants", "ians", "boys", "girls")
"""Endings of people by what they do: "smugglers", "firemen"; for nouns that no list has."""

NOT_PEOPLE = frozenset(
    [
        "characters chapters containers",
        "towers",
        "centers",
        "centres",
        "computers",
        "trailers",
        "tankers",
        "bulldozers",
        "helicopters",
        "launchers",
        "numbers",
        "papers",
        "powers",
        "borders",
        "orders",
        "quarters",
        "headquarters",
        "matters",
        "letters",
        "posters",
        "rivers",
        "corners",
        "layers",
        "members'",
        "servers",
        "shutters",
        "tractors",
        "doors",
        "floors",
        "motors",
        "sectors",
        "factors",
        "errors",
        "rumors",
        "meters",
        "liters",
        "litres",
        "theaters",
        "chapters",
        "shelters",
        "offers",
        "loudspeakers",
        "steamers",
        "boosters",
        "carriers",
        "cruisers",
        "destroyers",
        "bombers",
        "drones",
        "trees",
        "committees",
        "guarantees",
        "antes",
        "plants",
        "elephants",
        "restaurants",
        "variants",
        "grants",
        "warrants",
        "consonants",
        "infants'",
        "summers",
        "winters",
        "others",
        "degrees",
        "fees",
        "knees",
        "bees",
        "ministers'",
        "acres",
        "dinners",
        "clusters",
        "registers",
        "filters",
        "covers",
        "newspapers",
        "flowers",
        "winners'",
        "buyers'",
        "breakers",
        "indicators",
        "generators",
        "reactors",
        "interceptors",
        "corridors",
        "specimen",
        "regimen",
        "omen",
        "refers",
        "colors",
        "colours",
        "armors",
        "harbors",
        "tremors",
        "mirrors",
        "terrors",
        "horrors",
    ]
)
"""Words that end so and are none."""
