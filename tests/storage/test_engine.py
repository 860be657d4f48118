"""Opening a database: what is made, what is refused and in which words."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from stored_items import NOW, make_report, store

from storage.engine import Database, database_path, open_database, open_reader
from storage.errors import AddressError, StorageError
from storage.ledger import publisher_id
from storage.models import Publisher


def test_missing_folders_are_made(tmp_path: Path):
    database = open_database(f"sqlite:///{tmp_path}/a/b/reports.sqlite")
    database.close()
    assert (tmp_path / "a/b/reports.sqlite").is_file()


def test_a_relative_address_stands_in_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert database_path("sqlite:///data/reports.sqlite") == tmp_path / "data/reports.sqlite"


def test_one_file_is_one_database_in_a_process(database: Database, url: str):
    assert open_database(url) is database
    assert open_database(url.replace("/data/", "/data/../data/")) is database


def test_a_file_that_was_removed_is_made_anew(url: str):
    first = open_database(url)
    first.path.unlink()
    second = open_database(url)
    assert second is not first
    assert second.path.exists()
    second.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 30_000), ("synchronous", 1)],
)
def test_every_connection_is_prepared(database: Database, pragma: str, value: object):
    with database.session() as one, database.reading() as other:
        for session in (other, one):
            assert session.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


@pytest.mark.parametrize(("given", "folded"), [("'الرَّقّة'", "الرقه"), ("NULL", None), ("12", "12")])
def test_sql_folds_as_search_does(database: Database, given: str, folded: object):
    with database.session() as session:
        assert session.execute(text(f"SELECT fold({given})")).scalar_one() == folded


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "no database address"),
        ("data/reports.sqlite", "no database address"),
        ("sqlite//data.sqlite", "no database address"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite://data/reports.sqlite", "names no file"),
        ("postgresql://localhost/reports", "SQLite only"),
        ("mysql+pymysql://localhost/reports", "SQLite only"),
        ("sqlite+nonsense:///x.sqlite", "SQLite only"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_in_words(address: str, says: str):
    for opener in (open_database, open_reader):
        with pytest.raises(StorageError, match=says):
            opener(address)


def test_a_file_of_other_content_is_refused_and_left_alone(tmp_path: Path):
    file = tmp_path / "notes.txt"
    file.write_text("dear diary, today nothing happened at all")
    for opener in (open_database, open_reader):
        with pytest.raises(StorageError, match="not a SQLite database"):
            opener(f"sqlite:///{file}")
    assert file.read_text() == "dear diary, today nothing happened at all"


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path):
    file = tmp_path / "places.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    for opener in (open_database, open_reader):
        with pytest.raises(StorageError, match="another program"):
            opener(f"sqlite:///{file}")
    with sqlite3.connect(file) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]
    other.close()


def test_a_folder_is_no_database(tmp_path: Path):
    for opener in (open_database, open_reader):
        with pytest.raises(StorageError, match="cannot be read"):
            opener(f"sqlite:///{tmp_path}")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="the folder of"):
        open_database(f"sqlite:///{tmp_path}/file/reports.sqlite")


def test_a_file_cut_off_in_the_middle_is_told(url: str):
    database = open_database(url)
    database.close()
    content = database.path.read_bytes()
    database.path.write_bytes(content[:5000])
    for opener in (open_database, open_reader):
        with pytest.raises(StorageError, match=r"malformed\. Put a backup in its place") as raised:
            opener(url)
        assert not isinstance(raised.value, AddressError)


def test_a_reader_of_no_file_is_told_what_to_do(url: str):
    with pytest.raises(StorageError, match=r"run `scrapy crawl snhr` first, or set DATABASE_URL"):
        open_reader(url)
    assert not database_path(url).parent.exists()


def test_a_reader_of_an_empty_file_is_told(tmp_path: Path):
    (tmp_path / "empty.sqlite").write_bytes(b"")
    with pytest.raises(StorageError, match="empty or of an older release"):
        open_reader(f"sqlite:///{tmp_path}/empty.sqlite")


def test_an_empty_file_is_filled(tmp_path: Path):
    (tmp_path / "empty.sqlite").write_bytes(b"")
    database = open_database(f"sqlite:///{tmp_path}/empty.sqlite")
    with database.session() as session:
        assert session.execute(text("SELECT count(*) FROM report")).scalar_one() == 0
    database.close()


def test_a_reader_cannot_write(database: Database, url: str):
    reader = open_reader(url)
    with pytest.raises(StorageError, match="readonly"), reader.session() as session:
        session.execute(text("DELETE FROM publishers"))
    reader.close()


def test_a_path_with_signs_that_mean_something_elsewhere_is_a_path(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/50%25 of #2/a b.sqlite"
    database = open_database(url)
    assert database.path.exists()
    database.close()
    open_reader(url).close()


def test_others_read_while_a_writer_is_at_work(database: Database, url: str):
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        store(session, owner, make_report(1), now=NOW)
    reader = open_reader(url)
    plain = sqlite3.connect(database.path.as_uri() + "?mode=ro", uri=True)
    with database.session() as session:
        store(session, owner, make_report(2), now=NOW)
        session.flush()
        with reader.session() as reading:
            assert reading.execute(text("SELECT count(*) FROM report")).scalar_one() == 1
        with database.reading() as reading:
            assert reading.execute(text("SELECT count(*) FROM report")).scalar_one() == 1
        assert plain.execute("SELECT title FROM report").fetchall() == [
            ("Shelling reported in town 1",)
        ]
    assert plain.execute("SELECT count(*) FROM report").fetchall() == [(2,)]
    plain.close()
    reader.close()


def test_what_raises_leaves_nothing_behind(database: Database):
    def fail() -> None:
        with database.session() as session:
            publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.session() as session:
        assert session.execute(text("SELECT count(*) FROM publishers")).scalar_one() == 0


def test_two_writers_wait_for_each_other(database: Database):
    """Each reads before it writes: with deferred transactions one of them would fail."""
    failures: list[Exception] = []

    def write(name: str) -> None:
        try:
            for number in range(20):
                with database.session() as session:
                    publisher_id(session, f"{name}{number}", name, "https://x.example/")
        except StorageError as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failures == []
    with database.session() as session:
        assert session.execute(text("SELECT count(*) FROM publishers")).scalar_one() == 80


def test_a_broken_constraint_is_a_bug_and_no_storage_error(database: Database):
    with pytest.raises(IntegrityError), database.session() as session:
        session.add_all(Publisher(name="twice", title="", home="") for _ in range(2))


def test_processes_may_open_a_new_file_at_the_same_time(url: str):
    code = "import sys; from storage.engine import open_database; open_database(sys.argv[1])"
    openers = [
        subprocess.Popen([sys.executable, "-c", code, url], stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [(opener.communicate()[1], opener.returncode) for opener in openers] == [("", 0)] * 4


def test_a_locked_file_is_no_wrong_address(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0)
    path = database_path(url)
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageError, match="cannot be opened: database is locked") as raised:
            open_database(url)
    assert not isinstance(raised.value, AddressError)
