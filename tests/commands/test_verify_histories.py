"""``scrapy verify`` on files that have seen much, and hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from judging import (
    FIFTEEN,
    TWELVE,
    crawl,
    edit,
    judge,
    seal_as_next_crawl,
    told,
    told_of_report,
    unseal,
    write_words,
)
from rereading.older_release import before_captures, seal_as_older, split_by_noise
from rereading.stored_site import changing, set_words
from running import HASTE, Project
from sites.newspaper import post_page
from sites.server import serve
from sites.sets import newspaper_site, plain_site
from sites.site import Site
from sites.wayback import WaybackMachine, serve_wayback
from sqlalchemy import select
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.publishers import SEEDS, load_publisher
from crawler.rereading.reextracting import Reextraction
from storage.engine import open_database
from storage.models import ReportVersion

# warcio does not close the buffers of records.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")


def all_is_well(project: Project) -> None:
    assert told(project) == ""
    for (report_id,) in project.rows("SELECT report_id FROM report"):
        assert told_of_report(project, report_id) == ""


def test_edits_confirmations_and_absences_are_no_damage(project: Project) -> None:
    site = plain_site(3, validators=True)
    edit(site, TWELVE, 1)
    with serve(site) as served:
        for step, sentence in enumerate((TWELVE, FIFTEEN, TWELVE, "")):
            if sentence:
                edit(site, sentence, step + 1)
            crawl(project, served.origin, *(() if step % 2 else ("-a", "refresh=all")))
            all_is_well(project)
        path = site.path_of(site.posts[1])
        for gone in ({path: 410}, {}):
            site.faults = replace(site.faults, gone=gone)
            crawl(project, served.origin, "-a", "refresh=all")
            all_is_well(project)
    assert project.rows("SELECT max(versions) FROM report") == [(2,)]


def test_a_killed_crawl_is_no_damage_before_and_after_it_is_sealed(project: Project) -> None:
    site = plain_site(12)
    with serve(site) as served:
        running = project.start_crawl("snhr", served.origin, "-s", "DOWNLOAD_DELAY=0.2")
        project.wait_for_reports(3)
        all_is_well(project)
        running.kill()
        running.communicate()
        all_is_well(project)
        crawl(project, served.origin)
    all_is_well(project)
    assert project.rows("SELECT count(*) FROM manifests") == [(2,)]


def test_a_manifest_whose_run_died_before_its_row_is_no_damage(copied: Project) -> None:
    with closing(sqlite3.connect(copied.database)) as db, db:
        db.execute("DELETE FROM manifests WHERE crawl_id = 2")
        db.execute("UPDATE reports SET is_sealed = 0")
    all_is_well(copied)
    seal_as_next_crawl(copied)
    all_is_well(copied)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (1, 2, 0, 1)])
def test_archives_in_any_order_are_no_damage(
    project: Project, tmp_path: Path, order: tuple[int, ...]
) -> None:
    site = plain_site(2, base="https://snhr.org")
    for year, sentence in enumerate((TWELVE, FIFTEEN, TWELVE)):
        edit(site, sentence, 1)
        write_archive(tmp_path / f"{year}.warc.gz", site, 2017 + year)
    for year in order:
        pattern = tmp_path / f"{year}.warc.gz"
        assert project.scrapy("crawl", "snhr", "-a", f"archive={pattern}").status == 0
        all_is_well(project)


def write_archive(path: Path, site: Site, year: int) -> None:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for post in site.posts:
            head = [("Content-Type", "text/html; charset=utf-8")]
            record = writer.create_warc_record(
                site.url_of(post),
                "response",
                BytesIO(post_page(site, post).encode()),
                http_headers=StatusAndHeaders("200 OK", head, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": f"{year}-05-01T00:00:00Z"},
            )
            writer.write_record(record)


def test_copies_of_the_wayback_machine_are_no_damage(project: Project) -> None:
    site = newspaper_site(3)
    site.base = "http://syriatimes.sy"
    machine = WaybackMachine()
    post = site.posts[0]
    for year, figure in ((2019, 415), (2018, 12), (2020, 415)):
        site.posts[0] = replace(post, blocks=(f"The toll rose to {figure}.", *post.blocks))
        machine.keep(site, site.path_of(post), datetime(year, 2, 3, tzinfo=UTC))
        with serve_wayback(machine) as origin:
            options = ("-a", "via=wayback", "-a", f"origin={origin}", *HASTE)
            assert project.scrapy("crawl", "syriatimes", *options).status == 0
        all_is_well(project)
    assert project.rows("SELECT versions FROM report") == [(2,)]


@pytest.fixture
def aged(copied: Project) -> Project:
    """As if an older release had crawled: every text with a line that today's rules drop."""
    with changing(copied) as session:
        for version in session.scalars(select(ReportVersion)):
            set_words(session, version, body=f"Share this on Spacebook\n\n{version.body}")
    seal_as_older(copied)
    return copied


