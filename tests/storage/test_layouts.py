"""Pages whose layout is unknown: what is noted of them, and when they are asked for again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from ledger_steps import discover, due, end
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_found, make_report, page_url, rows, state_of, store

from crawler.items import Outcome, Reason, State
from storage.layouts import mark_generic, settle_layout
from storage.settling import settle_not_modified

URL = page_url(1)
CHANGED = NOW - timedelta(days=9)
LATER = NEXT_DAY + timedelta(days=1)
DETAIL = "read in no known container"


def stay(session: Session, owner: int, url: str = URL, at: datetime = NEXT_DAY) -> bool:
    """A page is read past an unknown layout; its report keeps the text."""
    outcome = Outcome(
        publisher="monitor",
        url=url,
        state=State.UNCHANGED,
        reason=Reason.LAYOUT,
        detail="other words",
        fetched_at=at,
        report_id=1,
    )
    return settle_layout(session, owner, outcome, now=LATER)


@pytest.fixture
def stored(session: Session, owner: int) -> Session:
    """One report, of which a source tells when it changed."""
    discover(session, owner, make_found(1, modified=CHANGED))
    store(session, owner, make_report(1), now=NOW, etag='"a"')
    return session


def test_the_page_says_why_its_text_stayed_and_when_that_was_news(stored: Session, owner: int):
    assert stay(stored, owner)
    assert state_of(stored, URL) == ("unchanged", "layout", 1)
    assert rows(stored, "SELECT reason_detail, etag, next_due_at FROM page") == [
        ("other words", None, None)
    ]
    assert not stay(stored, owner, at=LATER)


def test_it_is_due_again_whatever_its_source_says(stored: Session, owner: int):
    stay(stored, owner)
    discover(stored, owner, make_found(1, modified=CHANGED), at=LATER)
    assert due(stored, owner, LATER + timedelta(days=1)) == [URL]


def test_it_is_not_asked_for_twice_in_one_crawl(stored: Session, owner: int):
    stay(stored, owner)
    assert due(stored, owner, LATER, crawl_started=NEXT_DAY) == []


def test_a_good_reading_ends_it(stored: Session, owner: int):
    stay(stored, owner)
    store(stored, owner, make_report(1), now=LATER)
    assert state_of(stored, URL) == ("unchanged", None, 1)


def test_what_an_archive_saw_before_changes_nothing(stored: Session, owner: int):
    assert not stay(stored, owner, at=NOW - timedelta(days=1))
    assert state_of(stored, URL) == ("stored", None, 1)


def test_an_alias_stays_one(stored: Session, owner: int):
    alias = "https://monitor.example/?p=1"
    report = make_report(1, requested_url=alias, also={alias: "shortlink"})
    store(stored, owner, report, now=NOW)
    assert not stay(stored, owner, alias)
    assert state_of(stored, alias) == ("duplicate", "alias", 1)
    assert state_of(stored, URL)[:2] == ("unchanged", None)


def test_of_a_crawl_past_an_unknown_layout_the_pages_read_without_it_are_due_again(
    session: Session, owner: int
):
    for number, method in ((1, "generic"), (2, "publisher:div.story"), (3, "theme:newspaper")):
        discover(session, owner, make_found(number, modified=CHANGED))
        store(session, owner, make_report(number, method=method), now=NEXT_DAY)
    store(session, owner, make_report(4, method="generic"), now=NOW)
    assert mark_generic(session, owner, NEXT_DAY, DETAIL) == 1
    assert rows(session, "SELECT url, reason_detail FROM page WHERE reason = 'layout'") == [
        (URL, DETAIL)
    ]
    assert due(session, owner, LATER + timedelta(days=1)) == [URL]
    assert mark_generic(session, owner, NEXT_DAY, DETAIL) == 0


@pytest.mark.parametrize("state", [State.GONE, State.NOT_REPORT])
def test_a_page_that_is_gone_meanwhile_waits_for_no_layout(
    stored: Session, owner: int, state: State
):
    stay(stored, owner)
    end(stored, owner, URL, state, Reason.HTTP_STATUS, at=LATER)
    assert state_of(stored, URL)[:2] == (state, "http_status")
    assert mark_generic(stored, owner, NOW, DETAIL) == 0


def test_an_answer_304_confirms_the_stored_text(stored: Session, owner: int):
    stay(stored, owner)
    settle_not_modified(stored, owner, URL, now=LATER)
    assert state_of(stored, URL) == ("unchanged", None, 1)
