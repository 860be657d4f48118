"""Texts of reports that nobody wrote, with the claims in them, from a random generator.

Names of parties, places and claimants are those of the lexicons; all other words stand here.
"""

from __future__ import annotations

from calendar import month_name, monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, TypeVar

from attrs import define, field, frozen

from crawler.claim import (
    Actor,
    Attribution,
    Claim,
    ClaimantRole,
    DateBasis,
    DatePrecision,
    Field,
    Flag,
    Harm,
    Place,
    Qualifier,
    Reading,
    Scope,
    Unparsed,
    Victims,
    Weapon,
)
from pipelines.claims.claimants import claimants
from pipelines.claims.gazetteer.entries import read_entries
from pipelines.claims.parties import parties

_One = TypeVar("_One")
_DONE: tuple[tuple[str, Weapon | None], ...] = (
    ("airstrikes", Weapon.AIRSTRIKE),
    ("shelling", Weapon.SHELLING),
    ("barrel bombs", Weapon.BARREL_BOMB),
    ("a landmine", Weapon.LANDMINE),
    ("gunfire", Weapon.SMALL_ARMS),
    ("a car bomb", Weapon.IED),
    ("an attack", None),
)
_SUBJECTS = (
    *("the team", "residents", "the local council", "rescue workers", "the network", "witnesses"),
    *("the ministry", "the commission", "relief agencies", "families", "the hospital", "teachers"),
    *("the court", "the envoy", "farmers", "the market", "the school", "the convoy", "traders"),
)
_VERBS = (
    *("reported", "described", "visited", "repaired", "demanded", "recalled", "followed", "closed"),
    *("examined", "awaited", "documented", "received", "opened", "inspected", "warned about"),
    *("confirmed", "questioned", "rejected", "supported", "photographed", "crossed", "left"),
)
_OBJECTS = (
    *("the damaged road", "a statement on the ceasefire", "the power station", "aid deliveries"),
    *("the old bridge", "an investigation of the attack", "the harvest", "the bakery", "a meeting"),
    *("the camp on the border", "new checkpoints", "the water supply", "a list of the missing"),
    *("the rights of detainees", "the ruins of the quarter", "a vaccination campaign", "the talks"),
    *("international humanitarian law", "the resolution of the council", "its annual budget"),
)
_ENDINGS = (
    *("in the morning", "after the night's clashes", "despite the truce", "for the third time"),
    *("near the river", "with volunteers from other towns", "before winter", "under heavy rain"),
    *("as fuel ran short", "while schools stayed shut", "without giving details", "once again"),
    *("according to local sources", "at the request of the families", "since the last election"),
)
_ARABIC = (
    *("قال", "المصدر", "إن", "القوات", "قصفت", "المدينة", "صباح", "اليوم", "وأدى", "ذلك", "إلى"),
    *("مقتل", "مدنيين", "وإصابة", "آخرين", "بجروح", "في", "ريف", "إدلب", "حلب", "الرقة", "درعا"),
    *("وأضاف", "التقرير", "أن", "الأهالي", "نزحوا", "من", "القرية", "نحو", "الحدود", "الشمالية"),
    *("الشبكة", "السورية", "لحقوق", "الإنسان", "وثقت", "انتهاكات", "النظام", "خلال", "الشهر"),
    *("المستشفى", "المدرسة", "السوق", "طائرات", "مجهولة", "عائلات", "المعتقلين", "مجلس", "الأمن"),
    *("الماضي", "العام", "الجاري", "وسط", "ظروف", "إنسانية", "صعبة", "بحسب", "شهود", "عيان"),
)
_SYLLABLES = (
    *("ba", "da", "fa", "ga", "ha", "ja", "ka", "la", "ma", "na", "qa", "ra", "sa", "ta", "za"),
    *("bir", "dur", "kan", "mar", "nas", "sul", "tal", "zur"),
)


@frozen
class Source:
    """A claimant."""

    name: str
    role: ClaimantRole | None


@frozen
class Text:
    """What a report says, and what is read from it."""

    title: str
    subtitle: str
    body: str
    reading: Reading


