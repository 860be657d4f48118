"""Which pages are to be fetched."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from ledger_steps import discover, due, end
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_found, make_report, page_url, store

from crawler.items import Reason, State
from storage.due import MAX_ATTEMPTS, Wanted, due_pages
from storage.settling import settle_not_modified

HOUR = timedelta(hours=1)


def test_pending_pages_come_in_the_order_of_discovery(session: Session, owner: int):
    discover(session, owner, *(make_found(n) for n in (3, 1, 2)))
    assert due(session, owner) == [page_url(n) for n in (3, 1, 2)]


def test_pages_can_be_read_in_batches(session: Session, owner: int):
    discover(session, owner, *(make_found(n) for n in range(5)))
    wanted = Wanted(now=NOW, crawl_started=NOW)
    first = due_pages(session, owner, wanted, limit=2)
    rest = due_pages(session, owner, wanted, after=first[-1].id)
    assert [page.url for page in first + rest] == [page_url(n) for n in range(5)]


def test_a_pending_page_survives_a_crawl_that_was_killed(session: Session, owner: int):
    discover(session, owner, make_found(1))
    assert due(session, owner, NEXT_DAY) == [page_url(1)]


def test_pages_of_another_publisher_are_not_due(session: Session, owner: int):
    discover(session, owner, make_found(1))
    assert due(session, owner + 1) == []


@pytest.mark.parametrize("refresh_all", [False, True])
def test_excluded_pages_are_never_due(session: Session, owner: int, refresh_all: bool):
    discover(session, owner, make_found(1, excluded=Reason.OFF_SITE))
    assert due(session, owner, NEXT_DAY, refresh_all=refresh_all) == []


def test_a_due_page_brings_what_a_conditional_request_needs(session: Session, owner: int):
    discover(session, owner, make_found(1, published=date(2017, 4, 13)))
    store(session, owner, make_report(1), now=NOW, etag='"e"', last_modified="yesterday")
    discover(session, owner, make_found(1), at=NEXT_DAY)
    (page,) = due_pages(session, owner, Wanted(now=NEXT_DAY, crawl_started=NEXT_DAY))
    assert (page.etag, page.last_modified) == ('"e"', "yesterday")
    assert page.published_date == date(2017, 4, 13)


class TestVisitedPages:
    @pytest.mark.parametrize(
        ("told_before", "told_now", "is_due"),
        [
            (None, None, True),
            (None, NOW, True),
            (NOW - HOUR, NOW, True),
            (NOW, NOW - HOUR, True),
            (NOW - HOUR, None, True),
            (NOW - HOUR, NOW - HOUR, False),
        ],
    )
    def test_a_stored_page_is_due_unless_its_source_says_it_is_unchanged(
        self, session: Session, owner: int, told_before: Any, told_now: Any, is_due: bool
    ):
        discover(session, owner, make_found(1, modified=told_before))
        store(session, owner, make_report(1), now=NOW)
        discover(session, owner, make_found(1, modified=told_now), at=NEXT_DAY)
        assert due(session, owner, NEXT_DAY) == ([page_url(1)] if is_due else [])

    def test_one_source_that_knows_is_enough(self, session: Session, owner: int):
        discover(session, owner, make_found(1, modified=NOW - HOUR))
        store(session, owner, make_report(1), now=NOW)
        for moment in (None, NOW - HOUR, None):
            discover(session, owner, make_found(1, modified=moment), at=NEXT_DAY)
        assert due(session, owner, NEXT_DAY) == []

    def test_a_page_that_no_source_lists_any_more_is_not_due(self, session: Session, owner: int):
        discover(session, owner, make_found(1))
        store(session, owner, make_report(1), now=NOW)
        assert due(session, owner, NEXT_DAY) == []
        assert due(session, owner, NEXT_DAY, refresh_all=True) == [page_url(1)]

    @pytest.mark.parametrize("refresh_all", [False, True])
    def test_no_page_is_visited_twice_in_a_crawl(
        self, session: Session, owner: int, refresh_all: bool
    ):
        discover(session, owner, *(make_found(n) for n in range(6)))
        store(session, owner, make_report(0), now=NOW + HOUR)
        states = (State.NOT_REPORT, State.GONE, State.NOT_ALLOWED, State.FAILED, State.PENDING)
        for number, state in enumerate(states, start=1):
            end(session, owner, page_url(number), state, at=NOW + HOUR)
        discover(session, owner, *(make_found(n) for n in range(6)))
        assert due(session, owner, now=NOW + HOUR, refresh_all=refresh_all) == []

    @pytest.mark.parametrize("state", [State.NOT_REPORT, State.GONE, State.NOT_ALLOWED])
    def test_pages_without_a_report_are_looked_at_again(
        self, session: Session, owner: int, state: State
    ):
        discover(session, owner, make_found(1))
        end(session, owner, page_url(1), state)
        discover(session, owner, make_found(1), at=NEXT_DAY)
        assert due(session, owner, NEXT_DAY) == [page_url(1)]

    @pytest.mark.parametrize(
        ("state", "reason", "is_due"),
        [
            (State.NOT_REPORT, Reason.LISTING_PAGE, False),
            (State.NOT_REPORT, Reason.PASSWORD_FORM, False),
            (State.GONE, Reason.HTTP_STATUS, False),
            (State.NOT_REPORT, Reason.CHALLENGE_PAGE, True),
            (State.NOT_REPORT, Reason.EMPTY_PAGE, True),
            (State.NOT_REPORT, Reason.SOFT_404, True),
            (State.NOT_ALLOWED, Reason.ROBOTS, True),
            (State.EXCLUDED, Reason.OFF_SITE, True),
            (State.EXCLUDED, Reason.EXCLUDED_PATH, False),
        ],
    )
    def test_what_was_not_really_seen_is_due_though_unchanged(
        self, session: Session, owner: int, state: State, reason: Reason, is_due: bool
    ):
        for at in (NOW, NEXT_DAY):
            discover(session, owner, make_found(1, modified=NOW - HOUR), at=at)
            if at == NOW:
                end(session, owner, page_url(1), state, reason)
        assert due(session, owner, NEXT_DAY) == ([page_url(1)] if is_due else [])

    def test_a_copy_from_an_archive_does_not_stand_for_a_later_edit(
        self, session: Session, owner: int
    ):
        discover(session, owner, make_found(1, modified=NOW - HOUR))
        long_ago = NOW - timedelta(days=900)
        store(session, owner, make_report(1), now=NOW, fetched_at=long_ago)
        assert due(session, owner) == []
        discover(session, owner, make_found(1, modified=NOW - HOUR), at=NEXT_DAY)
        assert due(session, owner, NEXT_DAY) == [page_url(1)]

    def test_a_change_dated_in_the_future_is_not_fetched_for_ever(
        self, session: Session, owner: int
    ):
        future = NOW + timedelta(days=9000)
        discover(session, owner, make_found(1, modified=future))
        store(session, owner, make_report(1), now=NOW)
        discover(session, owner, make_found(1, modified=future), at=NEXT_DAY)
        assert due(session, owner, NEXT_DAY) == []

    def test_an_answer_304_is_a_visit(self, session: Session, owner: int):
        discover(session, owner, make_found(1))
        store(session, owner, make_report(1), now=NOW)
        discover(session, owner, make_found(1), at=NEXT_DAY)
        settle_not_modified(session, owner, page_url(1), now=NEXT_DAY)
        assert due(session, owner, NEXT_DAY) == []


class TestFailedPages:
    def test_a_failed_page_is_tried_in_the_next_crawl_though_nobody_lists_it(
        self, session: Session, owner: int
    ):
        discover(session, owner, make_found(1))
        end(session, owner, page_url(1))
        assert due(session, owner) == []
        assert due(session, owner, NEXT_DAY) == [page_url(1)]

    def test_after_some_tries_it_has_failed_for_good(self, session: Session, owner: int):
        discover(session, owner, make_found(1))
        for crawl in range(MAX_ATTEMPTS):
            at = NOW + crawl * timedelta(days=1)
            assert due(session, owner, at) == [page_url(1)]
            end(session, owner, page_url(1), at=at)
        later = NOW + timedelta(days=99)
        assert due(session, owner, later) == []
        assert due(session, owner, later, refresh_all=True) == [page_url(1)]

    def test_tries_count_anew_after_a_good_answer(self, session: Session, owner: int):
        discover(session, owner, make_found(1))
        for day in range(2 * MAX_ATTEMPTS):
            store(session, owner, make_report(1), now=NOW + timedelta(days=day))
        end(session, owner, page_url(1), at=NOW + timedelta(days=30))
        assert due(session, owner, NOW + timedelta(days=31)) == [page_url(1)]

    @pytest.mark.parametrize("state", [State.PENDING, State.FAILED])
    def test_a_page_waits_as_long_as_the_server_asked(
        self, session: Session, owner: int, state: State
    ):
        discover(session, owner, make_found(1))
        end(session, owner, page_url(1), state, Reason.RETRY_LATER, next_due_at=NOW + HOUR)
        assert due(session, owner, now=NOW + HOUR / 2) == []
        assert due(session, owner, now=NOW + HOUR) == [page_url(1)]
        assert due(session, owner, NEXT_DAY, refresh_all=True) == [page_url(1)]

    def test_a_server_that_always_asks_to_wait_does_not_hold_a_crawl_for_ever(
        self, session: Session, owner: int
    ):
        discover(session, owner, make_found(1))
        for attempt in range(MAX_ATTEMPTS):
            assert due(session, owner) == [page_url(1)], attempt
            end(session, owner, page_url(1), State.PENDING, Reason.RETRY_LATER, next_due_at=NOW)
        assert due(session, owner) == []
        assert due(session, owner, NEXT_DAY) == [page_url(1)]


class TestDays:
    @pytest.mark.parametrize(
        ("since", "until", "numbers"),
        [
            (None, None, [0, 1, 2, 3]),
            (date(2017, 1, 2), None, [0, 2, 3]),
            (None, date(2017, 1, 2), [0, 1, 2]),
            (date(2017, 1, 2), date(2017, 1, 2), [0, 2]),
            (date(2018, 1, 1), None, [0]),
        ],
    )
    def test_pages_of_other_days_wait_and_undated_ones_are_kept(
        self, session: Session, owner: int, since: Any, until: Any, numbers: list[int]
    ):
        days = (None, *(date(2017, 1, day) for day in (1, 2, 3)))
        found = (make_found(number, published=day) for number, day in enumerate(days))
        discover(session, owner, *found)
        assert due(session, owner, since=since, until=until) == [page_url(n) for n in numbers]

    def test_a_page_left_out_for_its_day_is_fetched_when_its_day_is_asked_for(
        self, session: Session, owner: int
    ):
        discover(session, owner, make_found(1))
        end(
            session,
            owner,
            page_url(1),
            State.EXCLUDED,
            Reason.OUTSIDE_DATES,
            published=date(2016, 5, 1),
        )
        discover(session, owner, make_found(1), at=NEXT_DAY)
        assert due(session, owner, NEXT_DAY, since=date(2017, 1, 1)) == []
        assert due(session, owner, NEXT_DAY, since=date(2016, 1, 1)) == [page_url(1)]
        assert due(session, owner, NEXT_DAY) == [page_url(1)]


def test_a_visit_dated_in_the_future_does_not_count_as_one_of_this_crawl(
    session: Session, owner: int
):
    discover(session, owner, make_found(1), at=NEXT_DAY)
    store(session, owner, make_report(1), now=NEXT_DAY)
    discover(session, owner, make_found(1))
    assert due(session, owner, refresh_all=True) == [page_url(1)]
