"""``scrapy verify`` against somebody who writes the database alone, and against false alarm."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from rereading.older_release import before_captures, seal_as_older, split_by_noise
from rereading.stored_site import OLD, changing, set_words
from running import HASTE, Project
from sites.newspaper import post_page
from sites.server import serve
from sites.sets import newspaper_site, plain_site
from sites.site import Site
from sites.wayback import WaybackMachine, serve_wayback
from sqlalchemy import select
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.evidence.sealing import seal_crawls
from crawler.publishers import SEEDS, load_publisher
from crawler.rereading.reextracting import Reextraction
from crawler.rereading.verifying import Verdict, verify, verify_report
from pipelines.text import fingerprint
from storage.engine import open_database, open_reader
from storage.models import ReportVersion

# warcio does not close the buffers of records.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

TWELVE, FIFTEEN = "At least 12 civilians died, they say.", "At least 15 civilians died, they say."
Forgery = Callable[[sqlite3.Connection, int], None]


def edit(site: Site, sentence: str, days: int, post: int = 0) -> None:
    """Give a post another last sentence, and a later moment of change."""
    edited = site.posts[post]
    blocks = (*edited.blocks[:-1], sentence)
    site.edit(edited.id, edited.published + timedelta(days=days), blocks=blocks)


def crawl(project: Project, origin: str, *options: str) -> None:
    ran = project.crawl("snhr", origin, *options)
    assert ran.status == 0, ran.err


def judge(project: Project) -> Verdict:
    database = open_reader(project.url)
    try:
        with database.reading() as session:
            return verify(session, project.archive, lambda: None)
    finally:
        database.close()


def told(project: Project) -> str:
    return "\n".join(damage.line for damage in judge(project).damages)


def told_of_report(project: Project, report_id: int) -> str:
    """What stops its export."""
    database = open_reader(project.url)
    try:
        with database.reading() as session:
            found = verify_report(session, project.archive, report_id)
    finally:
        database.close()
    return "\n".join(damage.line for damage in found)


def seal_as_next_crawl(project: Project) -> None:
    database = open_database(project.url)
    try:
        seal_crawls(database, project.archive, "snhr", 1, {})
    finally:
        database.close()


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of 12 that became one of 15, and others that stayed."""
    folder = tmp_path_factory.mktemp("crawled")
    project, site = Project(folder / "reports.sqlite"), plain_site(3)
    edit(site, TWELVE, 1)
    with serve(site) as served:
        crawl(project, served.origin)
        edit(site, FIFTEEN, 2)
        crawl(project, served.origin)
    return folder


@pytest.fixture
def copied(crawled: Path, tmp_path: Path) -> Project:
    shutil.copytree(crawled, tmp_path / "copy")
    return Project(tmp_path / "copy" / "reports.sqlite")


def report_of(project: Project) -> int:
    ((report_id,),) = project.rows("SELECT report_id FROM report WHERE versions = 2")
    return int(report_id)


def write_words(db: sqlite3.Connection, report: int, other: str, **columns: object) -> None:
    """Another figure for 15, with the fingerprint that goes with it."""
    version_id, title, subtitle, body = db.execute(
        "SELECT id, title, subtitle, body FROM report_versions WHERE report_id = ? AND number = 2",
        (report,),
    ).fetchone()
    body = body.replace("15 civ", f"{other} civ")
    values = {"body": body, "fingerprint": fingerprint(title, subtitle, body), **columns}
    assignments = ", ".join(f"{name} = ?" for name in values)
    db.execute(
        f"UPDATE report_versions SET {assignments} WHERE id = ?",  # noqa: S608 -- names of ours
        (*values.values(), version_id),
    )


def unseal(db: sqlite3.Connection, report: int) -> None:
    db.execute("UPDATE reports SET is_sealed = 0 WHERE id = ?", (report,))


def take_captures(db: sqlite3.Connection, report: int, number: int) -> None:
    db.execute(
        "UPDATE captures SET version_id = NULL, part = NULL WHERE version_id ="
        " (SELECT id FROM report_versions WHERE report_id = ? AND number = ?)",
        (report, number),
    )


def words_of_an_older_extractor(db: sqlite3.Connection, report: int) -> None:
    write_words(db, report, "3", extractor=OLD)
    unseal(db, report)


def words_by_todays_name(db: sqlite3.Connection, report: int) -> None:
    write_words(db, report, "3")
    unseal(db, report)


def words_without_captures(db: sqlite3.Connection, report: int) -> None:
    write_words(db, report, "3")
    take_captures(db, report, 2)
    unseal(db, report)


