"""Each report is stored once, with every text it had."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, count_rows, make_report, page_url, rows, store

from crawler.items import Link
from storage.reports import StoredText, candidates, find_report, load_text

RICH: dict[str, Any] = {
    "post_id": "1",
    "subtitle": "A subtitle",
    "published_at": datetime(2017, 4, 13, 9, tzinfo=UTC),
    "published_date": date(2017, 4, 13),
    "published_from": "time",
    "modified_at": datetime(2017, 5, 1, tzinfo=UTC),
    "sections": ("Reports",),
    "tags": ("Idlib",),
    "author": "The desk",
    "links": (Link("pdf", "https://monitor.example/1.pdf", "full report", "en"),),
    "signature": (1, 2, 3, 2**64 - 1),
    "also": {"https://monitor.example/?p=1": "shortlink", page_url("one"): "alias"},
}
BANDS = (2**64 - 1, 0, 5)


def test_the_same_report_again_adds_no_row(session: Session, owner: int):
    first = store(session, owner, make_report(1, **RICH), now=NOW, bands=BANDS)
    before, content = count_rows(session), rows(session, "SELECT * FROM report_version")
    again = store(session, owner, make_report(1, **RICH), now=NEXT_DAY, bands=BANDS)
    assert count_rows(session) == before
    assert (first.change, again.change) == ("new", "unchanged")
    assert (first.report_id, first.version_id) == (again.report_id, again.version_id)
    seen = "2026-03-02T12:00:00Z"
    last_seen = [(*row[:10], seen, *row[11:]) for row in content]
    assert rows(session, "SELECT * FROM report_version") == last_seen
    assert rows(session, "SELECT first_seen_at, last_seen_at FROM report") == [
        ("2026-03-01T12:00:00Z", seen)
    ]


def test_an_edited_text_stands_beside_the_old_one(session: Session, owner: int):
    store(session, owner, make_report(1, body="Nine were killed."), now=NOW)
    edited = store(session, owner, make_report(1, body="Ten were killed."), now=NEXT_DAY)
    assert edited.change == "changed"
    assert rows(session, "SELECT number, is_current, body, first_seen_at FROM report_version") == [
        (1, 0, "Nine were killed.", "2026-03-01T12:00:00Z"),
        (2, 1, "Ten were killed.", "2026-03-02T12:00:00Z"),
    ]
    assert load_text(session, edited.report_id).body == "Ten were killed."


def test_a_text_that_comes_back_is_the_version_it_was(session: Session, owner: int):
    bodies = ("Nine were killed.", "Ten were killed.", "Nine were killed.", "Ten were killed.")
    stored = [store(session, owner, make_report(1, body=body), now=NOW) for body in bodies]
    assert [s.change for s in stored] == ["new", "changed", "changed", "changed"]
    assert stored[0].version_id == stored[2].version_id
    assert stored[1].version_id == stored[3].version_id
    assert rows(session, "SELECT number, is_current FROM report_version") == [(1, 0), (2, 1)]


def test_words_that_differ_in_what_does_not_count_are_not_rewritten(session: Session, owner: int):
    store(session, owner, make_report(1, title="The  title", fingerprint="same"), now=NOW)
    again = store(session, owner, make_report(1, title="The title", fingerprint="same"), now=NOW)
    assert again.change == "unchanged"
    assert load_text(session, 1).title == "The  title"


def test_nothing_known_is_emptied(session: Session, owner: int):
    store(session, owner, make_report(1, **RICH), now=NOW, bands=BANDS)
    hanging = ("SELECT * FROM report_link", "SELECT * FROM report_url")
    before = {statement: rows(session, statement) for statement in hanging}
    poor = make_report(1, subtitle="A subtitle", body="The text has changed.")
    store(session, owner, poor, now=NOW)
    assert rows(
        session,
        "SELECT post_id, published_at, published_date, published_from, modified_at, section, "
        "tags, author FROM report",
    ) == [
        (
            *("1", "2017-04-13T09:00:00Z", "2017-04-13", "time", "2017-05-01T00:00:00Z"),
            *("Reports", '["Idlib"]', "The desk"),
        )
    ]
    for statement, content in before.items():
        assert rows(session, statement) == content
    assert len(candidates(session, owner, BANDS)) == 1


def test_what_becomes_known_is_filled_in(session: Session, owner: int):
    store(session, owner, make_report(1, subtitle="A subtitle"), now=NOW)
    assert store(session, owner, make_report(1, **RICH), now=NOW).change == "unchanged"
    assert rows(session, "SELECT post_id, published_date, section, author FROM report") == [
        ("1", "2017-04-13", "Reports", "The desk")
    ]
    assert rows(session, "SELECT kind, label FROM report_link") == [("pdf", "full report")]


@pytest.mark.parametrize(
    ("first", "then", "kept"),
    [
        ((None, None), ("2017-04-13", None), ("2017-04-13", None)),
        ((None, None), (None, None), (None, None)),
        (("2017-04-13", None), ("2017-04-13", 9), ("2017-04-13", 9)),
        (("2017-04-13", None), ("2017-04-14", 9), ("2017-04-13", None)),
        (("2017-04-13", 9), ("2017-04-13", 10), ("2017-04-13", 9)),
        (("2017-04-13", 9), (None, None), ("2017-04-13", 9)),
    ],
)
def test_the_first_date_of_publication_stays(
    session: Session, owner: int, first: Any, then: Any, kept: Any
):
    for day, hour in (first, then):
        moment = hour and datetime(2017, 4, 13, hour, tzinfo=UTC)
        report = make_report(1, published_date=day and date.fromisoformat(day), published_at=moment)
        store(session, owner, report, now=NOW)
    moment = kept[1] and f"2017-04-13T{kept[1]:02}:00:00Z"
    assert rows(session, "SELECT published_date, published_at FROM report") == [(kept[0], moment)]


def test_a_link_s_words_are_brought_up_to_date(session: Session, owner: int):
    pdf = "https://monitor.example/1.pdf"
    for label in ("here", "full report", ""):
        store(session, owner, make_report(1, links=(Link("pdf", pdf, label),)), now=NOW)
    assert rows(session, "SELECT url, label FROM report_link") == [(pdf, "full report")]


def test_a_link_named_twice_is_one_row(session: Session, owner: int):
    link = Link("pdf", "https://monitor.example/1.pdf")
    store(session, owner, make_report(1, links=(link, link)), now=NOW)
    assert rows(session, "SELECT count(*) FROM report_link") == [(1,)]


def test_a_report_is_found_before_it_is_stored_again(session: Session, owner: int):
    assert find_report(session, owner, make_report(1)) is None
    stored = store(session, owner, make_report(1), now=NOW)
    assert find_report(session, owner, make_report(1)) == stored.report_id
    assert find_report(session, owner, make_report(2)) is None
    assert find_report(session, owner + 1, make_report(1)) is None


def test_the_words_of_a_report_can_be_loaded(session: Session, owner: int):
    stored = store(session, owner, make_report(1, subtitle="Sub"), now=NOW)
    assert load_text(session, stored.report_id) == StoredText(
        "Shelling reported in town 1", "Sub", "The monitor recorded incident 1 on that morning."
    )
    with pytest.raises(NoResultFound):
        load_text(session, 99)


def test_reports_that_share_a_band_are_candidates(session: Session, owner: int):
    bands = {1: (7, 8, 9), 2: (1, 8, 1), 3: (8, 7, 7), 4: (2**64 - 1, 0, 0)}
    for number, values in bands.items():
        report = make_report(number, signature=(number, 2**64 - number))
        store(session, owner, report, now=NOW, bands=values)
    asked = {
        (7, 0, 0): [1, 4],
        (0, 8, 0): [1, 2, 4],
        (5, 5, 5): [],
        (9, 9, 8): [],
        (2**64 - 1, 5, 5): [4],
        (): [],
    }
    for values, numbers in asked.items():
        assert [c.report_id for c in candidates(session, owner, values)] == numbers, values
    (found,) = candidates(session, None, (8, 5, 5))
    assert found.signature == (3, 2**64 - 3)


def test_candidates_can_be_of_all_publishers(session: Session, owner: int):
    store(session, owner, make_report(1, signature=(1,)), now=NOW, bands=(1,))
    assert [c.publisher_id for c in candidates(session, None, (1,))] == [owner]
    assert candidates(session, owner + 1, (1,)) == []


def test_a_changed_text_is_a_candidate_by_its_new_words_only(session: Session, owner: int):
    store(session, owner, make_report(1, signature=(1,)), now=NOW, bands=(1,))
    store(session, owner, make_report(1, body="new", signature=(2,)), now=NOW, bands=(2,))
    assert candidates(session, owner, (1,)) == []
    assert [c.signature for c in candidates(session, owner, (2,))] == [(2,)]


def test_candidates_are_found_by_the_index(session: Session, owner: int):
    """Reading all bands of the archive for every report would make a crawl slower and slower."""
    asked: list[tuple[str, Any]] = []
    event.listen(session.get_bind(), "before_cursor_execute", lambda *a: asked.append((a[2], a[3])))
    candidates(session, owner, tuple(range(32)))
    statement, values = asked[-1]
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    details = [row[3] for row in plan]
    assert not [line for line in details if line.startswith("SCAN signature_bands")], details
    assert any("ix_signature_bands_band_value" in line for line in details), details


def test_exactly_one_version_is_current_in_the_file(session: Session, owner: int):
    store(session, owner, make_report(1, body="a"), now=NOW)
    store(session, owner, make_report(1, body="b"), now=NOW)
    with pytest.raises(IntegrityError, match="UNIQUE"):
        session.execute(text("UPDATE report_versions SET is_current = 1"))


def test_another_text_at_the_same_address_is_told(session: Session, owner: int):
    first, other = tuple(range(128)), tuple(range(500, 628))
    edited = (*first[:-9], *range(900, 909))
    stored = [
        store(session, owner, make_report(1, body=body, signature=words), now=at, bands=BANDS)
        for body, words, at in (
            ("Nine were killed.", first, NOW),
            ("Ten were killed.", edited, NEXT_DAY),
            ("A market was opened.", other, NEXT_DAY + timedelta(days=1)),
        )
    ]
    assert [one.replaced for one in stored] == [False, False, True]
