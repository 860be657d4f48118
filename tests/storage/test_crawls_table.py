"""Rows of crawls, and what a crawl asks of those before it."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_report, rows, store

from storage.crawls import (
    finish_crawl,
    known_reports,
    last_whole_crawl,
    record_issue,
    start_crawl,
)
from storage.ledger import publisher_id


def crawl(session: Session, owner: int, status: int = 0, **options: Any) -> int:
    crawl_id = start_crawl(session, owner, NOW, options)
    finish_crawl(session, crawl_id, NEXT_DAY, "done", status, discovered=7)
    return crawl_id


def test_a_crawl_that_was_killed_is_told_by_the_next(session: Session, owner: int):
    other = publisher_id(session, "other", "Other", "https://other.example/")
    start_crawl(session, owner, NOW, {})
    crawl(session, owner)
    start_crawl(session, other, NOW, {})
    start_crawl(session, owner, NEXT_DAY, {})
    assert rows(session, "SELECT outcome, finished_at FROM crawl") == [
        ("killed", None),
        ("done", "2026-03-02T12:00:00Z"),
        (None, None),
        (None, None),
    ]


def test_counts_have_fixed_names(session: Session, owner: int):
    crawl_id = start_crawl(session, owner, NOW, {})
    with pytest.raises(TypeError, match="lost, stored"):
        finish_crawl(session, crawl_id, NOW, "done", 0, new=1, stored=2, lost=3)


def test_an_unknown_crawl_cannot_be_finished(session: Session):
    with pytest.raises(NoResultFound):
        finish_crawl(session, 99, NOW, "done", 0)


def test_reports_are_counted_by_publisher(session: Session, owner: int):
    for number in range(3):
        store(session, owner, make_report(number), now=NOW)
    assert known_reports(session, owner) == 3
    assert known_reports(session, owner + 1) == 0


@pytest.mark.parametrize(
    "later",
    [
        {"limit": 5},
        {"since": "2017-01-01"},
        {"until": "2017-01-01"},
        {"archive": "old.warc.gz"},
        {"origin": "http://127.0.0.1:8088"},
        {"via": "feed"},
        *({"status": status} for status in (1, 4, 6, 7, 130, 143)),
    ],
)
def test_a_narrowed_or_broken_crawl_is_no_measure(
    session: Session, owner: int, later: dict[str, Any]
):
    whole = crawl(session, owner, via="auto", limit=None, origin="")
    crawl(session, owner, **later)
    start_crawl(session, owner, NEXT_DAY, {})
    found = last_whole_crawl(session, owner)
    assert found is not None
    assert (found.id, found.discovered) == (whole, 7)


@pytest.mark.parametrize("later", [{}, {"status": 3}, {"refresh": True}, {"via": "auto"}])
def test_the_last_whole_crawl_is_the_measure(session: Session, owner: int, later: dict[str, Any]):
    crawl(session, owner)
    whole = crawl(session, owner, **later)
    found = last_whole_crawl(session, owner)
    assert found is not None
    assert found.id == whole


def test_there_may_be_no_measure_yet(session: Session, owner: int):
    crawl(session, owner, status=7)
    assert last_whole_crawl(session, owner) is None


def test_an_issue_may_belong_to_a_report_and_to_no_crawl(session: Session, owner: int):
    stored = store(session, owner, make_report(1), now=NOW)
    record_issue(session, None, NOW, "info", "odd", detail="", url="u", report_id=stored.report_id)
    session.flush()
    assert rows(session, "SELECT crawl_id, level, kind, url, report_id FROM issue") == [
        (None, "info", "odd", "u", 1)
    ]


def test_an_issue_has_a_known_level(session: Session):
    record_issue(session, None, NOW, "fatal", "odd", detail="")
    with pytest.raises(IntegrityError, match="CHECK"):
        session.flush()
