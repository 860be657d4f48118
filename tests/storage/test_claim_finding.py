"""Claims are found by what people know of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from claim_readings import IDLIB, RAQQA, REGIME, RUSSIA, store_claims
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW

from crawler.claim import ClaimantRole, DatePrecision, Flag, Harm, Scope, Victims, Weapon
from storage.claim_finding import count_claims, find_claims

COALITION = REGIME.__class__("Coalition forces (US-led)", REGIME.kind)
WORDS = "One of a. Two of b. Three of c. Four of d. Five of e."
CLAIMS: list[tuple[Any, ...]] = [
    (
        "One of a",
        1,
        {
            "actor": RUSSIA,
            "actor_text": "the Russian air force",
            "place": IDLIB,
            "place_text": "Idlib city",
            "date_start": date(2017, 4, 4),
            "date_end": date(2017, 4, 4),
            "weapon": Weapon.AIRSTRIKE,
            "claimant": "Civil Defence",
            "claimant_role": ClaimantRole.MEDICAL,
        },
    ),
    (
        "Two of b",
        2,
        {
            "actor": REGIME,
            "place": RAQQA,
            "date_start": date(2017, 3, 1),
            "date_precision": DatePrecision.MONTH,
            "scope": Scope.PERIOD_TOTAL,
            "date_end": date(2017, 3, 1),
            "flags": frozenset({Flag.SUPERSEDED}),
        },
    ),
    (
        "Three of c",
        3,
        {
            "actor_text": "unidentified gunmen",
            "place_text": "a village called Kafr Naha",
            "date_start": date(2011, 3, 1),
            "scope": Scope.CUMULATIVE,
            "claimant_role": ClaimantRole.MONITOR,
        },
    ),
    ("Four of d", 4, {"victims": Victims.CHILD, "is_part": True, "harm": Harm.INJURED}),
    ("Five of e", 5, {"actor": COALITION, "date_end": date(2016, 1, 1), "place_text": "الرَّقّة"}),
]


@pytest.fixture(autouse=True)
def stored(session: Session, owner: int) -> None:
    store_claims(session, owner, WORDS, CLAIMS, now=NOW, published_date=date(2017, 5, 1))
    other = [("Six of f", 6, {"actor": RUSSIA})]
    store_claims(session, owner, "Six of f.", other, number=2, now=NOW, language="ar")


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"actor": "russian forces"}, [1, 6]),
        ({"actor": "RUSSIA"}, [1, 6]),
        ({"actor": "air force"}, [1]),
        ({"actor": "Gunmen"}, [3]),
        ({"actor": "forces"}, [1, 2, 5, 6]),
        ({"actor": "Turkish forces"}, []),
        ({"actor": "100%"}, []),
        ({"claimant": "civil defence"}, [1]),
        ({"claimant": "medical"}, [1]),
        ({"claimant": "CIVIL"}, [1]),
        ({"claimant": " defence "}, [1]),
        ({"claimant": "monitor"}, [2, 3, 4, 5, 6]),
        ({"claimant": "the monitor"}, [2, 3, 4, 5, 6]),
        ({"claimant": "army"}, []),
        ({"claimant": "defen"}, []),
        ({"claimant": "civil monitor"}, []),
        ({"claimant": "monitor the"}, []),
        ({"claimant": "%"}, []),
        ({"claimant": "."}, []),
        ({"claimant": " "}, []),
        ({"place": "idlib"}, [1]),
        ({"place": "kafr naha"}, [3]),
        ({"place": "الرقة"}, [5]),
        ({"place": "sy"}, [1, 2]),
        ({"place": "raq"}, [2]),
        ({"place": "Mosul"}, []),
        ({"harm": "injured"}, [4]),
        ({"victims": "child"}, [4]),
        ({"weapon": "airstrike"}, [1]),
        ({"scope": "cumulative"}, [3]),
        ({"flag": "superseded"}, [2]),
        ({"flag": "repeated_boilerplate"}, []),
        ({"publisher": "monitor"}, [1, 2, 3, 4, 5, 6]),
        ({"publisher": "other"}, []),
        ({"language": "ar"}, [6]),
        ({"report_id": 2}, [6]),
        ({"review": "none"}, [1, 2, 3, 4, 5, 6]),
        ({"review": "rejected"}, []),
        ({"wholes": True}, [1, 2, 3, 5, 6]),
        ({"no_copies": True, "actor": None, "limit": 2}, [1, 2]),
        ({"limit": 2, "offset": 1}, [2, 3]),
        ({"actor": "russian forces", "place": "idlib", "harm": "killed"}, [1]),
        ({"actor": "russian forces", "place": "raqqa"}, []),
    ],
)
def test_claims_are_found(session: Session, asked: dict[str, Any], counts: list[int]):
    assert [row["count_min"] for row in find_claims(session, **asked)] == counts


@pytest.mark.parametrize(
    ("claimant", "counts"),
    [
        ("rt", [11]),
        ("North Press", [12]),
        ("press", [12, 14]),
        ("coalition", [13]),
        ("CJTF-OIR", [13]),
        ("oir)", [13]),
        ("Press TV", [14]),
        ("tv", [14]),
        ("nort", []),
        ("RT Press", []),
        ("north+press", []),
        ("الوكاله", [15]),
        ("وكالة", []),
    ],
)
def test_a_claimant_is_found_by_the_name_or_by_whole_words_of_it(
    session: Session, owner: int, claimant: str, counts: list[int]
):
    names = ("RT", "North Press", "US-led coalition (CJTF-OIR)", "Press TV", "الوكالة السورية")
    claims: list[tuple[Any, ...]] = [
        (f"{number} died", number, {"claimant": name}) for number, name in enumerate(names, 11)
    ]
    words = "11 died. 12 died. 13 died. 14 died. 15 died."
    store_claims(session, owner, words, claims, number=3, now=NOW)
    assert [row["count_min"] for row in find_claims(session, claimant=claimant)] == counts


def test_who_has_the_very_name_goes_before_those_in_whose_name_it_stands(
    session: Session, owner: int
):
    claims: list[tuple[Any, ...]] = [
        ("1 died", 1, {"claimant": "AP"}),
        ("2 died", 2, {"claimant": "AP photographer"}),
    ]
    store_claims(session, owner, "1 died. 2 died.", claims, number=3, now=NOW)
    assert [row["count_min"] for row in find_claims(session, claimant="ap")] == [1]
    assert [row["count_min"] for row in find_claims(session, claimant="photographer")] == [2]


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (date(2017, 4, 4), date(2017, 4, 4), [1, 3]),
        (date(2017, 4, 5), None, [3]),
        (None, date(2017, 4, 3), [2, 3, 5]),
        (date(2017, 3, 31), date(2017, 4, 1), [2, 3]),
        (date(2017, 4, 1), date(2017, 4, 1), [3]),
        (None, date(2011, 2, 28), [5]),
        (date(2016, 1, 2), date(2016, 1, 2), [3]),
        (date(2017, 5, 2), None, []),
        (date(1900, 1, 1), date(2100, 1, 1), [1, 2, 3, 5]),
    ],
)
def test_a_period_finds_what_overlaps_it(
    session: Session, since: date | None, until: date | None, counts: list[int]
):
    found = find_claims(session, since=since, until=until)
    assert [row["count_min"] for row in found] == counts
    assert count_claims(session, since=since, until=until) == len(counts)


def test_earlier_texts_are_found_where_they_are_asked_for(session: Session, owner: int):
    store_claims(session, owner, "Seven of g.", [("Seven of g", 7)], number=2, now=NEXT_DAY)
    assert [row["count_min"] for row in find_claims(session, report_id=2)] == [7]
    every = find_claims(session, report_id=2, all_versions=True)
    assert [(row["count_min"], row["is_current"]) for row in every] == [(7, True), (6, False)]


@pytest.mark.parametrize(
    "asked",
    [
        {"harm": "kill"},
        {"victims": "children"},
        {"weapon": "bomb"},
        {"scope": "total"},
        {"flag": "wrong"},
        {"review": "good"},
        {"wholes": True, "all_versions": True},
    ],
)
def test_a_word_of_no_vocabulary_is_refused(session: Session, asked: dict[str, Any]):
    with pytest.raises(ValueError, match=r"known are|only"):
        find_claims(session, **asked)


def test_a_claim_is_ready_for_json(session: Session):
    (row,) = find_claims(session, flag="superseded")
    assert (row["flags"], row["corrections"], row["is_part"]) == (["superseded"], None, False)
    assert row["date_start"] == "2017-03-01"
