"""What sources name, and what the ledger makes of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from stored_items import (
    DAY,
    NEXT_DAY,
    NOW,
    count_rows,
    key_of,
    make_found,
    make_report,
    page_url,
    rows,
    state_of,
    store,
)

from crawler.items import Outcome, Reason, State
from storage.ledger import DiscoveredCounts, publisher_id, record_discovered
from storage.settling import settle

HOUR = timedelta(hours=1)


def discover(session: Session, owner: int, *found: object, at=NOW, started=None):
    return record_discovered(session, owner, found, at, crawl_started=started or at)


def end(session: Session, owner: int, number: int, state: State, reason: Reason) -> None:
    outcome = Outcome(publisher="monitor", url=page_url(number), state=state, reason=reason)
    settle(session, owner, outcome, now=NOW)


def test_a_publisher_is_made_once_and_follows_its_seed(session: Session):
    first = publisher_id(session, "monitor", "Monitor", "http://monitor.example/")
    assert publisher_id(session, "monitor", "The Monitor", "https://monitor.example/") == first
    assert publisher_id(session, "other", "Other", "https://other.example/") != first
    assert rows(session, "SELECT name, title, home FROM publishers") == [
        ("monitor", "The Monitor", "https://monitor.example/"),
        ("other", "Other", "https://other.example/"),
    ]


def test_every_url_gets_a_row(session: Session, owner: int):
    found = [make_found(n, published=DAY, modified=NOW) for n in range(3)]
    assert discover(session, owner, *found) == DiscoveredCounts(new=3, known=0)
    assert rows(session, "SELECT url, state, reason, published_date, attempts FROM page") == [
        (page_url(n), "pending", None, "2017-04-13", 0) for n in range(3)
    ]


def test_an_empty_batch_is_no_error(session: Session, owner: int):
    assert discover(session, owner) == DiscoveredCounts(new=0, known=0)


def test_a_url_named_twice_in_a_batch_is_one_row(session: Session, owner: int):
    found = [make_found(1), make_found(1, modified=NOW, published=DAY, via="feed")]
    assert discover(session, owner, *found) == DiscoveredCounts(new=1, known=0)
    assert rows(session, "SELECT discovered_via, source_modified_at, published_date FROM page") == [
        ("sitemap", "2026-03-01T12:00:00Z", "2017-04-13")
    ]


def test_a_second_crawl_adds_no_row(session: Session, owner: int):
    found = [make_found(n) for n in range(3)]
    discover(session, owner, *found)
    before = count_rows(session)
    assert discover(session, owner, *found, at=NEXT_DAY) == DiscoveredCounts(new=0, known=3)
    assert count_rows(session) == before
    assert rows(session, "SELECT DISTINCT first_seen_at, listed_at FROM page") == [
        ("2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z")
    ]


def test_the_same_url_of_two_publishers_is_two_pages(session: Session, owner: int):
    other = publisher_id(session, "other", "Other", "https://other.example/")
    discover(session, owner, make_found(1))
    assert discover(session, other, make_found(1)) == DiscoveredCounts(new=1, known=0)


def test_an_excluded_url_has_a_row_that_says_why(session: Session, owner: int):
    discover(session, owner, make_found(1, excluded=Reason.EXCLUDED_PATH))
    assert state_of(session, page_url(1)) == ("excluded", "excluded_path", None)


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.NOT_REPORT, Reason.LOGIN_PAGE),
        (State.GONE, Reason.HTTP_STATUS),
        (State.FAILED, Reason.TIMEOUT),
        (State.NOT_ALLOWED, Reason.ROBOTS),
        (State.EXCLUDED, Reason.OUTSIDE_DATES),
        (State.EXCLUDED, Reason.OFF_SITE),
    ],
)
def test_to_be_named_again_changes_no_state(
    session: Session, owner: int, state: State, reason: Reason
):
    discover(session, owner, make_found(1))
    end(session, owner, 1, state, reason)
    discover(session, owner, make_found(1), at=NEXT_DAY)
    assert state_of(session, page_url(1)) == (state, reason, None)


@pytest.mark.parametrize("state", [State.NOT_REPORT, State.GONE])
def test_a_rule_does_not_hide_what_was_learnt_of_a_page(session: Session, owner: int, state: State):
    discover(session, owner, make_found(1))
    end(session, owner, 1, state, Reason.HTTP_STATUS)
    discover(session, owner, make_found(1, excluded=Reason.EXCLUDED_PATH), at=NEXT_DAY)
    assert state_of(session, page_url(1)) == (state, "http_status", None)


def test_a_stored_report_is_not_excluded_afterwards(session: Session, owner: int):
    discover(session, owner, make_found(1))
    store(session, owner, make_report(1), now=NOW)
    discover(session, owner, make_found(1, excluded=Reason.EXCLUDED_PATH), at=NEXT_DAY)
    assert state_of(session, page_url(1)) == ("stored", None, 1)


def test_a_new_rule_of_the_seed_excludes_what_was_not_fetched_yet(session: Session, owner: int):
    discover(session, owner, make_found(1))
    discover(session, owner, make_found(1, excluded=Reason.EXCLUDED_HOST), at=NEXT_DAY)
    assert state_of(session, page_url(1)) == ("excluded", "excluded_host", None)


def test_a_rule_taken_back_lets_the_url_in_again(session: Session, owner: int):
    discover(session, owner, make_found(1, excluded=Reason.NOT_REPORT_URL))
    discover(session, owner, make_found(1), at=NEXT_DAY)
    assert state_of(session, page_url(1)) == ("pending", None, None)


def test_a_key_follows_the_seed(session: Session, owner: int):
    discover(session, owner, make_found(1, key="old"))
    discover(session, owner, make_found(1), at=NEXT_DAY)
    assert rows(session, "SELECT key FROM pages") == [(key_of(page_url(1)),)]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ([NOW, None], NOW),
        ([None, NOW], NOW),
        ([NOW, NOW - HOUR], NOW),
        ([NOW - HOUR, NOW], NOW),
        ([None, None], None),
    ],
)
def test_of_two_sources_in_one_crawl_the_newest_change_counts(
    session: Session, owner: int, told: list, kept: object
):
    for moment in told:
        discover(session, owner, make_found(1, modified=moment))
    shown = rows(session, "SELECT source_modified_at FROM page")
    assert shown == [(kept and kept.isoformat().replace("+00:00", "Z"),)]


def test_a_change_told_in_an_earlier_crawl_is_replaced(session: Session, owner: int):
    """A source with a wrong clock must not hide later edits for ever."""
    discover(session, owner, make_found(1, modified=NEXT_DAY + HOUR))
    discover(session, owner, make_found(1, modified=NEXT_DAY), at=NEXT_DAY)
    assert rows(session, "SELECT source_modified_at FROM page") == [("2026-03-02T12:00:00Z",)]


def test_what_is_told_of_one_url_is_told_of_the_page(session: Session, owner: int):
    mirror = page_url(1).replace("monitor", "mirror")
    discover(session, owner, make_found(1), make_found(url=mirror))
    discover(session, owner, make_found(url=mirror, modified=NOW, published=date(2017, 4, 14)))
    assert rows(session, "SELECT DISTINCT source_modified_at, published_date FROM page") == [
        ("2026-03-01T12:00:00Z", "2017-04-14")
    ]


def test_a_new_url_of_a_stored_page_is_its_alias(session: Session, owner: int):
    discover(session, owner, make_found(1))
    store(session, owner, make_report(1), now=NOW)
    plain, mirror = page_url(1).replace("https", "http"), page_url(1).replace("monitor", "mirror")
    discover(session, owner, make_found(url=plain), make_found(url=mirror), at=NEXT_DAY)
    assert state_of(session, plain) == state_of(session, mirror) == ("duplicate", "alias", 1)
    assert rows(session, "SELECT url, kind FROM report_url") == [
        (page_url(1), "canonical"),
        (plain, "alias"),
        (mirror, "mirror"),
    ]


def test_a_url_that_a_page_merely_claims_is_fetched(session: Session, owner: int):
    """Themes print one canonical link on every page: nobody looked at that address yet."""
    store(session, owner, make_report(1, also={page_url(2): "alias"}), now=NOW)
    discover(session, owner, make_found(2))
    assert state_of(session, page_url(2)) == ("pending", None, None)


def test_a_batch_is_one_statement_of_each_kind(session: Session, owner: int):
    """Thousands of URLs come at once: rows are written by executemany."""
    statements: list[str] = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    found = [make_found(n) for n in range(400)]
    discover(session, owner, *found)
    discover(session, owner, *found, at=NEXT_DAY)
    assert len(statements) < 20
