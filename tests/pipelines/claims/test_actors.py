"""The parties of a sentence in order, one mention for each."""

from __future__ import annotations

import pytest
from told import sentence

SDF = "Syrian Democratic Forces"


def mentions(text: str) -> list[tuple[str, str]]:
    """Each party and the words that name it."""
    passage = sentence(text)
    return [(m.actor.name, passage.named(m.start, m.end)) for m in passage.parties]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Russian warplanes killed five.", [("Russian forces", "Russian warplanes")]),
        ("Heavy Russian air strikes killed five.", [("Russian forces", "Russian air strikes")]),
        ("The SDF’s shelling killed five.", [("Syrian Democratic Forces", "SDF’s shelling")]),
        ("Killed by Turkey's drones: five.", [("Turkish forces", "Turkey's drones")]),
        (
            "ISIS terrorist organization killed five.",
            [("ISIS", "ISIS terrorist organization")],
        ),
        ("Terrorist group ISIS killed five.", [("ISIS", "Terrorist group ISIS")]),
        ("Five were killed by Daesh terrorists.", [("ISIS", "Daesh terrorists")]),
        (
            "Russian forces and ISIS killed five.",
            [("Russian forces", "Russian forces"), ("ISIS", "ISIS")],
        ),
        (
            "Russian and Turkish forces killed five.",
            [("Russian forces", "Russian"), ("Turkish forces", "Turkish forces")],
        ),
        (
            "Turkish and Israeli airstrikes killed five.",
            [("Turkish forces", "Turkish"), ("Israel", "Israeli airstrikes")],
        ),
        (
            "Syrian and Russian forces killed five.",
            [("Syrian-Russian alliance", "Syrian and Russian forces")],
        ),
        (
            "SDF and ISIS clashed; five were killed by gunmen.",
            [(SDF, "SDF"), ("ISIS", "ISIS"), ("Unidentified gunmen", "gunmen")],
        ),
        (
            "Five were killed by warplanes believed to be Russian.",
            [("Russian forces", "warplanes believed to be Russian")],
        ),
    ],
)
def test_each_party_is_mentioned_once_with_its_words(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert mentions(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed.",
        "Five Russian and Turkish tourists were killed.",
        "Five victims believed to be Syrian were killed.",
        "Five fighters believed to be Turkish were killed.",
        "Five people thought to be Russian were killed.",
        "The Turkish and Russian presidents spoke of the five killed.",
    ],
)
def test_a_sentence_without_a_party_has_no_mention(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "is_by"),
    [
        ("Five were killed by Russian forces.", True),
        ("Five died at the hands of Russian forces.", True),
        ("Five deaths are attributed to Russian forces.", True),
        ("Five deaths are blamed on Russian forces.", True),
        ("Five were killed by the suspected Russian forces.", True),
        ("Russian forces killed five.", False),
        ("Five were killed in areas held by Russian forces.", False),
        ("Five were killed near Russian forces.", False),
    ],
)
def test_a_deed_is_given_to_a_party_by_by(text: str, is_by: bool) -> None:
    (mention,) = sentence(text).parties
    assert mention.is_by is is_by


@pytest.mark.parametrize(
    ("text", "is_attack"),
    [
        ("Russian shelling killed five.", True),
        ("A Russian air raid killed five.", True),
        ("Russian missiles killed five.", True),
        ("Russian warplanes killed five.", False),
        ("Russian forces killed five.", False),
        ("Russia killed five.", False),
    ],
)
def test_a_party_may_be_named_by_what_it_did(text: str, is_attack: bool) -> None:
    (mention,) = sentence(text).parties
    assert mention.is_attack is is_attack
