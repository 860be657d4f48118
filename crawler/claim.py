"""What a report claims: one number that one source states about one harm, with its words.

The vocabularies are those of the table ``claims``; docs/claims.md says where each comes from.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from attrs import frozen


class Field(StrEnum):
    """The part of a version in which a claim stands; offsets are into it."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BODY = "body"


class Harm(StrEnum):
    """What was done."""

    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    DETAINED = "detained"
    DISAPPEARED = "disappeared"
    DISPLACED = "displaced"
    ATTACK = "attack"
    MASSACRE = "massacre"
    MUNITION = "munition"


class Qualifier(StrEnum):
    """How the number is meant."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    ABOUT = "about"
    UP_TO = "up_to"


class Victims(StrEnum):
    """Whom, or what, the number counts."""

    CIVILIAN = "civilian"
    CHILD = "child"
    WOMAN = "woman"
    MAN = "man"
    COMBATANT = "combatant"
    PERSON = "person"
    MEDICAL = "medical"
    JOURNALIST = "journalist"
    FACILITY = "facility"
    MUNITION = "munition"


class ClaimantRole(StrEnum):
    """What kind of source asserts the number."""

    MONITOR = "monitor"
    STATE_MEDIA = "state_media"
    OFFICIAL = "official"
    MILITARY = "military"
    MEDICAL = "medical"
    UN = "un"
    MEDIA = "media"
    ARMED_GROUP = "armed_group"
    EYEWITNESS = "eyewitness"


class ActorKind(StrEnum):
    """What kind of party an actor is."""

    STATE = "state"
    FOREIGN_STATE = "foreign_state"
    COALITION = "coalition"
    NON_STATE = "non_state"
    UNKNOWN = "unknown"


class Attribution(StrEnum):
    """How firmly the source says that the actor did it."""

    STATED = "stated"
    SUSPECTED = "suspected"
    CONTESTED = "contested"
    NONE = "none"


class Weapon(StrEnum):
    """The means, as Airwars' incident coding and UCDP GED group them."""

    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    BARREL_BOMB = "barrel_bomb"
    CLUSTER_MUNITION = "cluster_munition"
    CHEMICAL = "chemical"
    INCENDIARY = "incendiary"
    ROCKET = "rocket"
    DRONE = "drone"
    IED = "ied"
    LANDMINE = "landmine"
    SMALL_ARMS = "small_arms"
    TORTURE = "torture"
    EXECUTION = "execution"
    UNKNOWN = "unknown"


class DatePrecision(StrEnum):
    """How exactly the words date the event or period: each bound is known to this unit."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateBasis(StrEnum):
    """What gave the dates."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    INHERITED = "inherited"


class Scope(StrEnum):
    """What the number covers: one event, a bounded period, or everything since a start."""

    INCIDENT = "incident"
    PERIOD_TOTAL = "period_total"
    CUMULATIVE = "cumulative"


class Flag(StrEnum):
    """What a reader of the claim must know; contradictions are flagged and never mended."""

    PARTS_EXCEED_WHOLE = "parts_exceed_whole"
    TITLE_BODY_DIFFER = "title_body_differ"
    SUPERSEDED = "superseded"
    REPEATED_BOILERPLATE = "repeated_boilerplate"
    LOW_CONFIDENCE_TEXT = "low_confidence_text"


@frozen
class Actor:
    """A party, by its canonical name."""

    name: str
    """As in the lexicon of parties, unique."""
    kind: ActorKind
    """What kind of party it is."""
    country: str | None = None
    """ISO 3166 code of the state that it is or whose forces they are; None where there is none."""


@frozen
class Place:
    """A place of the gazetteer."""

    key: str
    """Stable and unique: ``geonames:170654``, or ``hand:SY/baghuz`` for one of our own list."""
    name: str
    """As the gazetteer spells it."""
    kind: str
    """``country``, ``governorate``, ``district``, ``city``, ``town``, ``village``, ``camp`` …"""
    adm1: str | None
    """Name of the governorate; None for a country."""
    country: str
    """ISO 3166 code."""
    lat: float | None
    """Degrees north; None where no point stands for it."""
    lon: float | None
    """Degrees east."""


@frozen(kw_only=True, repr=False)
class Claim:
    """One claim of one text. ``text[start:end] == quote``, always."""

    def __repr__(self) -> str:
        """Its offsets only: no words about victims may stand in a log."""
        return f"Claim({self.field} {self.start}:{self.end} {self.harm} {self.count_min})"

    field: Field
    """Where it stands."""
    start: int
    """Offset of the quote's first character in the field."""
    end: int
    """Offset past its last character."""
    quote: str
    """The shortest span that states the claim."""
    harm: Harm
    """What was done."""
    count_min: int | None
    """The number, or the lower end of a range; None where the words are vague."""
    count_max: int | None
    """Equal to ``count_min`` but for a range; None where the words are vague."""
    vague: str | None = None
    """``dozens``, ``scores``, ``hundreds``: the words of a number that is none."""
    qualifier: Qualifier = Qualifier.EXACT
    """How the number is meant."""
    victims: Victims | None = None
    """Whom it counts; None where no kind is stated."""
    part_of: int | None = None
    """Index, in the same reading, of the claim of which this one is a part."""
    is_part: bool = False
    """Whether it is a part, also of a whole that the text does not state as a claim."""
    claimant: str
    """Who asserts it."""
    claimant_role: ClaimantRole | None = None
    """What kind of source that is; None where it is not known."""
    actor: Actor | None = None
    """The party said to be responsible, where the lexicon knows it."""
    actor_text: str | None = None
    """The words for the party."""
    attribution: Attribution = Attribution.NONE
    """How firmly it is said."""
    weapon: Weapon | None = None
    """The means; None where none is stated."""
    weapon_text: str | None = None
    """The words for the means."""
    place_text: str | None = None
    """The words for the place."""
    place: Place | None = None
    """The gazetteer's place, where one fits surely."""
    date_start: date | None = None
    """First day of the event or period; the first of the month or year where only that is told."""
    date_end: date | None = None
    """Last day; None where the period is open or nothing is told."""
    date_precision: DatePrecision | None = None
    """How exactly the words date it; None where there are no dates."""
    date_basis: DateBasis | None = None
    """What gave the dates."""
    scope: Scope = Scope.INCIDENT
    """What the number covers."""
    flags: frozenset[Flag] = frozenset()
    """What a reader must know."""


@frozen(kw_only=True, repr=False)
class Unparsed:
    """A sentence that speaks of harm to people and from which no number could be taken."""

    def __repr__(self) -> str:
        """As ``Claim``'s."""
        return f"Unparsed({self.field} {self.start}:{self.end})"

    field: Field
    """Where it stands."""
    start: int
    """Offset of its first character in the field."""
    end: int
    """Offset past its last character."""
    sentence: str
    """Its words."""
    why: str
    """``number_without_harm``, ``harm_without_number`` …: what was missing."""


@frozen
class Reading:
    """All that one text claims."""

    claims: tuple[Claim, ...] = ()
    """In the order of the fields, then of their places in it."""
    unparsed: tuple[Unparsed, ...] = ()
    """What speaks of harm and gave no claim, likewise ordered."""
