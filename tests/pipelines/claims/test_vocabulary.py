"""Whether a text can claim anything: no word of the lexicons for harm, number or time is missed."""

import pytest

from crawler.claim import Harm
from pipelines.claims.lexicon import numbers_of, table, words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.numbers import GROUPS, VAGUE
from pipelines.claims.triggers import Frame
from pipelines.claims.vocabulary import vocabulary_of

HARMS = [harm for harm in Harm if harm in table("harms")]
STATED = sorted(
    {
        phrase
        for harm in HARMS
        for frame in Frame
        for phrase in words_of("harms", harm, frame.name.lower())
    }
)
COUNTED = sorted(
    {
        phrase
        for harm, nouns in table("victims")["harm"].items()
        for number in nouns
        for phrase in words_of("victims", "harm", harm, number)
    }
)
VALUED = sorted({*numbers_of("numbers", "cardinals"), *numbers_of("numbers", "scales")} - {"zero"})
PHRASES = sorted(" ".join(words) for found in (GROUPS, VAGUE) for words, _ in found.phrases())


def speaks(text: str) -> bool:
    return vocabulary_of(text).speaks_of_harm(0, len(text))


def has_number(text: str) -> bool:
    return vocabulary_of(text).has_number(0, len(text))


def has_time(text: str) -> bool:
    return vocabulary_of(text).has_time(0, len(text))


@pytest.mark.parametrize("written", [str, str.title, str.upper], ids=["low", "title", "upper"])
def test_every_phrase_of_harm_of_the_lexicons_is_seen(written: type[str]) -> None:
    assert len(STATED) > 300
    assert [phrase for phrase in STATED if not speaks(f"Then {written(phrase)} five.")] == []


def test_every_noun_that_states_a_harm_is_seen() -> None:
    assert len(COUNTED) > 60
    assert [phrase for phrase in COUNTED if not speaks(f"Some 44 {phrase}, they say.")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Five were kil*led.",
        "Five were kil-led.",
        "d*eath",
        "inj*ured",
        "“KILLED”",
        "five(killed)",
        "Syria’s dead",
        "three schools were hit",
        "200 barrel bombs",
    ],
)
def test_words_are_seen_however_they_are_written(text: str) -> None:
    assert speaks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "12",
        "The minister opened a bridge in Aleppo.",
        "Around forty diets were compared.",
        "Skilled workers built the skyscraper.",
        "The studies were deadlocked.",
        "A decline of exports by a third.",
        "He reflected on lifelong learning.",
        "Wheat prices rose by 12 percent in July.",
        "افتتح الوزير الجسر",
    ],
)
def test_an_ordinary_text_speaks_of_no_harm(text: str) -> None:
    assert not speaks(text)


def test_every_word_for_a_number_is_seen() -> None:
    words = [*VALUED, *PHRASES, "twenty-one", "5", "٥", "1,302"]
    assert [word for word in words if not has_number(f"Then {word} people.")] == []


@pytest.mark.parametrize("text", ["nobody", "the people", "a woman", "many of them", ""])
def test_what_has_no_number_is_seen_to_have_none(text: str) -> None:
    assert not has_number(text)


@pytest.mark.parametrize(
    "text",
    [
        *(name.title() for name in MONTHS),
        *words_of("dates", "relative", "today"),
        *words_of("dates", "relative", "yesterday"),
        *(f"this {part}" for part in words_of("dates", "relative", "dayparts")),
        *("in 2016", "Q1 2019", "2017-04-12", "22/4/2017", "mid-April", "the first half of 2018"),
        *("Monday", "on Friday", "last Wednesday", "two days ago", "a week ago", "48 hours ago"),
        *("this week", "last week", "this month", "last month", "this year", "last year"),
        *("in the past 48 hours", "over the last 24 hours", "the past week", "the previous month"),
        *("the second half of the year", "three months ago", "the preceding ten days"),
    ],
)
def test_words_for_a_time_are_seen(text: str) -> None:
    assert has_time(text)


@pytest.mark.parametrize("text", ["", "in Aleppo", "five people", "resolution 1302", "soon"])
def test_what_has_no_time_is_seen_to_have_none(text: str) -> None:
    assert not has_time(text)
