"""The big file of the benchmarks holds what crawls would have written."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from running import ROOT
from sqlalchemy import text
from sqlalchemy.orm import Session

from crawler.items import Discovered
from crawler.publishers import publishers
from storage.captures import CaptureRecord, record_capture
from storage.claim_finding import count_claims, find_claims
from storage.crawls import start_crawl
from storage.engine import Database, open_database, open_reader
from storage.ledger import publisher_id, record_discovered
from storage.queries import count_hits, search
from storage.reports import store
from storage.views import view_statements

sys.path[:0] = [str(ROOT / "benchmarks")]

from big_file import make_file  # noqa: E402 -- found by the line above
from bulk_rows import archive_of  # noqa: E402
from made_reports import CRAWLS, SHARES, Visit, crawl_start, made_visits  # noqa: E402

REPORTS = 150
TABLES = {
    "reports": "*",
    "report_versions": "*",
    "report_urls": "report_id, publisher_id, url, key, kind",
    "report_links": "report_id, kind, url, label, language",
    "signature_bands": "*",
    "pages": "id, publisher_id, url, key, state, reason, reason_detail, attempts, discovered_via, "
    "published_date, source_modified_at, first_seen_at, listed_at, last_fetched_at, answered_at, "
    "next_due_at, etag, last_modified, report_id",
    "captures": "*",
    "claims": "*",
    "actors": "*",
    "places": "*",
    "unparsed_sentences": 'version_id, field, start, "end", sentence, why',
}
"""What of each table both ways are to write alike."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "big.sqlite"
    make_file(path, REPORTS)
    return path


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same visits, each stored as a crawl does."""
    path = tmp_path_factory.mktemp("stored") / "small.sqlite"
    database = open_database(f"sqlite:///{path}")
    with database.session() as session:
        store_all(session)
    database.close()
    return path


@pytest.fixture
def opened(made: Path) -> Iterator[Session]:
    database: Database = open_reader(f"sqlite:///{made}")
    with database.reading() as session:
        yield session
    database.close()


def store_all(session: Session) -> None:
    owners = {
        one.name: publisher_id(session, one.name, one.title, one.home)
        for one in publishers()
        if one.name in SHARES
    }
    crawls = {
        (name, crawl): start_crawl(session, owner, crawl_start(crawl), {})
        for crawl in range(CRAWLS)
        for name, owner in owners.items()
    }
    offsets = dict.fromkeys(crawls, 0)
    for number in range(1, REPORTS + 1):
        for count, visit in enumerate(made_visits(number)):
            which = (visit.report.publisher, visit.crawl)
            owner = owners[visit.report.publisher]
            if not count:
                told = visit.report
                found = Discovered(
                    told.url, told.addresses[0].key, "sitemap", published=told.published_date
                )
                start = crawl_start(visit.crawl)
                record_discovered(session, owner, [found], start, crawl_started=start)
            capture = record_capture(session, crawls[which], record_of(visit, offsets[which]))
            offsets[which] += 30_000
            report = evolve(visit.report, captures=(capture,))
            store(session, owner, report, now=visit.report.fetched_at, bands=visit.bands)
    session.execute(text("UPDATE reports SET is_sealed = 1"))
    session.execute(text("UPDATE captures SET page_id = (SELECT id FROM pages g"
                         " WHERE g.url = captures.url)"))  # fmt: skip


def record_of(visit: Visit, offset: int) -> CaptureRecord:
    return CaptureRecord(
        url=visit.report.url,
        status=200,
        media_type="text/html",
        fetched_at=visit.report.fetched_at,
        sha256=sha256(visit.report.fingerprint.encode()).hexdigest(),
        file=f"{archive_of(visit.report.publisher, visit.crawl)}.warc.gz",
        offset=offset,
        length=29_000,
    )


def rows_of(path: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


@pytest.mark.parametrize("table", TABLES)
def test_rows_put_in_by_the_thousand_are_those_that_crawls_store(
    made: Path, stored: Path, table: str
):
    kept = "WHERE report_id IS NOT NULL" if table == "pages" else ""
    statement = f"SELECT {TABLES[table]} FROM {table} {kept} ORDER BY 1, 2, 3"  # noqa: S608 -- from above
    bulk, one_by_one = rows_of(made, statement), rows_of(stored, statement)
    assert len(bulk) == len(one_by_one) > 0
    assert [pair for pair in zip(bulk, one_by_one, strict=True) if pair[0] != pair[1]][:3] == []


@pytest.mark.parametrize("index", ["report_words", "report_arabic"])
def test_the_indexes_of_words_are_whole(made: Path, stored: Path, index: str):
    with closing(sqlite3.connect(made)) as connection:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')")  # noqa: S608 -- from above
    counted = f"SELECT count(*) FROM {index}_docsize"  # noqa: S608 -- from above
    assert rows_of(made, counted) == rows_of(stored, counted) != [(0,)]


def test_the_same_number_of_reports_is_the_same_file(made: Path, tmp_path: Path):
    make_file(tmp_path / "again.sqlite", REPORTS)
    for table in TABLES:
        statement = f"SELECT * FROM {table} ORDER BY 1, 2"  # noqa: S608 -- from above
        assert rows_of(made, statement) == rows_of(tmp_path / "again.sqlite", statement)


def test_a_larger_file_begins_with_the_smaller_one(made: Path, tmp_path: Path):
    make_file(tmp_path / "less.sqlite", 20)
    statement = "SELECT * FROM reports WHERE id <= 20"
    assert rows_of(made, statement) == rows_of(tmp_path / "less.sqlite", statement)


def test_nothing_refers_to_nothing(made: Path):
    assert rows_of(made, "PRAGMA foreign_key_check") == []
    assert rows_of(made, "PRAGMA integrity_check") == [("ok",)]


def test_every_claim_stands_in_its_text(made: Path):
    statement = """
    SELECT count(*), sum(substr(CASE c.field WHEN 'title' THEN v.title
        WHEN 'subtitle' THEN v.subtitle ELSE v.body END, c.start + 1, c."end" - c.start) = c.quote)
    FROM claims c JOIN report_versions v ON v.id = c.version_id"""
    ((claims, standing),) = rows_of(made, statement)
    assert claims == standing > 0


@pytest.mark.parametrize("view", sorted(view_statements().keys() - {"claim_review"}))
def test_every_view_works(made: Path, view: str):
    count = len(rows_of(made, f"SELECT * FROM {view}"))  # noqa: S608 -- a name of ours
    assert count > 0 or view == "rejected_claim"


def test_there_is_something_of_every_kind(made: Path):
    one = "SELECT 1 FROM claim WHERE flags LIKE '%repeated_boilerplate%' LIMIT 1"
    assert rows_of(made, one)
    for what in ("duplicate_of IS NOT NULL", "versions > 1", "language = 'ar'"):
        assert rows_of(made, f"SELECT 1 FROM report WHERE {what} LIMIT 1")  # noqa: S608 -- from above
    assert rows_of(made, "SELECT count(DISTINCT publisher) FROM report") == [(len(SHARES),)]


def test_words_and_claims_are_found(opened: Session):
    assert count_hits(opened, "civilians") >= len(search(opened, "civilians")) > 0
    assert search(opened, "المدينة")[0].language == "ar"
    assert search(opened, "unheardof") == []
    assert find_claims(opened, harm="killed", wholes=True)
    assert count_claims(opened) > count_claims(opened, wholes=True) > 0
