"""Which number belongs to which harm where a sentence has several of them."""

import pytest
from said import said

TWO_HARMS = {
    "The attack killed five people and wounded 12.": ["killed 5 person", "injured 12 person"],
    "Five people were killed and 12 wounded.": ["killed 5 person", "injured 12 person"],
    "Five people were killed and 12 others were wounded.": ["killed 5 person", "injured 12 person"],
    "Five people were killed, 12 wounded and three arrested.": [
        "killed 5 person",
        "injured 12 person",
        "detained 3 person",
    ],
    "The army killed five civilians, wounded eight and arrested 20.": [
        "killed 5 civilian",
        "injured 8 civilian",
        "detained 20 civilian",
    ],
    "The blast caused the death of three and injury of two.": [
        "killed 3 person",
        "injured 2 person",
    ],
    "The blast caused the death of three people and the injury of two.": [
        "killed 3 person",
        "injured 2 person",
    ],
    "The shelling caused the death of three civilians and the injury of seven others.": [
        "killed 3 civilian",
        "injured 7 civilian",
    ],
    "The blast left three dead and two wounded.": ["killed 3 person", "injured 2 person"],
    "Dozens of people were killed and hundreds wounded.": [
        "killed dozens person",
        "injured hundreds person",
    ],
    "A girl was killed and a boy was wounded.": ["killed 1 child", "injured 1 child"],
    "Four children, three women and a man were killed and 12 people wounded.": [
        "killed 4 child",
        "killed 3 woman",
        "killed 1 man",
        "injured 12 person",
    ],
}

JOINED_HARMS = {
    "Five people were killed and wounded.": ["killed_or_injured 5 person"],
    "Dozens were killed or wounded.": ["killed_or_injured dozens person"],
    "Five people were killed or injured in the blast.": ["killed_or_injured 5 person"],
    "The raid left five people dead or wounded.": ["killed_or_injured 5 person"],
    "The raid caused 12 casualties.": ["killed_or_injured 12 person"],
}

ONE_HARM = {
    "Five civilians and three soldiers were killed.": ["killed 5 civilian", "killed 3 combatant"],
    "The raid killed five civilians and three soldiers.": [
        "killed 5 civilian",
        "killed 3 combatant",
    ],
    "The raid killed two women, three children and a man.": [
        "killed 2 woman",
        "killed 3 child",
        "killed 1 man",
    ],
    "The raid killed two women as well as three children.": ["killed 2 woman", "killed 3 child"],
    "Five civilians, along with two soldiers, were killed.": [
        "killed 5 civilian",
        "killed 2 combatant",
    ],
    "The raid killed five civilians and wounded three soldiers.": [
        "killed 5 civilian",
        "injured 3 combatant",
    ],
    "The raid killed five civilians and three soldiers were wounded.": [
        "killed 5 civilian",
        "injured 3 combatant",
    ],
}

PICKED = {
    "One of the wounded died.": ["killed 1 person"],
    "One of the wounded died later, bringing the toll to six.": [
        "killed 1 person",
        "killed 6 person",
    ],
    "Two of the wounded died.": ["killed 2 person"],
    "The raid killed one of the attackers.": ["killed 1 combatant"],
    "One of the wounded was flown home.": [],
    "One of the gunmen spoke of the killed civilians.": [],
    "One of the five attackers was masked.": [],
    "One of the dead men's brothers spoke.": [],
}

KNOWN = {
    "56 civilians were killed. The 56 civilians were buried on Friday.": ["killed 56 civilian"],
    "Five people were killed and nine wounded. The two wounded children were taken to hospital.": [
        "killed 5 person",
        "injured 9 person",
    ],
    "The five people killed were buried.": ["killed 5 person"],
    "Five people killed on Friday were buried.": ["killed 5 person"],
    "The 12 missing people were found.": [],
    "The three wounded were taken to hospital.": [],
    "The three dead were buried.": [],
}

UNREAL = {
    "Not five civilians were killed.": [],
    "Five civilians, if not 12, were killed.": [],
    "Half of the 12 people were killed.": [],
    "Some of the 12 people were killed.": [],
    "Most of the 12 people were killed.": [],
    "A third of the 12 people were killed.": [],
    "Over 12 people were killed.": ["killed more_than 12 person"],
    "As many as 12 people were killed.": ["killed up_to 12 person"],
    "His two sons told us of the killed mayor.": [],
}


@pytest.mark.parametrize(("text", "claims"), TWO_HARMS.items(), ids=TWO_HARMS)
def test_each_side_of_an_and_is_its_own_claim(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), JOINED_HARMS.items(), ids=JOINED_HARMS)
def test_victims_of_both_are_counted_once(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), ONE_HARM.items(), ids=ONE_HARM)
def test_a_list_shares_its_harm(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), PICKED.items(), ids=PICKED)
def test_one_of_those_told_before(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), KNOWN.items(), ids=KNOWN)
def test_those_told_before_are_no_new_claim_unless_something_new_is_said(
    text: str, claims: list[str]
) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), UNREAL.items(), ids=UNREAL)
def test_a_number_that_is_only_supposed_takes_no_harm(text: str, claims: list[str]) -> None:
    assert said(text) == claims
