"""What befalls a crawl in the night: another writer at the file, a full disk."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import time
from contextlib import closing
from typing import Any

import pytest
from running import Project
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults

Stored = tuple[Any, ...]
"""URL and body of a report."""
ROOM = 200_000
"""Bytes that a file may still grow, where the disk is as good as full."""


def follow(project: Project, crawl: subprocess.Popen[str]) -> tuple[set[Stored], str, str]:
    """What a reader finds stored while the crawl runs, and all that it writes."""
    committed: set[Stored] = set()
    for _ in range(600):
        try:
            return (committed, *crawl.communicate(timeout=0.1))
        except subprocess.TimeoutExpired:
            committed |= stored(project)
    raise AssertionError("the crawl did not end")


def stored(project: Project) -> set[Stored]:
    return set(project.rows("SELECT url, body FROM report"))


def test_a_database_locked_for_12_seconds_costs_nothing(project: Project) -> None:
    site = plain_site(60, faults=Faults(slow={"*": 0.1}))
    with serve(site) as served:
        crawl = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(3)
        with closing(sqlite3.connect(project.database, isolation_level=None)) as other:
            other.execute("PRAGMA busy_timeout = 30000")
            other.execute("BEGIN IMMEDIATE")
            ((before,),) = project.rows("SELECT count(*) FROM report")
            time.sleep(12)
            assert project.rows("SELECT count(*) FROM report") == [(before,)]
            other.execute("ROLLBACK")
        _, errors = crawl.communicate(timeout=120)
    assert before < 60
    assert crawl.returncode == 0, errors
    assert project.rows("SELECT outcome, failed FROM crawl") == [("complete", 0)]
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(60, 60)]
    assert max(served.targets().values()) == 1


@pytest.mark.parametrize("options", [(), ("-a", "via=listing")], ids=["auto", "listing"])
def test_a_full_disk_ends_the_crawl_and_loses_nothing(
    project: Project, options: tuple[str, ...]
) -> None:
    site = plain_site(60, faults=Faults(slow={"*": 0.05}))
    with serve(site) as served:
        assert project.crawl("snhr", served.origin, *options, "-a", "limit=5").status == 0
        files = [file for file in project.database.parent.rglob("*") if file.is_file()]
        size = max(file.stat().st_size for file in files)

        def fill_disk() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + ROOM, resource.RLIM_INFINITY))

        crawl = project.start_crawl("snhr", served.origin, *options, prepare=fill_disk)
        committed, output, errors = follow(project, crawl)
        assert crawl.returncode == 4, output + errors
        assert "the crawl stops" in errors
        assert project.rows("PRAGMA integrity_check") == [("ok",)]
        kept = stored(project)
        assert committed <= kept
        assert 5 <= len(kept) < 60

        ran = project.crawl("snhr", served.origin, *options)
        assert ran.status == 0, ran.err
    assert kept <= stored(project)
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(60, 60)]
    assert project.rows("SELECT count(*) FROM report_version") == [(60,)]
    assert project.rows("PRAGMA integrity_check") == [("ok",)]
