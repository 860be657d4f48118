"""What one sentence states: whom it counts, how the number is meant, which numbers count nobody."""

import pytest
from said import NOTHING, said

from pipelines.claims.lexicon import words_of

QUALIFIED = {
    "At least six civilians were killed.": ["killed at_least 6 civilian"],
    "No less than five civilians were killed.": ["killed at_least 5 civilian"],
    "More than 20 people were killed.": ["killed more_than 20 person"],
    "Over 20 people were killed.": ["killed more_than 20 person"],
    "20 or more people were killed.": ["killed at_least 20 person"],
    "Up to 20 people were killed.": ["killed up_to 20 person"],
    "Some 20 people were killed.": ["killed about 20 person"],
    "Nearly 20 people were killed.": ["killed about 20 person"],
    "Between five and eight people were killed.": ["killed about 5-8 person"],
    "Five to eight people were killed.": ["killed 5-8 person"],
    "5-8 people were killed.": ["killed 5-8 person"],
    "Dozens of people were killed.": ["killed dozens person"],
    "Hundreds of thousands of people fled.": ["displaced hundreds of thousands person"],
    "Two dozen people were killed.": ["killed 24 person"],
    "About 1,302 people were killed.": ["killed about 1302 person"],
    "About 1.302 people were killed.": ["killed about 1302 person"],
    "1.5 million people were displaced.": ["displaced 1500000 person"],
}

VAGUE = {
    "Several people were killed.": [],
    "A number of people were killed.": [],
    "A few people were killed.": [],
    "Many were killed.": [],
    "Civilians were killed.": [],
    "Every second child was killed.": [],
    "One in five people was killed.": [],
}

FOLLOWING = {
    "The army killed five civilians and wounded eight.": [
        "killed 5 civilian",
        "injured 8 civilian",
    ],
    "Three soldiers were killed and two wounded.": ["killed 3 combatant", "injured 2 combatant"],
    "Three journalists were arrested. Two were wounded.": [
        "detained 3 journalist",
        "injured 2 journalist",
    ],
    "Five children were killed; three were wounded.": ["killed 5 child", "injured 3 child"],
}

DATES = {
    "On 12 March five civilians were killed.": ["killed 5 civilian"],
    "On 12 March, five civilians were killed.": ["killed 5 civilian"],
    "On March 12 five civilians were killed.": ["killed 5 civilian"],
    "In 2018, 45 civilians were killed.": ["killed 45 civilian"],
    "In March 45 civilians were killed.": ["killed 45 civilian"],
    "A soldier was killed on 12 March 2019 near Harim.": ["killed 1 combatant"],
    "On 12 March civilians were killed.": [],
    "In 2018 civilians were killed.": [],
    "On March 12, 2018 soldiers were killed.": [],
    "At 16:00 civilians were killed.": [],
    "Civilians were killed on 12/03/2018.": [],
    "The shells killed civilians at 5 pm.": [],
    "In the 1990s people were killed.": [],
    "During the first week people were killed.": [],
}

AGES = {
    "A 12-year-old girl was killed.": ["killed 1 child"],
    "A woman aged 60 was killed.": ["killed 1 woman"],
    "A man of 40 was shot dead.": ["killed 1 man"],
    "A mother of five was killed.": ["killed 1 woman"],
    "A father of three was shot dead.": ["killed 1 man"],
    "A boy between 12 and 14 was killed.": ["killed 1 child"],
    "Three brothers aged 4, 6 and 9 were killed.": ["killed 3 person"],
    "Omar, 34, was killed.": [],
    "Children under 18 were killed.": [],
    "She was killed at the age of 12.": [],
    "The girl, 9, and her brother, 11, were killed.": [],
    "Children between 12 and 14 were killed.": [],
}

RATES = {
    "Five people are killed every day.": [],
    "Five people were killed every day in May.": [],
    "Mines kill five people a day on average.": [],
    "An average of 12 people are killed per month.": [],
    "On average of five were killed each week.": [],
    "Five people were killed a day after the truce.": ["killed 5 person"],
    "Five people were killed every time they met.": ["killed 5 person"],
}

NUMBERED_THINGS = {
    "Resolution 2254 demands that no civilians be killed.": [],
    "Under Article 3 killing civilians is a crime.": [],
    "Resolutions 2139 and 2165 were ignored and civilians were killed.": [],
    "The 4th Division killed civilians.": [],
    "Brigade 46 killed civilians.": [],
    "Route 5 was hit, killing civilians.": [],
    "Branch 215 arrested civilians.": [],
    "He walked 12 kilometers and was killed.": [],
    "Five percent of people were killed.": [],
    "About 40% of the victims are children.": [],
    "The 19-page report tells of killed civilians.": [],
    "The report has 120 pages on killed civilians.": [],
    "They were killed within five days.": [],
    "It killed civilians for three hours.": [],
    "Troops advanced 20 km, killing civilians.": [],
    "The shelling caused damage of 200,000 dollars and killed no one.": [],
    "He was sentenced to five years and killed.": [],
}


@pytest.mark.parametrize(("text", "claims"), QUALIFIED.items(), ids=QUALIFIED)
def test_the_words_before_a_number_say_how_it_is_meant(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), VAGUE.items(), ids=VAGUE)
def test_words_without_a_number_are_no_claim(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), FOLLOWING.items(), ids=FOLLOWING)
def test_a_bare_number_counts_whom_the_one_before_counted(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), DATES.items(), ids=DATES)
def test_dates_are_no_count(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), AGES.items(), ids=AGES)
def test_ages_are_no_count(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), RATES.items(), ids=RATES)
def test_rates_are_no_count(text: str, claims: list[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(("text", "claims"), NUMBERED_THINGS.items(), ids=NUMBERED_THINGS)
def test_names_measures_and_money_are_no_count(text: str, claims: list[str]) -> None:
    assert said(text) == claims


MEASURED = [
    f"The shells that killed civilians went 12 {unit}."
    for unit in words_of("numbers", "units", "words")
]


@pytest.mark.parametrize("text", MEASURED, ids=MEASURED)
def test_a_number_before_a_unit_is_no_count(text: str) -> None:
    assert said(text) == NOTHING


NAMED = [
    f"The {name} 12 civilians were killed."
    for name in words_of("numbers", "names", "words")
    if len(name) > 2
]


@pytest.mark.parametrize("text", NAMED, ids=NAMED)
def test_a_number_that_names_something_is_no_count(text: str) -> None:
    assert said(text) == NOTHING
