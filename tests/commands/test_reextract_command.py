"""``scrapy reextract``: the stored pages give today's texts, and the same texts where nothing
changed."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rereading.stored_site import (
    OLD,
    changing,
    copy_of,
    crawl_twice,
    search,
    set_words,
    tables,
    views,
)
from running import ROOT, Project
from sqlalchemy import delete, select, update

from storage.locking import hold
from storage.models import (
    Capture,
    Page,
    Report,
    ReportLink,
    ReportUrl,
    ReportVersion,
    SignatureBand,
)
from storage.search_index import index_version, rebuild, unindex_version


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return crawl_twice(tmp_path_factory.mktemp("crawled"))


@pytest.fixture
def copied(crawled: Project, tmp_path: Path) -> Project:
    return copy_of(crawled, tmp_path)


def reextract(project: Project, *arguments: str, status: int = 0) -> str:
    ran = project.scrapy("reextract", *arguments)
    assert ran.status == status, ran.out + ran.err
    return ran.out


def edited_report(project: Project) -> int:
    return int(project.rows("SELECT report_id FROM report WHERE versions = 2 ORDER BY 1")[0][0])


def test_what_was_read_by_todays_rules_stays_row_for_row(copied: Project) -> None:
    before = tables(copied)
    reextract(copied)
    after = tables(copied)
    assert {name for name in before if before[name] != after[name]} == set()


def age_all(project: Project) -> None:
    """Every text with a line that today's rules drop, every field of a report otherwise."""
    with changing(project) as session:
        for version in session.scalars(select(ReportVersion)):
            set_words(session, version, body=f"Share this on Spacebook\n\n{version.body}")
        values = {"sections": [], "tags": [], "author": "Share", "language": "fr"}
        session.execute(update(Report).values(**values, method="generic", published_date=None))
        session.execute(delete(ReportLink))
        session.execute(update(Report).values(duplicate_of=None, similarity=None))


def test_texts_and_fields_of_an_older_release_become_those_of_today(copied: Project) -> None:
    before = views(copied)
    age_all(copied)
    assert search(copied, "spacebook") != []
    reextract(copied)
    after = views(copied)
    for name in before:
        assert after[name] == before[name], name
    assert search(copied, "spacebook") == []
    assert copied.scrapy("verify").status == 0


def test_a_second_run_changes_nothing(copied: Project) -> None:
    age_all(copied)
    reextract(copied)
    before, files = tables(copied), sorted(copied.archive.rglob("*"))
    reextract(copied)
    assert tables(copied) == before
    assert sorted(copied.archive.rglob("*")) == files


def test_a_dry_run_tells_what_would_change_and_writes_nothing(copied: Project) -> None:
    with changing(copied) as session:
        version = session.get_one(ReportVersion, 2)
        set_words(session, version, title=f"{version.title} 4711")
        url = session.get_one(Report, version.report_id).url
    before, files = tables(copied), sorted(copied.archive.rglob("*"))
    out = reextract(copied, "--dry-run")
    assert f"rewritten: {url} version 1: title; figures: 4711 → nothing" in out
    assert tables(copied) == before
    assert sorted(copied.archive.rglob("*")) == files
    assert "4711" not in reextract(copied)
    assert "rewritten" in reextract(copied, "--dry-run")
    assert "figures" not in reextract(copied, "--dry-run")


