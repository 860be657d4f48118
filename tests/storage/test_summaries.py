"""Counts for a person who asks how far things are."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_found, make_report, store

from crawler.items import Reason, State
from storage.crawls import COUNTS, finish_crawl, start_crawl
from storage.ledger import publisher_id, record_discovered
from storage.summaries import crawl_counts, publisher_status


def test_an_empty_database_has_no_publisher(session: Session):
    assert publisher_status(session) == []


def test_a_publisher_without_a_crawl_has_zeros(session: Session, owner: int):
    (status,) = publisher_status(session)
    assert (status.publisher, status.reports, status.versions, status.undated) == (
        "monitor",
        0,
        0,
        0,
    )
    assert (status.first_day, status.last_day, status.last_crawl) == (None, None, None)
    assert status.pages == dict.fromkeys(State, 0)


def test_each_publisher_is_counted_apart(session: Session, owner: int):
    other = publisher_id(session, "another", "Another", "https://another.example/")
    start_crawl(session, owner, NOW, {})
    last = start_crawl(session, owner, NEXT_DAY, {})
    found = [make_found(1), make_found(2), make_found(3, excluded=Reason.OFF_SITE)]
    record_discovered(session, owner, found, NOW, crawl_started=NOW)
    first = store(session, owner, make_report(1, published_date=date(2017, 1, 1)), now=NOW)
    store(session, owner, make_report(1, body="edited"), now=NOW)
    store(
        session,
        owner,
        make_report(9, duplicate_of=first.report_id, similarity=0.9),
        now=NOW,
    )
    store(session, other, make_report(5, published_date=date(2020, 1, 1)), now=NOW)
    another, monitor = publisher_status(session)
    assert (another.publisher, another.reports, another.last_day) == (
        "another",
        1,
        date(2020, 1, 1),
    )
    assert (monitor.reports, monitor.copies, monitor.versions, monitor.undated) == (2, 1, 3, 1)
    assert (monitor.first_day, monitor.last_day) == (date(2017, 1, 1), date(2017, 1, 1))
    counted = {state: count for state, count in monitor.pages.items() if count}
    assert counted == {State.STORED: 2, State.PENDING: 1, State.EXCLUDED: 1}
    assert monitor.last_crawl is not None
    assert monitor.last_crawl.id == last


def test_counts_of_a_crawl_have_the_names_of_the_view(session: Session, owner: int):
    crawl_id = start_crawl(session, owner, NOW, {})
    given = dict(zip(COUNTS, range(1, 8), strict=True))
    finish_crawl(session, crawl_id, NEXT_DAY, "done", 0, **given)
    assert crawl_counts(session, crawl_id) == given
    with pytest.raises(NoResultFound):
        crawl_counts(session, 99)
