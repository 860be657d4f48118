"""Whose name it is depends on who writes, and when; and on the words around it."""

from __future__ import annotations

from datetime import date

import pytest
from told import actor, sentence

FELL = date(2024, 12, 8)
"""The day since which the Syrian army is another's."""
REGIME, TRANSITION = "Syrian regime", "Syrian transitional government"
COALITION, MULTINATIONAL = "US-led coalition", "US-led Multi-National Force"
ISF, PESHMERGA, SDF = "Iraqi security forces", "Peshmerga", "Syrian Democratic Forces"


def parties(text: str, country: str | None = None, day: date | None = None) -> list[str]:
    return [mention.actor.name for mention in sentence(text, country, day).parties]


@pytest.mark.parametrize(
    ("words", "country", "day", "name"),
    [
        ("The Syrian army", None, "2015-06-01", REGIME),
        ("The Syrian army", None, "2024-12-07", REGIME),
        ("The Syrian army", None, "2024-12-08", TRANSITION),
        ("The Syrian army", "SY", "2025-03-01", TRANSITION),
        ("The Syrian army", "IQ", "2015-06-01", REGIME),
        ("Syrian forces", None, "2018-06-01", REGIME),
        ("Syrian forces", None, "2025-06-01", TRANSITION),
        ("Government forces", None, "2018-06-01", REGIME),
        ("Government forces", "SY", "2025-06-01", TRANSITION),
        ("Government forces", "IQ", "2018-06-01", ISF),
        ("Syrian regime forces", None, "2025-06-01", REGIME),
        ("The Assad regime", "SY", "2025-06-01", REGIME),
        ("The army", "SY", "2018-06-01", REGIME),
        ("The army", "SY", "2025-06-01", TRANSITION),
        ("The army", "IQ", "2018-06-01", "Iraqi army"),
        ("The army", "IQ", "2025-06-01", "Iraqi army"),
        ("Security forces", "SY", "2018-06-01", REGIME),
        ("Security forces", "IQ", "2018-06-01", ISF),
        ("Kurdish forces", "SY", "2018-06-01", SDF),
        ("Kurdish forces", None, "2018-06-01", SDF),
        ("Kurdish forces", "IQ", "2018-06-01", PESHMERGA),
        ("Asayish forces", "SY", "2018-06-01", "Asayish"),
        ("Asayish forces", "IQ", "2018-06-01", "Kurdistan Region security (Iraq)"),
        ("The coalition", None, "2007-06-01", MULTINATIONAL),
        ("The coalition", None, "2011-12-18", MULTINATIONAL),
        ("The coalition", None, "2011-12-19", COALITION),
        ("The US-led coalition", "IQ", "2016-06-01", COALITION),
        ("Iraqi army forces", None, "2016-06-01", "Iraqi army"),
        ("The Iraqi army", "SY", "2016-06-01", "Iraqi army"),
    ],
)
def test_a_name_is_meant_by_the_publishers_country_and_day(
    words: str, country: str | None, day: str, name: str
) -> None:
    text = f"{words} killed five people."
    assert parties(text, country, date.fromisoformat(day)) == [name]


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("The army", None),
        ("The army", "LB"),
        ("Security forces", None),
        ("Police forces", "SY"),
        ("Police forces", None),
        ("Army units", None),
    ],
)
def test_a_bare_army_of_a_publisher_elsewhere_is_nobodys(words: str, country: str | None) -> None:
    assert parties(f"{words} killed five people.", country, FELL) == []


def test_without_a_day_no_change_of_meaning_holds() -> None:
    assert parties("The Syrian army killed five people.") == [REGIME]


@pytest.mark.parametrize(
    ("text", "publisher", "day", "name"),
    [
        ("The army killed five people.", "snhr.org", date(2018, 5, 1), REGIME),
        ("The army killed five people.", "sana.sy", date(2025, 5, 1), TRANSITION),
        ("The army killed five people.", "iraqinews.com", date(2018, 5, 1), "Iraqi army"),
        ("The army killed five people.", "paper.example", date(2018, 5, 1), "army"),
        ("Security forces killed five people.", "iraqinews.com", date(2018, 5, 1), ISF),
        ("Kurdish forces killed five people.", "iraqinews.com", date(2018, 5, 1), PESHMERGA),
        ("Kurdish forces killed five people.", "snhr.org", date(2018, 5, 1), SDF),
    ],
)
def test_a_claim_takes_the_meaning_of_its_publisher(
    text: str, publisher: str, day: date, name: str
) -> None:
    assert actor(5, text, publisher=publisher, published=day) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IS killed five people.", "ISIS"),
        ("US warplanes killed five people.", "US forces"),
        ("The US killed five people.", "US forces"),
        ("Russian warplanes killed five people.", "Russian forces"),
        ("Turkish shelling killed five people.", "Turkish forces"),
        ("A Turkish drone killed five people.", "Turkish forces"),
        ("Regime helicopters killed five people.", REGIME),
        ("Rebel rockets killed five people.", "Armed opposition factions"),
        ("Israeli drone strikes killed five people.", "Israel"),
        ("HEZBOLLAH killed five people.", "Hezbollah"),
        ("Hezbollah's rockets killed five people.", "Hezbollah"),
        ("Turkish-backed factions killed five people.", "Turkish-backed factions"),
        ("Iran-backed militias killed five people.", "Iranian-backed militias"),
        ("Hay’at Tahrir al-Sham killed five people.", "Hay'at Tahrir al-Sham"),
        ("Russian forces in Syria killed five people.", "Russian forces"),
        ("Syrian-Russian alliance forces killed five people.", "Syrian-Russian alliance"),
        ("The Islamic State of Iraq and Syria killed five people.", "ISIS"),
    ],
)
def test_a_party_is_named_by_any_of_its_names(text: str, name: str) -> None:
    assert parties(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "What is told is that five people were killed.",
        "Those who told us killed nobody; five were arrested.",
        "Five Turkish journalists were killed.",
        "Five Russian tourists were killed.",
        "Five Syrian civilians were killed.",
        "Five Syrians were killed in Beirut.",
        "Five Kurdish farmers were killed.",
        "Five Iraqi children were killed.",
        "The Turkish economy shrank; five people were killed.",
        "An American doctor and five patients were killed.",
        "The regiment killed five people.",
        "A coalitionist was killed with five others.",
        "British aid worker among five killed.",
        "Druze villagers counted five killed.",
    ],
)
def test_a_people_without_a_force_or_an_attack_is_no_party(text: str) -> None:
    assert parties(text) == []
