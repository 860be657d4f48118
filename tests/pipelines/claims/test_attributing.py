"""To whom a claim is laid where its own sentence names one party, several or somebody unknown."""

from __future__ import annotations

import pytest
from told import actor, claim, claims

from crawler.claim import Attribution, Harm

SDF = "Syrian Democratic Forces"
INVESTIGATED = (
    "Russian forces made six attacks using phosphorus and two attacks using the same weapons"
)


@pytest.mark.parametrize(
    ("text", "count", "name"),
    [
        ("Russian forces killed five civilians in Idlib.", 5, "Russian forces"),
        ("Five civilians were killed by Russian forces in Idlib.", 5, "Russian forces"),
        ("Five civilians, two of them children, were killed by ISIS.", 5, "ISIS"),
        ("Five civilians, two of them children, were killed by ISIS.", 2, "ISIS"),
        ("Turkish shelling on Afrin killed five civilians and wounded nine.", 9, "Turkish forces"),
        ("Five people were killed and nine wounded in an Israeli airstrike.", 5, "Israel"),
        ("Five people were killed and nine wounded in an Israeli airstrike.", 9, "Israel"),
        ("Five people died at the hands of Hezbollah.", 5, "Hezbollah"),
        ("The deaths of five people were blamed on the PKK.", 5, "PKK"),
        ("Five people died in an attack attributed to the PKK.", 5, "PKK"),
        ("Five people died in a bombing claimed by ISIS.", 5, "ISIS"),
        ("The report attributes 88 arrests to the SDF.", 88, SDF),
        ("The SDF was responsible for 88 arrests.", 88, SDF),
        ("SDF detained 54 people, including five children.", 5, SDF),
        (
            "At least 20 civilians were killed as Russian warplanes bombed Idlib.",
            20,
            "Russian forces",
        ),
        ("Syrian regime artillery shelled Harim, killing seven people.", 7, "Syrian regime"),
    ],
)
def test_a_claim_is_laid_to_the_party_that_did_it(text: str, count: int, name: str) -> None:
    assert actor(count, text) == name


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Five civilians were killed in SDF-held Raqqa.", 5),
        ("Five civilians were killed in areas controlled by the SDF.", 5),
        ("A mine killed five people in areas held by Turkish forces.", 5),
        ("A mine killed five people near the regime checkpoint.", 5),
        ("Five Hezbollah fighters were killed in Homs.", 5),
        ("Five civilians were killed in clashes between ISIS and the SDF.", 5),
        ("An attack on Turkish forces killed five people.", 5),
        ("An attack against the Iraqi army killed five people.", 5),
        ("A blast hit a convoy of the US-led coalition and killed five people.", 5),
        ("Five people were killed on the road to Russia.", 5),
        ("Five people who fled Turkey were killed.", 5),
        ("Five ISIS members and three people were killed, a bomb destroying cars.", 3),
        ("A bomb hit Hezbollah in Homs, killing five people.", 5),
        ("Turkey said that five people were killed in Afrin.", 5),
        ("According to the SDF five people were killed in Raqqa.", 5),
        ("Russia called for calm after five people were killed.", 5),
    ],
)
def test_a_party_that_is_only_there_did_nothing(text: str, count: int) -> None:
    one = claim(count, text)
    assert (one.actor, one.attribution) == (None, Attribution.NONE)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        (
            "Of 98 civilians killed, 56 were killed by Russian forces and 42 by the Syrian regime.",
            {56: "Russian forces", 42: "Syrian regime"},
        ),
        (
            "Russian forces killed 56 civilians, while the Syrian regime killed 42.",
            {56: "Russian forces", 42: "Syrian regime"},
        ),
        (
            "Russian forces killed 56 civilians; ISIS killed 11 and HTS killed three.",
            {56: "Russian forces", 11: "ISIS", 3: "Hay'at Tahrir al-Sham"},
        ),
        (
            "We recorded 30 massacres: 17 by Russian forces and 13 by the Syrian regime.",
            {17: "Russian forces", 13: "Syrian regime"},
        ),
        (
            "We recorded 98 civilians killed.\nRussian forces: 56 civilians\nISIS: 42 civilians\n",
            {56: "Russian forces", 42: "ISIS"},
        ),
        (
            "The SDF detained 54 people, and HTS was behind 21 arrests.",
            {54: SDF, 21: "Hay'at Tahrir al-Sham"},
        ),
        (
            "Six people were killed by ISIS and four wounded by Turkish shelling.",
            {6: "ISIS", 4: "Turkish forces"},
        ),
        (
            "Israeli strikes killed six people, and four were killed by ISIS.",
            {6: "Israel", 4: "ISIS"},
        ),
    ],
)
def test_of_several_parties_each_gets_its_own_number(text: str, shares: dict[int, str]) -> None:
    assert {count: actor(count, text) for count in shares} == shares


