"""With what: the means that a sentence tells near the claim, the particular before the general."""

from __future__ import annotations

import pytest
from told import claim, claims

from crawler.claim import Harm, Weapon

W = Weapon


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Five people were killed in an airstrike.", W.AIRSTRIKE, "airstrike"),
        ("Five people were killed in an air raid.", W.AIRSTRIKE, "air raid"),
        ("Warplanes bombed Idlib, killing five people.", W.AIRSTRIKE, "Warplanes"),
        ("Shelling killed five people.", W.SHELLING, "Shelling"),
        ("Five people were killed by mortar shells.", W.SHELLING, "mortar shells"),
        ("Artillery shelling killed five people.", W.SHELLING, "Artillery shelling"),
        ("Five people were killed by barrel bombs.", W.BARREL_BOMB, "barrel bombs"),
        ("A barrel-bomb killed five people.", W.BARREL_BOMB, "barrel-bomb"),
        (
            "A cluster munition attack killed five people.",
            W.CLUSTER_MUNITION,
            "cluster munition attack",
        ),
        ("Five people died in a chlorine gas attack.", W.CHEMICAL, "chlorine gas"),
        ("Five people were injured by napalm.", W.INCENDIARY, "napalm"),
        ("Rockets killed five people.", W.ROCKET, "Rockets"),
        ("A guided missile killed five people.", W.ROCKET, "guided missile"),
        ("A drone strike killed five people.", W.DRONE, "drone strike"),
        ("A car bomb killed five people.", W.IED, "car bomb"),
        ("Five people were killed when an IED went off.", W.IED, "IED"),
        ("A suicide bomber killed five people.", W.IED, "suicide bomber"),
        ("Five people were killed by a landmine.", W.LANDMINE, "landmine"),
        ("War remnants killed five people.", W.LANDMINE, "War remnants"),
        ("Five people were killed by gunfire.", W.SMALL_ARMS, "gunfire"),
        ("A sniper killed five people.", W.SMALL_ARMS, "sniper"),
        ("Five people died under torture.", W.TORTURE, "under torture"),
        ("Five people died due to torture.", W.TORTURE, "due to torture"),
        ("Five people were beheaded.", W.EXECUTION, "beheaded"),
    ],
)
def test_the_means_is_told_by_its_words(text: str, kind: Weapon, words: str) -> None:
    one = claim(5, text)
    assert (one.weapon, one.weapon_text) == (kind, words)


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed in Idlib.",
        "Five people were arrested.",
        "Five people were killed by Russian forces.",
        "Five people drowned and were found dead.",
        "Five people were killed in a car accident.",
        "Five people who sold minerals were killed.",
        "Five people were killed in the rain.",
        "Five people were killed by dronemakers.",
        "Five people who sold shellfish were killed.",
        "Five people were killed, the bombastic speaker said.",
    ],
)
def test_where_no_means_is_told_there_is_none(text: str) -> None:
    one = claim(5, text)
    assert (one.weapon, one.weapon_text) == (None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Five people were killed in bombing with barrel bombs.", W.BARREL_BOMB),
        ("Five people were killed in an attack by a suicide bomber.", W.IED),
        ("Five people were killed in shelling with rockets.", W.ROCKET),
        ("A blast of a landmine killed five people.", W.LANDMINE),
        ("The explosion of a landmine killed five people.", W.LANDMINE),
        ("Five people were killed in strikes with cluster munitions.", W.CLUSTER_MUNITION),
        ("Warplanes fired missiles that killed five people.", W.ROCKET),
        ("Helicopters dropped barrel bombs, killing five people.", W.BARREL_BOMB),
    ],
)
def test_a_particular_means_goes_before_a_general_word_beside_it(text: str, kind: Weapon) -> None:
    assert claim(5, text).weapon is kind


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        (
            "Five people were killed by a landmine, and nine were wounded by gunfire.",
            {5: W.LANDMINE, 9: W.SMALL_ARMS},
        ),
        (
            "A car bomb killed five people in Afrin. A drone killed nine in Raqqa.",
            {5: W.IED, 9: W.DRONE},
        ),
        (
            "Five people were killed and nine wounded in an airstrike.",
            {5: W.AIRSTRIKE, 9: W.AIRSTRIKE},
        ),
        (
            "Ninety people were killed, nine of them under torture.",
            {9: W.TORTURE},
        ),
    ],
)
def test_each_claim_has_the_means_nearest_to_it(text: str, weapons: dict[int, Weapon]) -> None:
    assert {count: claim(count, text).weapon for count in weapons} == weapons


def test_a_counted_munition_is_its_own_means() -> None:
    (one,) = claims("The regime dropped 74 barrel bombs on Daraya in March 2019.")
    assert (one.harm, one.weapon) == (Harm.MUNITION, W.BARREL_BOMB)
