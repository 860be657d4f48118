"""When a page is due again: young ones always, old ones seldom, failing ones ever later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored_items import NOW

from storage.revisits import LONGEST_REST, MAX_ATTEMPTS, YOUNG, next_try, next_visit

DAY = timedelta(days=1)


def days_ago(days: int) -> date:
    return (NOW - timedelta(days=days)).date()


@pytest.mark.parametrize(
    ("age", "rest"),
    [(-3, None), (0, None), (29, None), (60, 3), (200, 10), (1000, 50), (2000, 90), (9000, 90)],
)
def test_a_report_rests_for_a_twentieth_of_its_age(age: int, rest: int | None) -> None:
    due = next_visit(days_ago(age), NOW, NOW, NOW)
    assert (due is None) if rest is None else (abs(due - NOW - rest * DAY) < DAY)


def test_a_page_of_unknown_day_is_as_old_as_its_row() -> None:
    assert next_visit(None, NOW, NOW, NOW) is None
    assert next_visit(None, NOW - 200 * DAY, NOW, NOW) == NOW + 10 * DAY


def test_what_an_archive_saw_does_not_let_the_live_page_rest() -> None:
    assert next_visit(days_ago(2000), NOW, NOW - 2 * DAY, NOW) is None


@given(st.integers(-5_000, 20_000), st.integers(0, 20_000))
def test_no_rest_is_longer_than_the_longest(age: int, known_for: int) -> None:
    for day in (days_ago(age), None):
        due = next_visit(day, NOW - known_for * DAY, NOW, NOW)
        assert due is None or NOW + YOUNG / 20 <= due <= NOW + LONGEST_REST


def test_each_failure_makes_the_wait_longer() -> None:
    waits = [next_try(attempts, NOW) for attempts in range(1, MAX_ATTEMPTS + 1)]
    assert waits == [
        None,
        NOW + timedelta(hours=1),
        NOW + timedelta(hours=6),
        NOW + DAY,
        None,  # has failed for good
    ]
