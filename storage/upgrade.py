"""Brings a file to the schema of this code, with a copy of it beside it first."""

from __future__ import annotations

import logging
import sqlite3
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from storage.backups import copy_database
from storage.errors import StorageError
from storage.views import create_views, drop_views, views_are_current

SCRIPTS = Path(__file__).with_name("migrations")

log = logging.getLogger(__name__)


def bring_up(engine: Engine, path: Path, scripts: Path = SCRIPTS) -> Path | None:
    """Migrate to the newest schema and renew the views; does not write where both are current.

    The engine's transactions must take the write lock at their start: of two processes the
    second then finds the work done. Returns the copy that was made of an older file, else None.
    Raises ``StorageError`` for a file of another program or of a newer release.
    """
    with engine.connect() as connection:
        revision = checked_revision(connection, path, scripts)
        if revision == newest(scripts) and views_are_current(connection):
            return None
    backup = None
    if revision not in (None, newest(scripts)):
        backup = _back_up(path, str(revision))
        log.warning("%s is of an older release; it was copied to %s first", path, backup)
    _migrate(engine, path, scripts)
    return backup


def checked_revision(connection: Connection, path: Path, scripts: Path = SCRIPTS) -> str | None:
    """Schema revision of a file; None where it is empty. Errors as in ``bring_up``."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None and inspect(connection).get_table_names():
        raise StorageError(f"{path} holds the tables of another program: name another file.")
    known = {script.revision for script in _directory(scripts).walk_revisions()}
    if revision is not None and revision not in known:
        raise StorageError(
            f"{path} was made by a newer release (schema {revision}): update this program."
        )
    return revision


def newest(scripts: Path = SCRIPTS) -> str:
    """The revision that this code works with."""
    head = _directory(scripts).get_current_head()
    if head is None:
        raise ValueError(f"no migrations in {scripts}")
    return head


def is_ours(
    name: str | None,
    kind: str,
    parents: object,  # noqa: ARG001 -- Alembic's signature of an include_name hook
) -> bool:
    """Whether Alembic should compare a table: the search index's tables are not in the models."""
    return kind != "table" or name is None or not name.startswith(("report_words", "report_arabic"))


@cache
def _directory(scripts: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(scripts))


def _config(scripts: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def _migrate(engine: Engine, path: Path, scripts: Path) -> None:
    """All steps and the views in one transaction.

    Foreign keys are off meanwhile: SQLite changes a table by making it anew, and dropping the
    old one would count as deleting what refers to it.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = _config(scripts)
    with engine.connect() as connection:
        driver = _driver(connection)
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                drop_views(connection)
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                create_views(connection)
                broken = connection.execute(text("PRAGMA foreign_key_check")).first()
                if broken is not None:
                    raise StorageError(f"{path} holds rows that refer to nothing: {broken}")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _driver(connection: Connection) -> sqlite3.Connection:
    """For what SQLite does outside of transactions only."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError(f"not a SQLite connection: {driver!r}")
    return driver


def _back_up(path: Path, revision: str) -> Path:
    """A copy beside the file, under a name that is free."""
    target, number = path.with_name(f"{path.name}.before-{revision}"), 1
    while True:
        try:
            copy_database(path, target)
        except FileExistsError:
            number += 1
            target = path.with_name(f"{path.name}.before-{revision}.{number}")
        else:
            return target
