"""A person's judgement holds for the claim, whatever becomes of the row."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from claim_readings import IDLIB, RUSSIA, claim_of, read, store_claims, version_of, with_claims
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_report, rows, store

from crawler.claim import Harm, Victims
from storage.claim_finding import find_claims
from storage.claim_links import link_claims
from storage.claim_reviews import add_review, list_reviews
from storage.claims import forget_claims, write_claims
from storage.models import Report
from storage.versions import rewrite_version

TOLD = "They say 12 civilians were killed in the market of the town."
QUOTE = "12 civilians were killed"
JUDGED = "SELECT claim_id, review FROM claim ORDER BY claim_id"


@pytest.fixture
def judged(session: Session, owner: int) -> int:
    """A report with one claim, which somebody accepted."""
    stored = store_claims(session, owner, TOLD, [(QUOTE, 12, {"actor": RUSSIA})], now=NOW)
    add_review(session, 1, "accepted", note="seen", reviewer="Amal", now=NOW)
    return stored.report_id


def reread(session: Session, words: str, *quotes: tuple[Any, ...], number: int = 1) -> None:
    """The text and its claims as a newer release reads them from the same page."""
    version = version_of(session, 1, number)
    report = make_report(1, body=words)
    if words != version.body:
        rewrite_version(session, version, report)
    claims = [claim_of(report, quote, count, **given) for quote, count, given in quotes]
    write_claims(session, version, read(*claims, reader="0.2.0+reader"))
    link_claims(session, 1)


def test_a_judgement_stands_beside_its_claim(session: Session, judged: int):
    (claim,) = find_claims(session, report_id=judged)
    told = (
        "review",
        "review_note",
        "reviewer",
        "reviewed_at",
        "corrections",
        "reread_since_review",
    )
    assert [claim[name] for name in told] == [
        *("accepted", "seen", "Amal", "2026-03-01T12:00:00Z", {}, False)
    ]
    assert find_claims(session, review="accepted") == [claim]
    assert find_claims(session, review="none") == []


def test_the_last_judgement_holds_and_all_are_listed(session: Session, judged: int):
    add_review(session, 1, "rejected", note="of soldiers", now=NEXT_DAY)
    assert rows(session, JUDGED) == [(1, "rejected")]
    listed = list_reviews(session, judged)
    assert [(one.review_id, one.claim_id, one.judgement, one.note) for one in listed] == [
        (1, 1, "accepted", "seen"),
        (2, 1, "rejected", "of soldiers"),
    ]
    assert (listed[0].quote, listed[0].count_min, listed[0].victims) == (QUOTE, 12, "civilian")
    assert listed[0].sentence == TOLD
    assert list_reviews(session) == listed
    assert list_reviews(session, 4711) == []


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        (TOLD, [(QUOTE, 12, {"actor": RUSSIA})]),
        (f"Share this.\n\n{TOLD}", [(QUOTE, 12, {"actor": RUSSIA})]),
        (f"{TOLD} Then 3 died.", [(QUOTE, 12, {"actor": RUSSIA}), ("3 died", 3, {})]),
        (f"12 civilians were killed elsewhere. {TOLD}",
         [(QUOTE, 12, {}), (QUOTE, 12, {"nth": 2, "actor": RUSSIA})]),
        (TOLD.replace("They say", "Residents say"), [(QUOTE, 12, {"actor": RUSSIA})]),
    ],
    ids=["as it was", "moved", "one more", "the same words elsewhere", "edited sentence"],
)  # fmt: skip
def test_it_is_found_again_when_the_text_is_read_anew(
    session: Session, judged: int, words: str, claims: list[tuple[Any, ...]]
):
    reread(session, words, *claims)
    found = "SELECT review, actor, reread_since_review FROM claim WHERE review IS NOT NULL"
    assert rows(session, found) == [("accepted", "Russian forces", 0)]


@pytest.mark.parametrize(
    "given",
    [
        {"actor": RUSSIA, "victims": Victims.PERSON},
        {},
        {"actor": RUSSIA, "place": IDLIB, "place_text": "the town"},
        {"actor": RUSSIA, "date_start": date(2017, 4, 4)},
    ],
    ids=["victims", "actor", "place", "day"],
)
def test_what_reads_otherwise_since_is_told(session: Session, judged: int, given: dict[str, Any]):
    reread(session, TOLD, (QUOTE, 12, given))
    assert rows(session, "SELECT review, reread_since_review FROM claim") == [("accepted", 1)]


def test_other_words_of_the_same_number_in_the_sentence_are_the_claim(
    session: Session, judged: int
):
    reread(session, TOLD, ("12 civilians", 12, {"actor": RUSSIA}))
    assert rows(session, "SELECT review, quote FROM claim") == [("accepted", "12 civilians")]


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        (TOLD, []),
        (TOLD, [(QUOTE, 11, {"actor": RUSSIA})]),
        (TOLD, [(QUOTE, 12, {"actor": RUSSIA, "count_max": 15})]),
        (TOLD, [(QUOTE, 12, {"actor": RUSSIA, "harm": Harm.INJURED})]),
        (TOLD.replace("12", "15"), [(QUOTE.replace("12", "15"), 15, {"actor": RUSSIA})]),
        (f"Nothing is known of how {QUOTE}.", [(QUOTE, 12, {"actor": RUSSIA})]),
        (TOLD.replace("They", "We"), [(QUOTE, 12, {})]),
        (TOLD.replace("They say", "A says") + " " + TOLD.replace("They say", "B says"),
         [(QUOTE, 12, {"actor": RUSSIA}), (QUOTE, 12, {"actor": RUSSIA, "nth": 2})]),
    ],
    ids=[
        "no claim", "other number", "a range", "other harm", "edited number", "another sentence",
        "an edited sentence of nobody", "two that it could be",
    ],
)  # fmt: skip
def test_a_judgement_without_its_claim_is_listed_and_is_of_no_other(
    session: Session, judged: int, words: str, claims: list[tuple[Any, ...]]
):
    reread(session, words, *claims)
    assert rows(session, "SELECT 1 FROM claim WHERE review IS NOT NULL") == []
    (listed,) = list_reviews(session, judged)
    assert (listed.claim_id, listed.judgement, listed.quote) == (None, "accepted", QUOTE)
    reread(session, TOLD, (QUOTE, 12, {"actor": RUSSIA}))
    assert list_reviews(session, judged)[0].claim_id is not None


def test_it_holds_for_the_same_claim_of_the_next_text(session: Session, owner: int, judged: int):
    words = f"Updated. {TOLD} Then 3 died."
    claims = [(QUOTE, 12, {"actor": RUSSIA}), ("3 died", 3)]
    store_claims(session, owner, words, claims, now=NEXT_DAY)
    assert rows(session, JUDGED) == [(1, "accepted"), (2, "accepted"), (3, None)]
    assert list_reviews(session, judged)[0].claim_id == 2
    add_review(session, 2, "rejected", now=NEXT_DAY)
    assert rows(session, JUDGED) == [(1, "rejected"), (2, "rejected"), (3, None)]


def test_it_outlives_the_text_that_it_was_given_of(session: Session, owner: int, judged: int):
    store_claims(
        session, owner, f"{TOLD} Read 12 times.", [(QUOTE, 12, {"actor": RUSSIA})], now=NEXT_DAY
    )
    session.delete(version_of(session, judged, 1))
    session.flush()
    link_claims(session, judged)
    assert rows(session, JUDGED) == [(2, "accepted")]
    forget_claims(session, version_of(session, judged, 2))
    assert [one.claim_id for one in list_reviews(session)] == [None]


def test_it_is_of_one_report_alone(session: Session, owner: int, judged: int):
    store_claims(session, owner, TOLD, [(QUOTE, 12, {"actor": RUSSIA})], number=2, now=NEXT_DAY)
    assert rows(session, JUDGED) == [(1, "accepted"), (2, None)]


def test_equal_claims_of_one_sentence_are_told_apart(session: Session, owner: int):
    words = "In A 5 died and in B 5 died, they say."
    store_claims(session, owner, words, [("5 died", 5), ("5 died", 5, {"nth": 2})], now=NOW)
    add_review(session, 2, "rejected", now=NOW)
    assert rows(session, JUDGED) == [(1, None), (2, "rejected")]
    store_claims(
        session, owner, f"{words} So.", [("5 died", 5), ("5 died", 5, {"nth": 2})], now=NEXT_DAY
    )
    assert rows(session, JUDGED) == [(1, None), (2, "rejected"), (3, None), (4, "rejected")]


def test_linking_again_changes_no_row(session: Session, owner: int, judged: int):
    store_claims(session, owner, f"More. {TOLD}", [(QUOTE, 12, {"actor": RUSSIA})], now=NEXT_DAY)
    before = rows(session, "SELECT * FROM reviewed_claims"), rows(session, "SELECT * FROM claims")
    link_claims(session, judged)
    assert before == (
        rows(session, "SELECT * FROM reviewed_claims"), rows(session, "SELECT * FROM claims")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"count_min": "10", "count_max": "12"}, {"count_min": 10, "count_max": 12}),
        ({"count_max": " 15 "}, {"count_max": 15}),
        ({"victims": "combatant"}, {"victims": "combatant"}),
        ({"victims": ""}, {"victims": None}),
        ({"actor": "Coalition"}, {"actor": "Coalition"}),
        ({"actor": None}, {"actor": None}),
        ({"date_start": "2017-04-04"}, {"date_start": "2017-04-04"}),
        ({"harm": "injured", "scope": "cumulative"}, {"harm": "injured", "scope": "cumulative"}),
        ({"count_min": "", "count_max": "", "vague": "dozens"},
         {"count_min": None, "count_max": None, "vague": "dozens"}),
    ],
)  # fmt: skip
def test_corrections_are_kept_beside_what_was_read(
    session: Session, judged: int, typed: dict[str, str | None], stored: dict[str, Any]
):
    add_review(session, 1, "corrected", corrections=typed, now=NOW)
    (claim,) = find_claims(session)
    assert (claim["corrections"], claim["review"]) == (stored, "corrected")
    assert (claim["count_min"], claim["victims"], claim["actor"]) == (
        *(12, "civilian"), "Russian forces",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("judgement", "typed"),
    [
        ("good", {}),
        ("corrected", {}),
        ("accepted", {"victims": "child"}),
        ("rejected", {"victims": "child"}),
        ("corrected", {"victims": "children"}),
        ("corrected", {"harm": ""}),
        ("corrected", {"claimant": " "}),
        ("corrected", {"count_min": "many"}),
        ("corrected", {"count_min": "-1"}),
        ("corrected", {"count_min": "13"}),
        ("corrected", {"count_max": ""}),
        ("corrected", {"date_start": "April 4"}),
        ("corrected", {"date_start": "2017-04-05", "date_end": "2017-04-04"}),
        ("corrected", {"quote": "13 civilians"}),
        ("corrected", {"claim_id": "7"}),
        ("corrected", {"flags": "superseded"}),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(
    session: Session, judged: int, judgement: str, typed: dict[str, str | None]
):
    with pytest.raises(ValueError, match=r"\w"):
        add_review(session, 1, judgement, corrections=typed, now=NOW)
    assert len(list_reviews(session)) == 1


def test_there_is_no_judgement_of_no_claim(session: Session, judged: int):
    with pytest.raises(LookupError, match="no claim 4711"):
        add_review(session, 4711, "accepted", now=NOW)


def test_a_judgement_breaks_no_seal(session: Session, owner: int, judged: int):
    report = session.get_one(Report, judged)
    report.is_sealed = True
    add_review(session, 1, "rejected", now=NOW)
    assert report.is_sealed


def test_a_page_that_is_seen_again_keeps_its_judgements(session: Session, owner: int, judged: int):
    report = make_report(1, body=TOLD)
    again = with_claims(report, claim_of(report, QUOTE, 12, actor=RUSSIA), reader="0.2.0+reader")
    store(session, owner, again, now=NOW + timedelta(days=3))
    assert rows(session, JUDGED) == [(1, "accepted")]
