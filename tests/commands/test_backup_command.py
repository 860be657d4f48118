"""``scrapy backup FILE``: what it writes, tells, refuses, and leaves when it is ended."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from judging import crawl
from running import ROOT, Project
from sites.server import serve
from sites.sets import plain_site


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawled")
    with serve(plain_site(3)) as served:
        crawl(Project(folder / "reports.sqlite"), served.origin)
    return folder


@pytest.fixture
def project(crawled: Path, tmp_path: Path) -> Project:
    shutil.copytree(crawled, tmp_path / "live")
    return Project(tmp_path / "live" / "reports.sqlite")


def test_it_tells_what_was_copied_and_what_else_must_be(project: Project, tmp_path: Path) -> None:
    copy = Project(tmp_path / "copy.sqlite")
    ran = project.scrapy("backup", str(copy.database))
    assert (ran.status, ran.err) == (0, "")
    assert f"{project.database} copied to {copy.database}" in ran.out
    assert "3 reports" in ran.out
    assert f"copy {project.archive}, too: the copy refers to 2 files there" in ran.out
    assert "MISSING" not in ran.out
    assert copy.rows("SELECT * FROM report") == project.rows("SELECT * FROM report")


def test_as_json_it_names_each_file_with_all_bytes(project: Project, tmp_path: Path) -> None:
    ran = project.scrapy("backup", str(tmp_path / "copy.sqlite"), "--json")
    told = json.loads(ran.out)
    files = sorted(path for path in project.archive.rglob("*") if path.is_file())
    assert told["archive_files"] == [str(file.relative_to(project.archive)) for file in files]
    assert told["archive_bytes"] == sum(file.stat().st_size for file in files)
    assert told["archive_dir"] == str(project.archive)
    assert (told["elsewhere"], told["missing"], told["reports"]) == ([], [], 3)
    assert told["bytes"] == Path(told["copy"]).stat().st_size
    assert {"sha256", "schema", "database"} <= set(told)


def test_an_archive_of_others_is_named_where_it_lies(tmp_path: Path) -> None:
    project = Project(tmp_path / "reports.sqlite")
    sample = ROOT / "seeds/sample/sample.warc.gz"
    assert project.scrapy("crawl", "syriatimes", "-a", f"archive={sample}").status == 0
    ran = project.scrapy("backup", str(tmp_path / "copy.sqlite"))
    assert f"and keep where it is: {sample.resolve()}" in ran.out


def test_captures_that_are_not_there_are_told_and_the_database_is_copied(
    project: Project, tmp_path: Path
) -> None:
    next(project.archive.rglob("*.warc.gz")).unlink()
    ran = project.scrapy("backup", str(tmp_path / "copy.sqlite"))
    assert ran.status == 0
    assert "MISSING 1 files" in ran.out
    ran = project.scrapy(
        "backup", str(tmp_path / "copy.sqlite"), "--force", "--json", ARCHIVE_DIR="elsewhere"
    )
    assert len(json.loads(ran.out)["missing"]) == 2


def test_a_file_that_is_there_is_replaced_by_force_only(project: Project, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_text("mine")
    ran = project.scrapy("backup", str(copy))
    assert ran.status == 2
    assert f"{copy} is there already: name another file, or --force" in ran.err
    assert copy.read_text() == "mine"
    assert project.scrapy("backup", str(copy), "--force").status == 0
    assert Project(copy).rows("SELECT count(*) FROM report") == [(3,)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "name one file to write (given: none)"),
        ([""], "name one file"),
        (["one", "two"], "given: one two"),
        (["."], "is a folder: name a file in it"),
        (["/dev/null", "--force"], "is no file"),
    ],
)
def test_wrong_usage_says_what_to_do(project: Project, arguments: list[str], told: str) -> None:
    ran = project.scrapy("backup", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("name", ["reports.sqlite", "link", "second name"])
def test_the_database_is_never_replaced_by_its_copy(project: Project, name: str) -> None:
    target = project.database.with_name(name)
    if name == "link":
        target.symlink_to(project.database)
    elif name == "second name":
        target.hardlink_to(project.database)
    before = project.database.read_bytes()
    ran = project.scrapy("backup", str(target), "--force")
    assert ran.status == 2
    assert "is the database itself" in ran.err
    assert project.database.read_bytes() == before


@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_what_stands_beside_the_database_is_never_replaced(project: Project, end: str) -> None:
    side = project.database.with_name(project.database.name + end)
    before = side.read_bytes() if side.exists() else None
    ran = project.scrapy("backup", str(side), "--force")
    assert ran.status == 2
    assert "belongs to the database itself" in ran.err
    assert (side.read_bytes() if side.exists() else None) == before


def test_a_link_is_followed(project: Project, tmp_path: Path) -> None:
    link, disk = tmp_path / "newest.sqlite", tmp_path / "disk"
    disk.mkdir()
    link.symlink_to(disk / "copy.sqlite")
    assert project.scrapy("backup", str(link)).status == 0
    assert link.is_symlink()
    assert (disk / "copy.sqlite").is_file()


@pytest.mark.parametrize(
    ("url", "status", "told"),
    [
        ("sqlite:///nowhere/reports.sqlite", 4, "no database at"),
        ("postgresql://localhost/reports", 2, "SQLite only"),
        (f"sqlite:///{ROOT}/README.md", 4, "is not a SQLite database"),
    ],
)
def test_what_is_no_database_is_told(
    project: Project, tmp_path: Path, url: str, status: int, told: str
) -> None:
    ran = project.scrapy("backup", str(tmp_path / "copy.sqlite"), DATABASE_URL=url)
    assert ran.status == status
    assert told in ran.err
    assert not (tmp_path / "copy.sqlite").exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no other folder refuses root")
def test_a_folder_that_takes_no_file_is_status_4(project: Project) -> None:
    ran = project.scrapy("backup", "/proc/copy.sqlite")
    assert ran.status == 4
    assert "cannot be written" in ran.err


def grow(database: Path) -> None:
    """So large that its copy takes some seconds."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE ballast (words BLOB)")
        connection.executemany(
            "INSERT INTO ballast VALUES (zeroblob(?))", [(1_000_000,) for _ in range(200)]
        )
        connection.commit()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_order_and_leaves_nothing(
    project: Project, tmp_path: Path, number: signal.Signals
) -> None:
    grow(project.database)
    folder = tmp_path / "copies"
    folder.mkdir()
    command = [sys.executable, "-m", "scrapy", "backup", str(folder / "copy.sqlite")]
    ended = subprocess.Popen(
        command,
        cwd=ROOT,
        env=project.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not list(folder.glob(".copy.sqlite.*.part/copy.sqlite")):
        assert ended.poll() is None, "it was faster than this test"
        time.sleep(0.005)
    ended.send_signal(number)
    out, err = ended.communicate(timeout=60)
    assert (ended.returncode, out, err) == (128 + number, "", "")
    assert list(folder.iterdir()) == []


def test_on_a_terminal_it_shows_how_far_it_is(project: Project, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "scrapy", "backup", str(tmp_path / "copy.sqlite")]
    done = subprocess.Popen(
        command, cwd=ROOT, env=project.environment, stdout=subprocess.PIPE, stderr=slave
    )
    os.close(slave)
    done.communicate(timeout=60)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert done.returncode == 0
    assert re.search(r"backup: +100%", shown)


def test_its_help_has_examples_and_every_exit_status(project: Project) -> None:
    out = project.scrapy("backup", "-h").out
    assert "scrapy backup FILE [options]" in out
    assert "--force" in out
    assert "Exit status: 0 copied, 2 wrong usage" in out
