"""Victims that a headline names without an article."""

import pytest
from said import said

SINGLE = {
    "Civilian killed in Harim": ["killed 1 civilian"],
    "Child killed in landmine explosion": ["killed 1 child"],
    "Soldier kills child": ["killed 1 child"],
    "Teacher executed by ISIS": ["killed 1 person"],
    "Elderly man dies of torture": ["killed 1 man"],
    "SDF fighter killed in ambush": ["killed 1 combatant"],
    "Hezbollah commander killed in Israeli strike": ["killed 1 combatant"],
    "ISIS leader killed": ["killed 1 combatant"],
    "Journalist arrested in Idlib": ["detained 1 journalist"],
    "Prisoner dies under torture": ["killed 1 person"],
    "Regime forces arrest woman in Daraa": ["detained 1 woman"],
    "Woman and child killed by mine": ["killed 1 woman", "killed 1 child"],
    "Civilian, child wounded by shelling": ["injured 1 civilian", "injured 1 child"],
    "Bombing kills teacher, wounds student": ["killed 1 person", "injured 1 person"],
    "Fighter killed, another wounded": ["killed 1 combatant"],
    "A civilian and a child killed": ["killed 1 civilian", "killed 1 child"],
    "Two killed, including child": ["killed 2 person", "killed 1 child of 2"],
    "2019: Woman killed in Idlib": ["killed 1 woman"],
}

COUNTED = {
    "Airstrikes kill three in Idlib": ["killed 3 person"],
    "Shells wound four children": ["injured 4 child"],
    "Police arrest 12 protesters in Homs": ["detained 12 person"],
    "Five killed in Harim": ["killed 5 person"],
    "Three dead, five wounded in blast": ["killed 3 person", "injured 5 person"],
    "Explosion kills 5, injures 12": ["killed 5 person", "injured 12 person"],
    "Explosion: 5 killed, 12 injured": ["killed 5 person", "injured 12 person"],
    "Civilian casualties in Idlib: 12 killed": ["killed 12 person"],
    "Doctor: 12 killed in raid": ["killed 12 person"],
    "12 killed as bus overturns": ["killed 12 person"],
}

OTHER_WORDS = {
    "Woman condemns killing of civilians": [],
    "Soldier kills himself": [],
    "Killed civilian was a doctor": [],
    "The soldier killed in Homs was a father": [],
    "Journalist freed in Idlib": [],
    "Civilians killed in Idlib": [],
    "Killing of civilians condemned": [],
    "No child killed in raid": [],
    "Child deaths rise": [],
    "Child labour kills": [],
    "Minister denies killing of journalist": [],
    "Kill the bill, says minister": [],
    "Regime forces to arrest woman in Daraa": [],
    "Army could kill prisoner": [],
    "The child killed in Homs was five": [],
}

BODY = {
    "The civilian was killed.": [],
    "Civilian was killed.": [],
    "The police killed child soldier.": [],
    "The dead civilian was a doctor.": [],
    "She was killed.": [],
    "His wife was killed.": [],
    "The mayor was killed.": [],
    "Killing civilians must end.": [],
    "A civilian was killed.": ["killed 1 civilian"],
    "A mayor was killed.": ["killed 1 person"],
    "An unidentified person was found dead.": ["killed 1 person"],
    "Another child was wounded.": ["injured 1 child"],
    "Another was killed.": ["killed 1 person"],
    "A girl, named Sara, was killed.": ["killed 1 child"],
    "A journalist, Omar, 34, was killed.": ["killed 1 journalist"],
}


@pytest.mark.parametrize(("text", "claims"), SINGLE.items(), ids=SINGLE)
def test_one_victim_named_without_an_article_is_one(text: str, claims: list[str]) -> None:
    assert said("", title=text) == claims


@pytest.mark.parametrize(("text", "claims"), COUNTED.items(), ids=COUNTED)
def test_a_headline_counts_like_a_sentence(text: str, claims: list[str]) -> None:
    assert said("", title=text) == claims


@pytest.mark.parametrize(("text", "claims"), OTHER_WORDS.items(), ids=OTHER_WORDS)
def test_others_named_in_a_headline_are_no_victims(text: str, claims: list[str]) -> None:
    assert said("", title=text) == claims


@pytest.mark.parametrize(("text", "claims"), BODY.items(), ids=BODY)
def test_a_sentence_of_the_body_needs_an_article(text: str, claims: list[str]) -> None:
    assert said(text) == claims
