"""Numbers with what they count, and numbers that count nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.claims.nouns import NOUNS
from pipelines.claims.quantities import quantities
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens


def read(text: str, parties: tuple[tuple[int, int], ...] = ()) -> list[Quantity]:
    return quantities(Tokens(text, 0, len(text)), parties)


def counted(text: str, parties: tuple[tuple[int, int], ...] = ()) -> list[str]:
    """What a sentence counts, each as qualifier, number and victims: "at_least 6 civilian"."""
    return [_line(quantity) for quantity in read(text, parties)]


def _line(quantity: Quantity) -> str:
    words = [] if quantity.qualifier == "exact" else [str(quantity.qualifier)]
    value = str(quantity.low) if quantity.vague is None else quantity.vague
    words.append(value if quantity.low == quantity.high else f"{value}-{quantity.high}")
    if quantity.victims is not None:
        words.append(str(quantity.victims))
    return " ".join(words)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("98 civilians were killed", "98 civilian"),
        ("eight children", "8 child"),
        ("at least six civilians", "at_least 6 civilian"),
        ("no less than 1,302 civilians", "at_least 1302 civilian"),
        ("more than 200 people", "more_than 200 person"),
        ("over 70 wounded", "more_than 70 person"),
        ("about two dozen people", "about 24 person"),
        ("some 130,000 people", "about 130000 person"),
        ("up to 12 soldiers", "up_to 12 combatant"),
        ("60 or more people", "at_least 60 person"),
        ("60 to 70 people", "60-70 person"),
        ("between 60 and 70 people", "about 60-70 person"),
        ("dozens of civilians", "dozens civilian"),
        ("hundreds of people", "hundreds person"),
        ("two of its fighters", "2 combatant"),
        ("five innocent Syrian civilians", "5 civilian"),
        ("three civilian workers", "3 civilian"),
        ("a woman was killed", "1 woman"),
        ("an eight-year-old girl", "1 child"),
        ("a 12-year-old boy was killed", "1 child"),
        ("one journalist", "1 journalist"),
        ("three medics", "3 medical"),
        ("12 women and children", "12 person"),
        ("12 smugglers", "12 person"),
        ("200 barrel bombs", "200 munition"),
        ("12 schools", "12 facility"),
        ("44 dead", "44 person"),
        ("12 dead and wounded", "12 person"),
        ("In July 7 civilians were killed", "7 civilian"),
        ("1. Russian forces killed 17 civilians", "17 civilian"),
    ],
)
def test_a_number_counts_what_follows_it(text: str, line: str) -> None:
    assert counted(text) == [line]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("killed five and wounded 12 others", ["5", "12"]),
        (
            "98 civilians, including 24 children and seven women",
            ["98 civilian", "24 child", "7 woman"],
        ),
        ("one woman and four children", ["1 woman", "4 child"]),
        ("a man and a woman", ["1 man", "1 woman"]),
        ("The toll rose from 5 to 8 people", ["5", "8 person"]),
        ("three hundred and one hundred and fifty people", ["300", "150 person"]),
    ],
)
def test_each_number_counts_for_itself(text: str, lines: list[str]) -> None:
    assert counted(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "on 7 April 2017",
        "on April 7",
        "in 2016",
        "between 2011 and 2016",
        "at 10:40 am",
        "at 6 p.m.",
        "Omar, 34, was killed",
        "aged between 12 and 15 were",
        "aged 12",
        "the 20th attack",
        "Resolution 2139",
        "Resolutions 2139 and 2254",
        "Article 5",
        "No. 7",
        "12 km from Aleppo",
        "5 percent",
        "60%",
        "two thirds",
        "$500",
        "5 million dollars",
        "500 pounds",
        "48 hours",
        "five days",
        "men in their 60s",
        "an average of 12 people",
        "12 people a day",
        "three people per week",
        "page 12",
        "the 184-page report",
        "an F-16",
        "an AK47",
        "M16 rifles",
        "3/4",
        "2-1",
        "the 2018 deal",
        "3.14",
        "1. Russian forces",
        "nobody",
        "one in five",
        "no one",
    ],
)
def test_what_counts_nobody_is_left_out(text: str) -> None:
    assert [line for line in counted(text) if line] == []


@pytest.mark.parametrize(
    "text",
    [
        "14 characters",
        "200 committees",
        "five cylinders",
        "three bunkers",
        "12 helicopters",
        "6 remnants",
        "two reports",
        "three airstrikes",
        "seven of the cars",
    ],
)
def test_things_are_no_people(text: str) -> None:
    assert [quantity.victims for quantity in read(text)] in ([], [None])


def test_singular_and_plural_of_every_noun_are_told_apart() -> None:
    nouns = {" ".join(words): noun for words, noun in NOUNS.phrases()}
    assert not nouns["child"].is_plural
    assert nouns["children"].is_plural
    assert nouns["dead and wounded"].is_plural
    assert nouns["forcibly disappeared"].is_plural
    assert not nouns["case of arrest"].is_plural
    assert len(nouns) > 500


@given(
    st.lists(
        st.sampled_from(
            [
                *("five", "12", "1,302", "a", "dozens", "to", "and", "between", "of", "them"),
                *("civilians", "children", "woman", "soldiers", "others", "people", "Ali", ","),
                *("at least", "over", "killed", "hundred", "million", "%", "km", "April", "2016"),
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_quantities_stand_in_order_and_within_the_sentence(text: str) -> None:
    past = 0
    for quantity in read(text):
        assert quantity.start <= quantity.number < quantity.end <= len(Tokens(text, 0, len(text)))
        assert quantity.number >= past
        assert (quantity.low is None) == (quantity.vague is not None)
        assert quantity.low is None or 0 < quantity.low <= (quantity.high or 0)
        past = quantity.end
