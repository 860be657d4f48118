"""``scrapy verify`` against somebody who writes the database alone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from judging import (
    report_of,
    seal_as_next_crawl,
    told,
    told_of_report,
    unseal,
    write_words,
)
from rereading.stored_site import OLD
from running import Project

from pipelines.text import fingerprint

Forgery = Callable[[sqlite3.Connection, int], None]


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