def test_the_whole_of_two_parties_is_laid_to_neither() -> None:
    text = "We recorded 98 civilians killed.\nRussian forces: 56 civilians\nISIS: 42 civilians\n"
    assert claim(98, text).actor is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Five people were killed by RSF fighters.", "RSF fighters"),
        ("Five people were killed by Arakan soldiers.", "Arakan soldiers"),
        ("Border guards killed five people.", "Border guards"),
        ("The local police arrested five people.", "police"),
        ("Five people were arrested by police.", "police"),
        ("Rebel fighters have killed five people.", "Armed opposition factions"),
    ],
)
def test_of_an_unknown_party_the_words_are_kept(text: str, words: str) -> None:
    assert actor(5, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed by a landmine.",
        "Five people were killed by the roadside.",
        "Five people were killed by Monday evening.",
        "Five people were killed by gunfire.",
        "Five police were killed.",
        "Five people were arrested near the police station.",
        "A fire killed five people.",
        "Heavy rain killed five people in Homs.",
        "Five soldiers were killed by snipers.",
    ],
)
def test_what_is_no_party_is_no_actor(text: str) -> None:
    assert claim(5, text).actor_text is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Unidentified gunmen killed five people in Kirkuk.", "Unidentified gunmen"),
        ("Unknown gunmen shot dead five people in Kirkuk.", "Unidentified gunmen"),
        ("Five people were killed by unidentified parties.", "Unidentified parties"),
        ("Terrorists fired mortar rounds, killing five people.", "Terrorists"),
    ],
)
def test_words_for_nobody_known_are_a_party_of_their_own(text: str, name: str) -> None:
    assert actor(5, text) == name


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        ("Five people were killed by Russian forces.", Attribution.STATED),
        ("Five people were killed by suspected ISIS cells.", Attribution.SUSPECTED),
        ("Five people were killed by warplanes believed to be Russian.", Attribution.SUSPECTED),
        ("Five people were killed by drones, likely Turkish ones.", Attribution.NONE),
        ("Five people were killed by Turkish shelling, Turkey denied it.", Attribution.CONTESTED),
        ("Turkish shelling killed five people, Turkey denied that.", Attribution.CONTESTED),
        ("Five people were killed in Idlib.", Attribution.NONE),
        ("Five people were killed by RSF fighters.", Attribution.STATED),
    ],
)
def test_how_firmly_it_is_said(text: str, attribution: Attribution) -> None:
    assert claim(5, text).attribution is attribution


def test_what_is_only_denied_is_no_claim() -> None:
    assert not claims("Turkey denied killing five people.")


def test_the_displaced_are_laid_to_whom_the_sentence_names_only() -> None:
    text = "Russian warplanes bombed Idlib. About 5,000 people were displaced."
    assert [one.actor for one in claims(text) if one.harm is Harm.DISPLACED] == [None]


@pytest.mark.parametrize(
    ("text", "count", "name"),
    [
        (f"{INVESTIGATED} that are still being investigated.", 2, None),
        (f"{INVESTIGATED}.", 2, "Russian forces"),
        ("Russian forces hit Duma. Five people died in a blast under investigation.", 5, None),
        (
            "Russian forces killed five people. The court began its investigation.",
            5,
            "Russian forces",
        ),
        (
            "Five people were killed by Russian forces, the case is under investigation.",
            5,
            "Russian forces",
        ),
    ],
)
def test_what_is_still_investigated_is_laid_to_nobody(
    text: str, count: int, name: str | None
) -> None:
    assert actor(count, text) == name