@define
class Writing:
    """A text that grows by sentences, with the places of what they claim."""

    texts: dict[Field, str] = field(factory=lambda: dict.fromkeys(Field, ""))
    claims: list[Claim] = field(factory=list)
    unparsed: list[Unparsed] = field(factory=list)

    def say(
        self,
        sentence: str,
        *claims: tuple[str, Mapping[str, Any]],
        where: Field = Field.BODY,
        before: str = " ",
    ) -> int:
        """Add a sentence; each claim is its quote and what else it says. Returns its index."""
        start = self._add(sentence, where, before)
        first = len(self.claims)
        for quote, given in claims:
            at = start + sentence.index(quote)
            words = {"field": where, "start": at, "end": at + len(quote), "quote": quote}
            self.claims.append(Claim(**(words | dict(given))))
        return first

    def mourn(self, sentence: str) -> None:
        """Add a sentence of harm without a number."""
        start = self._add(sentence, Field.BODY, " ")
        self.unparsed.append(
            Unparsed(
                field=Field.BODY,
                start=start,
                end=start + len(sentence),
                sentence=sentence,
                why="harm_without_number",
            )
        )

    def _add(self, sentence: str, where: Field, before: str) -> int:
        text = self.texts[where]
        start = len(text) + len(before) if text else 0
        self.texts[where] = (text + before if text else "") + sentence
        return start

    def done(self) -> Text:
        """The text as it is now."""
        reading = Reading(tuple(self.claims), tuple(self.unparsed))
        return Text(
            self.texts[Field.TITLE], self.texts[Field.SUBTITLE], self.texts[Field.BODY], reading
        )


@cache
def actors() -> tuple[Actor, ...]:
    """The parties of the lexicon, the most named ones first."""
    return tuple(party.actor for party in parties())


@cache
def places() -> tuple[Place, ...]:
    """Towns of the gazetteer that have a point."""
    found = [entry.place for entry in read_entries()]
    return tuple(one for one in found if one.lat is not None and one.adm1)


@cache
def sources() -> tuple[Source, ...]:
    """The claimants of the lexicon."""
    return tuple(Source(one.name, one.role) for one in claimants())


@cache
def fillers() -> tuple[str, ...]:
    """Sentences that claim nothing; a word of them stands in nearly every text."""
    pick = Random(1)  # noqa: S311 -- not for secrets
    return tuple(
        f"{pick.choice(_SUBJECTS).capitalize()} {pick.choice(_VERBS)} {pick.choice(_OBJECTS)}"
        f" {pick.choice(_ENDINGS)}."
        for _ in range(4000)
    )


def english_text(pick: Random, publisher: Source, day: date, edition: int = 0) -> Text:
    """An English report of a day; a later edition gives another figure of its main event."""
    writing = Writing()
    about = _event(pick, publisher, day, edition)
    headline(writing, about)
    writing.say(f"{about.place.name}, {day:%d} {month_name[day.month]} {day.year}.")
    report_event(writing, about)
    for _ in range(pick.choices((0, 1, 2), (4, 4, 2))[0]):
        _fill(writing, pick, pick.randint(3, 12))
        report_event(writing, _event(pick, publisher, day, 0))
    if pick.random() < 0.3:
        _fill(writing, pick, pick.randint(1, 6))
        sum_up(writing, pick, publisher, day)
    if pick.random() < 0.2:
        remember(writing, publisher, day.year)
    if pick.random() < 0.25:
        writing.mourn(f"Families buried their dead of {about.place.name} the same evening.")
    if pick.random() < 0.35:
        conclude(writing, about)
    _fill(writing, pick, pick.randint(6, 46))
    return writing.done()


def arabic_text(pick: Random) -> Text:
    """An Arabic report, which nothing is read from."""

    def line(least: int, most: int) -> str:
        return " ".join(pick.choices(_ARABIC, k=pick.randint(least, most)))

    body = "\n\n".join(
        ". ".join(line(8, 18) for _ in range(4)) + "." for _ in range(pick.randint(3, 8))
    )
    return Text(line(5, 9), "", body, Reading())


