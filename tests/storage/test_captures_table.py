"""Rows of captures: once a place in a file; what of a dead crawl may be used again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session
from stored_items import NOW, make_found, make_report, page_url, rows, store

from storage.captures import (
    CaptureRecord,
    adopt_capture,
    answer_before,
    file_ends,
    record_capture,
    taken_originals,
)
from storage.crawls import finish_crawl, resumable_crawls, start_crawl
from storage.ledger import record_discovered

LIST = "https://monitor.example/blog/"


def record(url: str = LIST, offset: int = 0, **given: Any) -> CaptureRecord:
    values: dict[str, Any] = {
        "url": url,
        "status": 200,
        "media_type": "text/html",
        "fetched_at": NOW,
        "sha256": "0" * 64,
        "file": "monitor/monitor-1-00001.warc.gz",
        "offset": offset,
        "length": 100,
    }
    return CaptureRecord(**(values | given))


@pytest.fixture
def crawl(session: Session, owner: int) -> int:
    return start_crawl(session, owner, NOW, {}, "monitor/monitor-1")


def test_a_place_in_a_file_has_one_row(session: Session, crawl: int) -> None:
    ids = [record_capture(session, crawl, record(offset=offset)) for offset in (0, 100, 0)]
    assert ids == [1, 2, 1]
    assert file_ends(session, crawl) == {"monitor/monitor-1-00001.warc.gz": 200}


def test_a_capture_found_in_a_file_is_its_page_s(session: Session, owner: int, crawl: int) -> None:
    record_discovered(session, owner, [make_found(1)], NOW, crawl_started=NOW)
    adopt_capture(session, crawl, record(page_url(1)))
    adopt_capture(session, crawl, record(LIST, 100))
    assert rows(session, "SELECT page_id FROM captures ORDER BY id") == [(1,), (None,)]


def test_the_parts_of_a_text_are_numbered(session: Session, owner: int, crawl: int) -> None:
    ids = [record_capture(session, crawl, record(page_url(n), n * 100)) for n in (1, 2, 3)]
    stored = store(session, owner, make_report(1), now=NOW, captures=tuple(ids))
    assert rows(session, "SELECT version_id, part FROM capture") == [
        (stored.version_id, part) for part in (1, 2, 3)
    ]
    assert rows(session, "SELECT capture_id FROM report_version") == [(1,)]


def test_the_first_sighting_is_the_version_s_capture(
    session: Session, owner: int, crawl: int
) -> None:
    for days, offset in ((9, 0), (2, 100), (5, 200)):
        seen_at = NOW - timedelta(days=days)
        capture = record_capture(session, crawl, record(page_url(1), offset, fetched_at=seen_at))
        store(session, owner, make_report(1), now=NOW, fetched_at=seen_at, captures=(capture,))
    assert rows(session, "SELECT capture_id FROM report_version") == [(1,)]


@pytest.mark.parametrize(
    ("given", "is_used"),
    [
        ({}, True),
        ({"status": 404}, True),
        ({"status": 503}, False),
        ({"status": 429}, False),
        ({"url": "https://monitor.example/other/"}, False),
    ],
)
def test_a_list_of_a_dead_crawl_is_used_again_where_it_was_answered(
    session: Session, owner: int, crawl: int, given: dict[str, Any], is_used: bool
) -> None:
    record_capture(session, crawl, record(**given))
    assert (answer_before(session, [crawl], LIST, None) is not None) is is_used


@pytest.mark.parametrize(
    ("visited", "captured", "is_used"),
    [(None, NOW, True), (NOW, NOW, False), (NOW, NOW + timedelta(seconds=2), True)],
)
def test_a_page_of_a_dead_crawl_is_used_where_nobody_has_read_it(
    session: Session, owner: int, visited: datetime | None, captured: datetime, is_used: bool
) -> None:
    crawl = start_crawl(session, owner, NOW, {}, "monitor/monitor-1")
    record_discovered(session, owner, [make_found(1)], NOW, crawl_started=NOW)
    if visited:
        store(session, owner, make_report(1), now=visited)
    record_capture(session, crawl, record(page_url(1), page_id=1, fetched_at=captured))
    assert (answer_before(session, [crawl], page_url(1), 1) is not None) is is_used
    assert answer_before(session, [crawl], page_url(1), None) is None


@pytest.mark.parametrize(
    ("endings", "age_in_hours", "taken_up"),
    [
        (["killed"], 1, 1),
        (["killed", "terminated", "interrupted", "storage_failed"], 1, 4),
        (["killed", "complete"], 1, 0),
        (["complete", "killed"], 1, 1),
        (["killed", "incomplete", "killed"], 1, 1),
        (["no_source"], 1, 0),
        (["bug"], 1, 0),
        (["killed"], 25, 0),
        ([], 1, 0),
    ],
)
def test_crawls_that_came_to_no_end_are_taken_up_for_a_day(
    session: Session, owner: int, endings: list[str], age_in_hours: int, taken_up: int
) -> None:
    began = NOW - timedelta(hours=age_in_hours)
    for ending in endings:
        finish_crawl(session, start_crawl(session, owner, began, {}), NOW, ending, 0)
    last = start_crawl(session, owner, NOW, {})
    since = NOW - timedelta(hours=24)
    assert len(resumable_crawls(session, last, since)) == taken_up


def test_a_replay_that_died_is_not_taken_up(session: Session, owner: int) -> None:
    crawl = start_crawl(session, owner, NOW, {"archive": "x.warc.gz"})
    finish_crawl(session, crawl, NOW, "killed", 0)
    last = start_crawl(session, owner, NOW, {})
    assert resumable_crawls(session, last, NOW - timedelta(hours=24)) == []


def test_copies_that_gave_something_are_known(session: Session, owner: int, crawl: int) -> None:
    record_discovered(session, owner, [make_found(1), make_found(2)], NOW, crawl_started=NOW)
    for number, status in ((1, 200), (2, 200)):
        copy = record(
            f"https://archive.example/{number}",
            number * 100,
            status=status,
            page_id=number,
            original_url=page_url(number),
            original_at=NOW,
        )
        record_capture(session, crawl, copy)
    store(session, owner, make_report(1), now=NOW)
    assert taken_originals(session, owner) == {(page_url(1), NOW)}
