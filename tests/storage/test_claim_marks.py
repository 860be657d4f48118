"""What a claim's row keeps of other rows is right, and what is wrong is seen."""

from __future__ import annotations

import pytest
from claim_readings import claim_of, with_claims
from sqlalchemy import text
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_report, rows, store

from storage.claim_marks import mark_claims, wrongly_marked
from storage.claim_reviews import add_review

MARKS = "SELECT is_current, is_top, review_id FROM claims ORDER BY id"
FIRST, LATER = "They say 12 died.", "They say 15 died."


def put(session: Session, owner: int, body: str, **given: object) -> None:
    report = make_report(1, body=body, **given)
    count = int(body.split()[2])
    store(session, owner, with_claims(report, claim_of(report, f"{count} died", count)), now=NOW)


def test_the_claim_of_a_text_that_is_current_no_more_is_none_of_the_top(
    session: Session, owner: int
):
    put(session, owner, FIRST)
    assert rows(session, MARKS) == [(1, 1, None)]
    put(session, owner, LATER, fetched_at=NEXT_DAY)
    assert rows(session, MARKS) == [(0, 0, None), (1, 1, None)]


def test_a_text_that_comes_back_brings_its_claims_back(session: Session, owner: int):
    put(session, owner, FIRST)
    put(session, owner, LATER, fetched_at=NEXT_DAY)
    put(session, owner, FIRST, fetched_at=NEXT_DAY.replace(hour=23))
    assert rows(session, MARKS) == [(1, 1, None), (0, 0, None)]


def test_the_last_judgement_counts(session: Session, owner: int):
    put(session, owner, FIRST)
    for judgement, is_top in (("accepted", 1), ("rejected", 0), ("accepted", 1)):
        review = add_review(session, 1, judgement, now=NOW)
        assert rows(session, MARKS) == [(1, is_top, review)]


def test_marks_that_are_right_are_not_told(session: Session, owner: int):
    put(session, owner, FIRST)
    assert wrongly_marked(session, 1) == []
    assert wrongly_marked(session, 4711) == []


@pytest.mark.parametrize(
    "mark", ["is_current = 0", "is_top = 0", "review_id = (SELECT min(id) FROM claim_reviews)"]
)
def test_a_wrong_mark_is_told_and_mended(session: Session, owner: int, mark: str):
    put(session, owner, FIRST)
    add_review(session, 1, "accepted", now=NOW)
    add_review(session, 1, "accepted", now=NOW)
    session.execute(text(f"UPDATE claims SET {mark}"))  # noqa: S608 -- from above
    assert wrongly_marked(session, 1) == [1]
    mark_claims(session, 1)
    assert wrongly_marked(session, 1) == []
