"""A sentence that a publisher puts into many reports makes its claims boilerplate."""

from __future__ import annotations

from typing import Any

import pytest
from claim_readings import store_claims
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, rows

from crawler.claim import Flag, Harm
from storage.claim_sentences import sentence_around
from storage.families import set_duplicate
from storage.ledger import publisher_id

FOOT = "Approximately 6.5 million people are displaced since the war began."
FOOT_CLAIM = ("6.5 million people are displaced", 6_500_000)
LONG = (
    "The armed group, which took the city in the summer of that year and held it for three more, "
    "had killed 17 of those who had protested against it."
)
FLAGGED = "SELECT report_id FROM claim WHERE flags LIKE '%repeated_boilerplate%' ORDER BY 1"


def store_with(
    session: Session,
    owner: int,
    number: int,
    sentence: str = FOOT,
    claim: tuple[str, int] = FOOT_CLAIM,
    **given: Any,
) -> None:
    words = f"News of day {number}, as it came in.\n\n{sentence} Read more."
    store_claims(session, owner, words, [(*claim, given)], number=number, now=NOW)


def flagged(session: Session) -> list[int]:
    return [report for (report,) in rows(session, FLAGGED)]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [(FOOT, FOOT_CLAIM), (LONG, ("17 of those", 17))],
    ids=["large number", "long sentence"],
)
def test_the_third_report_flags_them_all(
    session: Session, owner: int, sentence: str, claim: tuple[str, int]
):
    for number, expected in ((1, []), (2, []), (3, [1, 2, 3]), (4, [1, 2, 3, 4])):
        store_with(session, owner, number, sentence, claim)
        assert flagged(session) == expected


def test_it_joins_what_the_reader_flagged(session: Session, owner: int):
    for number in (1, 2, 3):
        given = {"flags": frozenset({Flag.SUPERSEDED})}
        store_with(session, owner, number, **given)
    assert rows(session, "SELECT DISTINCT flags FROM claim") == [
        ('["superseded","repeated_boilerplate"]',)
    ]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Two civilians were killed.", ("Two civilians were killed", 2)),
        ("A landmine killed 12 civilians in the fields of the village.", ("12 civilians", 12)),
        ("The raid killed 999 people.", ("999 people", 999)),
    ],
)
def test_a_short_sentence_may_be_another_event_each_time(
    session: Session, owner: int, sentence: str, claim: tuple[str, int]
):
    for number in range(1, 6):
        store_with(session, owner, number, sentence, claim)
    assert flagged(session) == []


def test_a_claim_in_sentences_that_differ_is_none(session: Session, owner: int):
    for number in range(1, 5):
        sentence = FOOT.replace("the war", f"the war of {number}")
        store_with(session, owner, number, sentence, FOOT_CLAIM)
    assert flagged(session) == []


def test_another_reading_of_the_sentence_is_another_claim(session: Session, owner: int):
    for number, harm in enumerate((Harm.DISPLACED, Harm.DISPLACED, Harm.KILLED), 1):
        store_with(session, owner, number, harm=harm)
    assert flagged(session) == []


def test_each_publisher_repeats_itself_alone(session: Session, owner: int):
    other = publisher_id(session, "other", "The Other", "https://other.example/")
    for number, who in ((1, owner), (2, owner), (3, other)):
        store_with(session, who, number)
    assert flagged(session) == []


def test_copies_of_one_work_count_once(session: Session, owner: int):
    for number in (1, 2, 3):
        store_with(session, owner, number)
    set_duplicate(session, 3, 1, 0.99)
    session.flush()
    assert flagged(session) == []
    store_with(session, owner, 4)
    assert flagged(session) == [1, 2, 3, 4]


def test_texts_of_one_report_count_once_and_twice_in_a_text_too(session: Session, owner: int):
    for day, number in ((NOW, 1), (NEXT_DAY, 2)):
        words = f"{FOOT} Note {number}. {FOOT}"
        twice = [FOOT_CLAIM, (*FOOT_CLAIM, {"nth": 2})]
        store_claims(session, owner, words, twice, now=day)
    assert flagged(session) == []


def test_letter_case_and_white_space_do_not_matter(session: Session, owner: int):
    for number, sentence in enumerate((FOOT, FOOT, FOOT.replace("Approx", "approx")), 1):
        store_with(session, owner, number, sentence, FOOT_CLAIM)
    assert flagged(session) == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("One died. Two died. Three died.", "Two died", "Two died."),
        ("One died.", "One died", "One died."),
        ("No end here", "end", "No end here"),
        ("About 6.5 million fled. More.", "6.5 million", "About 6.5 million fled."),
        ("A line\nTwo died\nA line", "Two died", "Two died"),
        ("He said: “Two died.” They left.", "Two died", "He said: “Two died.”"),
        ("قتل مدنيان. وجرح ثلاثة؟ نعم.", "وجرح ثلاثة", "وجرح ثلاثة؟"),
        ("One. Two died. Three died too.", "Two died. Three died", "Two died. Three died too."),
    ],
)
def test_a_sentence_is_found_around_a_quote(text: str, quote: str, sentence: str):
    start = text.index(quote)
    assert sentence_around(text, start, start + len(quote)) == sentence
