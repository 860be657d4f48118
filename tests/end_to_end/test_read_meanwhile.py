"""The file is read by others at any time: during a crawl, after a kill, after the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Project, Ran
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults

NOBODY = 65534


@pytest.fixture
def project() -> Iterator[Project]:
    """In a folder that others may look into; pytest closes its own to them."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Project(Path(folder) / "reports.sqlite")


def read_by_shell(database: Path, user: int | None = None) -> Ran:
    """The count of reports by SQLite's own shell, without any patience for locks."""
    done = subprocess.run(
        ["sqlite3", "-batch", f"file:{database}?mode=ro", "SELECT count(*) FROM report"],
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def readers() -> list[int | None]:
    """The user of these tests, and where they can be had the rights of nobody."""
    return [None, NOBODY] if os.geteuid() == 0 else [None]


def check_reading(project: Project, stored: int) -> int:
    """Every reader finds the reports, no fewer than before."""
    for user in readers():
        ran = read_by_shell(project.database, user)
        assert (ran.status, ran.err) == (0, ""), user
        assert int(ran.out) >= stored
    ran = project.scrapy("search", "civilians")
    assert ran.status == 0, ran.err
    assert "Traceback" not in ran.err
    return int(read_by_shell(project.database).out)


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="not installed: sqlite3")
def test_a_reader_is_never_turned_away(project: Project) -> None:
    faults = Faults(slow={"*": 0.2})
    with serve(plain_site(60, faults=faults)) as served:
        crawl = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(1)
        stored = 1
        for _ in range(3):
            project.wait_for_reports(stored + 1)
            # Held wherever it is, so that it cannot come to its end while it is read.
            crawl.send_signal(signal.SIGSTOP)
            stored = check_reading(project, stored)
            crawl.send_signal(signal.SIGCONT)
        assert stored < 60
        crawl.kill()
        crawl.communicate(timeout=60)
        assert project.database.with_name("reports.sqlite-wal").stat().st_size > 0
        stored = check_reading(project, stored)
        faults.slow.clear()
        assert project.crawl("snhr", served.origin).status == 0
    assert check_reading(project, stored) == 60
    assert project.database.with_name("reports.sqlite-wal").stat().st_size == 0
