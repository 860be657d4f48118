"""Who holds the lock of a publisher and a file, who does not get it, and what both are told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.engine import database_path, open_database
from storage.errors import BusyError, StorageError
from storage.locking import hold, lock_path

HOLDER = """
import sys
from pathlib import Path
from storage.locking import hold
with hold(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


def start_holder(database: Path, publisher: str) -> subprocess.Popen[str]:
    """A process that holds a lock until it is killed or its standard input ends."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database), publisher],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_the_second_is_told_who_the_first_is_and_what_to_do(tmp_path: Path) -> None:
    database = tmp_path / "reports.sqlite"
    holder = start_holder(database, "snhr")
    with pytest.raises(BusyError) as raised, hold(database, "snhr"):
        pass
    holder.communicate()
    told = str(raised.value)
    assert told.startswith(f"snhr is being crawled into {database} by process {holder.pid} on ")
    assert "since 20" in told
    assert told.endswith("let that crawl come to its end, or end it, and then try again.")


@pytest.mark.parametrize(
    ("publisher", "file"), [("iraqinews", "reports.sqlite"), ("snhr", "others.sqlite")]
)
def test_another_publisher_or_file_is_another_lock(
    tmp_path: Path, publisher: str, file: str
) -> None:
    with hold(tmp_path / "reports.sqlite", "snhr"), hold(tmp_path / file, publisher):
        pass


@pytest.mark.parametrize("killed", [True, False])
def test_the_end_of_the_holder_frees_the_lock_however_it_came(tmp_path: Path, killed: bool) -> None:
    database = tmp_path / "reports.sqlite"
    holder = start_holder(database, "snhr")
    if killed:
        holder.kill()
    holder.communicate()
    assert lock_path(database, "snhr").exists()
    with hold(database, "snhr"):
        said = lock_path(database, "snhr").read_text()
    assert said.startswith(f"process {os.getpid()} on ")
    assert str(holder.pid) not in said.split()


def test_an_error_frees_the_lock(tmp_path: Path) -> None:
    database = tmp_path / "reports.sqlite"
    with pytest.raises(KeyError), hold(database, "snhr"):
        raise KeyError
    with hold(database, "snhr"):
        pass


@pytest.mark.parametrize("address", ["data/reports.sqlite", "link/reports.sqlite", "file.sqlite"])
def test_all_names_of_a_file_meet_at_one_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    (tmp_path / "file.sqlite").symlink_to(tmp_path / "data/reports.sqlite")
    same = database_path(f"sqlite:///{address}")
    first = hold(tmp_path / "data/reports.sqlite", "snhr")
    with first, pytest.raises(BusyError), hold(same, "snhr"):
        pass


def test_the_folder_is_made_and_the_database_is_not(tmp_path: Path) -> None:
    database = tmp_path / "a/b/reports.sqlite"
    with hold(database, "snhr"):
        assert [path.name for path in database.parent.iterdir()] == [".reports.sqlite.snhr.lock"]


def test_nothing_is_left_beside_a_file_of_other_content(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("dear diary, today nothing happened at all")
    lock = hold(tmp_path / "notes.txt", "snhr")
    with pytest.raises(StorageError, match="not a SQLite database"), lock:
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_lock_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    database = tmp_path / "reports.sqlite"
    lock_path(database, "snhr").mkdir()
    told = "cannot be written: Is a directory"
    with pytest.raises(StorageError, match=told) as raised, hold(database, "snhr"):
        pass
    assert not isinstance(raised.value, BusyError)


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    lock = hold(tmp_path / "file/reports.sqlite", "snhr")
    with pytest.raises(StorageError, match="the folder of"), lock:
        pass


def test_the_holder_may_write_in_the_database(tmp_path: Path) -> None:
    with hold(tmp_path / "reports.sqlite", "snhr"):
        open_database(f"sqlite:///{tmp_path}/reports.sqlite").close()
