"""A statement that takes long, in a thread of its own: the main one goes on handling signals."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from threading import Thread

INSTANT = 0.2
"""Seconds between two looks at the work, in which a signal can end it."""
BUSY_SECONDS = 30
Row = tuple[object, ...]


def run_apart(
    address: str, sql: str, values: Sequence[object], look: Callable[[], None]
) -> list[Row]:
    """The rows of a statement on the database at a URI; ``look`` is called now and then.

    In the main thread a statement holds back the handlers of signals until its end. Whatever
    ``look`` or such a handler raises ends the statement, and goes on. Raises ``sqlite3.Error``.
    """
    statement = _Statement(address, sql, values)
    try:
        statement.start()
        while statement.is_alive():
            statement.join(INSTANT)
            look()
    except BaseException:
        statement.cancel()
        raise
    if statement.error is not None:
        raise statement.error
    return statement.rows


class _Statement(Thread):
    """It opens and closes its connection itself: nobody can close it under a running statement."""

    def __init__(self, address: str, sql: str, values: Sequence[object]) -> None:
        super().__init__(name="statement")
        self.address, self.sql, self.values = address, sql, values
        self.rows: list[Row] = []
        self.error: sqlite3.Error | None = None
        self.connection: sqlite3.Connection | None = None
        self.is_cancelled = False

    def run(self) -> None:
        try:
            with closing(
                sqlite3.connect(self.address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
            ) as connection:
                self.connection = connection
                # A signal may come while the thread starts, when it cannot be joined yet.
                if not self.is_cancelled:
                    self.rows = connection.execute(self.sql, self.values).fetchall()
        except sqlite3.Error as error:
            self.error = error

    def cancel(self) -> None:
        """Return when it has ended, one way or another."""
        self.is_cancelled = True
        while self.is_alive():
            if self.connection is not None:
                with suppress(sqlite3.ProgrammingError):  # closed in the meantime
                    self.connection.interrupt()
            self.join(INSTANT)
