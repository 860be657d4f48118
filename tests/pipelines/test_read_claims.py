"""The stage before a report is compared: what it claims, and that no fault loses the report."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.statscollectors import MemoryStatsCollector
from sqlalchemy import text

from crawler.claim import Claim, Field, Harm, Reading
from crawler.items import Address, NotModified, Outcome, Reason, Report, State
from crawler.spiders.pages import PageSpider
from pipelines import read_claims
from pipelines.claims.reader_version import READER
from pipelines.read_claims import ClaimsPipeline
from storage.crawls import start_crawl
from storage.engine import Database, open_database
from storage.ledger import publisher_id
from storage.reports import store

NOW = datetime(2026, 3, 1, tzinfo=UTC)
URL = "https://monitor.example/1/"
BODY = "The monitor said that 12 civilians were killed in Idlib on Monday."
Row = tuple[Any, ...]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/reports.sqlite")
    yield database
    database.close()


@pytest.fixture
def pipeline(database: Database) -> ClaimsPipeline:
    crawler = Crawler(Spider, {"DATABASE_URL": f"sqlite:///{database.path}"})
    crawler.stats = MemoryStatsCollector(crawler)
    crawler.spider = PageSpider("monitor")
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        crawler.stats.set_value("crawl/publisher_id", owner)
        crawler.stats.set_value("crawl/id", start_crawl(session, owner, NOW, {}))
    return ClaimsPipeline.from_crawler(crawler)


def report(body: str = BODY, **given: Any) -> Report:
    values: dict[str, Any] = {
        "publisher": "monitor",
        "url": URL,
        "requested_url": URL,
        "addresses": (Address(URL, "monitor.example/1", "canonical"),),
        "title": "Shelling in Idlib",
        "body": body,
        "language": "en",
        "published_date": date(2017, 4, 14),
        "method": "publisher:article",
        "fetched_at": NOW,
        "fingerprint": body,
    }
    return Report(**(values | given))


def process(pipeline: ClaimsPipeline, item: Any) -> Any:
    return asyncio.run(pipeline.process_item(item))


def keep(database: Database, item: object) -> None:
    assert isinstance(item, Report)
    with database.session() as session:
        store(session, 1, item, now=item.fetched_at)


def rows(database: Database, statement: str) -> list[Row]:
    with database.reading() as session:
        return [tuple(row) for row in session.execute(text(statement))]


def test_a_report_gets_what_it_claims(pipeline: ClaimsPipeline, database: Database):
    read = process(pipeline, report())
    assert isinstance(read, Report)
    assert read.reader == READER
    assert [(one.count_min, one.harm) for one in read.reading.claims] == [(12, "killed")]
    assert pipeline.stats.get_value("crawl/claims") == 1
    keep(database, read)
    assert rows(database, "SELECT count_min, reader FROM claim") == [(12, READER)]


def test_a_report_without_claims_is_read_all_the_same(pipeline: ClaimsPipeline, database: Database):
    read = process(pipeline, report("The weather was fine."))
    keep(database, read)
    assert rows(database, "SELECT reader FROM report_version") == [(READER,)]
    assert pipeline.stats.get_value("crawl/claims") == 0


@pytest.mark.parametrize(
    "item",
    [
        Outcome(publisher="monitor", url=URL, state=State.GONE, reason=Reason.HTTP_STATUS),
        NotModified(publisher="monitor", url=URL, fetched_at=NOW),
    ],
)
def test_what_is_no_report_goes_on_as_it_is(pipeline: ClaimsPipeline, item: Outcome | NotModified):
    assert process(pipeline, item) is item


def test_a_text_that_was_read_is_not_read_again(pipeline: ClaimsPipeline, database: Database):
    keep(database, process(pipeline, report()))
    again = report(fetched_at=NOW + timedelta(days=1))
    assert process(pipeline, again) is again
    assert pipeline.stats.get_value("crawl/claims") == 1
    keep(database, again)
    assert rows(database, "SELECT count_min, reader FROM claim") == [(12, READER)]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE report_versions SET reader = NULL",
        "UPDATE report_versions SET reader = '0.0.1+old'",
        "UPDATE report_versions SET read_published = NULL",
    ],
)
def test_what_another_reader_read_or_for_another_day_is_read_again(
    pipeline: ClaimsPipeline, database: Database, change: str
):
    keep(database, process(pipeline, report()))
    with database.session() as session:
        session.execute(text(change))
        session.execute(text("DELETE FROM claims"))
    keep(database, process(pipeline, report(fetched_at=NOW + timedelta(days=1))))
    assert rows(database, "SELECT count_min, reader FROM claim") == [(12, READER)]


def test_the_day_that_was_known_first_is_the_one_that_is_told(
    pipeline: ClaimsPipeline, database: Database
):
    keep(database, process(pipeline, report()))
    later = report(f"{BODY} More.", published_date=date(2020, 1, 1), fetched_at=NOW)
    keep(database, process(pipeline, later))
    found = "SELECT DISTINCT read_published FROM report_versions"
    assert rows(database, found) == [("2017-04-14",)]
    days = "SELECT DISTINCT date_start FROM claim"
    assert rows(database, days) == rows(database, f"{days} WHERE version = 1")


def fail(*_words: str, **_told: object) -> Reading:
    raise KeyError("12 civilians")


def misquote(_title: str, _subtitle: str, body: str, **_told: object) -> Reading:
    wrong = Claim(
        field=Field.BODY,
        start=0,
        end=3,
        quote=body[1:4],
        harm=Harm.KILLED,
        count_min=1,
        count_max=1,
        claimant="monitor",
    )
    return Reading((wrong,))


@pytest.mark.parametrize("broken", [fail, misquote])
def test_a_fault_of_the_reader_costs_the_claims_and_not_the_report(
    pipeline: ClaimsPipeline,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    broken: object,
):
    monkeypatch.setattr(read_claims, "read_apart", broken)
    for day in (0, 1):
        item = report(fetched_at=NOW + timedelta(days=day))
        assert process(pipeline, item) is item
        keep(database, item)
    assert rows(database, "SELECT title, versions FROM report") == [("Shelling in Idlib", 1)]
    assert rows(database, "SELECT reader FROM report_version") == [(None,)]
    issues = rows(database, "SELECT level, kind, url, detail FROM issue")
    assert [issue[:3] for issue in issues] == [("error", "claims_unread", URL)]
    assert ".py:" in issues[0][3]
    assert pipeline.stats.get_value("crawl/claims_unread") == 2
    assert URL in caplog.text
    assert "12 civilians" not in caplog.text
    monkeypatch.undo()
    keep(database, process(pipeline, report(fetched_at=NOW + timedelta(days=2))))
    assert rows(database, "SELECT count_min, reader FROM claim") == [(12, READER)]


def test_a_fault_leaves_the_claims_that_an_older_reader_found(
    pipeline: ClaimsPipeline, database: Database, monkeypatch: pytest.MonkeyPatch
):
    keep(database, evolve(process(pipeline, report()), reader="0.0.1+old"))
    monkeypatch.setattr(read_claims, "read_apart", fail)
    keep(database, process(pipeline, report(fetched_at=NOW + timedelta(days=1))))
    assert rows(database, "SELECT count_min, reader FROM claim") == [(12, "0.0.1+old")]
