"""``scrapy export reports|claims|pages``: rows into a file, or to who reads the output."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from sqlalchemy.orm import Session
from tqdm import tqdm

from crawler.commands.chosen_rows import choose_rows
from crawler.exporting.formats import FORMATS, format_of, writer_of
from crawler.exporting.new_file import new_file
from storage.engine import database_path
from storage.errors import StorageError
from storage.exported_rows import Row, Rows

STREAM = "-"
"""In the place of a file's name: the standard output."""


@frozen
class Exported:
    """What was written."""

    kind: str
    format: str
    output: str
    """The file, or ``STREAM``."""
    rows: int
    bytes: int | None = None
    sha256: str | None = None
    """Both of the file; None for the standard output."""


def write_rows(
    session: Session, settings: Settings, kind: str, opts: argparse.Namespace
) -> Exported:
    """Write what is asked for, whole or not at all. Raises ``UsageError``, ``StorageError``."""
    path = None if opts.output == STREAM else _new_path(kind, opts, settings)
    form = opts.format or ("" if path is None else format_of(path))
    if not form:
        raise _refused(f"say in which format: --format {', --format '.join(FORMATS)}")
    if opts.bom and form != "csv":
        raise _refused(f"--bom is for CSV, not for {form}")
    if path is None and form == "parquet" and sys.stdout.isatty():
        raise _refused("Parquet is not for a screen: --output FILE, or a pipe behind it")
    write = writer_of(form, marked=opts.bom)
    rows = choose_rows(session, kind, opts)
    counter = _Counter(kind, rows)
    if path is None:
        write(sys.stdout.buffer, rows.columns, counter.batches())
        return Exported(kind, form, STREAM, counter.count)
    try:
        with new_file(path, replace=opts.force) as stream:
            write(stream, rows.columns, counter.batches())
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror or error}") from error
    return Exported(kind, form, str(path), counter.count, path.stat().st_size, sha256)


def show_exported(exported: Exported) -> str:
    """What was written, and what to know of it."""
    one = exported.kind.removesuffix("s") if exported.rows == 1 else exported.kind
    told = f"{exported.rows:,} {one}" if exported.rows else f"no {exported.kind} are such: 0 rows"
    if exported.bytes is not None:
        told += f" in {exported.output} ({exported.format}, {_size(exported.bytes)})"
        told += f"\nSHA-256 {exported.sha256}"
    if exported.kind == "claims" and exported.rows > 1:
        told += "\nNever to be added up: claims overlap."
    return told + "\n"


class _Counter:
    """Rows on their way, counted, with a bar where it takes longer than a second."""

    def __init__(self, kind: str, rows: Rows) -> None:
        self.kind, self.rows = kind, rows
        self.count = 0

    def batches(self) -> Iterator[list[Row]]:
        shown = sys.stderr.isatty()
        total = self.rows.count() if shown else None
        with tqdm(
            total=total, desc=f"export {self.kind}", unit=" rows", delay=1, disable=not shown
        ) as bar:
            for batch in self.rows.batches:
                yield batch
                self.count += len(batch)
                bar.update(len(batch))


def _new_path(kind: str, opts: argparse.Namespace, settings: Settings) -> Path:
    """Where to write, never into what is ours."""
    if not opts.output:
        raise _refused(
            f"name the file: --output {kind}.{opts.format or 'csv'}; --output - is for a pipe"
        )
    path = Path(opts.output).expanduser().resolve()
    database = database_path(settings["DATABASE_URL"])
    if path in (
        database,
        *(database.with_name(f"{database.name}-{end}") for end in ("wal", "shm")),
    ):
        raise _refused(f"{path} is the database itself: name another file")
    if path.is_relative_to(Path(settings["ARCHIVE_DIR"]).resolve()):
        raise _refused(f"{path} lies in ARCHIVE_DIR, which is for captures: name another folder")
    if path.is_dir():
        raise _refused(f"{path} is a folder: name a file in it")
    if path.exists() and not path.is_file():
        raise _refused(f"{path} is no file that could be replaced; --output - is for a pipe")
    if path.exists() and not opts.force:
        raise _refused(f"{path} is there already: name another file, or --force replaces it")
    return path


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e5 else f"{count:,} bytes"


def _refused(sentence: str) -> UsageError:
    return UsageError(sentence, print_help=False)
