"""A copy of a database: whole, or not there; whatever happens meanwhile."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from stored_items import NOW, count_rows, make_report, store

from storage import backups
from storage.backups import copy_database, size_of_copy
from storage.engine import Database, open_database
from storage.errors import StorageError
from storage.ledger import publisher_id
from storage.upgrade import newest


@pytest.fixture
def filled(database: Database) -> Iterator[Database]:
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        for number in range(3):
            store(session, owner, make_report(number), now=NOW)
    yield database
    database.close()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder / "reports.sqlite"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def titles(path: Path) -> list[str]:
    """Read by plain sqlite3, which makes no files beside it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM report ORDER BY 1")]


def test_a_copy_is_one_file_that_holds_all_and_is_told_exactly(filled: Database, target: Path):
    copied = copy_database(filled.path, target)
    assert names(target.parent) == [target.name]
    assert len(titles(target)) == copied.reports == 3
    assert copied.bytes == target.stat().st_size <= size_of_copy(filled.path)
    assert copied.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert (copied.schema, copied.files) == (newest(), ())


def test_a_copy_is_opened_migrated_and_written_to_as_its_original(filled: Database, target: Path):
    copy_database(filled.path, target)
    copy = open_database(f"sqlite:///{target}")
    with copy.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        store(session, owner, make_report(9), now=NOW)
    copy.close()
    assert copy.backup is None
    assert len(titles(target)) == 4
    with filled.reading() as session:
        assert count_rows(session)["reports"] == 3


def test_what_a_writer_has_not_committed_is_not_in_the_copy_and_nobody_waits(
    filled: Database, target: Path
):
    writer = sqlite3.connect(filled.path, isolation_level=None)
    with closing(writer):
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE report_versions SET title = 'half done'")
        copy_database(filled.path, target)
        writer.execute("COMMIT")
    assert "half done" not in titles(target)
    with filled.reading() as session:
        assert session.execute(text("SELECT DISTINCT title FROM report")).all() == [("half done",)]


def test_a_copy_takes_the_permissions_of_its_original(filled: Database, target: Path):
    filled.path.chmod(0o640)
    copy_database(filled.path, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_what_is_there_is_replaced_only_where_that_is_asked_for(filled: Database, target: Path):
    target.write_text("mine")
    with pytest.raises(FileExistsError):
        copy_database(filled.path, target)
    assert target.read_text() == "mine"
    assert names(target.parent) == [target.name]
    copy_database(filled.path, target, replace=True)
    assert len(titles(target)) == 3


def test_of_two_copies_to_one_name_the_second_is_refused(
    filled: Database, target: Path, monkeypatch: pytest.MonkeyPatch
):
    def overtaken(part: Path) -> backups.Copied:
        target.write_text("the other's")
        return read_again(part)

    read_again = backups._read_again
    monkeypatch.setattr(backups, "_read_again", overtaken)
    with pytest.raises(FileExistsError):
        copy_database(filled.path, target)
    assert target.read_text() == "the other's"
    assert names(target.parent) == [target.name]


@pytest.mark.parametrize("side", ["-wal", "-journal"])
def test_a_log_of_another_file_under_the_name_stops_the_copy(
    filled: Database, target: Path, side: str
):
    target.with_name(target.name + side).write_bytes(b"pages of another file")
    with pytest.raises(StorageError, match="open or was not closed"):
        copy_database(filled.path, target, replace=True)
    assert not target.exists()


def test_an_empty_log_beside_the_name_is_none(filled: Database, target: Path):
    target.with_name(target.name + "-wal").touch()
    copy_database(filled.path, target)
    assert target.exists()


def test_a_folder_that_is_not_there_is_not_made(filled: Database, tmp_path: Path):
    with pytest.raises(StorageError, match="make it, or mount its disk"):
        copy_database(filled.path, tmp_path / "not mounted" / "copy.sqlite")
    assert not (tmp_path / "not mounted").exists()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def words(path: Path) -> None:
    path.write_text("These are no tables, and this is no database.")


def others(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.commit()


@pytest.mark.parametrize(
    ("make", "told"),
    [(empty, "holds no reports"), (words, "not a SQLite database"), (others, "holds no reports")],
)
def test_a_file_of_another_program_is_not_copied(make, told: str, tmp_path: Path, target: Path):
    source = tmp_path / "other.sqlite"
    make(source)
    for refused in (lambda: copy_database(source, target), lambda: size_of_copy(source)):
        with pytest.raises(StorageError, match=told):
            refused()
    assert names(target.parent) == []


def test_a_damaged_file_gives_no_copy(filled: Database, target: Path):
    filled.close()
    content = bytearray(filled.path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    filled.path.write_bytes(bytes(content))
    with pytest.raises(StorageError, match="older backup"):
        copy_database(filled.path, target)
    assert names(target.parent) == []


def test_a_copy_in_which_an_index_does_not_fit_its_table_is_not_kept(
    filled: Database, target: Path, monkeypatch: pytest.MonkeyPatch
):
    """As a disk that errs, or a fault of SQLite, would leave it."""

    def err(part: Path) -> backups.Copied:
        with closing(sqlite3.connect(part)) as copy:
            copy.execute("PRAGMA writable_schema = ON")
            copy.execute(
                "UPDATE sqlite_master SET rootpage ="
                " (SELECT rootpage FROM sqlite_master WHERE name = 'reports')"
                " WHERE name = 'publishers'"
            )
            copy.commit()
        return read_again(part)

    read_again = backups._read_again
    monkeypatch.setattr(backups, "_read_again", err)
    with pytest.raises(StorageError, match="not sound, nothing was kept"):
        copy_database(filled.path, target)
    assert names(target.parent) == []


def test_what_ends_the_copying_leaves_nothing(filled: Database, target: Path):
    target.write_text("the copy of yesterday")

    def end(_bytes: int) -> None:
        raise SystemExit(130)

    with pytest.raises(SystemExit):
        copy_database(filled.path, target, replace=True, watch=end)
    assert names(target.parent) == [target.name]
    assert target.read_text() == "the copy of yesterday"


def test_a_file_of_an_older_release_is_copied_as_it_is(filled: Database, target: Path):
    filled.close()
    with closing(sqlite3.connect(filled.path)) as connection:
        for view in ("capture", "manifest"):
            connection.execute(f"DROP VIEW {view}")
        for table in ("captures", "manifests"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    copied = copy_database(filled.path, target)
    assert (copied.schema, copied.files, copied.reports) == ("0001", (), 3)
