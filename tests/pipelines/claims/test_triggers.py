"""Words that state a harm, each with its victims where the frame has them."""

import pytest
from said import NOTHING, said

from pipelines.claims.lexicon import words_of

PASSIVE = {
    "Five civilians were killed in Idlib.": ["killed 5 civilian"],
    "Five civilians had been severely wounded.": ["injured 5 civilian"],
    "Twelve people were also reportedly killed.": ["killed 12 person"],
    "Two soldiers were gunned down.": ["killed 2 combatant"],
    "Three men are being held by the police.": ["detained 3 man"],
    "Three men were taken away by soldiers.": ["detained 3 man"],
    "At least six people are feared dead.": ["killed at_least 6 person"],
    "Four children got injured.": ["injured 4 child"],
    "Thirty villagers were burned to death.": ["killed 30 civilian"],
    "Ten people were reported missing.": ["disappeared 10 person"],
    "Two thousand people were uprooted.": ["displaced 2000 person"],
    "98 people were subjected to enforced disappearance.": ["disappeared 98 person"],
    "Ten people are believed to be detained.": ["detained 10 person"],
}

ACTIVE = {
    "The army killed five civilians.": ["killed 5 civilian"],
    "Warplanes have killed 12 people.": ["killed 12 person"],
    "Police arrested 14 protesters.": ["detained 14 person"],
    "The raid left five dead.": ["killed 5 person"],
    "The shelling claimed the lives of seven villagers.": ["killed 7 civilian"],
    "Shelling took the life of a woman.": ["killed 1 woman"],
    "The militia abducted 11 farmers.": ["detained 11 person"],
    "The offensive displaced 3,000 families.": ["displaced 3000"],
    "A shell hit the market, killing four people.": ["killed 4 person"],
    "A mine exploded, wounding a child.": ["injured 1 child"],
    "Soldiers stormed the village, arresting six men.": ["detained 6 man"],
    "Gunmen shot dead a man and a woman.": ["killed 1 man", "killed 1 woman"],
    "The strike killed the driver and two passengers.": ["killed 2 person"],
    "The strike killed him and his two sons.": ["killed 2 person"],
    "The strike killed Ahmad and his three children.": ["killed 3 child"],
}

DOERS = {
    "Two men killed a woman.": ["killed 1 woman"],
    "A man killed two women.": ["killed 2 woman"],
    "A soldier killed a child.": ["killed 1 child"],
    "Five policemen arrested 12 men.": ["detained 12 man"],
    "Three soldiers wounded a child.": ["injured 1 child"],
    "Two bombers killed 30 people.": ["killed 30 person"],
    "The 12 men who killed five civilians escaped.": ["killed 5 civilian"],
    "A suicide bomber killed himself and 12 others.": ["killed 12 person"],
    "Two gunmen on a motorbike killed a policeman.": ["killed 1 combatant"],
    "A soldier who killed a child was jailed.": ["killed 1 child"],
    "They killed a doctor, who had treated 200 people.": ["killed 1 medical"],
    "A doctor said that five people were killed.": ["killed 5 person"],
}

NOUNS = {
    "The shelling resulted in the death of three civilians.": ["killed 3 civilian"],
    "The blast led to the killing of two children and the wounding of a woman.": [
        "killed 2 child",
        "injured 1 woman",
    ],
    "We documented the deaths of 15 people.": ["killed 15 person"],
    "It led to the displacement of 4,000 people.": ["displaced 4000 person"],
    "We recorded the arrest of 23 people.": ["detained 23 person"],
    "The bodies of 12 miners were recovered.": ["killed 12 person"],
}

SUBJECTS = {
    "Six people died in the blast.": ["killed 6 person"],
    "Six people lost their lives.": ["killed 6 person"],
    "Two of the wounded died later.": ["killed 2 person"],
    "One of the wounded died.": ["killed 1 person"],
    "Forty families fled the village.": ["displaced 40"],
    "Ten people are still missing.": ["disappeared 10 person"],
    "A child succumbed to his wounds.": ["killed 1 child"],
    "Seven workers sustained serious injuries.": ["injured 7 person"],
    "Seven workers sustained moderate injuries.": ["injured 7 person"],
    "12 people are in prison.": ["detained 12 person"],
}

