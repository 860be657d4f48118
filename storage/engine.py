"""Opens the database: checks the address, makes folders, migrates, hands out transactions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from storage.errors import AddressError, StorageError
from storage.files import check_file, keep_side_files, make_room, read_only_address
from storage.folding import fold
from storage.upgrade import bring_up, checked_revision, newest

BUSY_SECONDS = 30
"""How long one writer waits for another before it gives up."""
_TO_JSON = partial(json.dumps, ensure_ascii=False)  # Arabic stays readable in a cell
_NOT_THE_ADDRESS = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}
"""Errors of the right database, on a day that is not good: no fault of DATABASE_URL."""
_READ, _WRITE = "BEGIN", "BEGIN IMMEDIATE"
_WRITER_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    # A report touches some hundred pages of a large file's indexes, most of them again and again.
    "cache_size = -32000",
    # The log goes into the file, and the file to the disk, each 32 MB and not each 4.
    "wal_autocheckpoint = 8000",
)

_open: dict[Path, Database] = {}


class Database:
    """One SQLite file. Safe to share between threads; one per file and process."""

    def __init__(
        self, engine: Engine, path: Path, *, writes: bool, backup: Path | None = None
    ) -> None:
        self.engine = engine
        self.path = path
        self.writes = writes
        self.backup = backup
        """Where the file was copied before this opening migrated it; None where it was not."""

    def session(self) -> AbstractContextManager[Session]:
        """One transaction: committed at the end of the block, undone if it raises.

        It takes the write lock at its first statement, so that two writers wait for each other
        instead of failing half-way. Raises ``StorageError`` for what the file or the disk
        refuses; ``IntegrityError`` and other faults of the caller come through as they are.
        """
        return self._transaction(self.engine)

    def reading(self) -> AbstractContextManager[Session]:
        """As ``session``, for a caller who only reads: it sees one state and stops no writer."""
        return self._transaction(self.engine.execution_options(begin=_READ))

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Session]:
        try:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                yield session
        except DBAPIError as error:
            if type(error) not in (OperationalError, DatabaseError):
                raise
            told = f"{self.path}: the database says: {error.orig}"
            if _code(error) in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
                told += " (see whether the disk is full, or a limit on file sizes reached)"
            raise StorageError(told) from error

    def check_writable(self) -> None:
        """Raise ``StorageError`` where nothing can be written: locked for long, read-only, full."""
        with self.session() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Close all connections; a writer's log is emptied into the file, but stays beside it."""
        with ExitStack() as last:
            if self.writes and self.path.exists():
                keep_side_files(self.path, last)
            self.engine.dispose()
        if _open.get(self.path) is self:
            del _open[self.path]


def open_database(url: str) -> Database:
    """The database for reading and writing, made or migrated where needed.

    ``url`` is as in DATABASE_URL: ``sqlite:///data/reports.sqlite``. Raises ``StorageError``.
    """
    path = database_path(url)
    if path in _open:
        if path.exists():
            return _open[path]
        _open[path].close()
    make_room(path)
    engine = _engine(path, read_only=False)
    with _told_in_words(engine, path):
        backup = bring_up(engine, path)
    database = _open[path] = Database(engine, path, writes=True, backup=backup)
    return database


def open_reader(url: str) -> Database:
    """An existing database, which cannot be changed through it. Raises ``StorageError``.

    The caller closes it.
    """
    path = database_path(url)
    if not path.exists():
        raise StorageError(
            f"no database at {path}: run `scrapy crawl snhr` first, or set DATABASE_URL."
        )
    check_file(path)
    engine = _engine(path, read_only=True)
    with _told_in_words(engine, path):
        with engine.connect() as connection:
            revision = checked_revision(connection, path)
        if revision != newest():
            raise StorageError(
                f"{path} is empty or of an older release: a `scrapy crawl` or, without the network,"
                " a `scrapy reextract` brings it up to date."
            )
    return Database(engine, path, writes=False)


def database_path(url: str) -> Path:
    """The absolute path of the file that a DATABASE_URL names. Raises ``AddressError``."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise AddressError(
            f"DATABASE_URL {url!r} is no database address; it should look like "
            "sqlite:///data/reports.sqlite."
        ) from error
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise AddressError(
            f"DATABASE_URL names {parsed.drivername!r}: this release stores in SQLite only, "
            "as in sqlite:///data/reports.sqlite."
        )
    if parsed.host or not parsed.database or parsed.database == ":memory:":
        raise AddressError(
            f"DATABASE_URL {url!r} names no file; three slashes come before a relative path, "
            "four before an absolute one."
        )
    return Path(parsed.database).expanduser().resolve()


@contextmanager
def _told_in_words(engine: Engine, path: Path) -> Iterator[None]:
    """Whatever prevents the opening closes the file again."""
    with ExitStack() as undo:
        undo.callback(engine.dispose)
        try:
            yield
        except DBAPIError as error:
            kind = StorageError if _code(error) in _NOT_THE_ADDRESS else AddressError
            told = f"{path} cannot be opened: {error.orig}."
            if _code(error) == sqlite3.SQLITE_CORRUPT:
                told += " Put a backup in its place: docs/operate.md, Restore."
            raise kind(told) from error
        undo.pop_all()


def _engine(path: Path, *, read_only: bool) -> Engine:
    address = read_only_address(path) if read_only else path.as_uri() + "?mode=rwc"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False, timeout=BUSY_SECONDS)

    engine = create_engine("sqlite:///" + str(path), creator=connect, json_serializer=_TO_JSON)
    usual = _READ if read_only else _WRITE

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where we say, DDL included
        connection.create_function("fold", 1, _fold_value, deterministic=True)
        if not read_only:
            for pragma in _WRITER_PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", usual))

    return engine


def _code(error: DBAPIError) -> int:
    """SQLite's number for the kind of an error: the low byte of what the driver tells."""
    return int(getattr(error.orig, "sqlite_errorcode", 0)) & 0xFF


def _fold_value(value: object) -> str | None:
    """SQL's ``fold(text)``; NULL stays NULL, a number folds as its digits."""
    return None if value is None else fold(str(value))
