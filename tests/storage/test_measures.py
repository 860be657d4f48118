"""What crawls measured, and which of them can be compared."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session
from stored_items import NOW, make_report, rows

from crawler.measure import Measure, Tally
from storage.crawls import finish_crawl, start_crawl
from storage.ledger import publisher_id
from storage.measures import earlier_crawls, write_measure

MEASURE = Measure(read=3, generic=1, with_title=3, with_date=2, with_body=3, median_body=700)


def crawl(session: Session, owner: int, outcome: str = "complete", **options: Any) -> int:
    crawl_id = start_crawl(session, owner, NOW, options)
    write_measure(session, crawl_id, MEASURE)
    finish_crawl(session, crawl_id, NOW + timedelta(hours=1), outcome, 0)
    return crawl_id


def test_what_was_read_is_counted_page_by_page():
    tally = Tally()
    assert tally.measure == Measure()
    tally.add(make_report(1, body="a" * 30, published_date=NOW.date()))
    tally.add(make_report(2, body="", title="", method="generic"))
    tally.add(make_report(3, body="a" * 10, method="theme:newspaper"))
    tally.add_claims("en", claims=True)
    tally.add_claims("en", claims=False)
    tally.add_claims("ar", claims=False)
    assert tally.measure == Measure(
        read=3,
        generic=1,
        with_title=2,
        with_date=1,
        with_body=2,
        claimable=2,
        with_claims=1,
        median_body=10,
    )


def test_measures_are_joined_by_their_weight():
    one, other = Measure(read=1, median_body=100), Measure(read=3, generic=2, median_body=500)
    assert one.joined(other) == Measure(read=4, generic=2, median_body=400)
    assert one.joined(Measure()) == one
    assert Measure().joined(Measure()).median_body is None


def test_a_crawl_stands_with_what_it_measured(session: Session, owner: int):
    crawl(session, owner)
    assert rows(
        session,
        "SELECT read, generic, with_title, with_date, with_body, claimable, with_claims,"
        " median_body FROM crawl",
    ) == [(3, 1, 3, 2, 3, 0, 0, 700)]


def test_the_crawls_before_come_newest_first(session: Session, owner: int):
    crawl(session, owner, "drift")
    crawl(session, owner, "complete", via="feed")
    start_crawl(session, owner, NOW, {})  # Killed: it measured nothing.
    now = start_crawl(session, owner, NOW, {})
    found = earlier_crawls(session, now)
    assert [(one.outcome, one.measure) for one in found] == [
        ("complete", MEASURE),
        ("drift", MEASURE),
    ]


OTHERS = [
    {"archive": "old.warc.gz"},
    {"via": "wayback"},
    {"since": "2017-01-01"},
    {"until": "2017-01-01"},
    {"origin": "http://127.0.0.1:8088"},
]


@pytest.mark.parametrize("options", OTHERS)
def test_crawls_of_other_things_are_not_compared(
    session: Session, owner: int, options: dict[str, str]
):
    crawl(session, owner, **options)
    assert earlier_crawls(session, crawl(session, owner)) == []


@pytest.mark.parametrize("options", OTHERS[:4])
def test_a_crawl_of_some_days_or_of_an_archive_has_no_past(
    session: Session, owner: int, options: dict[str, str]
):
    crawl(session, owner)
    assert earlier_crawls(session, crawl(session, owner, **options)) == []


def test_copies_at_one_origin_are_compared_and_other_publishers_never(session: Session, owner: int):
    other = publisher_id(session, "other", "Other", "https://other.example/")
    crawl(session, other, origin="http://127.0.0.1:8088")
    first = crawl(session, owner, origin="http://127.0.0.1:8088")
    second = crawl(session, owner, origin="http://127.0.0.1:8088", limit=5)
    assert earlier_crawls(session, first) == []
    assert len(earlier_crawls(session, second)) == 1
