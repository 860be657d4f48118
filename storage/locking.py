"""One crawl at a time: a lock per publisher and database file, freed by the death of its holder."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from storage.errors import BusyError, StorageError
from storage.files import make_room


@contextmanager
def hold(database: Path, publisher: str) -> Iterator[None]:
    """Be the one crawl of this publisher into this file, until the end of the block.

    ``database`` is as ``database_path`` gives it, so that all who mean one file meet at one lock.
    The folder is made if it is missing; the database is not. The lock is the kernel's (flock):
    a process that is killed frees it at once, and the lock file, which stays, means nothing.
    Raises ``BusyError`` where another holds it, ``StorageError`` where no lock can be taken.
    """
    make_room(database)
    place = lock_path(database, publisher)
    # A soft lock, which filelock takes where the disk knows no flock, would outlive a killed crawl.
    lock = FileLock(place, blocking=False, fallback_to_soft=False, on_acquired=_sign)
    try:
        lock.acquire()
    except Timeout as timeout:
        raise BusyError(
            f"{publisher} is being crawled into {database} by {_holder(place)}: let that crawl "
            "come to its end, or end it, and then try again."
        ) from timeout
    except OSError as error:
        raise StorageError(
            f"{place}, which keeps two crawls of {publisher} apart, cannot be written: "
            f"{error.strerror}; a crawl must be able to write in the folder of its database."
        ) from error
    try:
        yield
    finally:
        lock.release()


def lock_path(database: Path, publisher: str) -> Path:
    """Beside the database, hidden: ``.reports.sqlite.snhr.lock``."""
    return database.with_name(f".{database.name}.{publisher}.lock")


def _sign(descriptor: int) -> None:
    """Write who holds the lock into its file."""
    since = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    words = f"process {os.getpid()} on {socket.gethostname()}, since {since}"
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, words.encode(), 0)


def _holder(place: Path) -> str:
    """What the holder wrote; it may not have come to that yet, or belong to somebody else."""
    try:
        return place.read_text("utf-8") or "another process"
    except OSError:
        return "another process"
