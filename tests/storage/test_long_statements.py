"""A long statement gives its rows, or ends with what its watcher or a signal raises."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from storage import long_statements
from storage.long_statements import run_apart

ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE ?"
)


@pytest.fixture
def address(tmp_path: Path) -> str:
    return (tmp_path / "any.sqlite").as_uri()


def nothing() -> None:
    pass


def statements() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "statement"]


def test_the_rows_come_back(address: str):
    assert run_apart(address, "SELECT ? + 1, 'a' UNION ALL SELECT 3, 'b'", (1,), nothing) == [
        (2, "a"),
        (3, "b"),
    ]
    assert statements() == []


def test_an_error_of_sqlite_comes_back(address: str):
    with pytest.raises(sqlite3.OperationalError, match="no such table: songs"):
        run_apart(address, "SELECT * FROM songs", (), nothing)
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        run_apart("file:///nowhere/any.sqlite?mode=ro", "SELECT 1", (), nothing)
    assert statements() == []


@pytest.mark.parametrize("raised", [SystemExit(143), KeyboardInterrupt(), OSError("no such file")])
def test_what_the_watcher_raises_ends_the_statement(address: str, raised: BaseException):
    def end() -> None:
        raise raised

    with pytest.raises(type(raised)):
        run_apart(address, ENDLESS, (1,), end)
    assert statements() == []


def test_what_comes_while_it_starts_keeps_it_from_running(
    address: str, monkeypatch: pytest.MonkeyPatch
):
    """As a signal does at that moment; the statement would never end."""

    class Interrupted(long_statements._Statement):
        def start(self) -> None:
            self.is_cancelled = True
            super().start()
            raise SystemExit(130)

    monkeypatch.setattr(long_statements, "_Statement", Interrupted)
    with pytest.raises(SystemExit):
        run_apart(address, ENDLESS, (1,), nothing)
    assert statements() == []
