"""One crawl of a publisher at a time on a file; crawls of several publishers side by side."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from running import Project
from sites.server import serve
from sites.sets import news_site, plain_site
from sites.site import Faults

HELD = 3.0
"""Seconds an answer takes while a crawl must not come to its end yet."""


def wait_for_ends(crawls: list[subprocess.Popen[str]], count: int) -> None:
    """Until so many have ended, or a minute."""
    for _ in range(600):
        if sum(crawl.poll() is not None for crawl in crawls) >= count:
            return
        time.sleep(0.1)
    raise AssertionError(f"of {len(crawls)} crawls fewer than {count} ended within a minute")


def test_of_three_crawls_started_at_once_one_runs_and_two_leave(project: Project) -> None:
    faults = Faults(slow={"*": HELD})
    with serve(plain_site(20, faults=faults)) as served:
        crawls = [project.start_crawl("snhr", served.origin) for _ in range(3)]
        wait_for_ends(crawls, 2)
        faults.slow.clear()
        errors = {crawl.pid: crawl.communicate(timeout=60)[1] for crawl in crawls}
    assert sorted(crawl.returncode for crawl in crawls) == [0, 5, 5], errors
    for crawl in crawls:
        told = errors[crawl.pid]
        assert "Traceback" not in told
        assert (f"snhr is being crawled into {project.database}" in told) == bool(crawl.returncode)
    assert project.rows("SELECT outcome FROM crawl") == [("complete",)]
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(20, 20)]
    assert project.rows("SELECT count(*) FROM report_version") == [(20,)]
    assert max(served.targets().values()) == 1
    assert project.rows("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize("name", ["reports.sqlite", "folder/reports.sqlite", "file.sqlite"])
def test_the_second_crawl_names_the_first_by_whatever_name_it_knows_the_file(
    project: Project, tmp_path: Path, name: str
) -> None:
    (tmp_path / "folder").symlink_to(tmp_path)
    (tmp_path / "file.sqlite").symlink_to(project.database)
    faults = Faults(slow={"*": 0.2})
    with serve(plain_site(60, faults=faults)) as served:
        first = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(1)
        faults.slow["*"] = HELD
        second = Project(tmp_path / name).crawl("snhr", served.origin)
        faults.slow.clear()
        _, errors = first.communicate(timeout=60)
    assert second.status == 5
    assert f"into {project.database} by process {first.pid} on " in second.err
    assert "let that crawl come to its end" in second.err
    assert second.out == ""
    assert first.returncode == 0, errors
    assert project.rows("SELECT count(*) FROM crawl") == [(1,)]


def test_two_publishers_are_crawled_into_one_file_at_once(project: Project) -> None:
    monitor, news = plain_site(30, faults=Faults(slow={"*": 0.05})), news_site(20)
    with serve(monitor) as served, serve(news) as other:
        crawls = [
            project.start_crawl("snhr", served.origin),
            project.start_crawl("iraqinews", other.origin),
        ]
        errors = [crawl.communicate(timeout=120)[1] for crawl in crawls]
    assert [crawl.returncode for crawl in crawls] == [0, 0], errors
    assert project.rows("SELECT publisher, outcome FROM crawl ORDER BY publisher") == [
        ("iraqinews", "complete"),
        ("snhr", "complete"),
    ]
    stored = dict(project.rows("SELECT publisher, count(DISTINCT url) FROM report GROUP BY 1"))
    assert stored == {"iraqinews": len(news.posts), "snhr": 30}
    assert project.rows("PRAGMA integrity_check") == [("ok",)]


def test_the_next_crawl_starts_at_once_after_a_kill(project: Project) -> None:
    with serve(plain_site(20, faults=Faults(slow={"*": 0.2}))) as served:
        first = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(1)
        first.kill()
        first.communicate(timeout=60)
        assert project.database.with_name(".reports.sqlite.snhr.lock").exists()
        served.sites[0].faults.slow.clear()
        ran = project.crawl("snhr", served.origin)
    assert ran.status == 0, ran.err
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(20, 20)]
