"""The views are what people script against."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_found, make_report, page_url, rows, store

from crawler.items import Link
from storage.crawls import finish_crawl, record_issue, start_crawl
from storage.ledger import record_discovered

CLAIM = (
    "claim_id report_id version_id is_current publisher url published_date field start end quote "
    "harm count_min count_max qualifier victims part_of claimant claimant_role actor actor_text "
    "attribution weapon place place_text adm1 country lat lon date_start date_end date_precision "
    "date_basis scope flags vague is_part weapon_text version title language duplicate_of position "
    "actor_kind actor_country place_kind place_key reader review review_note reviewer reviewed_at "
    "corrections reread_since_review is_top"
)
COLUMNS = {
    "report": "report_id publisher url title subtitle body language published_at published_date "
    "published_from modified_at section author post_id duplicate_of similarity versions "
    "first_seen_at last_seen_at sections tags method version_id",
    "report_version": "version_id report_id number is_current title subtitle body fingerprint "
    "capture_id first_seen_at last_seen_at method extractor stored_at reader",
    "report_url": "report_id url kind",
    "report_link": "report_id kind url label language",
    "page": "url publisher state reason reason_detail attempts discovered_via first_seen_at "
    "last_fetched_at next_due_at etag last_modified report_id published_date source_modified_at "
    "listed_at answered_at",
    "crawl": "crawl_id publisher started_at finished_at outcome exit_status discovered fetched new "
    "changed unchanged not_report failed options archive read generic with_title with_date "
    "with_body claimable with_claims median_body",
    "capture": "capture_id url status fetched_at sha256 file offset length crawl_id media_type "
    "report_id version_id part original_url original_at",
    "manifest": "manifest_id publisher crawl_id file sha256 previous_sha256 written_at",
    "issue": "crawl_id at level kind url report_id detail",
    "claim": CLAIM,
    "claim_top": CLAIM,
    "claim_changed": "report_id url harm victims actor old_count new_count old_version new_version "
    "seen_at publisher field is_part claimant scope old_count_max new_count_max old_quote "
    "new_quote old_claim_id new_claim_id position",
    "unparsed": "report_id url field start end sentence why version_id publisher published_date "
    "language",
    "claim_review": "review_id report_id url claim_id judgement corrections note reviewer at field "
    "quote sentence harm count_min count_max victims",
    "rejected_claim": "claim_id",
    "top_claim": "id",
    "whole_claim": "id version_id is_current position field harm count_min count_max vague victims "
    "claimant scope party spot period is_bare",
    "current_text": "version_id title subtitle body",
}
FULL = {
    "post_id": "38282",
    "subtitle": "At least nine civilians injured",
    "published_at": datetime(2017, 4, 13, 22, 0, tzinfo=UTC),
    "published_date": date(2017, 4, 14),
    "published_from": "article:published_time",
    "modified_at": datetime(2017, 4, 15, tzinfo=UTC),
    "sections": ("Casualties", "Massacres"),
    "tags": ("حلب",),
    "author": "The desk",
}


@pytest.mark.parametrize("view", COLUMNS)
def test_a_view_has_these_columns_in_this_order(session: Session, view: str):
    found = session.execute(text("SELECT name FROM pragma_table_info(:view)"), {"view": view})
    assert [name for (name,) in found] == COLUMNS[view].split()


def test_there_are_no_other_views(session: Session):
    found = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'view'"))
    assert {name for (name,) in found} == set(COLUMNS)


def test_a_report_is_read_as_people_write(session: Session, owner: int):
    store(session, owner, make_report(1, **FULL), now=NOW)
    (row,) = session.execute(text("SELECT * FROM report")).mappings()
    assert dict(row) == {
        "report_id": 1,
        "publisher": "monitor",
        "url": page_url(1),
        "title": "Shelling reported in town 1",
        "subtitle": "At least nine civilians injured",
        "body": "The monitor recorded incident 1 on that morning.",
        "language": "en",
        "published_at": "2017-04-13T22:00:00Z",
        "published_date": "2017-04-14",
        "published_from": "article:published_time",
        "modified_at": "2017-04-15T00:00:00Z",
        "section": "Casualties",
        "author": "The desk",
        "post_id": "38282",
        "duplicate_of": None,
        "similarity": None,
        "versions": 1,
        "first_seen_at": "2026-03-01T12:00:00Z",
        "last_seen_at": "2026-03-01T12:00:00Z",
        "sections": '["Casualties", "Massacres"]',
        "tags": '["حلب"]',
        "method": "publisher:article",
        "version_id": 1,
    }


def test_what_a_page_does_not_tell_is_null_and_text_is_empty(session: Session, owner: int):
    store(session, owner, make_report(1), now=NOW)
    unknown = "published_at published_date published_from modified_at section author post_id"
    (row,) = session.execute(text("SELECT * FROM report")).mappings()
    assert [row[name] for name in unknown.split()] == [None] * 7
    assert row["subtitle"] == ""


def test_a_report_shows_its_current_text_and_counts_all(session: Session, owner: int):
    store(session, owner, make_report(1), now=NOW)
    store(session, owner, make_report(1, body="The toll rose to 12."), now=NEXT_DAY)
    assert rows(session, "SELECT body, versions FROM report") == [("The toll rose to 12.", 2)]
    assert rows(session, "SELECT number, is_current, capture_id FROM report_version") == [
        (1, 0, None),
        (2, 1, None),
    ]


def test_links_and_addresses_name_their_report(session: Session, owner: int):
    links = (
        Link("pdf", "https://monitor.example/R1.pdf", "full report", "en"),
        Link("image", "https://monitor.example/1.jpg"),
    )
    also = {"https://monitor.example/?p=1": "shortlink"}
    store(session, owner, make_report(1, links=links, also=also), now=NOW)
    assert rows(session, "SELECT * FROM report_link") == [
        (1, "pdf", "https://monitor.example/R1.pdf", "full report", "en"),
        (1, "image", "https://monitor.example/1.jpg", None, None),
    ]
    assert rows(session, "SELECT * FROM report_url") == [
        (1, page_url(1), "canonical"),
        (1, "https://monitor.example/?p=1", "shortlink"),
    ]


def test_a_page_tells_its_story(session: Session, owner: int):
    record_discovered(session, owner, [make_found(1)], NOW, crawl_started=NOW)
    store(
        session,
        owner,
        make_report(1),
        now=NEXT_DAY,
        etag='"abc"',
        last_modified="Sun, 01 Mar 2026 12:00:00 GMT",
    )
    assert rows(
        session,
        "SELECT publisher, state, reason, attempts, discovered_via, first_seen_at, "
        "last_fetched_at, next_due_at, etag, last_modified, report_id FROM page",
    ) == [
        (
            *("monitor", "stored", None, 1, "sitemap"),
            *("2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z", None),
            *('"abc"', "Sun, 01 Mar 2026 12:00:00 GMT", 1),
        )
    ]


def test_a_crawl_and_its_issues(session: Session, owner: int):
    crawl = start_crawl(session, owner, NOW, {"via": "feed", "since": None}, "monitor/monitor-1")
    record_issue(session, crawl, NOW, "warning", "drift", detail="half of the titles are empty")
    finish_crawl(session, crawl, NEXT_DAY, "drift", 6, discovered=9, fetched=5, new=4, failed=1)
    assert rows(session, "SELECT * FROM crawl") == [
        (
            *(1, "monitor", "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z", "drift", 6),
            *(9, 5, 4, 0, 0, 0, 1),
            '{"via": "feed", "since": null}',
            "monitor/monitor-1",
            *(None, None, None, None, None, None, None, None),
        )
    ]
    assert rows(session, "SELECT * FROM issue") == [
        (1, "2026-03-01T12:00:00Z", "warning", "drift", None, None, "half of the titles are empty")
    ]
