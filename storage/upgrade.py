"""Brings a file to the schema of this code, with a copy of it beside it first."""

from __future__ import annotations

import logging
import re
import sqlite3
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from storage.backups import copy_database
from storage.errors import StorageError
from storage.views import create_views, drop_views, views_are_current

SCRIPTS = Path(__file__).with_name("migrations")
_REVISION = re.compile(
    r'^revision = "(?P<revision>\w+)"\ndown_revision = (?:None|"(?P<before>\w+)")$', re.MULTILINE
)

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
    revision = _stored_revision(connection)
    if revision is None and inspect(connection).get_table_names():
        raise StorageError(f"{path} holds the tables of another program: name another file.")
    if revision is not None and revision not in _revisions(scripts):
        raise StorageError(
            f"{path} was made by a newer release (schema {revision}): update this program."
        )
    return revision


def newest(scripts: Path = SCRIPTS) -> str:
    """The revision that this code works with."""
    told = _revisions(scripts)
    heads = set(told) - set(told.values())
    if len(heads) != 1:
        raise ValueError(f"no newest migration in {scripts}: {sorted(heads)}")
    return heads.pop()


def is_ours(
    name: str | None,
    kind: str,
    parents: object,  # noqa: ARG001 -- Alembic's signature of an include_name hook
) -> bool:
    """Whether Alembic should compare a table: the search index's tables are not in the models."""
    return kind != "table" or name is None or not name.startswith(("report_words", "report_arabic"))


def _stored_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@cache
def _revisions(scripts: Path) -> dict[str, str]:
    """Each revision and the one before it; read here, as Alembic takes long to load."""
    files = [path.read_text("utf-8") for path in sorted(scripts.glob("versions/r*.py"))]
    found = [_REVISION.search(file) for file in files]
    return {match["revision"]: match["before"] for match in found if match}


def _migrate(engine: Engine, path: Path, scripts: Path) -> None:
    """All steps and the views in one transaction.

    Foreign keys are off meanwhile: SQLite changes a table by making it anew, and dropping the
    old one would count as deleting what refers to it.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    from alembic import command  # noqa: PLC0415 -- slow to load, and seldom needed
    from alembic.config import Config  # noqa: PLC0415 -- likewise

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
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
