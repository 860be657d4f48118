"""The file as Datasette reads it: never written, a moved or read-only folder included."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from datasette.database import Database, Results

from storage.files import is_frozen
from storage.folding import fold

if TYPE_CHECKING:
    from datasette.app import Datasette

NAME = "reports"
"""Of the database in addresses, whatever the file is called."""
COUNT_LIMIT_MS = 100
"""Of counting all rows of a view; a page without their number is better than a late one."""
LONGEST_VALUE = 64 * 1024 * 1024
"""Bytes of one value, so that ``zeroblob(1e9)`` takes no memory; far above any text."""


class ReportsDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """One SQLite file, opened for reading only."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        super().__init__(datasette, path=str(path), is_mutable=True)
        self.address = path.resolve().as_uri() + "?mode=ro"
        if is_frozen(path):
            self.address += "&immutable=1"

    def connect(self, write: bool = False) -> sqlite3.Connection:  # noqa: FBT001, FBT002 -- Datasette's
        """A connection that cannot write. Raises ``PermissionError`` for one that could."""
        if write:
            raise PermissionError("the browser never writes to the file")
        connection = sqlite3.connect(self.address, uri=True, check_same_thread=False)
        connection.execute("PRAGMA query_only = 1")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
        connection.create_function("fold", 1, _fold, deterministic=True)
        self._all_file_connections.append(connection)
        return connection

    async def execute(self, sql: str, params: object = None, **options: object) -> Results:
        """As in Datasette, but that counts are given up early; it shows none then."""
        if sql.startswith("select count(*) from ") and not options.get("custom_time_limit"):
            options["custom_time_limit"] = COUNT_LIMIT_MS
        return await super().execute(sql, params, **options)

    async def table_counts(self, limit: int = 10) -> dict[str, int | None]:  # noqa: ARG002 -- Datasette's
        """None for each: no page of ours shows them, and they cost more than the rest of it."""
        return dict.fromkeys(await self.table_names())


def _fold(value: object) -> str | None:
    """As the connections of storage have it."""
    return None if value is None else fold(str(value))
