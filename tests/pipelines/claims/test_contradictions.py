"""A report that contradicts or corrects itself is flagged so, and nothing else is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crawler.claim import (
    Actor,
    ActorKind,
    Attribution,
    Claim,
    DatePrecision,
    Field,
    Flag,
    Harm,
    Place,
    Qualifier,
    Scope,
    Victims,
)
from pipelines.claims.contradictions import flagged
from pipelines.claims.plausible import plausible, roundness
from pipelines.claims.reading import read_report

CHILD, WOMAN, MAN = Victims.CHILD, Victims.WOMAN, Victims.MAN
CIVILIAN, PERSON, COMBATANT = Victims.CIVILIAN, Victims.PERSON, Victims.COMBATANT
AT_LEAST, MORE_THAN, ABOUT = Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.ABOUT

RUSSIA = Actor("Russian forces", ActorKind.FOREIGN_STATE, "RU")
REGIME = Actor("Syrian regime", ActorKind.STATE, "SY")
ARMY = Actor("Iraqi army", ActorKind.STATE, "IQ")
POLICE = Actor("Iraqi police", ActorKind.STATE, "IQ")
ISIS = Actor("ISIS", ActorKind.NON_STATE)
ALLIANCE = Actor("Syrian-Russian alliance", ActorKind.COALITION)
GUNMEN = Actor("Unidentified gunmen", ActorKind.UNKNOWN)


def place(name: str, kind: str, adm1: str | None, country: str = "SY") -> Place:
    return Place(f"hand:{country}/{kind}/{name}", name, kind, adm1, country, None, None)


SYRIA = place("Syria", "country", None)
IDLIB = place("Idlib", "governorate", "Idlib")
ALEPPO = place("Aleppo", "governorate", "Aleppo")
HARIM = place("Harim", "town", "Idlib")
SARMIN = place("Sarmin", "town", "Idlib")


def claim(count: int | None, victims: Victims | None = CIVILIAN, **changes: Any) -> Claim:
    known: dict[str, Any] = {
        "field": Field.BODY,
        "start": 0,
        "end": 1,
        "quote": "x",
        "harm": Harm.KILLED,
        "count_min": count,
        "count_max": count,
        "victims": victims,
        "claimant": "SNHR",
        "is_part": "part_of" in changes,
    }
    return Claim(**known | changes)


def part(count: int | None, victims: Victims | None = CHILD, **changes: Any) -> Claim:
    return claim(count, victims, part_of=0, **changes)


def by(actor: Actor, count: int, **changes: Any) -> Claim:
    stated = {"actor": actor, "attribution": Attribution.STATED}
    return part(count, CIVILIAN, **stated | changes)


def at(where: Place, count: int, victims: Victims = CIVILIAN) -> Claim:
    return part(count, victims, place=where)


def flags_of(*claims: Claim) -> list[int]:
    """The indexes of those that are flagged for exceeding or being exceeded."""
    found = flagged(claims, dict.fromkeys(Field, "x"))
    return [i for i, one in enumerate(found) if Flag.PARTS_EXCEED_WHOLE in one.flags]


@pytest.mark.parametrize(
    ("claims", "indexes"),
    [
        pytest.param([claim(179), part(291)], [0, 1], id="one part is more"),
        pytest.param(
            [claim(179), part(291), part(9, COMBATANT)], [0, 1], id="a part that fits is left"
        ),
        pytest.param(
            [claim(100), part(60), part(50, WOMAN)], [0, 1, 2], id="children and women together"
        ),
        pytest.param(
            [claim(100), part(40), part(31, WOMAN), part(30, MAN)], [0, 1, 2, 3], id="all ages"
        ),
        pytest.param(
            [claim(40, PERSON), part(30, CIVILIAN), part(11, COMBATANT)],
            [0, 1, 2],
            id="civilians and fighters",
        ),
        pytest.param([claim(98), by(RUSSIA, 56), by(REGIME, 52)], [0, 1, 2], id="two parties"),
        pytest.param(
            [claim(98), by(RUSSIA, 56, attribution=Attribution.SUSPECTED), by(ISIS, 52)],
            [0, 1, 2],
            id="a party that is suspected",
        ),
        pytest.param([claim(98), at(IDLIB, 56), at(ALEPPO, 52)], [0, 1, 2], id="two governorates"),
        pytest.param([claim(9), at(HARIM, 5), at(SARMIN, 5)], [0, 1, 2], id="two towns"),
        pytest.param([claim(43, qualifier=AT_LEAST), part(44)], [0, 1], id="at least a bare count"),
        pytest.param([claim(100, qualifier=MORE_THAN), part(250)], [0, 1], id="far more than"),
        pytest.param([claim(50, qualifier=ABOUT), part(140)], [0, 1], id="far from about"),
        pytest.param([claim(30, count_max=40), part(41)], [0, 1], id="above a range"),
        pytest.param([claim(40), part(41, count_max=50)], [0, 1], id="a range above"),
        pytest.param(
            [
                claim(100, PERSON, harm=Harm.KILLED_OR_INJURED),
                part(60, PERSON),
                part(50, PERSON, harm=Harm.INJURED),
            ],
            [0, 1, 2],
            id="killed and injured of all casualties",
        ),
        pytest.param(
            [claim(20, PERSON, harm=Harm.DETAINED), part(21, PERSON, harm=Harm.DISAPPEARED)],
            [0, 1],
            id="more disappeared than detained",
        ),
        pytest.param(
            [
                claim(76, Victims.MUNITION, harm=Harm.MUNITION),
                part(52, None, harm=Harm.MUNITION, place=IDLIB),
                part(34, None, harm=Harm.MUNITION, place=ALEPPO),
            ],
            [0, 1, 2],
            id="barrel bombs in two governorates",
        ),
        pytest.param(
            [claim(9), part(5), claim(20, part_of=1, victims=CHILD)], [1, 2], id="a part of a part"
        ),
    ],
)
def test_parts_that_are_more_than_their_whole_are_flagged_with_it(
    claims: list[Claim], indexes: list[int]
) -> None:
    assert flags_of(*claims) == indexes


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([claim(98), part(24), part(7, WOMAN)], id="parts that fit"),
        pytest.param([claim(100), part(60), part(40, WOMAN)], id="parts that fill the whole"),
        pytest.param([claim(98), claim(200)], id="two wholes"),
        pytest.param(
            [claim(60, PERSON), part(50, CIVILIAN), part(30)], id="children may be civilians"
        ),
        pytest.param(
            [claim(60, PERSON), part(40, WOMAN), part(30, Victims.MEDICAL)], id="medics be women"
        ),
        pytest.param(
            [claim(60, PERSON), part(40, WOMAN), part(30, COMBATANT)], id="fighters be women"
        ),
        pytest.param([claim(40), part(30), part(20)], id="girls among the children"),
        pytest.param([claim(98), by(RUSSIA, 56), by(RUSSIA, 52)], id="one party, told twice"),
        pytest.param([claim(98), by(ARMY, 56), by(POLICE, 52)], id="forces of one country"),
        pytest.param(
            [claim(98), by(ALLIANCE, 56), by(RUSSIA, 52)], id="an alliance and its member"
        ),
        pytest.param([claim(98), by(GUNMEN, 56), by(ISIS, 52)], id="gunmen may be of a party"),
        pytest.param(
            [claim(98), by(RUSSIA, 56), by(REGIME, 52, attribution=Attribution.CONTESTED)],
            id="a party that others contest",
        ),
        pytest.param(
            [claim(98), by(RUSSIA, 56), part(52, WOMAN, actor=REGIME)],
            id="other victims of another",
        ),
        pytest.param(
            [claim(98, actor=ISIS), by(ISIS, 56, start=700, end=701), by(REGIME, 52, start=800)],
            id="far below a whole of one party, another's",
        ),
        pytest.param([claim(98), at(IDLIB, 56), at(HARIM, 52)], id="a town of the governorate"),
        pytest.param([claim(98), at(SYRIA, 90), at(IDLIB, 52)], id="a country and its part"),
        pytest.param(
            [claim(98), at(IDLIB, 56), at(ALEPPO, 52, CHILD)], id="places of other victims"
        ),
        pytest.param([claim(None, vague="dozens"), part(291)], id="a vague whole"),
        pytest.param([claim(3), part(None, vague="dozens")], id="a vague part"),
        pytest.param([claim(100, qualifier=MORE_THAN), part(60), part(44, WOMAN)], id="more than"),
        pytest.param([claim(60, qualifier=AT_LEAST), part(62)], id="at least a round number"),
        pytest.param([claim(50, qualifier=ABOUT), part(30), part(22, WOMAN)], id="about"),
        pytest.param([claim(30, count_max=40), part(38)], id="within a range"),
        pytest.param([claim(40), part(35, count_max=50)], id="a range that begins within"),
        pytest.param([claim(40), part(60, qualifier=Qualifier.UP_TO)], id="up to more"),
        pytest.param([claim(40), part(44, qualifier=ABOUT)], id="about as many"),
        pytest.param([claim(3, harm=Harm.MASSACRE), part(40)], id="the dead of massacres"),
        pytest.param(
            [claim(2, None, harm=Harm.ATTACK), part(5, Victims.FACILITY, harm=Harm.ATTACK)],
            id="schools that attacks hit",
        ),
        pytest.param([claim(2, None), part(9)], id="the members of households"),
        pytest.param([claim(5), part(9, harm=Harm.INJURED)], id="the injured beside the dead"),
        pytest.param([claim(2, WOMAN), part(3, PERSON)], id="a part of whatever is listed before"),
        pytest.param([claim(2, COMBATANT), part(3, CIVILIAN)], id="civilians are no fighters"),
        pytest.param([claim(3), claim(9, CHILD, is_part=True)], id="a part of an untold whole"),
    ],
)
def test_parts_that_can_be_their_wholes_are_not_flagged(claims: list[Claim]) -> None:
    assert flags_of(*claims) == []


def test_the_claims_are_kept_as_they_are_but_for_their_flags() -> None:
    before = (
        claim(3, flags=frozenset({Flag.LOW_CONFIDENCE_TEXT})),
        part(9),
        claim(1, harm=Harm.INJURED),
    )
    found = flagged(before, {Field.BODY: "x"})
    assert [(one.count_min, one.part_of) for one in found] == [(3, None), (9, 0), (1, None)]
    assert found[0].flags == {Flag.LOW_CONFIDENCE_TEXT, Flag.PARTS_EXCEED_WHOLE}
    assert found[2] is before[2]


def test_no_claims_have_no_flags() -> None:
    assert flagged((), {}) == ()


def titled(count: int | None, victims: Victims | None = CIVILIAN, **changes: Any) -> Claim:
    return claim(count, victims, **{"field": Field.TITLE} | changes)


def differ(*claims: Claim) -> list[int]:
    found = flagged(claims, dict.fromkeys(Field, "x"))
    return [i for i, one in enumerate(found) if Flag.TITLE_BODY_DIFFER in one.flags]


def on(day: int, precision: DatePrecision = DatePrecision.DAY) -> dict[str, Any]:
    return {"date_start": date(2019, 3, day), "date_precision": precision}


MARCH: dict[str, Any] = {
    "date_start": date(2019, 3, 1),
    "date_end": date(2019, 3, 31),
    "scope": Scope.PERIOD_TOTAL,
}
MAY = MARCH | {"date_start": date(2019, 5, 1), "date_end": date(2019, 5, 31)}


@pytest.mark.parametrize(
    ("claims", "indexes"),
    [
        pytest.param([titled(23), claim(32)], [0, 1], id="title 23, body 32"),
        pytest.param([titled(32), claim(23)], [0, 1], id="title 32, body 23"),
        pytest.param([titled(23, field=Field.SUBTITLE), claim(32)], [0, 1], id="in the subtitle"),
        pytest.param([titled(23), claim(32), claim(7, CHILD)], [0, 1], id="a third number"),
        pytest.param([titled(32), claim(23, PERSON)], [0, 1], id="more civilians than people"),
        pytest.param([titled(23, PERSON), claim(32)], [0, 1], id="fewer people than civilians"),
        pytest.param([titled(23, qualifier=AT_LEAST), claim(32)], [0, 1], id="at least 23"),
        pytest.param([titled(60, qualifier=MORE_THAN), claim(85)], [0, 1], id="more than 60, 85"),
        pytest.param([titled(10, count_max=12), claim(14)], [0, 1], id="a range"),
        pytest.param([titled(23, **on(4)), claim(32, **on(5))], [0, 1], id="a night's two days"),
        pytest.param([titled(23, place=IDLIB), claim(32, place=HARIM)], [0, 1], id="a town there"),
        pytest.param([titled(374, **MARCH), claim(347, **MARCH)], [0, 1], id="a month's total"),
        pytest.param([titled(1), claim(2)], [0, 1], id="one, or two"),
        pytest.param(
            [titled(23), claim(32), claim(23, harm=Harm.INJURED)], [0, 1], id="the injured's number"
        ),
        pytest.param(
            [titled(23), titled(9, harm=Harm.INJURED), claim(32), claim(9, harm=Harm.INJURED)],
            [0, 2],
            id="only the dead",
        ),
    ],
)
def test_a_title_with_another_number_than_the_body_is_flagged_with_it(
    claims: list[Claim], indexes: list[int]
) -> None:
    assert differ(*claims) == indexes


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([titled(23), claim(23)], id="the same"),
        pytest.param([titled(23)], id="nothing in the body"),
        pytest.param([titled(23), claim(32), claim(23)], id="told later on"),
        pytest.param([titled(23, PERSON), claim(32, PERSON), part(23)], id="told as a part"),
        pytest.param([titled(1300), claim(1302)], id="1300 beside 1,302"),
        pytest.param([titled(60, qualifier=MORE_THAN), claim(62)], id="more than 60 beside 62"),
        pytest.param([titled(100, qualifier=MORE_THAN), claim(187)], id="more than 100"),
        pytest.param([titled(60, qualifier=AT_LEAST), claim(62)], id="at least 60 beside 62"),
        pytest.param([titled(50, qualifier=ABOUT), claim(53)], id="about 50 beside 53"),
        pytest.param([titled(53), claim(50, qualifier=MORE_THAN)], id="53 beside more than 50"),
        pytest.param([titled(18), claim(18, count_max=33)], id="the lower end of a range"),
        pytest.param([titled(40, qualifier=Qualifier.UP_TO), claim(30)], id="up to 40"),
        pytest.param([titled(None, vague="dozens"), claim(32)], id="a vague title"),
        pytest.param([titled(23), claim(None, vague="dozens")], id="a vague body"),
        pytest.param([titled(23), claim(32, harm=Harm.INJURED)], id="another harm"),
        pytest.param([titled(23), claim(32, CHILD)], id="other victims"),
        pytest.param([titled(23), claim(32, PERSON)], id="civilians among people"),
        pytest.param([titled(32, PERSON), claim(23)], id="people, some of them civilians"),
        pytest.param([titled(23, actor=RUSSIA), claim(32, actor=REGIME)], id="another party"),
        pytest.param([titled(23), claim(32, **MARCH)], id="another scope"),
        pytest.param([titled(374, **MARCH), claim(347, **MAY)], id="another month"),
        pytest.param([titled(23, **on(4)), claim(32, **on(9))], id="another day"),
        pytest.param([titled(23, place=HARIM), claim(32, place=SARMIN)], id="another town"),
        pytest.param(
            [titled(374, place=SYRIA, **MARCH), claim(247, place=IDLIB, **MARCH)],
            id="the total of one governorate",
        ),
        pytest.param([titled(12), claim(7), claim(5)], id="two attacks that add up"),
        pytest.param([titled(12), claim(7), claim(2), claim(3)], id="three that add up"),
        pytest.param([titled(12), claim(9), claim(4), claim(3, PERSON)], id="two of several"),
        pytest.param([titled(5), claim(320)], id="a number of something else"),
        pytest.param(
            [titled(23), claim(32, claimant="the ministry"), claim(29)], id="sources that differ"
        ),
        pytest.param([titled(23, is_part=True), claim(32)], id="a part in the title"),
        pytest.param([titled(23), claim(32, is_part=True)], id="a part below"),
        pytest.param(
            [titled(1, None, harm=Harm.MASSACRE), claim(2, None, harm=Harm.MASSACRE)],
            id="the massacre that the title is about",
        ),
        pytest.param([claim(23), claim(32)], id="both in the body"),
    ],
)
def test_a_title_that_the_body_may_agree_with_is_not_flagged(claims: list[Claim]) -> None:
    assert differ(*claims) == []


def read(title: str, body: str) -> dict[str, frozenset[Flag]]:
    """The flags of the claims that have any, by their quotes."""
    reading = read_report(title, "", body, publisher="sohr", published=date(2019, 3, 10))
    return {one.quote: one.flags for one in reading.claims if one.flags}


@pytest.mark.parametrize(
    ("title", "body", "quotes"),
    [
        (
            "",
            (
                "We previously published that 12 civilians were killed. We have now confirmed that"
                " 10 civilians were killed."
            ),
            {"12 civilians were killed"},
        ),
        (
            "",
            "We previously published that 12 civilians were killed; we have now confirmed 10.",
            {"12 civilians were killed"},
        ),
        (
            "",
            (
                "An earlier version of this report said 12 civilians were killed. The correct"
                " number is 10 civilians killed."
            ),
            {"12 civilians were killed"},
        ),
        (
            "",
            (
                "Initially, the ministry reported 14 people killed. It later corrected the toll to"
                " 12 dead."
            ),
            {"14 people killed"},
        ),
        (
            "",
            (
                "The army initially said 5 civilians were killed but later raised the number to"
                " 8 killed."
            ),
            {"5 civilians were killed"},
        ),
        (
            "",
            "The blast killed 35 people. The ministry raised the death toll to 44 on Sunday.",
            {"killed 35 people"},
        ),
        (
            "",
            (
                "The blast killed 44 people. The day before, 35 people were killed, as previously"
                " reported."
            ),
            {"35 people were killed"},
        ),
        (
            "Airstrike kills 23 civilians in Idlib",
            "An airstrike killed 23 civilians in Idlib on Saturday. The toll has risen to 25.",
            {"kills 23 civilians", "killed 23 civilians"},
        ),
        (
            "Airstrike kills 12 in Idlib",
            (
                "An airstrike hit a market in Idlib on Saturday. The death toll has risen to 15,"
                " medics said."
            ),
            {"kills 12"},
        ),
        (
            "",
            (
                "We previously reported 374 civilians killed in March 2018. We now confirm that"
                " 370 civilians were killed in March 2018."
            ),
            {"374 civilians killed"},
        ),
        (
            "Airstrike kills 12 civilians",
            "We first wrote so. We previously said 12 civilians were killed; later we counted 10.",
            {"kills 12 civilians", "12 civilians were killed"},
        ),
    ],
)
def test_a_figure_that_the_page_corrects_is_superseded(
    title: str, body: str, quotes: set[str]
) -> None:
    assert read(title, body) == dict.fromkeys(quotes, frozenset({Flag.SUPERSEDED}))


@pytest.mark.parametrize(
    "body",
    [
        "An airstrike killed 12 civilians. Another airstrike killed 10 civilians.",
        (
            "Previously, 12 civilians were killed in a strike on the same market. On Sunday,"
            " 10 civilians were killed there."
        ),
        (
            "We previously reported that 12 civilians were killed in Harim. In Sarmin, 10 civilians"
            " were killed."
        ),
        (
            "We previously documented the killing of 12 civilians by shells. An airstrike killed"
            " 10 civilians."
        ),
        "The number of civilians killed rose from 331 in January to 374 in February.",
        "In March, 40 civilians were killed, up from 31 civilians killed in February.",
        "Three more people died of their wounds, bringing the death toll to 5.",
        "Three people died of their wounds. The death toll of the blast has risen to 5.",
        "A man died in hospital. The death toll of the blast has risen to 2.",
        (
            "Two men were killed in a feud. The number of people killed in feuds has risen to 58"
            " since the beginning of the year."
        ),
        "The blast killed 35 people. The ministry raised its estimate of the damage.",
        "As we previously reported, 12 civilians were killed there. Since then, 5 shells fell.",
        "In March, 374 civilians were killed, up from 331 civilians killed before.",
        "The initial toll of the blast was 35 people killed.",
        "The blast killed 35 people. Prices rose from 5 to 8 pounds.",
        "The regime launched 12 attacks in all. The number of attacks has risen to 15.",
        "The shelling killed 4 civilians and wounded 12. The number of fires rose to 15.",
        "The strike killed 10 people. The army did not say whom it killed.",
    ],
)
def test_a_figure_that_only_another_follows_is_not_superseded(body: str) -> None:
    assert not any(Flag.SUPERSEDED in flags for flags in read("", body).values())


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Airstrike kills 12 civilians in Idlib",
            "The death toll of the airstrike in Idlib has risen to 15 civilians killed.",
        ),
        (
            "Airstrike kills 12 civilians in Idlib",
            "An earlier toll of 9 civilians killed in the airstrike in Idlib was too low.",
        ),
    ],
)
def test_a_title_that_the_body_updates_is_no_contradiction(title: str, body: str) -> None:
    assert not any(Flag.TITLE_BODY_DIFFER in flags for flags in read(title, body).values())


def test_contradictions_are_found_in_what_is_read() -> None:
    both = frozenset({Flag.PARTS_EXCEED_WHOLE})
    differ = frozenset({Flag.TITLE_BODY_DIFFER})
    body = (
        "An airstrike on Harim killed 32 civilians. It wounded 12 people, among them 20 children."
    )
    assert read("Airstrike kills 23 civilians in Harim", body) == {
        "kills 23 civilians": differ,
        "killed 32 civilians": differ,
        "wounded 12 people": both,
        "20 children": both,
    }


def test_letters_that_grow_in_lower_case_do_not_hide_a_correction() -> None:
    body = "İ" * 300 + ". An earlier version said 12 civilians were killed. Now 10 were killed."
    assert Flag.SUPERSEDED in read("", body)["12 civilians were killed"]


@pytest.mark.parametrize(
    ("number", "unit"),
    [(1, 1), (7, 1), (5, 5), (60, 10), (50, 50), (150, 50), (1300, 100), (1302, 1), (0, 1)],
)
def test_how_round_a_number_is(number: int, unit: int) -> None:
    assert roundness(number) == unit


@pytest.mark.parametrize(
    ("one", "bounds"),
    [
        pytest.param(claim(62), (62, 62), id="exact"),
        pytest.param(claim(60, qualifier=MORE_THAN), (60, 69), id="more than"),
        pytest.param(claim(62, qualifier=MORE_THAN), (62, 62), id="more than no round number"),
        pytest.param(claim(10, qualifier=AT_LEAST), (10, 10), id="at least a few"),
        pytest.param(claim(200, qualifier=AT_LEAST), (200, 299), id="at least many"),
        pytest.param(claim(50, qualifier=ABOUT), (45, 55), id="about"),
        pytest.param(claim(18, count_max=33, qualifier=ABOUT), (18, 33), id="about a range"),
        pytest.param(claim(40, qualifier=Qualifier.UP_TO), (0, 40), id="up to"),
        pytest.param(claim(None, vague="scores"), None, id="vague"),
    ],
)
def test_what_a_number_may_mean(one: Claim, bounds: tuple[int, int] | None) -> None:
    assert plausible(one) == bounds
