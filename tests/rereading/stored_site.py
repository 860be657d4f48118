"""A crawled site in a file of the test's own, and its file made to look as an older release's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from running import Project
from sites.server import serve
from sites.sets import monitor_sites
from sqlalchemy.orm import Session

from pipelines.read_claims import read_words
from pipelines.text import fingerprint
from storage.claims import Read, write_claims
from storage.engine import open_database
from storage.models import Report, ReportVersion
from storage.search_index import index_version, unindex_version

OLD = "0.0.1+000000000000"
VIEWS = ("report", "report_version", "report_url", "report_link", "page", "issue")


def crawl_twice(folder: Path) -> Project:
    """Every trap of a monitor's site; of three posts a text changes before the second crawl."""
    project = Project(folder / "reports.sqlite")
    sites = monitor_sites(4)
    with serve(*sites) as served:
        ran = project.crawl("snhr", served.origin)
        assert ran.status == 0, ran.err
        for post in [*sites[0].posts[1:3], sites[1].posts[0]]:
            site = sites[0] if post in sites[0].posts else sites[1]
            edited = (*post.blocks, "The toll has since risen to 99.")
            site.edit(post.id, post.published + timedelta(days=2), blocks=edited)
        assert project.crawl("snhr", served.origin, "-a", "refresh=all").status == 0
    return project


def copy_of(project: Project, folder: Path) -> Project:
    shutil.copytree(project.database.parent, folder / "copy")
    return Project(folder / "copy" / project.database.name)


def views(project: Project, *names: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the views people query."""
    found = {name: project.rows(f"SELECT * FROM {name}") for name in names or VIEWS}  # noqa: S608 -- names of ours
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def tables(project: Project) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, those of the search indexes included."""
    found = project.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        name: project.rows(f"SELECT * FROM {name}")  # noqa: S608 -- names from the file itself
        for (name,) in found
        if not name.endswith("_idx")
    }


@contextmanager
def changing(project: Project) -> Iterator[Session]:
    """One transaction on the project's file, by the project's own code."""
    database = open_database(project.url)
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()


def set_words(session: Session, version: ReportVersion, **words: str) -> None:
    """Give a version the words, and their claims, that some older release read."""
    if version.is_current:
        unindex_version(session, version)
    for name, value in words.items():
        setattr(version, name, value)
    version.fingerprint = fingerprint(version.title, version.subtitle, version.body)
    version.extractor = OLD
    session.flush()
    if version.is_current:
        index_version(session, version)
    read_as_older(session, version)


def read_as_older(session: Session, version: ReportVersion) -> None:
    """Let some older release have read what is claimed; of that no seal knows."""
    report = session.get_one(Report, version.report_id)
    is_sealed = report.is_sealed
    told = {"language": report.language, "published": report.published_date}
    reading = read_words((version.title, version.subtitle, version.body), publisher="snhr", **told)
    write_claims(session, version, Read(reading, OLD, **told))
    report.is_sealed = is_sealed
    session.flush()


def search(project: Project, word: str) -> list[tuple[Any, ...]]:
    return project.rows("SELECT rowid FROM report_words WHERE report_words MATCH ?", word)