@frozen
class Event:
    """What a report tells of."""

    day: date
    place: Place
    actor: Actor
    done_by: str
    weapon: Weapon | None
    count: int
    children: int
    victims: Victims
    source: Source
    is_own: bool
    """Whether the publisher says so itself."""

    @property
    def circumstances(self) -> dict[str, Any]:
        """What all claims of it say."""
        return {
            "claimant": self.source.name,
            "claimant_role": self.source.role,
            "actor": self.actor,
            "actor_text": self.actor.name,
            "attribution": Attribution.STATED,
            "weapon": self.weapon,
            "weapon_text": self.done_by if self.weapon else None,
            "place": self.place,
            "place_text": self.place.name,
            "date_start": self.day,
            "date_end": self.day,
            "date_precision": DatePrecision.DAY,
            "date_basis": DateBasis.EXPLICIT,
        }


def headline(writing: Writing, event: Event) -> None:
    """A title that says less of what the body says, and of some events another number."""
    differs = event.count % 13 == 0
    count = event.count + 2 * differs
    words = f"{count} {_NOUNS[event.victims]} killed"
    claim = {
        "harm": Harm.KILLED,
        "count_min": count,
        "count_max": count,
        "flags": frozenset({Flag.TITLE_BODY_DIFFER} if differs else ()),
        "victims": event.victims,
        "claimant": event.source.name,
        "claimant_role": event.source.role,
    }
    title = f"{words} in {event.place.name}"
    place = {"place": event.place, "place_text": event.place.name}
    if event.count % 3:
        writing.say(title, (words, claim | place), where=Field.TITLE)
    else:
        writing.say(f"{event.done_by.capitalize()} in {event.place.name}", where=Field.TITLE)
    if not event.count % 5:
        told = f"{count} {_NOUNS[event.victims]} killed, {event.source.name} says"
        writing.say(told, (words, claim), where=Field.SUBTITLE)


def report_event(writing: Writing, event: Event) -> None:
    """The event in one sentence, in a paragraph of its own."""
    noun = _NOUNS[event.victims]
    by = "" if event.is_own else f"{event.source.name} said that "
    total = {"count_min": event.count, "count_max": event.count, "victims": event.victims}
    killed = event.circumstances | total | {"harm": Harm.KILLED}
    whole = f"{event.count} {noun} were killed"
    start = f"{by}on {event.day.day} {month_name[event.day.month]} {event.day.year} "
    where = f" in {event.place.name} by {event.done_by} of {event.actor.name}."
    sentence, claims = start + whole + where, [(whole, killed)]
    if event.children:
        part = f"including {event.children} children"
        sentence = start + whole + f", {part}," + where
        count = {"count_min": event.children, "count_max": event.children}
        inside = {"part_of": len(writing.claims), "is_part": True, "victims": Victims.CHILD}
        claims.append((part, killed | count | inside))
    if event.count % 2:
        hurt = event.count + 4
        told = f" The attack injured {hurt} others."
        count = {"count_min": hurt, "count_max": hurt, "victims": Victims.PERSON}
        sentence += told
        injured = killed | count | {"harm": Harm.INJURED, "date_basis": DateBasis.INHERITED}
        claims.append((f"injured {hurt} others", injured))
    writing.say(sentence[0].upper() + sentence[1:], *claims, before="\n\n")


