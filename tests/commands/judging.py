"""A crawled file of two texts, forged or not, and what ``scrapy verify`` makes of it."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from running import Project
from sites.site import Site

from crawler.evidence.sealing import seal_crawls
from crawler.rereading.verifying import Verdict, verify, verify_report
from pipelines.text import fingerprint
from storage.engine import open_database, open_reader

TWELVE, FIFTEEN = "At least 12 civilians died, they say.", "At least 15 civilians died, they say."


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
