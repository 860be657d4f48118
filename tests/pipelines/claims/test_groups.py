"""A number with its parts, and which numbers are none."""

import pytest
from said import said

OPENED = {
    "98 civilians, including 24 children and 7 women, were killed.": [
        "killed 98 civilian",
        "killed 24 child of 98",
        "killed 7 woman of 98",
    ],
    "We documented the killing of 98 civilians, including 24 children and seven women.": [
        "killed 98 civilian",
        "killed 24 child of 98",
        "killed 7 woman of 98",
    ],
    "The raid killed 12 people, among them four children.": [
        "killed 12 person",
        "killed 4 child of 12",
    ],
    "The raid killed 12 people, four of whom were children.": [
        "killed 12 person",
        "killed 4 child of 12",
    ],
    "The raid killed 12 people, of whom four were children.": [
        "killed 12 person",
        "killed 4 child of 12",
    ],
    "The raid killed 12 people with four children among them.": [
        "killed 12 person",
        "killed 4 child of 12",
    ],
    "The raid killed 12 people; four children were among them.": [
        "killed 12 person",
        "killed 4 child of 12",
    ],
    "The raid killed 12 people, including a pregnant woman and her two children.": [
        "killed 12 person",
        "killed 1 woman of 12",
        "killed 2 child of 12",
    ],
    "The raid killed at least 12 people, at least four of them children.": [
        "killed at_least 12 person",
        "killed at_least 4 child of 12",
    ],
    "The raid killed 12 people and wounded 30, including 10 children.": [
        "killed 12 person",
        "injured 30 person",
        "injured 10 child of 30",
    ],
    "The raid killed 12 people, including four children, and wounded 30, including six women.": [
        "killed 12 person",
        "killed 4 child of 12",
        "injured 30 person",
        "injured 6 woman of 30",
    ],
    "Four civilians, three of them children, were killed.": [
        "killed 4 civilian",
        "killed 3 child of 4",
    ],
    "We recorded 193 arrests, including 12 children and 5 women.": [
        "detained 193 person",
        "detained 12 child of 193",
        "detained 5 woman of 193",
    ],
}

BRACKETED = {
    "The raid killed 12 people (four children, two women).": [
        "killed 12 person",
        "killed 4 child of 12",
        "killed 2 woman of 12",
    ],
    "Three civilians (two women and a man) were killed.": [
        "killed 3 civilian",
        "killed 2 woman of 3",
        "killed 1 man of 3",
    ],
    "Six people were killed: two women, three children and a man.": [
        "killed 6 person",
        "killed 2 woman of 6",
        "killed 3 child of 6",
        "killed 1 man of 6",
    ],
    "98 civilians were killed in May: 56 in Idlib and 42 in Aleppo.": [
        "killed 98 civilian",
        "killed 56 civilian of 98",
        "killed 42 civilian of 98",
    ],
    "The raid killed 12 people (two of them twins).": ["killed 12 person", "killed 2 person of 12"],
    "The raid (12 May) killed people.": [],
    "The raid killed people (12 of them women).": [],
    "The raid killed 12 people (May 2019).": ["killed 12 person"],
}

TOLD_TWICE = {
    "Three civilians, two women and a man, were killed.": [
        "killed 3 civilian",
        "killed 2 woman of 3",
        "killed 1 man of 3",
    ],
    "Three civilians — two women and a man — were killed.": [
        "killed 3 civilian",
        "killed 2 woman of 3",
        "killed 1 man of 3",
    ],
    "The raid killed three civilians, two women and a man.": [
        "killed 3 civilian",
        "killed 2 woman of 3",
        "killed 1 man of 3",
    ],
    "Seven people from the same family, one woman and six children, were killed.": [
        "killed 7 person",
        "killed 1 woman of 7",
        "killed 6 child of 7",
    ],
    "Two soldiers, three civilians and a child were killed.": [
        "killed 2 combatant",
        "killed 3 civilian",
        "killed 1 child",
    ],
    "Two women, three children and a man were killed in the raid.": [
        "killed 2 woman",
        "killed 3 child",
        "killed 1 man",
    ],
    "Two soldiers, a captain and a private, were killed.": ["killed 2 combatant"],
    "Five civilians and three soldiers were killed.": ["killed 5 civilian", "killed 3 combatant"],
}

