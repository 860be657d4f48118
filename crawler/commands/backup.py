"""``scrapy backup FILE``: a sound copy of the database, also while a crawl writes to it."""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from tqdm import tqdm

from crawler.commands.kept_files import Kept, find_kept, kept_lines
from crawler.ending_signals import end_on_signals
from crawler.outcome import Ending
from storage.backups import Copied, copy_database, size_of_copy
from storage.engine import database_path
from storage.errors import AddressError, StorageError

HELP = """\
Copies the file that DATABASE_URL names, as it is at this moment: crawls and readers go on. The copy
is one file, whole, checked by SQLite and on the disk before it takes its name; what ends the
command before leaves nothing. A file of an older release is copied as it is.

Captures are no part of it: what to copy of ARCHIVE_DIR is told, and --json lists it. Copy them
after the database, so that nothing is missing to which it refers.

  scrapy backup /mnt/backup/reports-2026-11-21.sqlite
  scrapy backup /mnt/backup/reports.sqlite --force
  scrapy backup /mnt/backup/reports.sqlite --force --json

Exit status: 0 copied, 2 wrong usage or FILE is there already, 4 no or no good database, a disk that
does not take the copy, or a copy that is not sound; 130 and 143 ended by a signal.
"""


class Command(ScrapyCommand):
    """Reads the database; writes FILE alone."""

    settings: Settings
    """Set by Scrapy before the command runs."""
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 -- Scrapy's own attribute

    def syntax(self) -> str:
        return "FILE [options]"

    def short_desc(self) -> str:
        return "Copy the database while it is in use"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Backup")
        group.add_argument("--force", action="store_true", help="replace FILE if it is there")
        group.add_argument("--json", action="store_true", help="what was copied as a JSON object")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        end_on_signals()
        try:
            source = _source(self.settings["DATABASE_URL"])
            target = _target(args, source)
            copied = _copy(source, target, replace=opts.force)
        except FileExistsError as error:
            raise _refused(f"{error} is there already: name another file, or --force") from error
        except AddressError as error:
            raise _refused(str(error)) from error
        except StorageError as error:
            sys.stderr.write(f"scrapy backup: {error}\n")
            self.exitcode = Ending.STORAGE_FAILED.value
        else:
            kept = find_kept(copied.files, Path(self.settings["ARCHIVE_DIR"]))
            show = _as_json if opts.json else _as_text
            sys.stdout.write(show(source, target, copied, kept))


def _source(url: str) -> Path:
    path = database_path(url)
    if not path.exists():
        raise StorageError(f"no database at {path}: set DATABASE_URL to the file to be copied.")
    return path


def _target(args: list[str], source: Path) -> Path:
    if len(args) != 1 or not args[0].strip():
        given = " ".join(args) or "none"
        raise _refused(f"name one file to write (given: {given}): scrapy backup FILE")
    # A link is followed: it would be replaced itself, and the copy lie on another disk.
    target = Path(args[0]).expanduser().resolve()
    if target.is_dir():
        raise _refused(f"{target} is a folder: name a file in it, as in {target / source.name}")
    sides = [source.with_name(source.name + end) for end in ("-wal", "-shm", "-journal")]
    if target in sides:
        raise _refused(f"{target} belongs to the database itself: name another file")
    if target.exists() and target.samefile(source):
        raise _refused(f"{target} is the database itself: name another file")
    if target.exists() and not target.is_file():
        raise _refused(f"{target} is no file: name another one")
    return target


def _copy(source: Path, target: Path, *, replace: bool) -> Copied:
    width, height = get_terminal_size()
    with tqdm(
        total=size_of_copy(source),
        desc="backup",
        unit="B",
        unit_scale=True,
        disable=not sys.stderr.isatty(),
        # Some terminals say that they are 0 columns wide, where tqdm would show nothing.
        ncols=width,
        nrows=height,
    ) as bar:
        copied = copy_database(source, target, replace=replace, watch=partial(_draw, bar))
        # Pages of the original were half empty.
        bar.total = copied.bytes
        _draw(bar, copied.bytes)
        return copied


def _draw(bar: tqdm[NoReturn], size: int) -> None:
    bar.update(size - bar.n)


def _as_text(source: Path, target: Path, copied: Copied, kept: Kept) -> str:
    lines = [
        f"{source} copied to {target}",
        f"{copied.reports} reports, {copied.bytes} bytes, schema {copied.schema}; checked",
        f"SHA-256 {copied.sha256}",
        *kept_lines(kept),
    ]
    return "".join(f"{line}\n" for line in lines)


def _as_json(source: Path, target: Path, copied: Copied, kept: Kept) -> str:
    told = {
        "database": str(source),
        "copy": str(target),
        "reports": copied.reports,
        "bytes": copied.bytes,
        "schema": copied.schema,
        "sha256": copied.sha256,
        "archive_dir": str(kept.folder),
        "archive_bytes": kept.bytes,
        "archive_files": list(kept.inside),
        "elsewhere": list(kept.elsewhere),
        "missing": list(kept.missing),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _refused(sentence: str) -> UsageError:
    return UsageError(sentence, print_help=False)
