"""What a sentence leaves out and the sentences before it told: party, means, place, day."""

from __future__ import annotations

from datetime import date

import pytest
from told import actor, claim

from crawler.claim import DateBasis, Weapon


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Russian warplanes bombed Idlib. Five people were killed.", "Russian forces"),
        ("Turkish forces shelled Afrin. The shelling killed five people.", "Turkish forces"),
        (
            "Turkish forces shelled Afrin. It was noon. The shelling killed five people.",
            "Turkish forces",
        ),
        (
            "An Israeli airstrike hit Homs. Nobody was warned. Five people died in the airstrike.",
            "Israel",
        ),
        ("The SDF raided Raqqa. Five people were arrested.", "Syrian Democratic Forces"),
        (
            "ISIS shelled Idlib. HTS shelled Harim. Five people were killed.",
            "Hay'at Tahrir al-Sham",
        ),
        (
            "A drone strike attributed to Turkey hit Amuda. Five people were killed.",
            "Turkish forces",
        ),
    ],
)
def test_a_claim_without_a_party_means_the_one_at_work_before(text: str, name: str) -> None:
    assert actor(5, text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed. Russian warplanes bombed Idlib.",
        "A town held by the SDF was hit. Five people were killed.",
        "Turkey condemned the attack. Five people were killed.",
        "Russian warplanes bombed Idlib. Five people were killed in a separate attack.",
        "Russian warplanes bombed Idlib. A car bomb killed five people.",
        "Russian warplanes bombed Idlib. Five people were killed by a landmine explosion.",
        "Russian warplanes bombed Idlib. It was noon. Five people were killed.",
        (
            "Russian warplanes bombed Idlib. It was noon. It was hot. It was late. "
            "Five people were killed in the attack."
        ),
        "Russian warplanes bombed Idlib. About 500 fled. It rained. Five people were killed.",
        "The SDF said it was noon. Five people were killed.",
        "A bomb killed nine ISIS members in the attack. Five people were killed.",
    ],
)
def test_a_claim_of_its_own_event_is_laid_to_nobody_before(text: str) -> None:
    assert claim(5, text).actor is None


def test_the_displaced_are_not_laid_to_whom_the_sentence_before_names() -> None:
    assert (
        claim(500, "Russian warplanes bombed Idlib. About 500 people were displaced.").actor is None
    )


def test_a_month_of_many_events_lays_nothing_to_the_sentence_before() -> None:
    text = "Russian forces killed nine civilians. Five people were killed."
    assert claim(5, text, title="Civilians killed in February 2019").actor is None


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Russian warplanes bombed Idlib. Five people were killed.", Weapon.AIRSTRIKE),
        ("Turkish drones hit Amuda. Five people were killed by gunfire.", Weapon.SMALL_ARMS),
        ("A landmine was found. Five people were killed.", None),
        ("Five people were killed. Russian warplanes bombed Idlib.", None),
    ],
)
def test_the_means_comes_with_the_party(text: str, weapon: Weapon | None) -> None:
    assert claim(5, text).weapon is weapon


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Warplanes bombed Idlib on 4 March 2019. Five people were killed.", date(2019, 3, 4)),
        (
            "Five people were killed on 4 March 2019. Nine people were wounded on 6 March 2019.",
            date(2019, 3, 4),
        ),
        (
            "Warplanes bombed Idlib on 4 March 2019. Five people were killed on 5 March 2019.",
            date(2019, 3, 5),
        ),
        (
            "Warplanes bombed Idlib on 4 March 2019. It was noon. Five people were killed.",
            date(2019, 3, 4),
        ),
    ],
)
def test_a_claim_without_a_day_is_of_the_event_before(text: str, day: date) -> None:
    assert claim(5, text).date_start == day


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed.",
        "The law of 4 March 2019 was read. Five people were killed.",
        "Five people were killed. A meeting was held.",
    ],
)
def test_a_day_of_something_else_is_not_inherited(text: str) -> None:
    assert claim(5, text).date_start is None


def test_an_inherited_day_says_so() -> None:
    text = "Warplanes bombed Idlib on 4 March 2019. Five people were killed."
    assert claim(5, text).date_basis is DateBasis.INHERITED
    assert claim(5, "On 4 March 2019 five people were killed.").date_basis is DateBasis.EXPLICIT
    assert claim(5, "On Monday five people were killed.").date_basis is DateBasis.RELATIVE