def words_whose_captures_went_to_the_first(db: sqlite3.Connection, report: int) -> None:
    write_words(db, report, "3")
    db.execute(
        "UPDATE captures SET version_id = (SELECT id FROM report_versions WHERE report_id = ?1 AND"
        " number = 1) WHERE version_id IN (SELECT id FROM report_versions WHERE report_id = ?1)",
        (report,),
    )
    unseal(db, report)


def captures_taken(db: sqlite3.Connection, report: int) -> None:
    take_captures(db, report, 1)
    unseal(db, report)


def further_text(db: sqlite3.Connection, report: int, extractor: str | None = None) -> int:
    names = [row[1] for row in db.execute("PRAGMA table_info(report_versions)")][1:]
    listed = ", ".join(names)
    found = db.execute(
        f"SELECT {listed} FROM report_versions WHERE report_id = ? AND number = 2",  # noqa: S608 -- names of ours
        (report,),
    ).fetchone()
    row = dict(zip(names, found, strict=True))
    row["body"] = row["body"].replace("15 civ", "150 civ")
    row |= {"fingerprint": fingerprint(row["title"], row["subtitle"], row["body"]), "number": 3}
    row["extractor"] = extractor or row["extractor"]
    db.execute("UPDATE report_versions SET is_current = 0 WHERE report_id = ?", (report,))
    marks = ", ".join("?" * len(row))
    added = db.execute(
        f"INSERT INTO report_versions ({listed}) VALUES ({marks})",  # noqa: S608 -- names of ours
        list(row.values()),
    )
    unseal(db, report)
    assert added.lastrowid is not None
    return added.lastrowid


def text_without_capture(db: sqlite3.Connection, report: int) -> None:
    further_text(db, report)


def text_without_capture_of_no_extractor(db: sqlite3.Connection, report: int) -> None:
    version_id = further_text(db, report)
    db.execute("UPDATE report_versions SET extractor = NULL WHERE id = ?", (version_id,))


def text_of_an_older_extractor_with_a_capture_of_others(
    db: sqlite3.Connection, report: int
) -> None:
    version_id = further_text(db, report, OLD)
    db.execute(
        "UPDATE captures SET version_id = ?, part = 1 WHERE id ="
        " (SELECT max(id) FROM captures WHERE version_id IS NULL AND status = 200)",
        (version_id,),
    )


def first_text_deleted(db: sqlite3.Connection, report: int) -> None:
    take_captures(db, report, 1)
    db.execute("DELETE FROM report_versions WHERE report_id = ? AND number = 1", (report,))
    db.execute("UPDATE report_versions SET number = 1 WHERE report_id = ?", (report,))
    unseal(db, report)


def first_text_given_to_the_second(db: sqlite3.Connection, report: int) -> None:
    db.execute(
        "UPDATE captures SET version_id = (SELECT id FROM report_versions WHERE report_id = ?1 AND"
        " number = 2) WHERE version_id IN (SELECT id FROM report_versions WHERE report_id = ?1)",
        (report,),
    )
    first_text_deleted(db, report)


def report_deleted(db: sqlite3.Connection, report: int) -> None:
    for number in (1, 2):
        take_captures(db, report, number)
    db.execute("UPDATE pages SET report_id = NULL WHERE report_id = ?", (report,))
    for table in ("report_urls", "report_links", "report_versions"):
        db.execute(f"DELETE FROM {table} WHERE report_id = ?", (report,))  # noqa: S608 -- names of ours
    db.execute("DELETE FROM reports WHERE id = ?", (report,))


def older_text_made_current(db: sqlite3.Connection, report: int) -> None:
    db.execute("UPDATE report_versions SET is_current = 0 WHERE report_id = ?", (report,))
    db.execute(
        "UPDATE report_versions SET is_current = 1 WHERE report_id = ? AND number = 1", (report,)
    )


def older_text_seen_last(db: sqlite3.Connection, report: int) -> None:
    older_text_made_current(db, report)
    db.execute(
        "UPDATE report_versions SET last_seen_at = (SELECT max(finished_at) FROM crawls)"
        " WHERE report_id = ? AND number = 1",
        (report,),
    )


def numbers_swapped(db: sqlite3.Connection, report: int) -> None:
    for change in ("-number", "3 + number"):
        db.execute(f"UPDATE report_versions SET number = {change} WHERE report_id = ?", (report,))  # noqa: S608 -- from above


def all_statements(*statements: str) -> Forgery:
    def forge(db: sqlite3.Connection, report: int) -> None:
        for statement in statements:
            assert db.execute(statement, {"report": report}).rowcount > 0

    return forge


