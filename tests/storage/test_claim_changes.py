"""``claim_changed``: figures that an edit raised or lowered, and no others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from claim_readings import IDLIB, RAQQA, REGIME, RUSSIA, store_claims
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, rows

from crawler.claim import Harm, Scope, Victims
from storage.claim_reviews import add_review

Text = tuple[str, list[tuple[Any, ...]]]
"""Words, and what they claim: quote, count, the rest."""
CHANGED = "SELECT old_count, new_count FROM claim_changed ORDER BY new_version, position"
CHILD = {"victims": Victims.CHILD, "is_part": True, "part_of": 0}
IN_IDLIB = {"place": IDLIB, "place_text": "Idlib"}
IN_RAQQA = {"place": RAQQA, "place_text": "Raqqa"}
MARCH = {"date_start": date(2017, 3, 1), "date_end": date(2017, 3, 5)}
APRIL = {"date_start": date(2017, 4, 1), "date_end": date(2017, 4, 5)}


def changes(session: Session, owner: int, *texts: Text, **given: Any) -> list[tuple[Any, ...]]:
    for number, (words, claims) in enumerate(texts):
        day = NOW + timedelta(days=number)
        store_claims(session, owner, words, claims, now=day, **given)
    return rows(session, CHANGED)


def said(count: int, noun: str = "civilians", **given: Any) -> Text:
    return f"They say {count} {noun} were killed there.", [(f"{count} {noun}", count, given)]


def family(whole: int, children: int) -> Text:
    words = f"{whole} civilians, including {children} children, died."
    return words, [(f"{whole} civilians", whole), (f"{children} children", children, CHILD)]


def two_places(idlib: int, raqqa: int) -> Text:
    words = f"In Idlib {idlib} died. In Raqqa there {raqqa} died."
    places = ((f"{idlib} died", idlib, IN_IDLIB), (f"there {raqqa} died", raqqa, IN_RAQQA))
    return words, list(places)


TWELVE, FIFTEEN = said(12), said(15)
BOTH: Text = (
    f"{TWELVE[0]} They say 15 civilians were killed here.",
    [*TWELVE[1], ("15 civilians", 15)],
)
MORE: Text = ("They say 12 civilians were killed there. More follows.", [("12 civilians", 12)])
NOT_TWELVE: Text = ("News. They say 15 civilians were killed there, not 12.", FIFTEEN[1])
FAR_AWAY: Text = (
    "Far away, on another day, a mine in a field took the lives of 3 farmers.",
    [("3 farmers", 3)],
)
IDLIB_FIVE: Text = ("In Idlib 5 died.", [("5 died", 5, IN_IDLIB)])
IDLIB_NINE: Text = (
    "The toll of the attack on Idlib has since risen to 9 dead.",
    [("9 dead", 9, IN_IDLIB)],
)
DOZENS: Text = (
    "They say dozens of civilians were killed there.",
    [("dozens of civilians", None, {"vague": "dozens"})],
)
FIVE_TO_SEVEN: Text = ("5 to 7 civilians died.", [("5 to 7 civilians", 5, {"count_max": 7})])
FIVE_TO_NINE: Text = ("5 to 9 civilians died.", [("5 to 9 civilians", 5, {"count_max": 9})])
MISREAD: Text = (TWELVE[0], [("12 civilians", 1)])
MISQUOTED: Text = (f"{TWELVE[0]} More follows.", [("12 civilians were", 1)])


def two(here: int, there: int) -> Text:
    words = f"{here} died here. {there} died there."
    return words, [(f"{here} died", here), (f"{there} died", there)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(TWELVE, FIFTEEN, [(12, 15)], id="raised"),
        pytest.param(FIFTEEN, TWELVE, [(15, 12)], id="lowered"),
        pytest.param(TWELVE, NOT_TWELVE, [(12, 15)], id="moved and edited"),
        pytest.param(family(12, 3), family(15, 4), [(12, 15), (3, 4)], id="whole and part"),
        pytest.param(family(12, 3), family(15, 3), [(12, 15)], id="whole alone"),
        pytest.param(family(12, 3), family(12, 4), [(3, 4)], id="part alone"),
        pytest.param(two_places(5, 7), two_places(7, 7), [(5, 7)], id="one place of two"),
        pytest.param(two_places(5, 7), two_places(7, 5), [(5, 7), (7, 5)], id="places swapped"),
        pytest.param(IDLIB_FIVE, IDLIB_NINE, [(5, 9)], id="other words of the same place"),
        pytest.param(DOZENS, FIFTEEN, [(None, 15)], id="vague before"),
        pytest.param(FIVE_TO_SEVEN, FIVE_TO_NINE, [(5, 5)], id="the upper end"),
        pytest.param(TWELVE, said(15, actor=RUSSIA, **MARCH), [(12, 15)], id="now with an actor"),
        pytest.param(two(5, 7), two(6, 8), [(5, 6), (7, 8)], id="two at once"),
    ],
)
def test_another_figure_is_told(
    session: Session, owner: int, old: Text, new: Text, expected: list[tuple[Any, ...]]
):
    assert changes(session, owner, old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(TWELVE, MORE, id="same figure"),
        pytest.param(TWELVE, ("Nobody knows.", []), id="taken out"),
        pytest.param(("Nobody knows.", []), TWELVE, id="added"),
        pytest.param(TWELVE, BOTH, id="added beside"),
        pytest.param(BOTH, FIFTEEN, id="taken out beside"),
        pytest.param(said(5), two(9, 5), id="added before, other words"),
        pytest.param(two(9, 5), two(5, 9), id="swapped, nothing else told"),
        pytest.param(TWELVE, said(15, harm=Harm.INJURED), id="other harm"),
        pytest.param(TWELVE, said(15, "children", victims=Victims.CHILD), id="other victims"),
        pytest.param(TWELVE, said(15, victims=None), id="victims of no kind"),
        pytest.param(TWELVE, said(15, claimant="A doctor"), id="other claimant"),
        pytest.param(TWELVE, said(15, scope=Scope.CUMULATIVE), id="other scope"),
        pytest.param(TWELVE, said(15, is_part=True), id="a part now"),
        pytest.param(said(12, **IN_IDLIB), said(15, **IN_RAQQA), id="other place"),
        pytest.param(
            said(12, place_text="one village"), said(15, place_text="a hill"), id="unknown places"
        ),
        pytest.param(said(12, actor=RUSSIA), said(15, actor=REGIME), id="other actor"),
        pytest.param(said(12, **MARCH), said(15, **APRIL), id="other period"),
        pytest.param(TWELVE, FAR_AWAY, id="another event"),
        pytest.param(MISREAD, MORE, id="read otherwise in equal words"),
        pytest.param(MISQUOTED, TWELVE, id="read otherwise in an equal sentence"),
    ],
)
def test_what_is_no_change_of_a_figure_is_not_told(
    session: Session, owner: int, old: Text, new: Text
):
    assert changes(session, owner, old, new) == []


def test_each_row_tells_of_two_texts_that_follow_each_other(session: Session, owner: int):
    third: Text = ("They say 18 civilians were killed there.", [("18 civilians", 18)])
    assert changes(session, owner, TWELVE, FIFTEEN, third) == [(12, 15), (15, 18)]
    assert rows(
        session,
        "SELECT report_id, url, harm, victims, old_version, new_version, seen_at, old_quote,"
        " new_quote, old_claim_id, new_claim_id FROM claim_changed WHERE new_version = 2",
    ) == [
        (
            *(1, "https://monitor.example/blog/1/", "killed", "civilian", 1, 2),
            *("2026-03-02T12:00:00Z", "12 civilians", "15 civilians", 1, 2),
        )
    ]


def test_an_older_text_that_comes_in_later_takes_its_place(session: Session, owner: int):
    store_claims(session, owner, *FIFTEEN, now=NEXT_DAY)
    store_claims(session, owner, *TWELVE, now=NOW)
    assert rows(session, CHANGED) == [(12, 15)]
    between: Text = ("They say 13 civilians were killed there.", [("13 civilians", 13)])
    store_claims(session, owner, *between, now=NOW + timedelta(hours=1))
    assert rows(session, CHANGED) == [(12, 13), (13, 15)]


def test_a_figure_that_title_and_body_changed_alike_is_one_row(session: Session, owner: int):
    def text(count: int) -> list[tuple[Any, ...]]:
        return [(f"{count} killed", count, {"field": "title"}), (f"{count} civilians", count)]

    store_claims(session, owner, TWELVE[0], text(12), title="12 killed", now=NOW)
    store_claims(session, owner, FIFTEEN[0], text(15), title="15 killed", now=NEXT_DAY)
    assert rows(session, "SELECT old_count, new_count, field FROM claim_changed") == [
        (12, 15, "title")
    ]


def test_a_headline_is_one_however_it_is_worded(session: Session, owner: int):
    words = "They came at night."
    for day, title, count in ((NOW, "12 killed", 12), (NEXT_DAY, "Toll of raid now 15", 15)):
        claim = (title if count == 12 else "15", count, {"field": "title"})
        store_claims(session, owner, words, [claim], title=title, now=day)
    assert rows(session, CHANGED) == [(12, 15)]


def test_texts_that_were_not_read_tell_of_no_change(session: Session, owner: int):
    assert changes(session, owner, TWELVE, (FIFTEEN[0], []), reader="") == []


@pytest.mark.parametrize("claim_id", [1, 2])
def test_a_rejected_claim_is_no_figure(session: Session, owner: int, claim_id: int):
    assert changes(session, owner, TWELVE, FIFTEEN) == [(12, 15)]
    add_review(session, claim_id, "rejected", now=NOW)
    assert rows(session, CHANGED) == []


def test_reports_are_not_compared_with_each_other(session: Session, owner: int):
    store_claims(session, owner, *TWELVE, number=1, now=NOW)
    store_claims(session, owner, *FIFTEEN, number=2, now=NEXT_DAY)
    assert rows(session, CHANGED) == []
