"""What a number counts: the noun after it, with what its modifiers say of it."""

import pytest
from said import NOTHING, said

from pipelines.claims.lexicon import words_of

KINDS = {
    "Five civilians were killed.": ["killed 5 civilian"],
    "Five villagers were killed.": ["killed 5 civilian"],
    "Five children were killed.": ["killed 5 child"],
    "Five boys were killed.": ["killed 5 child"],
    "Five women were killed.": ["killed 5 woman"],
    "Five men were killed.": ["killed 5 man"],
    "Five soldiers were killed.": ["killed 5 combatant"],
    "Five nurses were killed.": ["killed 5 medical"],
    "Five reporters were killed.": ["killed 5 journalist"],
    "Five workers were killed.": ["killed 5 person"],
    "Five aid workers were killed.": ["killed 5 medical"],
    "Five passers-by were killed.": ["killed 5 person"],
    "Five Syrians were killed.": ["killed 5 person"],
}

MODIFIED = {
    "Five innocent civilians were killed.": ["killed 5 civilian"],
    "Five Syrian soldiers were killed.": ["killed 5 combatant"],
    "Five civilian workers were killed.": ["killed 5 civilian"],
    "Five child soldiers were killed.": ["killed 5 combatant"],
    "Five medical workers were killed.": ["killed 5 medical"],
    "Five female officers were killed.": ["killed 5 combatant"],
    "Five police officers were killed.": ["killed 5 combatant"],
    "Five Palestinian children were killed.": ["killed 5 child"],
    "Five unarmed people were killed.": ["killed 5 person"],
    "Five media workers were killed.": ["killed 5 journalist"],
    "Five members of the security forces were killed.": ["killed 5 combatant"],
    "Five members of a sports club were killed.": ["killed 5 person"],
    "Five “terrorists” were killed.": ["killed 5 combatant"],
    'Five "terrorists" were killed.': ["killed 5 combatant"],
    "Five SDF members were killed.": ["killed 5 combatant"],
    "Five ISIS fighters were killed.": ["killed 5 combatant"],
    "19 Hamas and Islamic Jihad fighters were killed.": ["killed 19 combatant"],
    "Five women and children were killed.": ["killed 5 person"],
    "Five people under the age of eighteen were killed.": ["killed 5 person"],
    "Five firemen were killed.": ["killed 5 person"],
}

NO_NOUN = {
    "Five containers were killed.": [],
    "Five helicopters were killed.": [],
    "200 pilot whales were killed.": [],
    "Five buildings were wounded.": [],
    "Five towers were injured.": [],
    "Five committees were killed.": [],
    "Five orders were executed.": [],
}

ONE = {
    "A woman was killed in Harim.": ["killed 1 woman"],
    "An elderly man was shot dead.": ["killed 1 man"],
    "A police officer was killed.": ["killed 1 combatant"],
    "A 12-year-old girl was killed.": ["killed 1 child"],
    "A young Syrian man was killed.": ["killed 1 man"],
    "A man was shot dead by a soldier.": ["killed 1 man"],
    "A man was there when civilians were killed.": [],
    "A report on killed civilians appeared.": [],
    "A school was destroyed, killing civilians.": [],
    "The woman was killed.": [],
    "A woman's son was killed.": ["killed 1 person"],
    "A woman’s car was hit, and the mayor killed.": [],
    "A woman's three sons were killed.": ["killed 3 person"],
    "A war on killing began.": [],
    "A soldier spoke of killing civilians.": [],
}


@pytest.mark.parametrize(("text", "claims"), KINDS.items(), ids=KINDS)
def test_the_noun_says_whom_a_number_counts(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), MODIFIED.items(), ids=MODIFIED)
def test_what_stands_before_the_noun_may_say_more(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), NO_NOUN.items(), ids=NO_NOUN)
def test_a_number_of_things_counts_nobody(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), ONE.items(), ids=ONE)
def test_a_singular_with_an_article_is_one(text: str, claims: list[str]) -> None:
    assert said(text) == claims


THINGS = sorted({*words_of("victims", "agents", "things")} - {"bombers", "others"})


@pytest.mark.parametrize("thing", THINGS, ids=THINGS)
def test_things_are_no_people_though_they_end_like_them(thing: str) -> None:
    assert said(f"The blast killed 12 {thing}.") == NOTHING
