"""The words between a number and a harm: what keeps the two together and what parts them."""

import pytest
from said import said

TOGETHER = {
    "Five people from the village of Harim were killed.": ["killed 5 person"],
    "Five people, all from the village of Harim, were killed.": ["killed 5 person"],
    "Five people who lived near the base were killed.": ["killed 5 person"],
    "Five people travelling in a car were killed.": ["killed 5 person"],
    "The raid killed, among others, five people.": ["killed 5 person"],
    "The raid initially killed five people.": ["killed 5 person"],
    "The raid killed about five people.": ["killed about 5 person"],
    "The raid killed “five people”.": ["killed 5 person"],
    "The raid killed a total of five people.": ["killed 5 person"],
    'Five "terrorists" were killed.': ["killed 5 combatant"],
    "A man and his wife were killed.": ["killed 1 man"],
    "A woman and her two children were killed.": ["killed 1 woman", "killed 2 child"],
}

APART = {
    "Five people said that civilians were killed.": [],
    "Five people noted: civilians were killed.": [],
    "Five years after civilians were killed, men were tried.": [],
    "15 judges sentenced men for killing civilians.": [],
    "A woman said her son was killed.": [],
    "A woman whose son was killed spoke.": [],
    "Two journalists wrote about killed civilians.": [],
    "The five were there when the mayor was killed.": [],
    "Civilians were killed, and 12 states protested.": [],
    "The strike killed civilians and 12 people were there.": [],
    "Ten members met the families of those killed.": [],
    "The mayor was killed; 12 people mourned him.": [],
}

VERBS_OF_THEIR_OWN = {
    "The army killed civilians and 12 people were arrested.": ["detained 12 person"],
    "Five civilians died, while ten soldiers were wounded.": [
        "killed 5 civilian",
        "injured 10 combatant",
    ],
    "Five civilians died; ten soldiers were wounded.": [
        "killed 5 civilian",
        "injured 10 combatant",
    ],
    "Two civilians were killed and others wounded.": ["killed 2 civilian"],
    "Three were killed by mines and two were wounded by shells.": [
        "killed 3 person",
        "injured 2 person",
    ],
    "Three soldiers were arrested for killing a child.": ["detained 3 combatant", "killed 1 child"],
    "A soldier was arrested for killing two civilians.": [
        "detained 1 combatant",
        "killed 2 civilian",
    ],
    "A child was killed and his brother wounded.": ["killed 1 child"],
}

LABELS = {
    "Killed: 12.": ["killed 12 person"],
    "Killed: 12 civilians, including 3 children.": ["killed 12 civilian", "killed 3 child of 12"],
    "Civilians killed: 12.": ["killed 12 person"],
    "The following were killed: two women and a man.": ["killed 2 woman", "killed 1 man"],
    "Several people were killed: 12 civilians and 3 soldiers.": [
        "killed 12 civilian",
        "killed 3 combatant",
    ],
    "Ahmad was killed: 12 people saw it.": [],
    "The mayor was killed: two witnesses spoke.": [],
    "Arrested in the morning: 12 minutes later he was free.": [],
}

BARE_THINGS = {
    "The strike killed five in Harim.": ["killed 5 person"],
    "The strike killed 12 overnight.": ["killed 12 person"],
    "The strike killed five and wounded 12.": ["killed 5 person", "injured 12 person"],
    "Five were killed.": ["killed 5 person"],
    "Five others were killed.": ["killed 5 person"],
    "The strike killed 12 Uighurs.": ["killed 12 person"],
    "The strike killed 200 sheep in Harim.": [],
    "The strike killed five camels.": [],
    "200 cows died.": [],
    "Twelve dogs were wounded.": [],
}


@pytest.mark.parametrize(("text", "claims"), TOGETHER.items(), ids=TOGETHER)
def test_words_that_go_with_the_number_part_nothing(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), APART.items(), ids=APART)
def test_a_clause_of_its_own_parts_number_and_harm(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), VERBS_OF_THEIR_OWN.items(), ids=VERBS_OF_THEIR_OWN)
def test_a_number_goes_with_its_own_verb(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), LABELS.items(), ids=LABELS)
def test_a_label_with_a_colon_states_the_harm(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), BARE_THINGS.items(), ids=BARE_THINGS)
def test_a_number_without_a_noun_counts_people_only_where_nothing_else_follows(
    text: str, claims: list[str]
) -> None:
    assert said(text) == claims
