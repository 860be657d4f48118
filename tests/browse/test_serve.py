"""``python -m browse``: what it refuses, and how it says so."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from running import ROOT
from windows import served


def browse(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "browse", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_file_that_is_not_there_is_told_with_what_makes_one(tmp_path: Path) -> None:
    done = browse(tmp_path / "none.sqlite")
    assert done.returncode == 4
    assert "there is no database" in done.stderr
    assert "make demo" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_what_is_no_database_of_ours_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(content)
    done = browse(path)
    assert done.returncode == 4
    assert done.stderr.startswith("browse: ")
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == content


def test_a_file_of_an_older_release_is_left_as_it_is(demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "older.sqlite"
    with sqlite3.connect(demo_file) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
        copy.execute("UPDATE alembic_version SET version_num = '0003'")
    source.close()
    copy.close()
    done = browse(path)
    assert done.returncode == 4
    assert "brings it up to date" in done.stderr


@pytest.mark.parametrize("port", ["0", "70000", "http", "-1", "8001.5"])
def test_a_port_that_is_none_is_refused(port: str, demo_file: Path) -> None:
    done = browse(demo_file, "--port", port)
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_a_port_in_use_is_told(demo_file: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = browse(demo_file, "--port", str(other.getsockname()[1]))
    assert (done.returncode, done.stdout) == (2, "")
    assert "address already in use" in done.stderr
    assert "make browse PORT=" in done.stderr


def test_only_loopback_is_listened_to(demo_file: Path) -> None:
    with served(demo_file) as origin:
        assert httpx.get(origin).status_code == 200
        port = int(origin.rsplit(":", 1)[1])
        listening = Path("/proc/net/tcp")
        if listening.exists():
            rows = [line.split()[1] for line in listening.read_text().splitlines()[1:]]
            assert f"0100007F:{port:04X}" in rows
            assert f"00000000:{port:04X}" not in rows


def test_the_file_is_not_changed_by_looking_at_it(demo_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "reports.sqlite"
    with sqlite3.connect(demo_file) as source, sqlite3.connect(path) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    before = path.read_bytes()
    path.chmod(0o444)
    with served(path) as origin:
        for page in ("/", "/search?q=civilians", "/report/1", "/reports/claim_top"):
            assert httpx.get(origin + page).status_code == 200
    assert path.read_bytes() == before
