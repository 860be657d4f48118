"""A copy of a database that may be written to meanwhile: whole and checked, or not there at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from attrs import frozen

from storage.errors import StorageError
from storage.files import check_file, read_only_address
from storage.long_statements import BUSY_SECONDS, run_apart

Watch = Callable[[int], None]
"""Gets the bytes of the copy so far, a few times a second."""


@frozen
class Copied:
    """A copy that was made and read again."""

    bytes: int
    sha256: str
    schema: str
    """Revision of the schema: that of the file, of whatever release it is."""
    reports: int
    files: tuple[str, ...]
    """Captures and manifests that its rows refer to: relative to ARCHIVE_DIR, or absolute."""


def copy_database(
    source: Path, target: Path, *, replace: bool = False, watch: Watch = lambda _bytes: None
) -> Copied:
    """Copy a file of this program, of any release, as it is at this moment.

    Nobody who reads or writes ``source`` is kept waiting. The copy is made beside ``target``,
    checked by SQLite, forced onto the disk, given the permissions of ``source``, and takes its
    name last. Whatever ends the work before, but for kill -9, leaves nothing and lets stand what
    was there. Raises ``FileExistsError`` where ``target`` is there, unless ``replace`` says so,
    and ``StorageError`` for what cannot be copied.
    """
    if target.exists() and not replace:
        raise FileExistsError(target)
    _check_place(target)
    try:
        _check_ours(source)
        with tempfile.TemporaryDirectory(
            dir=target.parent, prefix=f".{target.name}.", suffix=".part"
        ) as folder:
            part = Path(folder) / target.name
            run_apart(
                read_only_address(source),
                "VACUUM INTO ?",
                (str(part),),
                partial(_grown, part, watch),
            )
            copied = _read_again(part)
            shutil.copymode(source, part)
            _take_name(part, target, replace=replace)
    except sqlite3.Error as error:
        raise StorageError(_told(source, target, error)) from error
    except FileExistsError:
        raise
    except OSError as error:
        raise StorageError(f"{target} cannot be written: {error.strerror}.") from error
    return copied


def size_of_copy(source: Path) -> int:
    """Bytes that a copy will take: those in use now. Raises ``StorageError``."""
    try:
        _check_ours(source)
        with closing(_connect(read_only_address(source))) as reader:
            pages, unused, size = (
                reader.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_count", "freelist_count", "page_size")
            )
    except sqlite3.Error as error:
        raise StorageError(f"{source} cannot be read: {error}.") from error
    return int((pages - unused) * size)


def _check_place(target: Path) -> None:
    """A log that belongs to another file would be read into the copy by whoever opens it."""
    if not target.parent.is_dir():
        # Made here it would fill the wrong disk on the day when the right one is not mounted.
        raise StorageError(f"{target.parent} is no folder: make it, or mount its disk.")
    for side in (target.with_name(target.name + end) for end in ("-wal", "-journal")):
        if side.exists() and side.stat().st_size:
            raise StorageError(
                f"{side} belongs to a database that is open or was not closed: name another file."
            )


def _check_ours(source: Path) -> None:
    check_file(source)
    ours = "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'reports')"
    with closing(_connect(read_only_address(source))) as reader:
        if reader.execute(ours).fetchone() != (2,):
            raise StorageError(f"{source} holds no reports: set DATABASE_URL to the file meant.")


def _connect(address: str) -> sqlite3.Connection:
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)


def _read_again(part: Path) -> Copied:
    """What the copy holds. Raises ``StorageError`` where SQLite finds fault with it."""
    address = part.as_uri() + "?mode=ro"
    told = run_apart(address, "PRAGMA integrity_check", (), lambda: None)
    if told != [("ok",)]:
        raise StorageError(f"the copy is not sound, nothing was kept: {told[0][0]}")
    with closing(_connect(address)) as copy:
        (schema,) = copy.execute("SELECT version_num FROM alembic_version").fetchone()
        (reports,) = copy.execute("SELECT count(*) FROM reports").fetchone()
        tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master")}
        # The first release kept neither.
        kept = [name for name in ("captures", "manifests") if name in tables]
        files = [file for name in kept for (file,) in copy.execute(f"SELECT file FROM {name}")]  # noqa: S608 -- names from above
    return Copied(part.stat().st_size, _settled(part), schema, reports, tuple(sorted(set(files))))


def _grown(part: Path, watch: Watch) -> None:
    watch(part.stat().st_size if part.exists() else 0)


def _settled(part: Path) -> str:
    """SHA-256 of a file that is on the disk from now on."""
    with part.open("rb") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _take_name(part: Path, target: Path, *, replace: bool) -> None:
    """Give the copy its name, unless another process was faster. Raises ``FileExistsError``."""
    if replace:
        part.replace(target)
    else:
        try:
            target.hardlink_to(part)
        except FileExistsError:
            raise
        except OSError:
            # Disks as they are carried about (exFAT) know no second name of a file.
            if target.exists():
                raise FileExistsError(target) from None
            part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _told(source: Path, target: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        free = shutil.disk_usage(target.parent).free
        return (
            f"{target} cannot be written: {error}. It needs some {source.stat().st_size >> 20} MB,"
            f" {free >> 20} MB are free there; name a folder on another disk."
        )
    return f"{source} cannot be copied: {error}; if it is damaged, take an older backup."