def split_by_noise(project: Project) -> str:
    """As if an older release had kept a counter that stood beside the text at the second visit."""
    with changing(project) as session:
        head = session.scalars(
            select(Capture)
            .join(ReportVersion, ReportVersion.id == Capture.version_id)
            .where(Capture.crawl_id == 2, Capture.part == 1, ReportVersion.number == 1)
            .order_by(Capture.id)
        ).first()
        assert head is not None
        first = session.get_one(ReportVersion, head.version_id)
        unindex_version(session, first)
        first.is_current = False
        first.extractor = OLD
        first.last_seen_at = first.first_seen_at
        session.flush()
        second = ReportVersion(
            report_id=first.report_id, number=2, is_current=False, title=first.title,
            subtitle=first.subtitle, body="", fingerprint="", method=first.method,
            stored_at=first.stored_at, first_seen_at=head.fetched_at, last_seen_at=head.fetched_at,
        )  # fmt: skip
        session.add(second)
        set_words(session, second, body=f"{first.body}\n\nRead 1234 times")
        second.is_current = True
        session.flush()
        parts = select(Capture).where(Capture.version_id == first.id, Capture.crawl_id == 2)
        for row in session.scalars(parts):
            row.version_id = second.id
        session.get_one(Report, first.report_id).is_sealed = False
        return session.get_one(Report, first.report_id).url


def test_texts_that_differed_by_noise_alone_become_one(copied: Project) -> None:
    before = views(copied)
    url = split_by_noise(copied)
    assert views(copied) != before
    # The word was never indexed, which would be met when it is taken out.
    with changing(copied) as session:
        aged = session.scalars(select(ReportVersion).where(ReportVersion.extractor == OLD))
        assert len(aged.all()) == 2
        rebuild(session)
    assert f"merged: {url} version 2: body; figures: 1234 → nothing" in reextract(
        copied, "--dry-run"
    )
    reextract(copied)
    after = views(copied)
    for name in before:
        assert after[name] == before[name], name
    assert copied.scrapy("verify").status == 0


def join_versions(project: Project) -> int:
    """As if an older release had not seen what was edited: both visits showed one text."""
    report_id = edited_report(project)
    with changing(project) as session:
        first, second = session.scalars(
            select(ReportVersion)
            .where(ReportVersion.report_id == report_id)
            .order_by(ReportVersion.number)
        ).all()
        moved = update(Capture).where(Capture.version_id == second.id)
        session.execute(moved.values(version_id=first.id))
        unindex_version(session, second)
        session.delete(second)
        session.flush()
        first.last_seen_at = second.last_seen_at
        set_words(session, first, body="Only a headline was read.")
        first.is_current = True
        session.flush()
        index_version(session, first)
    return report_id


def test_texts_that_were_taken_for_one_become_two(copied: Project) -> None:
    wanted = "SELECT number, is_current, body, first_seen_at, last_seen_at FROM report_version"
    report_id = edited_report(copied)
    before = copied.rows(f"{wanted} WHERE report_id = ? ORDER BY number", report_id)
    join_versions(copied)
    row = "SELECT min(version_id) FROM report_version WHERE report_id = ?"
    kept = copied.rows(row, report_id)
    reextract(copied)
    assert copied.rows(f"{wanted} WHERE report_id = ? ORDER BY number", report_id) == before
    assert copied.rows(row, report_id) == kept
    assert copied.scrapy("verify").status == 0


def forget_report(project: Project, report_id: int) -> None:
    """As if the rules of then had seen no report on its page."""
    with changing(project) as session:
        mine = select(ReportVersion.id).where(ReportVersion.report_id == report_id)
        version = session.scalars(
            select(ReportVersion).where(
                ReportVersion.report_id == report_id, ReportVersion.is_current
            )
        ).one()
        unindex_version(session, version)
        gone = {"state": "not_report", "reason": "listing_page", "report_id": None}
        session.execute(update(Page).where(Page.report_id == report_id).values(**gone))
        session.execute(
            update(Capture).where(Capture.version_id.in_(mine)).values(version_id=None, part=None)
        )
        for table in (ReportVersion, ReportUrl, ReportLink, SignatureBand):
            session.execute(delete(table).where(table.report_id == report_id))
        session.execute(delete(Report).where(Report.id == report_id))


