"""What the file holds, at a glance."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_report, store

from crawler.items import Link
from storage.contents import read_contents
from storage.crawls import start_crawl
from storage.ledger import publisher_id
from storage.report_relations import read_relations


def test_reports_versions_and_days_are_told_by_publisher(session: Session, owner: int):
    other = publisher_id(session, "paper", "The Paper", "https://paper.example/")
    start_crawl(session, owner, NOW, {})
    crawl = start_crawl(session, owner, NEXT_DAY, {})
    store(session, owner, make_report(1, published_date=date(2017, 4, 13)), now=NOW)
    store(session, owner, make_report(1, body="Another text."), now=NEXT_DAY)
    store(session, owner, make_report(2, published_date=date(2018, 1, 1)), now=NOW)
    store(session, owner, make_report(3), now=NOW)
    contents = read_contents(session)
    assert contents.totals == {
        "reports": 3, "copies": 0, "versions": 4, "claims": 0, "captures": 0,
    }  # fmt: skip
    monitor, paper = contents.publishers
    assert (monitor["name"], monitor["reports"]) == ("monitor", 3)
    assert (monitor["first_day"], monitor["last_day"]) == ("2017-04-13", "2018-01-01")
    assert (monitor["crawl_id"], monitor["outcome"]) == (crawl, None)
    assert (paper["name"], paper["reports"], paper["crawl_id"]) == ("paper", 0, None)
    assert other


def test_the_latest_come_first_and_undated_ones_not_at_all(session: Session, owner: int):
    for number in range(1, 5):
        store(session, owner, make_report(number, published_date=date(2017, 1, number)), now=NOW)
    store(session, owner, make_report(5), now=NOW)
    recent = read_contents(session, recent=3).recent
    assert [row["report_id"] for row in recent] == [4, 3, 2]


def test_an_empty_file_holds_nothing(session: Session):
    contents = read_contents(session)
    assert set(contents.totals.values()) == {0}
    assert contents.publishers == contents.recent == ()


def test_copies_and_translations_are_found_from_both_sides(session: Session, owner: int):
    arabic = make_report(2, language="ar", title="تقرير")
    link = Link("translation", arabic.url, "عربي", "ar")
    store(session, owner, make_report(1, links=(link,), published_date=date(2017, 1, 1)), now=NOW)
    store(session, owner, arabic, now=NOW)
    store(
        session,
        owner,
        make_report(3, duplicate_of=1, similarity=0.9, published_date=date(2017, 1, 2)),
        now=NOW,
    )
    first = read_relations(session, 1)
    assert first.first is None
    assert [row["report_id"] for row in first.copies] == [3]
    assert [row["title"] for row in first.translations] == ["تقرير"]
    copy = read_relations(session, 3)
    assert copy.first is not None
    assert copy.first["report_id"] == 1
    assert copy.copies == copy.translations == ()
    assert read_relations(session, 99).first is None
