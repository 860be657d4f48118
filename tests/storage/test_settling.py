"""What becomes of the pages of a report, and of those that give none."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session
from stored_items import (
    NEXT_DAY,
    NOW,
    make_found,
    make_report,
    page_url,
    rows,
    state_of,
    store,
)

from crawler.items import Outcome, Reason, State
from storage.ledger import record_discovered
from storage.settling import settle, settle_not_modified

SHORT = "https://monitor.example/?p=1"
MIRROR = page_url(1).replace("monitor", "mirror")
PLAIN = page_url(1).replace("https", "http")


def discover(session: Session, owner: int, *urls: str) -> None:
    found = [make_found(url=url) for url in urls]
    record_discovered(session, owner, found, NOW, crawl_started=NOW)


def fail(session: Session, owner: int, url: str, **given: Any) -> None:
    outcome = Outcome(
        publisher="monitor",
        url=url,
        state=given.pop("state", State.FAILED),
        reason=given.pop("reason", Reason.NETWORK),
        detail=given.pop("detail", ""),
    )
    settle(session, owner, outcome, now=given.pop("now", NEXT_DAY), **given)


def test_a_failed_page_says_why_and_when_it_is_due(session: Session, owner: int):
    discover(session, owner, page_url(1))
    later = NEXT_DAY + timedelta(hours=1)
    fail(session, owner, page_url(1), detail="503 Service Unavailable", next_due_at=later)
    assert rows(
        session,
        "SELECT state, reason, reason_detail, attempts, last_fetched_at, next_due_at FROM page",
    ) == [
        (
            *("failed", "network", "503 Service Unavailable", 1),
            *("2026-03-02T12:00:00Z", "2026-03-02T13:00:00Z"),
        )
    ]


def test_a_url_without_a_row_gets_one(session: Session, owner: int):
    fail(session, owner, page_url(7), key="k")
    assert rows(session, "SELECT url, key, state, discovered_via FROM pages") == [
        (page_url(7), "k", "failed", "redirect")
    ]


def test_a_page_that_fails_keeps_its_report(session: Session, owner: int):
    store(session, owner, make_report(1), now=NOW)
    for state in (State.FAILED, State.GONE, State.NOT_REPORT):
        fail(session, owner, page_url(1), state=state)
        assert state_of(session, page_url(1)) == (state, "network", 1)
    assert rows(session, "SELECT count(*) FROM report") == [(1,)]


def test_a_page_that_recovers_forgets_its_failure(session: Session, owner: int):
    discover(session, owner, page_url(1))
    fail(session, owner, page_url(1), detail="timeout", next_due_at=NEXT_DAY)
    store(session, owner, make_report(1), now=NEXT_DAY)
    assert rows(session, "SELECT state, reason, reason_detail, next_due_at FROM page") == [
        ("stored", None, None, None)
    ]


@pytest.mark.parametrize("state", [State.PENDING, State.FAILED, State.NOT_REPORT])
def test_what_an_archive_lacks_keeps_its_state(session: Session, owner: int, state: State):
    discover(session, owner, page_url(1))
    if state is not State.PENDING:
        fail(session, owner, page_url(1), state=state)
    before = rows(session, "SELECT state, attempts, last_fetched_at, next_due_at FROM page")
    fail(session, owner, page_url(1), reason=Reason.NOT_IN_ARCHIVE)
    assert rows(session, "SELECT state, attempts, last_fetched_at, next_due_at FROM page") == before


def test_a_report_s_second_visit_is_unchanged(session: Session, owner: int):
    discover(session, owner, page_url(1))
    store(session, owner, make_report(1), now=NOW)
    assert state_of(session, page_url(1)) == ("stored", None, 1)
    store(session, owner, make_report(1), now=NEXT_DAY)
    assert state_of(session, page_url(1)) == ("unchanged", None, 1)
    store(session, owner, make_report(1, body="edited"), now=NEXT_DAY)
    assert state_of(session, page_url(1)) == ("stored", None, 1)


def test_waiting_and_failed_urls_of_the_page_are_aliases_now(session: Session, owner: int):
    discover(session, owner, page_url(1), MIRROR, PLAIN, page_url(2))
    fail(session, owner, PLAIN)
    store(session, owner, make_report(1), now=NOW)
    assert state_of(session, MIRROR) == state_of(session, PLAIN) == ("duplicate", "alias", 1)
    assert state_of(session, page_url(2)) == ("pending", None, None)
    assert rows(session, "SELECT url, kind FROM report_url ORDER BY url") == [
        (PLAIN, "alias"),
        (MIRROR, "mirror"),
        (page_url(1), "canonical"),
    ]


def test_an_excluded_url_of_the_page_stays_excluded(session: Session, owner: int):
    found = [make_found(1), make_found(url=PLAIN, excluded=Reason.OFF_SITE)]
    record_discovered(session, owner, found, NOW, crawl_started=NOW)
    store(session, owner, make_report(1), now=NOW)
    assert state_of(session, PLAIN) == ("excluded", "off_site", None)


@pytest.mark.parametrize(
    ("listed", "states"),
    [
        ([SHORT], {SHORT: "stored", page_url(1): "duplicate"}),
        ([SHORT, page_url(1)], {SHORT: "duplicate", page_url(1): "stored"}),
        ([page_url(1), SHORT], {SHORT: "duplicate", page_url(1): "stored"}),
    ],
)
def test_of_a_redirect_the_listed_target_stands_for_the_report(
    session: Session, owner: int, listed: list[str], states: dict[str, str]
):
    discover(session, owner, *listed)
    report = make_report(1, requested_url=SHORT, also={SHORT: "shortlink"})
    for _ in range(2):
        store(session, owner, report, now=NOW)
        expected = {
            url: "unchanged" if _ and state == "stored" else state for url, state in states.items()
        }
        assert {url: state_of(session, url)[0] for url in states} == expected
        assert {state_of(session, url)[2] for url in states} == {1}


def test_another_address_of_a_stored_report_is_a_duplicate(session: Session, owner: int):
    discover(session, owner, page_url(1), page_url("one"))
    store(session, owner, make_report(1), now=NOW)
    again = make_report("one", title="Shelling reported in town 1", also={page_url(1): "alias"})
    store(session, owner, again, now=NOW)
    assert state_of(session, page_url(1)) == ("stored", None, 1)
    assert state_of(session, page_url("one")) == ("duplicate", "alias", 1)


def test_a_page_that_once_gave_another_report_keeps_it(session: Session, owner: int):
    """A post was taken down and its address now leads to another one."""
    store(session, owner, make_report(1, post_id="1"), now=NOW)
    other = make_report(2, post_id="2", requested_url=page_url(1), also={page_url(1): "alias"})
    stored = store(session, owner, other, now=NEXT_DAY)
    assert stored.change == "new"
    assert state_of(session, page_url(1)) == ("duplicate", "alias", 1)
    assert state_of(session, page_url(2)) == ("stored", None, 2)


def test_an_answer_304_means_that_report_and_text_were_seen(session: Session, owner: int):
    store(session, owner, make_report(1), now=NOW, etag='"e"')
    assert settle_not_modified(session, owner, page_url(1), now=NEXT_DAY) == 1
    assert state_of(session, page_url(1)) == ("unchanged", None, 1)
    seen = "2026-03-02T12:00:00Z"
    assert rows(session, "SELECT last_seen_at FROM report") == [(seen,)]
    assert rows(session, "SELECT last_seen_at FROM report_version") == [(seen,)]
    assert rows(session, "SELECT etag FROM page") == [('"e"',)]


def test_an_answer_304_on_a_page_without_a_report_keeps_its_state(session: Session, owner: int):
    fail(session, owner, page_url(1), state=State.NOT_REPORT, reason=Reason.LISTING_PAGE)
    assert settle_not_modified(session, owner, page_url(1), now=NEXT_DAY) is None
    assert state_of(session, page_url(1)) == ("not_report", "listing_page", None)


def test_an_answer_304_to_a_question_never_asked_is_a_bug(session: Session, owner: int):
    with pytest.raises(LookupError, match="never fetched"):
        settle_not_modified(session, owner, page_url(1), now=NOW)