HARMED_OTHERWISE = {
    "193 arrests were recorded, 151 of which became enforced disappearances.": [
        "detained 193 person",
        "disappeared 151 person of 193",
    ],
    "The blast left three people dead, including a child, and two wounded.": [
        "killed 3 person",
        "killed 1 child of 3",
        "injured 2 person",
    ],
    "The blast caused 12 casualties, including 3 dead and 9 wounded.": [
        "killed_or_injured 12 person",
        "killed 3 person of 12",
        "injured 9 person of 12",
    ],
    "Five people were killed, including two children, and 23 injured.": [
        "killed 5 person",
        "killed 2 child of 5",
        "injured 23 person",
    ],
}

UNCOUNTED = {
    "The raid killed 12 people, most of them children.": ["killed 12 person"],
    "The raid killed 12 people, mostly women and children.": ["killed 12 person"],
    "The raid killed 12 people including the mayor.": ["killed 12 person"],
    "The raid killed 12 people, including children.": ["killed 12 person"],
    "The raid killed five people, one of whom was called Omar.": ["killed 5 person"],
    "The raid killed 12 people in five houses.": ["killed 12 person"],
    "The raid killed 12 people within two hours.": ["killed 12 person"],
    "12 people were killed by 12 gunmen.": ["killed 12 person"],
    "Five people were killed and five houses destroyed.": ["killed 5 person"],
    "The raid killed 12 people and hit four schools that have 200 pupils.": [
        "killed 12 person",
        "attack 4 facility",
    ],
}

HOUSEHOLDS = {
    "A family of six was killed.": ["killed 6 person"],
    "The raid killed a family of six.": ["killed 6 person"],
    "A family of six, including four children, was killed.": [
        "killed 6 person",
        "killed 4 child of 6",
    ],
    "A girl and a family of four died.": ["killed 1 child", "killed 4 person"],
    "Nine people from two families were killed.": ["killed 9 person"],
    "Ten members met the families of those killed.": [],
    "Forty families were displaced.": ["displaced 40"],
    "The UN gave aid to a family of six.": [],
    "500 families of killed people got aid.": [],
}

AND_OTHERS = {
    "A shell killed a child and wounded two others.": ["killed 1 child", "injured 2 child"],
    "The attack killed five and wounded 12 others.": ["killed 5 person", "injured 12 person"],
    "A police officer was killed and two others injured.": [
        "killed 1 combatant",
        "injured 2 combatant",
    ],
    "A shell killed a child and another was wounded.": ["killed 1 child", "injured 1 child"],
    "Two more people were killed.": ["killed 2 person"],
    "Five were killed, and three more wounded.": ["killed 5 person", "injured 3 person"],
    "Others were wounded.": [],
}


@pytest.mark.parametrize(("text", "claims"), OPENED.items(), ids=OPENED)
def test_words_that_open_parts_make_them_so(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), BRACKETED.items(), ids=BRACKETED)
def test_parts_stand_in_brackets_and_after_colons(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), TOLD_TWICE.items(), ids=TOLD_TWICE)
def test_an_apposition_tells_the_kinds_within_the_sum(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), HARMED_OTHERWISE.items(), ids=HARMED_OTHERWISE)
def test_a_part_may_have_a_harm_of_its_own_and_the_injured_are_none_of_the_dead(
    text: str, claims: list[str]
) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), UNCOUNTED.items(), ids=UNCOUNTED)
def test_parts_without_a_number_are_none(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), HOUSEHOLDS.items(), ids=HOUSEHOLDS)
def test_a_family_is_counted_by_its_members(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), AND_OTHERS.items(), ids=AND_OTHERS)
def test_others_are_of_the_kind_told_before(text: str, claims: list[str]) -> None:
    assert said(text) == claims
