"""Keeps the views of a file as ``views.sql`` defines them."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import Connection, text

_FILE = Path(__file__).with_name("views.sql")


def view_statements() -> dict[str, str]:
    """Name of each view → its CREATE statement, without a semicolon."""
    without_comments = re.sub(r"^--.*\n", "", _FILE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = re.findall(r"(CREATE VIEW (\w+) AS\n[^;]+);", without_comments)
    return {name: statement for statement, name in found}


def views_are_current(connection: Connection) -> bool:
    """Whether the file's views are those of this code; SQLite keeps their statements as given."""
    wanted = view_statements()
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    stored = {name: statement for name, statement in rows if name in wanted}
    return stored == wanted


def drop_views(connection: Connection) -> None:
    """Take our views away, as a migration cannot alter a table under a view."""
    for name in view_statements():
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))


def create_views(connection: Connection) -> None:
    """Put our views in place of what stood under their names."""
    drop_views(connection)
    for statement in view_statements().values():
        connection.execute(text(statement))