def reread(project: Project, reports: int | None = None) -> None:
    """As ``scrapy reextract``, up to where it would seal."""
    database = open_database(project.url)
    try:
        again = Reextraction(database, load_publisher(SEEDS / "snhr.toml"), 1, project.archive)
        for report_id in again.work()[0][:reports]:
            again.reread_report(report_id)
    finally:
        database.close()


def test_texts_of_an_older_release_are_told_and_no_damage(aged: Project) -> None:
    all_is_well(aged)
    assert len(judge(aged).unproven.older_extractor) == 4
    ran = aged.scrapy("verify")
    assert ran.status == 0
    assert "older extractor: version" in ran.out


@pytest.mark.parametrize("reports", [1, 2, None])
def test_a_reextraction_is_no_damage_wherever_it_stops(aged: Project, reports: int | None) -> None:
    reread(aged, reports)
    all_is_well(aged)
    seal_as_next_crawl(aged)
    all_is_well(aged)
    assert aged.scrapy("reextract").status == 0
    all_is_well(aged)
    assert judge(aged).unproven.older_extractor == []


@pytest.mark.parametrize("is_stopped", [True, False])
def test_texts_that_a_reextraction_joins_are_no_damage(
    project: Project, *, is_stopped: bool
) -> None:
    site = plain_site(2)
    with serve(site) as served:
        for _ in range(2):
            crawl(project, served.origin, "-a", "refresh=all")
        split_by_noise(project)
        seal_as_older(project)
        all_is_well(project)
        reread(project)
        all_is_well(project)
        if is_stopped:
            seal_as_next_crawl(project)
        assert project.scrapy("reextract").status == 0
        all_is_well(project)
        assert project.rows("SELECT max(versions) FROM report") == [(1,)]
        # SQLite gives the id of the text that went to this one.
        edit(site, FIFTEEN, 1, post=1)
        crawl(project, served.origin)
    all_is_well(project)
    assert project.rows("SELECT max(version_id), count(*) FROM report_version") == [(3, 3)]


def test_a_file_of_the_first_release_is_no_damage(project: Project) -> None:
    site = plain_site(3)
    edit(site, TWELVE, 1)
    with serve(site) as served:
        crawl(project, served.origin)
        before_captures(project)
        all_is_well(project)
        crawl(project, served.origin)
        all_is_well(project)
        edit(site, FIFTEEN, 2)
        crawl(project, served.origin, "-a", "refresh=all")
        all_is_well(project)
        assert project.scrapy("reextract").status == 0
        all_is_well(project)
    assert project.rows("SELECT max(versions) FROM report") == [(2,)]


def test_forged_words_of_the_first_release_are_found_once_sealed(project: Project) -> None:
    site = plain_site(2)
    edit(site, FIFTEEN, 1)
    with serve(site) as served:
        crawl(project, served.origin)
        before_captures(project)
        crawl(project, served.origin)
    ((report_id,),) = project.rows("SELECT report_id FROM report WHERE body LIKE '%15 civ%'")
    with closing(sqlite3.connect(project.database)) as db, db:
        db.execute("UPDATE report_versions SET number = 2 WHERE report_id = ?", (report_id,))
        write_words(db, report_id, "3")
        db.execute("UPDATE report_versions SET number = 1 WHERE report_id = ?", (report_id,))
        unseal(db, report_id)
    assert "changed by no re-extraction" in told(project)