def test_a_page_that_gave_no_report_then_is_stored_if_it_gives_one_now(copied: Project) -> None:
    ((report_id, url),) = copied.rows(
        "SELECT report_id, url FROM report WHERE url LIKE '%/39500/'"  # of three pages
    )
    texts = "SELECT url, title, body, published_date, author, versions, first_seen_at FROM report"
    pages = "SELECT url, state, reason, attempts, last_fetched_at FROM page ORDER BY url"
    before, known = sorted(copied.rows(texts)), copied.rows(pages)
    forget_report(copied, report_id)
    assert f"late: {url}" in reextract(copied, "--dry-run")
    assert f"late: {url}" in reextract(copied)
    assert sorted(copied.rows(texts)) == before
    states = [row for row in copied.rows(pages) if row[0] == url]
    assert [row[3:] for row in states] == [row[3:] for row in known if row[0] == url]
    assert states[0][1] in {"stored", "unchanged"}


def test_a_report_whose_page_would_be_none_today_stays_and_is_told(copied: Project) -> None:
    with changing(copied) as session:
        protected = session.scalars(
            select(Capture).where(Capture.url.like("%/42000/"), Capture.crawl_id == 2)
        ).one()
        session.execute(
            update(Capture).where(Capture.version_id == 2).values(version_id=None, part=None)
        )
        protected.version_id, protected.part = 2, 1
        report_id = session.get_one(ReportVersion, 2).report_id
        session.get_one(Report, report_id).is_sealed = False
    text = copied.rows("SELECT title, body FROM report_version WHERE version_id = 2")
    for _ in range(2):
        out = reextract(copied, "--report", str(report_id))
        assert "would give no report: password_form" in out
        told = copied.rows("SELECT report_id, level FROM issue WHERE kind = 'reextract_lost'")
        assert told == [(report_id, "warning")]
    assert copied.rows("SELECT title, body FROM report_version WHERE version_id = 2") == text


def test_captures_that_cannot_be_read_are_told_and_cost_no_text(copied: Project) -> None:
    before = views(copied)
    min(copied.archive.rglob("*.warc.gz")).unlink()
    assert "unreadable: http://127.0.0.1" in reextract(copied, status=3)
    assert views(copied) == before


def test_a_run_that_is_killed_is_completed_by_the_next(copied: Project) -> None:
    before = views(copied)
    age_all(copied)
    old = "SELECT count(*) FROM report_version WHERE extractor = ?"
    ((texts,),) = copied.rows(old, OLD)
    running = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "reextract"],
        cwd=ROOT,
        env=copied.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while copied.rows(old, OLD) == [(texts,)]:
        time.sleep(0.01)
    running.kill()
    running.wait()
    assert 0 < copied.rows(old, OLD)[0][0] < texts
    reextract(copied)
    assert views(copied) == before
    assert copied.scrapy("verify").status == 0


def test_one_report_is_read_alone(copied: Project) -> None:
    age_all(copied)
    ((url,),) = copied.rows("SELECT url FROM report WHERE report_id = 4")
    reextract(copied, "--report", url)
    left = copied.rows("SELECT DISTINCT report_id FROM report_version WHERE extractor <> ?", OLD)
    assert left == [(4,)]


def test_it_waits_for_no_crawl(copied: Project) -> None:
    with hold(copied.database, "snhr"):
        ran = copied.scrapy("reextract")
    assert ran.status == 5
    assert "snhr is being crawled" in ran.err


@pytest.mark.parametrize(
    "arguments", [("snhr",), ("--publisher", "nobody"), ("--report", "4711"), ("--report", "x y")]
)
def test_wrong_usage_is_told(copied: Project, arguments: tuple[str, ...]) -> None:
    assert copied.scrapy("reextract", *arguments).status == 2


def test_without_a_database_there_is_nothing_to_read(project: Project) -> None:
    ran = project.scrapy("reextract")
    assert ran.status == 4
    assert not project.database.exists()


def test_the_file_stays_sound(copied: Project) -> None:
    age_all(copied)
    reextract(copied)
    connection = sqlite3.connect(copied.database)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