def sum_up(writing: Writing, pick: Random, publisher: Source, day: date) -> None:
    """A month's total with its parts."""
    total = pick.randint(40, 900)
    children, women = total // 7 + 1, total // 9 + 1
    last = monthrange(day.year, day.month)[1]
    told = {
        "harm": Harm.KILLED,
        "claimant": publisher.name,
        "claimant_role": publisher.role,
        "date_start": day.replace(day=1),
        "date_end": day.replace(day=last),
        "date_precision": DatePrecision.MONTH,
        "date_basis": DateBasis.EXPLICIT,
        "scope": Scope.PERIOD_TOTAL,
    }
    words = f"at least {total} civilians were killed"
    whole = told | {"qualifier": Qualifier.AT_LEAST, "victims": Victims.CIVILIAN}
    inside = {"part_of": len(writing.claims), "is_part": True}
    parts = [
        (f"{count} {noun}", told | inside | {"count_min": count, "count_max": count} | kind)
        for count, noun, kind in (
            (children, "children", {"victims": Victims.CHILD}),
            (women, "women", {"victims": Victims.WOMAN}),
        )
    ]
    writing.say(
        f"{publisher.name} says that {words} in {month_name[day.month]} {day.year},"
        f" including {children} children and {women} women.",
        (words, whole | {"count_min": total, "count_max": total}),
        *parts,
    )


def remember(writing: Writing, publisher: Source, year: int) -> None:
    """A sentence that the publisher puts below its reports of a whole year."""
    count = 200_000 + 1000 * (year % 100)
    words = f"More than {count:,} people have been detained"
    writing.say(
        f"{words} since March 2011.",
        (
            words,
            {
                "harm": Harm.DETAINED,
                "count_min": count,
                "count_max": count,
                "qualifier": Qualifier.MORE_THAN,
                "victims": Victims.PERSON,
                "claimant": publisher.name,
                "claimant_role": publisher.role,
                "date_start": date(2011, 3, 1),
                "date_precision": DatePrecision.MONTH,
                "date_basis": DateBasis.EXPLICIT,
                "scope": Scope.CUMULATIVE,
            },
        ),
    )


def conclude(writing: Writing, event: Event) -> None:
    """The event once more, and a number that is a word only."""
    words = f"at least {event.count} {_NOUNS[event.victims]} were killed"
    again = event.circumstances | {
        "harm": Harm.KILLED,
        "count_min": event.count,
        "count_max": event.count,
        "qualifier": Qualifier.AT_LEAST,
        "victims": event.victims,
        "date_basis": DateBasis.INHERITED,
    }
    writing.say(f"In all, {words} there.", (words, again), before="\n\n")
    if event.count % 4 == 0:
        vague = {
            "harm": Harm.DISPLACED,
            "count_min": None,
            "count_max": None,
            "vague": "dozens",
            "victims": Victims.PERSON,
            "claimant": event.source.name,
            "claimant_role": event.source.role,
        }
        writing.say("Dozens of people fled.", ("Dozens of people fled", vague))


_NOUNS = {
    Victims.CIVILIAN: "civilians",
    Victims.PERSON: "people",
    Victims.COMBATANT: "fighters",
    Victims.MEDICAL: "medics",
    Victims.JOURNALIST: "journalists",
}


def _event(pick: Random, publisher: Source, day: date, edition: int) -> Event:
    done_by, weapon = pick.choice(_DONE)
    is_own = pick.random() < 0.6
    count = min(int(pick.paretovariate(0.9)) + 1, 400)
    return Event(
        day=day - timedelta(days=pick.randint(0, 3)),
        place=_often(pick, places()),
        actor=_often(pick, actors()),
        done_by=done_by,
        weapon=weapon,
        count=count + 3 * edition,
        children=count // 3 if pick.random() < 0.5 else 0,
        victims=pick.choices(tuple(_NOUNS), (60, 20, 14, 3, 3))[0],
        source=publisher if is_own else _often(pick, sources()),
        is_own=is_own,
    )


def _often(pick: Random, ones: tuple[_One, ...]) -> _One:
    """One of them: a few are met in most texts, most of them in few."""
    return ones[min(int(pick.expovariate(8 / len(ones))), len(ones) - 1)]


def _fill(writing: Writing, pick: Random, sentences: int) -> None:
    name = "".join(pick.choices(_SYLLABLES, k=4)).capitalize()
    words = pick.choices(fillers(), k=sentences)
    words[-1] = f"{name} of the council spoke of it."
    writing.say(" ".join(words[: sentences // 2 + 1]))
    if sentences > 2:
        writing.say(" ".join(words[sentences // 2 + 1 :]), before="\n\n")
