"""Numbers that state a harm by their noun: attacks, massacres, bombs, arrests, facilities."""

import pytest
from said import said

ATTACKS = {
    "We recorded 12 attacks on vital civilian facilities in May.": ["attack 12 facility"],
    "We recorded 12 attacks in May.": ["attack 12"],
    "12 attacks were recorded in May.": ["attack 12"],
    "Russian forces carried out eight attacks on schools.": ["attack 8 facility"],
    "We documented 5 attacks using cluster munitions.": ["attack 5"],
    "ISIS claimed five attacks.": ["attack 5"],
    "The report lists 12 incidents of attack on schools.": ["attack 12 facility"],
    "Regime forces were responsible for 12 of the recorded attacks.": ["attack 12"],
    "There were two attacks.": [],
    "Cluster munitions were used in five attacks.": [],
    "Five suicide attacks hit the city.": [],
    "It was the 12th attack and killed people.": [],
    "The second attack killed civilians.": [],
    "The five attacks were condemned.": [],
    "The coalition carried out 20 airstrikes.": [],
    "The coalition conducted 20 strikes against ISIS.": [],
    "Warplanes launched 15 raids on the town.": [],
    "Russia flew 120 sorties.": [],
    "An attack was recorded.": [],
    "Russia vetoed 12 resolutions on attacks.": [],
    "12 people spoke of the attacks.": [],
}

MASSACRES = {
    "Three massacres were committed in May.": ["massacre 3"],
    "Regime forces committed two massacres.": ["massacre 2"],
    "We documented no less than five massacres.": ["massacre at_least 5"],
    "A massacre was committed in the town.": [],
    "The massacre was condemned by 12 states.": [],
    "After the massacre two men spoke.": [],
}

BOMBS = {
    "Helicopters dropped 45 barrel bombs on the town.": ["munition 45 munition"],
    "We documented 45 barrel bombs.": ["munition 45 munition"],
    "Two cluster bombs were dropped.": ["munition 2 munition"],
    "Sappers removed 200 mines.": ["munition 200 munition"],
    "Troops neutralized 12 mines.": ["munition 12 munition"],
    "Rebels fired 12 rockets at the airbase.": [],
    "Missiles were fired at three bases.": [],
    "Warplanes fired 12 missiles.": [],
    "59 Tomahawk missiles hit the Shayrat airbase.": [],
    "Air defences intercepted six missiles.": [],
    "The army has 200 rockets.": [],
    "The army shot down 12 drones.": [],
    "Sappers found a mine.": [],
    "The army destroyed four tanks and two mortars.": [],
}

FACILITIES = {
    "Four schools were hit.": ["attack 4 facility"],
    "Shelling damaged four schools and two hospitals.": ["attack 4 facility", "attack 2 facility"],
    "The shelling hit a school and two mosques.": ["attack 2 facility"],
    "Two hospitals were put out of service.": ["attack 2 facility"],
    "Four schools reopened.": [],
    "The city has four schools.": [],
    "A school was hit.": [],
    "Two hospitals treated the wounded.": [],
    "Six schools took in the displaced.": [],
}

HOW_OFTEN = {
    "The regime used chlorine three times.": ["attack 3"],
    "The regime used poison gas three times; twice in Douma and once in Harasta.": [
        "attack 3",
        "attack 2 of 3",
        "attack 1 of 3",
    ],
    "The town was shelled three times.": ["attack 3"],
    "They met three times.": [],
    "The hospital was bombed twice.": [],
    "The bill was read three times.": [],
    "Three times as many people fled.": [],
}

ARRESTS = {
    "At least 12 arrests were documented.": ["detained at_least 12 person"],
    "We recorded no less than 139 cases of arbitrary arrest.": ["detained at_least 139 person"],
    "We documented 98 civilian deaths in May.": ["killed 98 civilian"],
    "We documented 98 cases of enforced disappearance.": ["disappeared 98 person"],
    "The blast caused 12 casualties.": ["killed_or_injured 12 person"],
    "A death was mourned by all.": [],
    "An injury kept him home.": [],
    "12 cases of cholera were recorded.": [],
    "12 cases were recorded.": [],
    "The court heard 12 cases of murder.": [],
}


@pytest.mark.parametrize(("text", "claims"), ATTACKS.items(), ids=ATTACKS)
def test_attacks_count_where_somebody_counts_them(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), MASSACRES.items(), ids=MASSACRES)
def test_massacres_are_counted_and_one_without_a_number_is_not(
    text: str, claims: list[str]
) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), BOMBS.items(), ids=BOMBS)
def test_bombs_count_where_they_fell_on_people_or_lie_in_the_ground(
    text: str, claims: list[str]
) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), FACILITIES.items(), ids=FACILITIES)
def test_facilities_count_where_they_are_hit(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), HOW_OFTEN.items(), ids=HOW_OFTEN)
def test_how_often_a_weapon_was_used_is_a_claim(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), ARRESTS.items(), ids=ARRESTS)
def test_arrests_and_deaths_are_counted_by_their_nouns(text: str, claims: list[str]) -> None:
    assert said(text) == claims
