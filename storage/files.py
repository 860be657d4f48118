"""The file of a database and those beside it: made where missing, looked at, left for readers."""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

from storage.errors import StorageError

_MAGIC = b"SQLite format 3\x00"

log = logging.getLogger(__name__)


def make_room(path: Path) -> None:
    """Make the folder of a database; check what stands at its place. Raises ``StorageError``."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"the folder of {path} cannot be made: {error.strerror}.") from error
    if path.exists():
        check_file(path)


def check_file(path: Path) -> None:
    """Raise ``StorageError``, in words that say more than SQLite's, for what is no database."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError as error:
        raise StorageError(f"{path} cannot be read: {error.strerror}.") from error
    if start not in (b"", _MAGIC):
        raise StorageError(f"{path} is not a SQLite database: name another file.")


def keep_side_files(path: Path, last: ExitStack) -> None:
    """Empty the write-ahead log, and have ``last`` close a reader, who cannot remove it.

    A writer who is the last one out removes the log and its index. Then nobody could read the
    file from a folder that he may not write in: SQLite would want to make both anew.
    """
    try:
        reader = last.enter_context(closing(sqlite3.connect(_address(path, "ro"), uri=True)))
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(_address(path, "rw"), uri=True, timeout=0)) as writer:
            # While somebody else writes it stays as it is, for him to empty.
            writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError as error:
        # What was committed is safe in the log, and read from there.
        log.warning("the log of %s was not emptied into it: %s", path, error)


def is_frozen(path: Path) -> bool:
    """Whether SQLite can neither find nor make the side files, and the file is all there is."""
    sides = [path.with_name(path.name + end) for end in ("-wal", "-shm")]
    if os.access(path.parent, os.W_OK) or all(side.exists() for side in sides):
        return False
    return not sides[0].exists() or sides[0].stat().st_size == 0


def read_only_address(path: Path) -> str:
    """The URI by which SQLite opens a file that it must not change, wherever it lies."""
    return _address(path, "ro") + ("&immutable=1" if is_frozen(path) else "")


def _address(path: Path, mode: str) -> str:
    return f"{path.as_uri()}?mode={mode}"
