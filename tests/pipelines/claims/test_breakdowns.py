"""Parts of wholes that other sentences tell: by party, by place, by month, in lists."""

import pytest
from said import said

AMONG = {
    "56 civilians were killed. Among the 56 civilians were 10 children.": [
        "killed 56 civilian",
        "killed 10 child of 56",
    ],
    "56 civilians were killed. Among the dead were 10 children.": [
        "killed 56 civilian",
        "killed 10 child of 56",
    ],
    "56 civilians were killed. Among them were 10 children.": [
        "killed 56 civilian",
        "killed 10 child of 56",
    ],
    "56 civilians were killed. Ten of them were children.": [
        "killed 56 civilian",
        "killed 10 child of 56",
    ],
    "56 civilians were killed. The dead included ten children.": [
        "killed 56 civilian",
        "killed 10 child of 56",
    ],
    "56 civilians were killed. Ten children were among them.": [
        "killed 56 civilian",
        "killed 10 child of 56",
    ],
    "56 civilians were killed. Of these, 24 were children.": [
        "killed 56 civilian",
        "killed 24 child of 56",
    ],
    "56 civilians were killed. Of the dead, 24 were children.": [
        "killed 56 civilian",
        "killed 24 child of 56",
    ],
    "56 civilians were killed. The number includes 24 children.": [
        "killed 56 civilian",
        "killed 24 child of 56",
    ],
    "56 civilians were killed. 24 were children.": ["killed 56 civilian", "killed 24 child of 56"],
    "Five people were killed and nine wounded. Among the wounded were two children.": [
        "killed 5 person",
        "injured 9 person",
        "injured 2 child of 9",
    ],
    "Among the wounded were two children.": ["injured 2 child of ?"],
    "Among the guests were two children.": [],
    "Among them were two children.": [],
}

SHARES = {
    "We documented 98 deaths in May; 56 by Russian forces and 42 by Syrian regime forces.": [
        "killed 98 person",
        "killed 56 person of 98",
        "killed 42 person of 98",
    ],
    "98 civilians were killed in May: 56 in Idlib and 42 in Aleppo.": [
        "killed 98 civilian",
        "killed 56 civilian of 98",
        "killed 42 civilian of 98",
    ],
    "98 civilians were killed in May, 56 of them in Idlib.": [
        "killed 98 civilian",
        "killed 56 civilian of 98",
    ],
    "We recorded 23 attacks on schools: 12 by Russian forces and 11 by Syrian regime forces.": [
        "attack 23 facility",
        "attack 12 facility of 23",
        "attack 11 facility of 23",
    ],
    "We recorded 139 cases of arbitrary arrest. Regime forces were responsible for 88 cases.": [
        "detained 139 person",
        "detained 88 person of 139",
    ],
    "12 attacks were recorded, 5 on schools and 7 on hospitals.": [
        "attack 12",
        "attack 5 facility of 12",
        "attack 7 facility of 12",
    ],
}

SIBLINGS = {
    "Three were killed by mines and two by shells.": ["killed 3 person", "killed 2 person"],
    "Three civilians were killed by mines and two by shelling.": [
        "killed 3 civilian",
        "killed 2 civilian",
    ],
    "Three people were killed in Idlib and two in Aleppo.": ["killed 3 person", "killed 2 person"],
    "Russian forces killed 56 people and regime forces 42.": [
        "killed 56 person",
        "killed 42 person",
    ],
    "374 civilians were killed in February, up from 331 in January.": [
        "killed 374 civilian",
        "killed 331 civilian",
    ],
}

LISTS = {
    "98 civilians were killed in May.\n\n- Russian forces: 56\n- Syrian regime forces: 42": [
        "killed 98 civilian",
        "killed 56 civilian of 98",
        "killed 42 civilian of 98",
    ],
    "98 civilians were killed in May.\n\n- 56 by Russian forces\n- 42 by Syrian regime forces": [
        "killed 98 civilian",
        "killed 56 civilian of 98",
        "killed 42 civilian of 98",
    ],
    "98 were killed.\n\na. Russian forces: 56, including 12 children.\nb. Syrian regime: 42.": [
        "killed 98 person",
        "killed 56 person of 98",
        "killed 12 child of 56",
        "killed 42 person of 98",
    ],
    "98 civilians were killed in May.\n\nIdlib: 56\nAleppo: 42": [
        "killed 98 civilian",
        "killed 56 civilian of 98",
        "killed 42 civilian of 98",
    ],
    "98 civilians were killed in May.\n\nChildren: 24\nWomen: 12": [
        "killed 98 civilian",
        "killed 24 child of 98",
        "killed 12 woman of 98",
    ],
    "Russian forces: 56": [],
    "Idlib: 56\nAleppo: 42": [],
    "Children: 24\nWomen: 12": [],
    "- 56 by Russian forces\n- 42 by Syrian regime forces": [],
}

UNRELATED = {
    "98 civilians were killed in May. The council has 24 members.": ["killed 98 civilian"],
    "98 civilians were killed in May. 24 were schools.": ["killed 98 civilian"],
    "98 civilians were killed in May. In Idlib, 24 schools reopened.": ["killed 98 civilian"],
    "98 civilians were killed in May. The group has 56 offices in Idlib.": ["killed 98 civilian"],
    "98 civilians were killed. The committee has 12 women.": ["killed 98 civilian"],
    "98 civilians were killed; the army has 12 women.": ["killed 98 civilian"],
    "98 civilians were killed in 12 attacks.": ["killed 98 civilian"],
    "98 civilians were killed in three days by five airstrikes.": ["killed 98 civilian"],
    "98 civilians were killed, while 12 schools were hit.": [
        "killed 98 civilian",
        "attack 12 facility",
    ],
    "Five people were killed. Two of them were released.": ["killed 5 person"],
    "Five people were killed. Two witnesses were among the crowd.": ["killed 5 person"],
    "98 civilians were killed in May. 120 in Idlib said so.": ["killed 98 civilian"],
}


@pytest.mark.parametrize(("text", "claims"), AMONG.items(), ids=AMONG)
def test_those_among_the_harmed_are_parts_of_them(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), SHARES.items(), ids=SHARES)
def test_a_share_is_told_by_party_place_means_or_target(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), SIBLINGS.items(), ids=SIBLINGS)
def test_numbers_told_alike_are_no_parts_of_each_other(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), LISTS.items(), ids=LISTS)
def test_items_of_a_list_are_parts_of_what_was_told_above_it(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), UNRELATED.items(), ids=UNRELATED)
def test_other_numbers_are_no_shares_of_what_was_told(text: str, claims: list[str]) -> None:
    assert said(text) == claims