TOLLS = {
    "The death toll rose to 18.": ["killed 18 person"],
    "The death toll has risen to eight, including two children.": [
        "killed 8 person",
        "killed 2 child of 8",
    ],
    "The toll stands at 45.": ["killed 45 person"],
    "This brings the death toll to 31.": ["killed 31 person"],
    "This brings to 18 the number of people killed.": ["killed 18 person"],
    "The number of detainees reached 240.": ["detained 240 person"],
    "The number of displaced people exceeded 9,000.": ["displaced 9000 person"],
    "The death toll rose from 5 to 8.": ["killed 8 person"],
    "The toll of the war is heavy after 5 years.": [],
    "The toll rose in the 3 provinces.": [],
    "They paid a toll of 5 dollars.": [],
    "The number of schools reached 240.": [],
}

NEGATED = {
    "No civilians were killed.": [],
    "Five civilians were not killed.": [],
    "The army did not kill five civilians.": [],
    "The militia never arrested the 12 farmers.": [],
    "Neither of the two men was wounded.": [],
    "None of the five passengers was injured.": [],
    "Without killing five civilians they would not stop.": [],
    "No one was killed in the five attacks.": [],
    "Nobody was killed and five houses burned.": [],
    "No fewer than five civilians were killed.": ["killed at_least 5 civilian"],
    "No less than five civilians were killed.": ["killed at_least 5 civilian"],
}

DENIED = {
    "The army denied killing five civilians.": [],
    "The army denied that it killed five civilians.": [],
    "It is untrue that five civilians were killed.": [],
    "It is not true that five civilians were killed.": [],
    "There is no evidence that 12 people were killed.": [],
    "The ministry denied that its planes had killed 20 people.": [],
    "The ministry denied reports that 20 people had been killed.": [],
    "Claims that 20 people were killed are baseless.": [],
    "The army denied the charge, but five civilians were killed.": ["killed 5 civilian"],
    "The army said that five civilians were killed.": ["killed 5 civilian"],
    "Reports that 20 people were killed reached us.": ["killed 20 person"],
}

SUPPOSED = {
    "If five civilians are killed, the truce ends.": [],
    "Unless ten prisoners are freed, five will be killed.": [],
    "The bomb could kill 20 people.": [],
    "The bomb could have killed 20 people.": [],
    "The attack would have killed 20 people.": [],
    "The mine may kill 20 people.": [],
    "20 people could be killed by such a bomb.": [],
    "They planned to kill 20 people.": [],
    "They threatened to execute 12 hostages.": [],
    "They threatened to murder 12 hostages.": [],
    "Police are to arrest 12 men.": [],
    "A plot to kill five ministers was foiled.": [],
    "The gang tried to kidnap three children.": [],
    "The bomb was meant to kill 20 people.": [],
    "Around 200,000 people will be displaced.": [],
    "Up to 400,000 people risk being displaced.": [],
    "200 people are at risk of being displaced.": [],
    "The medics saved 12 people from being killed.": [],
    "Fears that 30 people would be killed grew.": [],
    "The court asked that 12 men be arrested.": [],
    "Should five people be killed, the truce ends.": [],
    "The gunmen managed to kill three soldiers.": ["killed 3 combatant"],
    "Troops were able to arrest three men.": ["detained 3 man"],
    "The police continued to arrest 12 men.": ["detained 12 man"],
    "It is feared that 30 people were killed.": ["killed 30 person"],
    "An airstrike may have killed 20 civilians.": ["killed 20 civilian"],
}

DEFINED = {
    "A massacre is the killing of at least five civilians in one attack.": [],
    "We define a massacre as an attack in which at least five peaceful people are killed.": [],
    "The term massacre means an attack that kills at least five people.": [],
    "A mass killing is defined as the murder of four people.": [],
    "There were three massacres, defined as attacks that kill five.": ["massacre 3"],
    "The massacre led to the killing of five civilians.": ["killed 5 civilian"],
}

SPARED = {
    "Five people survived the bombing.": [],
    "Twelve prisoners were released.": [],
    "The militia released 12 detainees.": [],
    "Twelve kidnapped farmers were freed.": [],
    "Five people escaped unhurt.": [],
    "A judge ordered the release of three men.": [],
    "Hundreds of people protested.": [],
    "Thousands attended the funeral.": [],
    "Ten countries condemned the killing of civilians.": [],
    "20 families of those killed met the minister.": [],
    "Five members of the council condemned the killing.": [],
    "Hundreds of people protested the killing of five students.": ["killed 5 person"],
    "Rescuers saved five people and found two bodies.": ["killed 2 person"],
    "The attack that killed five people was condemned by 12 states.": ["killed 5 person"],
}

