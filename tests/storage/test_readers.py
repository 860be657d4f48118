"""Readers of the file, while it is written and afterwards, also where they may not write."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from stored_items import NOW

from storage.crawls import start_crawl
from storage.engine import Database, open_database, open_reader
from storage.ledger import publisher_id

as_nobody = pytest.mark.skipif(
    os.geteuid() != 0, reason="takes another user's rights, which root alone can"
)
forking = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


@pytest.fixture
def url() -> Iterator[str]:
    """In a folder that others may look into; pytest closes its own to them."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield f"sqlite:///{folder}/data/reports.sqlite"


def add_crawl(database: Database) -> None:
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        start_crawl(session, owner, NOW, {})


def count_plainly(path: Path) -> int:
    """As any program of others reads it."""
    with closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True, timeout=0)) as reader:
        return int(reader.execute("SELECT count(*) FROM crawls").fetchone()[0])


def count_with_ours(path: Path) -> int:
    reader = open_reader(f"sqlite:///{path}")
    with reader.reading() as session:
        count = int(session.execute(text("SELECT count(*) FROM crawls")).scalar_one())
    reader.close()
    return count


def read_as_nobody(count: Callable[[Path], int], path: Path) -> int:
    """The count of a reader who may not write in the folder; 255 where he fails."""
    pid = os.fork()
    if pid == 0:
        status = 255
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            status = count(path)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@forking
@as_nobody
@pytest.mark.parametrize("count", [count_plainly, count_with_ours])
def test_who_may_not_write_in_the_folder_can_read_at_any_time(
    database: Database, count: Callable[[Path], int]
) -> None:
    add_crawl(database)
    assert read_as_nobody(count, database.path) == 1, "while a writer is at work"
    database.close()
    assert read_as_nobody(count, database.path) == 1, "after its end"
    again = open_database(f"sqlite:///{database.path}")
    add_crawl(again)
    assert read_as_nobody(count, database.path) == 2, "while the next is at work"
    again.close()
    assert read_as_nobody(count, database.path) == 2, "after that one's end"


@forking
@as_nobody
@pytest.mark.parametrize("left", [[], ["-wal"]], ids=["file alone", "an empty log too"])
def test_a_copy_in_a_folder_of_somebody_else_can_be_read(
    database: Database, left: list[str]
) -> None:
    add_crawl(database)
    database.close()
    for end in {"-wal", "-shm"} - set(left):
        Path(f"{database.path}{end}").unlink()
    assert read_as_nobody(count_with_ours, database.path) == 1


@forking
@as_nobody
def test_a_log_that_cannot_be_read_is_not_passed_over(database: Database) -> None:
    """What it holds was committed: an answer without it would be wrong."""
    database.close()
    Path(f"{database.path}-wal").write_bytes(b"frames")
    Path(f"{database.path}-shm").unlink()
    assert read_as_nobody(count_with_ours, database.path) == 255


def test_a_closed_file_is_whole_without_its_log(database: Database, tmp_path: Path) -> None:
    add_crawl(database)
    database.close()
    alone = tmp_path / "alone.sqlite"
    alone.write_bytes(database.path.read_bytes())
    reader = open_reader(f"sqlite:///{alone}")
    with reader.reading() as session:
        assert session.execute(text("SELECT count(*) FROM crawls")).scalar_one() == 1
    reader.close()


def test_a_writer_may_close_while_others_read_and_write(database: Database, url: str) -> None:
    add_crawl(database)
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM issues")
    database.close()
    other.execute("COMMIT")
    assert other.execute("SELECT count(*) FROM crawls").fetchone() == (1,)
    other.close()
