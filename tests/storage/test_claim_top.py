"""``claim_top``: wholes, each once, and nothing that invites a false sum."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from claim_readings import IDLIB, RAQQA, REGIME, RUSSIA, claim_of, store_claims, with_claims
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_report, rows, store

from crawler.claim import Attribution, DateBasis, Harm, Qualifier, Scope, Victims, Weapon
from storage.claim_reviews import add_review

APRIL = {"date_start": date(2017, 4, 4), "date_end": date(2017, 4, 4)}
FULL: dict[str, Any] = {
    "actor": RUSSIA,
    "actor_text": "Russian",
    "place": IDLIB,
    "place_text": "Idlib",
    **APRIL,
}
TOP = "SELECT quote FROM claim_top ORDER BY report_id, position"


def two_claims(session: Session, owner: int, first: dict[str, Any], second: dict[str, Any]) -> int:
    """How many rows are left of two claims of 12, ``field`` says of what part of the text."""
    words = {
        "title": "12 dead",
        "subtitle": "The 12 dead",
        "body": "They say 12 died. And 12 died.",
    }
    report = make_report(1, **words)
    quotes = {"title": "12 dead", "subtitle": "12 dead", "body": "12 died"}
    where = [given.get("field", "body") for given in (first, second)]
    nth = 2 if where == ["body", "body"] else 1
    claims = [
        claim_of(report, quotes[where[0]], **({"count_min": 12, "count_max": 12} | first)),
        claim_of(
            report, quotes[where[1]], **({"count_min": 12, "count_max": 12} | second), nth=nth
        ),
    ]
    store(session, owner, with_claims(report, *claims), now=NOW)
    return len(rows(session, TOP))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"field": "title"}, {}),
        (FULL, FULL),
        (FULL, FULL | {"qualifier": Qualifier.AT_LEAST, "weapon": Weapon.DRONE}),
        (FULL, FULL | {"actor_text": "Russian planes", "place_text": "Idlib city"}),
        (FULL, FULL | {"attribution": Attribution.SUSPECTED, "date_basis": DateBasis.INHERITED}),
        ({"field": "title"}, FULL),
        ({"field": "title"}, {"field": "subtitle"} | FULL),
        ({"field": "title", "victims": None}, {}),
        ({"field": "title", "actor": RUSSIA, "actor_text": "Russian"}, FULL),
        ({"count_min": None, "count_max": None, "vague": "dozens"},) * 2,
        ({"count_max": 15}, {"count_max": 15}),
    ],
    ids=lambda given: None,
)
def test_what_a_report_repeats_is_one_row(
    session: Session, owner: int, first: dict[str, Any], second: dict[str, Any]
):
    assert two_claims(session, owner, first, second) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"count_min": 11}),
        ({}, {"count_max": 13}),
        ({}, {"harm": Harm.INJURED}),
        ({}, {"victims": Victims.CHILD}),
        ({}, {"victims": None}),
        ({}, {"claimant": "A doctor"}),
        ({}, {"scope": Scope.PERIOD_TOTAL}),
        ({}, {"count_min": None, "count_max": None, "vague": "dozens"}),
        ({}, FULL),
        (FULL, {}),
        (FULL, FULL | {"actor": REGIME}),
        (FULL, FULL | {"place": RAQQA}),
        (FULL, FULL | {"place": None, "place_text": "a village"}),
        (FULL, FULL | {"date_start": date(2017, 4, 3)}),
        (FULL, FULL | {"date_end": None}),
        ({"field": "title", "actor": REGIME}, FULL),
        ({"field": "title", "claimant": "A doctor"}, FULL),
        ({"field": "title", "harm": Harm.DETAINED}, {}),
        ({"field": "title", "qualifier": Qualifier.AT_LEAST}, FULL),
        ({"field": "title", "place_text": "Naha"}, {"place_text": "Nahariya"}),
        ({"field": "title", "place_text": "Naha village"}, {"place_text": "Naha"}),
        ({"place_text": "Naha"}, {"place_text": "Naha village"}),
        ({"field": "title", "place_text": "Idlib"}, FULL),
    ],
    ids=lambda given: None,
)
def test_what_differs_in_what_it_counts_is_two_rows(
    session: Session, owner: int, first: dict[str, Any], second: dict[str, Any]
):
    assert two_claims(session, owner, first, second) == 2


AT_LEAST = {"qualifier": Qualifier.AT_LEAST}
TITLE, SUBTITLE = {"field": "title"}, {"field": "subtitle"}


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ({}, {}, "first"),
        (TITLE, {}, "second"),
        (SUBTITLE, {}, "second"),
        (TITLE, SUBTITLE, "first"),
        (TITLE, FULL, "second"),
        (TITLE, AT_LEAST, "second"),
        (TITLE | AT_LEAST, {}, "first"),
        (TITLE | AT_LEAST, SUBTITLE, "first"),
        (TITLE | AT_LEAST, {"qualifier": Qualifier.MORE_THAN}, "second"),
        (TITLE, AT_LEAST | FULL, "second"),
        (TITLE | {"place_text": "Kafr Naha"}, {"place_text": "Kafr Naha village"}, "second"),
        (TITLE | {"place_text": "kafr naha"}, {"place_text": "north of Kafr Naha"}, "second"),
        (TITLE | AT_LEAST, AT_LEAST | FULL, "second"),
        ({}, {"qualifier": Qualifier.ABOUT}, "second"),
        ({"qualifier": Qualifier.UP_TO}, {}, "first"),
        (AT_LEAST, AT_LEAST, "first"),
    ],
    ids=lambda given: None,
)
def test_of_repeats_the_fuller_stays_then_the_careful_one_then_the_bodys_then_the_first(
    session: Session, owner: int, first: dict[str, Any], second: dict[str, Any], left: str
):
    assert two_claims(session, owner, first, second) == 1
    one, other = rows(session, "SELECT position FROM claim ORDER BY position")
    assert rows(session, "SELECT position FROM claim_top") == [one if left == "first" else other]


def test_of_many_repeats_one_stays(session: Session, owner: int):
    words = "12 died. And 12 died. In all 12 died. Yes, 12 died."
    told = [{}, AT_LEAST, {}, {"qualifier": Qualifier.MORE_THAN}]
    claims: list[tuple[Any, ...]] = [
        ("12 died", 12, {"nth": nth, **given}) for nth, given in enumerate(told, 1)
    ]
    store_claims(session, owner, words, claims, now=NOW)
    assert rows(session, "SELECT position, qualifier FROM claim_top") == [(1, "at_least")]


def test_parts_are_never_among_the_wholes(session: Session, owner: int):
    words = "98 civilians, including 24 children and 7 women. Of those missing 5 were killed."
    claims: list[tuple[Any, ...]] = [
        ("98 civilians", 98),
        ("24 children", 24, {"is_part": True, "part_of": 0, "victims": Victims.CHILD}),
        ("7 women", 7, {"is_part": True, "part_of": 0, "victims": Victims.WOMAN}),
        ("5 were killed", 5, {"is_part": True}),
    ]
    store_claims(session, owner, words, claims, now=NOW)
    assert rows(session, TOP) == [("98 civilians",)]


def test_a_part_folds_no_whole_away(session: Session, owner: int):
    words = "Of 30, 12 civilians were killed. Later 12 civilians were killed."
    quote = "12 civilians were killed"
    claims: list[tuple[Any, ...]] = [(quote, 12, {"is_part": True}), (quote, 12, {"nth": 2})]
    store_claims(session, owner, words, claims, now=NOW)
    assert rows(session, "SELECT start FROM claim_top") == [(39,)]


def test_reports_repeat_each_other_and_are_rows_of_their_own(session: Session, owner: int):
    for number in (1, 2):
        words = f"In town {number} they say 12 died."
        store_claims(session, owner, words, [("12 died", 12)], number=number, now=NOW)
    assert len(rows(session, TOP)) == 2


def test_an_earlier_text_is_not_there(session: Session, owner: int):
    store_claims(session, owner, "They say 12 died.", [("12 died", 12)], now=NOW)
    store_claims(session, owner, "They say 15 died.", [("15 died", 15)], now=NEXT_DAY)
    assert rows(session, TOP) == [("15 died",)]
    assert len(rows(session, "SELECT 1 FROM claim")) == 2


def test_a_rejected_claim_is_left_out_and_hides_no_other(session: Session, owner: int):
    assert two_claims(session, owner, {"field": "title"}, {}) == 1
    add_review(session, 2, "rejected", now=NOW)
    assert rows(session, "SELECT field FROM claim_top") == [("title",)]
    add_review(session, 2, "accepted", now=NEXT_DAY)
    assert rows(session, "SELECT field FROM claim_top") == [("body",)]
    add_review(session, 2, "corrected", corrections={"count_min": "1", "count_max": "1"}, now=NOW)
    assert rows(session, "SELECT field, count_min FROM claim_top") == [("body", 12)]