FORGERIES: dict[str, tuple[Forgery, str]] = {
    one.__name__: (one, words)
    for one, words in (
        (words_of_an_older_extractor, "changed by no re-extraction"),
        (words_by_todays_name, "in capture"),
        (words_without_captures, "changed by no re-extraction"),
        (words_whose_captures_went_to_the_first, "changed by no re-extraction"),
        (captures_taken, "none any more"),
        (text_without_capture, "captures that show it, or a manifest"),
        (text_without_capture_of_no_extractor, "captures that show it, or a manifest"),
        (text_of_an_older_extractor_with_a_capture_of_others, "a manifest that names it"),
        (first_text_deleted, "no other text from its captures"),
        (first_text_given_to_the_second, "no other text from its captures"),
        (report_deleted, "no other text from its captures"),
        (older_text_made_current, "not to be current"),
        (older_text_seen_last, "when another text stood there"),
        (numbers_swapped, "number 1, by when it was first seen"),
    )
} | {
    "seen_in_2030": (
        all_statements(
            "UPDATE report_versions SET last_seen_at = '2030-01-01T00:00:00Z'"
            " WHERE report_id = :report"
        ),
        "when the last crawl ended",
    ),
    "seen_before_it_was": (
        all_statements(
            "UPDATE report_versions SET first_seen_at = '2020-01-01T00:00:00Z'"
            " WHERE report_id = :report AND number = 2",
            "UPDATE reports SET is_sealed = 0 WHERE id = :report",
        ),
        "as its captures show",
    ),
    "seen_less_long": (
        all_statements(
            "UPDATE report_versions SET last_seen_at = '2020-01-01T00:00:00Z'"
            " WHERE report_id = :report AND number = 2"
        ),
        "as its captures show",
    ),
    "start_of_a_crawl": (
        all_statements("UPDATE crawls SET started_at = '2001-01-01T00:00:00Z' WHERE id = 2"),
        "crawl 2 of snhr: expected started_at",
    ),
    "outcome_of_a_crawl": (
        all_statements("UPDATE crawls SET outcome = 'killed' WHERE id = 2"),
        "crawl 2 of snhr: expected outcome",
    ),
    "options_of_a_crawl": (
        all_statements('UPDATE crawls SET options = \'{"archive": "x"}\' WHERE id = 2'),
        "crawl 2 of snhr: expected options",
    ),
    "counts_of_a_crawl": (
        all_statements("UPDATE crawls SET fetched = 999 WHERE id = 1"),
        "crawl 1 of snhr: expected fetched",
    ),
    "archive_of_a_crawl": (
        all_statements("UPDATE crawls SET archive = 'snhr/other' WHERE id = 1"),
        "crawl 1 of snhr: expected archive",
    ),
}
OF_CRAWLS = {name for name in FORGERIES if name.endswith("of_a_crawl")}


@pytest.mark.parametrize("name", FORGERIES)
def test_what_is_written_into_the_database_alone_is_found(copied: Project, name: str) -> None:
    forge, words = FORGERIES[name]
    report_id = report_of(copied)
    with closing(sqlite3.connect(copied.database)) as db, db:
        forge(db, report_id)
    assert words in told(copied)
    if name not in OF_CRAWLS | {"report_deleted"}:
        assert words in told_of_report(copied, report_id)


SEALED_LATER = (
    *(words_of_an_older_extractor, words_by_todays_name, words_without_captures, captures_taken),
    *(text_without_capture, text_without_capture_of_no_extractor, first_text_deleted),
    *(text_of_an_older_extractor_with_a_capture_of_others, words_whose_captures_went_to_the_first),
)


@pytest.mark.parametrize("forge", SEALED_LATER)
def test_the_next_manifest_makes_no_forgery_good(copied: Project, forge: Forgery) -> None:
    with closing(sqlite3.connect(copied.database)) as db, db:
        forge(db, report_of(copied))
    seal_as_next_crawl(copied)
    assert copied.rows("SELECT count(*) FROM manifests") == [(3,)]
    assert told(copied) != ""


def test_a_last_manifest_that_loses_its_row_still_holds(copied: Project) -> None:
    with closing(sqlite3.connect(copied.database)) as db, db:
        db.execute("DELETE FROM manifests WHERE crawl_id = 2")
        words_of_an_older_extractor(db, report_of(copied))
    assert "changed by no re-extraction" in told(copied)


def test_a_file_beside_those_of_a_sealed_crawl_is_found(copied: Project) -> None:
    first = min(copied.archive.rglob("*.warc.gz"))
    shutil.copy(first, first.with_name(first.name.replace("-00001", "-00002")))
    assert "a file beside it" in told(copied)


def test_a_forged_report_is_not_exported(copied: Project, tmp_path: Path) -> None:
    report_id = report_of(copied)
    with closing(sqlite3.connect(copied.database)) as db, db:
        first_text_deleted(db, report_id)
    out = str(tmp_path / "out")
    ran = copied.scrapy("export", "--evidence", str(report_id), "--output", out)
    assert ran.status == 4
    assert "no other text from its captures" in ran.err
    assert not (tmp_path / "out").exists()


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