MEANINGS = {
    "The shelling claimed five lives.": ["killed 5 person"],
    "The war cost 500 lives.": ["killed 500 person"],
    "The army lost three soldiers.": ["killed 3 combatant"],
    "He lost two brothers in the attack.": ["killed 2 person"],
    "The fighting forced 200 from their homes.": ["displaced 200 person"],
    "The fighting forced 200 people from their homes.": ["displaced 200 person"],
    "The fighting drove 5,000 people from their homes.": ["displaced 5000 person"],
    "The fighting pushed 2,000 people to flee.": ["displaced 2000 person"],
    "Troops captured 12 fighters.": ["detained 12 combatant"],
    "Troops neutralized 12 terrorists.": ["killed 12 combatant"],
    "The regime executed 12 prisoners.": ["killed 12 person"],
    "Five prisoners were hanged.": ["killed 5 person"],
    "Ten people went missing.": ["disappeared 10 person"],
    "Twelve suspects were rounded up.": ["detained 12 person"],
    "The shelling claimed five.": [],
    "The war cost 500 million.": [],
    "The blast cost 5 million dollars.": [],
    "The army lost three tanks.": [],
    "The party lost 12 seats.": [],
    "The team lost 3 games.": [],
    "The army forced 200 rebels to surrender.": [],
    "The army pushed 200 rebels back.": [],
    "They drove 12 trucks into the town.": [],
    "Troops captured 12 villages.": [],
    "Troops captured three hills and 12 tanks.": [],
    "Judges executed 12 orders.": [],
    "They executed a plan in three stages.": [],
    "Five pictures were hanged.": [],
    "Ten files went missing.": [],
    "Twelve rounds were fired.": [],
    "The prison holds 12,000 people.": [],
    "A trial of 12 detainees began.": [],
}

THINGS = {
    "The shelling killed 40 cows.": [],
    "Three goats were killed.": [],
    "Five houses died.": [],
    "Two trees fell, killing a horse.": [],
    "Arsenal killed the game with two goals.": [],
    "The striker killed off the match in 90 minutes.": [],
    "The news killed hopes of five parties.": [],
    "The veto killed the resolution of 12 states.": [],
    "The rumor died in three days.": [],
    "The army killed 12 drones.": [],
    "A school was killed.": [],
    "The drought killed 3,000 trees.": [],
    "The army killed five civilians and destroyed three houses.": ["killed 5 civilian"],
    "The army killed five civilians and 200 sheep.": ["killed 5 civilian"],
}


@pytest.mark.parametrize(("text", "claims"), PASSIVE.items(), ids=PASSIVE)
def test_the_victims_of_a_passive_stand_before_it(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), ACTIVE.items(), ids=ACTIVE)
def test_the_victims_of_an_active_verb_stand_after_it(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), DOERS.items(), ids=DOERS)
def test_who_did_it_is_no_victim(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), NOUNS.items(), ids=NOUNS)
def test_the_victims_of_a_noun_stand_after_it(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), SUBJECTS.items(), ids=SUBJECTS)
def test_the_victims_of_a_verb_without_object_stand_before_it(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), TOLLS.items(), ids=TOLLS)
def test_a_toll_has_the_number_that_it_reached(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), NEGATED.items(), ids=NEGATED)
def test_what_is_negated_is_no_claim(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), DENIED.items(), ids=DENIED)
def test_what_is_denied_is_no_claim(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), SUPPOSED.items(), ids=SUPPOSED)
def test_what_only_might_be_is_no_claim(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), DEFINED.items(), ids=DEFINED)
def test_what_a_word_means_is_no_claim(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), SPARED.items(), ids=SPARED)
def test_those_who_came_away_are_no_victims(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), MEANINGS.items(), ids=MEANINGS)
def test_a_word_of_many_meanings_is_a_harm_where_its_object_says_so(
    text: str, claims: list[str]
) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), THINGS.items(), ids=THINGS)
def test_only_people_are_killed(text: str, claims: list[str]) -> None:
    assert said(text) == claims


UNREAL = [
    f"The army {word} {verb} five people."
    for word in words_of("harms", "unreal", "before")
    for verb in ("kill", "arrest", "wound", "abduct")
]


@pytest.mark.parametrize("text", UNREAL, ids=UNREAL)
def test_a_plain_verb_after_a_word_of_doubt_is_no_claim(text: str) -> None:
    assert said(text) == NOTHING
