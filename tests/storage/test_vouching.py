"""Reports that a source says are unchanged count as seen without a fetch."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from ledger_steps import discover
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_found, make_report, rows, store

from storage.due import Wanted
from storage.vouching import note_vouched

BEFORE = NOW - timedelta(days=9)


def vouch(session: Session, owner: int) -> int:
    return note_vouched(session, owner, Wanted(now=NEXT_DAY, crawl_started=NEXT_DAY))


def last_seen(session: Session) -> list[str]:
    return [moment for (moment,) in rows(session, "SELECT last_seen_at FROM report_version")]


def visit(session: Session, owner: int, modified: datetime | None) -> None:
    discover(session, owner, make_found(1, modified=modified))
    store(session, owner, make_report(1), now=NOW)


def test_a_report_whose_source_says_it_is_unchanged_is_seen_once_more(
    session: Session, owner: int
) -> None:
    visit(session, owner, BEFORE)
    discover(session, owner, make_found(1, modified=BEFORE), at=NEXT_DAY)
    assert vouch(session, owner) == 1
    assert last_seen(session) == ["2026-03-02T12:00:00Z"]


@pytest.mark.parametrize(
    "told", [None, NOW], ids=["the source says nothing", "the source says it changed"]
)
def test_a_report_that_may_have_changed_is_not(
    session: Session, owner: int, told: datetime | None
) -> None:
    visit(session, owner, BEFORE)
    discover(session, owner, make_found(1, modified=told), at=NEXT_DAY)
    assert vouch(session, owner) == 0
    assert last_seen(session) == ["2026-03-01T12:00:00Z"]


def test_a_report_that_no_source_names_is_not(session: Session, owner: int) -> None:
    visit(session, owner, BEFORE)
    assert vouch(session, owner) == 0


def test_a_report_that_was_fetched_in_this_crawl_is_not_counted_twice(
    session: Session, owner: int
) -> None:
    visit(session, owner, BEFORE)
    discover(session, owner, make_found(1, modified=BEFORE), at=NEXT_DAY)
    store(session, owner, make_report(1), now=NEXT_DAY)
    assert vouch(session, owner) == 0
