"""Copies point to what was published first, whatever order they came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session
from stored_items import NOW, make_report, rows, store

from storage.families import leave_family, order_family, set_duplicate
from storage.models import Report
from storage.reports import Stored

DAYS = {name: date(2017, 1, day) for day, name in enumerate("abcd", start=1)}


def put(session: Session, owner: int, name: str, **given: Any) -> Stored:
    given.setdefault("published_date", DAYS.get(name))
    return store(session, owner, make_report(name, **given), now=NOW)


def family(session: Session) -> dict[str, str | None]:
    """Name of each report → name of the one it is a copy of."""
    found = rows(
        session,
        "SELECT r.url, o.url FROM report r LEFT JOIN report o ON o.report_id = r.duplicate_of",
    )
    return {name_of(url): of and name_of(of) for url, of in found}


def name_of(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]


def is_flat(session: Session) -> bool:
    """No copy points to a copy, and originals have no similarity."""
    return (
        rows(
            session,
            "SELECT 1 FROM report r JOIN report o ON o.report_id = r.duplicate_of "
            "WHERE o.duplicate_of IS NOT NULL "
            "UNION SELECT 1 FROM report WHERE (duplicate_of IS NULL) <> (similarity IS NULL)",
        )
        == []
    )


@pytest.mark.parametrize("order", ["".join(order) for order in permutations("abcd")])
def test_the_first_published_is_the_first_in_every_order_of_arrival(
    session: Session, owner: int, order: str
):
    """Each newcomer is found to be a copy of the latest arrival, be that a copy itself."""
    before: int | None = None
    for name in order:
        known = {} if before is None else {"duplicate_of": before, "similarity": 0.9}
        before = put(session, owner, name, **known).report_id
        assert is_flat(session)
    assert family(session) == {"a": None, "b": "a", "c": "a", "d": "a"}


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=10), st.data())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
def test_families_join_as_sets_do(
    session: Session, owner: int, pairs: Sequence[tuple[int, int]], data: st.DataObject
):
    days = data.draw(st.lists(st.none() | st.dates(), min_size=6, max_size=6))
    with session.begin_nested() as attempt:
        ids = [
            put(session, owner, f"x{n}", published_date=day).report_id for n, day in enumerate(days)
        ]
        sets = {n: {n} for n in range(6)}
        for one, other in pairs:
            if one != other:
                set_duplicate(session, ids[one], ids[other], 0.8)
                joined = sets[one] | sets[other]
                sets.update(dict.fromkeys(joined, joined))
        found = [session.get_one(Report, report_id).duplicate_of for report_id in ids]
        for n, members in sets.items():
            first = min(members, key=lambda m: (days[m] or date.max, m))
            assert found[n] == (None if n == first else ids[first])
        assert is_flat(session)
        attempt.rollback()


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ({"published_date": date(2017, 1, 1)}, {"published_date": date(2017, 1, 2)}, "one"),
        ({"published_date": date(2017, 1, 2)}, {"published_date": date(2017, 1, 1)}, "other"),
        ({"published_date": date(2017, 1, 1)}, {}, "one"),
        ({}, {"published_date": date(2017, 1, 1)}, "other"),
        ({}, {}, "one"),
        (
            {
                "published_date": date(2017, 1, 1),
                "published_at": datetime(2017, 1, 1, 9, tzinfo=UTC),
            },
            {
                "published_date": date(2017, 1, 1),
                "published_at": datetime(2017, 1, 1, 8, tzinfo=UTC),
            },
            "other",
        ),
    ],
)
def test_the_first_is_known_by_day_then_moment_then_arrival(
    session: Session, owner: int, one: dict[str, Any], other: dict[str, Any], first: str
):
    before = put(session, owner, "one", **one).report_id
    put(session, owner, "other", duplicate_of=before, similarity=0.9, **other)
    assert family(session)[first] is None
    assert is_flat(session)


def test_the_similarity_is_of_the_copy_to_the_first(session: Session, owner: int):
    """Of a copy that must point to another first it is estimated by their signatures."""
    late = put(session, owner, "c", signature=(1, 2, 3, 4)).report_id
    put(session, owner, "d", signature=(1, 2, 3, 9), duplicate_of=late, similarity=0.9)
    put(session, owner, "a", signature=(1, 2, 8, 9), duplicate_of=late, similarity=0.7)
    found = rows(session, "SELECT url, similarity FROM report")
    assert {name_of(url): similarity for url, similarity in found} == {
        "a": None,
        "c": 0.7,
        "d": 0.75,
    }


def test_a_newcomer_does_not_change_how_like_the_others_are(session: Session, owner: int):
    first = put(session, owner, "a", signature=(1, 2)).report_id
    put(session, owner, "b", signature=(1, 9), duplicate_of=first, similarity=0.9)
    put(session, owner, "c", signature=(1, 2), duplicate_of=first, similarity=0.8)
    found = rows(session, "SELECT similarity FROM report ORDER BY url")
    assert [similarity for (similarity,) in found] == [None, 0.9, 0.8]


def test_a_similarity_stays_where_there_is_no_signature(session: Session, owner: int):
    late = put(session, owner, "c").report_id
    put(session, owner, "d", duplicate_of=late, similarity=0.9)
    put(session, owner, "a", duplicate_of=late, similarity=0.7)
    found = rows(session, "SELECT similarity FROM report ORDER BY url")
    assert [similarity for (similarity,) in found] == [None, 0.7, 0.9]


def test_a_report_is_no_copy_of_itself(session: Session, owner: int):
    only = put(session, owner, "a").report_id
    with pytest.raises(ValueError, match="of itself"):
        set_duplicate(session, only, only, 1.0)


def test_a_copy_without_similarity_is_a_bug(session: Session, owner: int):
    first = put(session, owner, "a").report_id
    with pytest.raises(ValueError, match="without its similarity"):
        put(session, owner, "b", duplicate_of=first)


def test_when_the_first_leaves_the_others_stay_a_family(session: Session, owner: int):
    first = put(session, owner, "a").report_id
    for name in "bcd":
        put(session, owner, name, duplicate_of=first, similarity=0.9)
    leave_family(session, first)
    session.flush()
    assert family(session) == {"a": None, "b": None, "c": "b", "d": "b"}
    assert is_flat(session)


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        ({"signature": (5,)}, {"a": None, "b": None}),
        ({"signature": ()}, {"a": None, "b": "a"}),
        ({"signature": (5,), "duplicate_of": 1, "similarity": 0.8}, {"a": None, "b": "a"}),
    ],
)
def test_an_edited_copy_is_a_copy_only_if_it_was_found_to_be_again(
    session: Session, owner: int, edited: dict[str, Any], expected: dict[str, str | None]
):
    first = put(session, owner, "a", signature=(1,)).report_id
    put(session, owner, "b", signature=(1,), duplicate_of=first, similarity=1.0)
    put(session, owner, "b", body="Other words altogether.", **edited)
    assert family(session) == expected


def test_an_unchanged_copy_stays_one(session: Session, owner: int):
    first = put(session, owner, "a", signature=(1,)).report_id
    put(session, owner, "b", signature=(1,), duplicate_of=first, similarity=0.9)
    put(session, owner, "b", signature=(1,))
    assert family(session) == {"a": None, "b": "a"}


def test_a_date_that_becomes_known_may_make_another_the_first(session: Session, owner: int):
    first = put(session, owner, "b").report_id
    put(session, owner, "x", duplicate_of=first, similarity=0.9)
    assert family(session) == {"b": None, "x": "b"}
    put(session, owner, "x", published_date=date(2016, 1, 1))
    assert family(session) == {"b": "x", "x": None}
    assert is_flat(session)


def test_a_report_alone_has_no_order(session: Session, owner: int):
    only = put(session, owner, "a").report_id
    order_family(session, only)
    assert family(session) == {"a": None}
