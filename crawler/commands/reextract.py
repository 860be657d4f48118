"""``scrapy reextract``: extraction and pipelines again over the stored captures."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import Settings
from tqdm import tqdm

from crawler.captures.manifests import ManifestError
from crawler.captures.reading import ArchiveError
from crawler.commands.reread_lines import HEADER, change_lines, tally_row
from crawler.commands.table import draw_table
from crawler.ending_signals import end_on_signals
from crawler.evidence.sealing import Run, seal_crawls, seal_run
from crawler.outcome import Ending
from crawler.publishers import SEEDS, load_publisher
from crawler.report_argument import find_report
from crawler.sealing import SETTINGS
from crawler.seed_table import SeedError
from crawler.workers import JobLimits, Workers
from storage.engine import Database, database_path, open_database, open_reader
from storage.errors import AddressError, BusyError, StorageError
from storage.locking import hold
from storage.manifests import unsealed_versions
from storage.stored_visits import publishers_with_captures, report_address

if TYPE_CHECKING:
    # Every command loads this module, and these take as long to load as all else.
    from crawler.rereading.reading_ahead import ReadAhead
    from crawler.rereading.reextracting import Reextraction, Tally

PRELOAD = "crawler.rereading.preloaded"
"""What each worker has loaded; by its name, since this process does not need it all."""

HELP = """\
Reads the captured pages again by the rules of today, without the network. A text whose captures
now read otherwise gets the new words in its place; texts that become one are joined; whatever
became of a report is sealed by a manifest. What gave a report and by today's rules would give none
stays, and is told. The claims of every text are read again from its words; what people judged of
them is kept. It can be stopped at any time and run again.

Workers read, within PARSE_TIMEOUT and PARSE_MEMORY for each page, while what was read before is
written; with one, a report is read and written before the next.

  scrapy reextract --dry-run
  scrapy reextract --publisher snhr
  scrapy reextract --report https://snhr.org/blog/2017/04/13/38282/

Exit status: 0 done, 1 a bug, 2 wrong usage, 3 some captures could not be read, 4 storage failed,
5 a publisher is being crawled into this file.
"""


@frozen
class Chosen:
    """What is to be read."""

    publishers: tuple[tuple[str, int], ...]
    """Name and id of each."""
    report_id: int | None


class Command(ScrapyCommand):
    """Writes to the file that DATABASE_URL names; holds the locks of its publishers."""

    settings: Settings
    """Set by Scrapy before the command runs."""
    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 -- Scrapy's own attribute

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Read the stored captures again by today's rules"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Reextract")
        group.add_argument("--publisher", metavar="NAME", help="only this publisher's reports")
        group.add_argument("--report", metavar="REPORT", help="only this report, by id or URL")
        group.add_argument(
            "--dry-run", action="store_true", help="show what would change, and write nothing"
        )
        group.add_argument(
            "--workers", metavar="N", type=int, help="processes that read (default: PARSE_WORKERS)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        end_on_signals()
        if args:
            raise UsageError(f"takes no arguments (given: {' '.join(args)})", print_help=False)
        if opts.workers is not None and opts.workers < 1:
            raise UsageError(f"--workers {opts.workers}: give 1 or more", print_help=False)
        try:
            self._bring_up(dry_run=opts.dry_run)
            chosen = self._choose(opts)
            with ExitStack() as opened:
                for name, _ in chosen.publishers:
                    opened.enter_context(hold(database_path(self.settings["DATABASE_URL"]), name))
                database = open_database(self.settings["DATABASE_URL"])
                opened.callback(database.close)
                workers = self._start_workers(opts.workers)
                opened.callback(workers.close)
                ending = self._reextract(database, workers, chosen, dry_run=opts.dry_run)
                self.exitcode = ending.value
        except (AddressError, SeedError) as error:
            raise UsageError(str(error), print_help=False) from error
        except (StorageError, ArchiveError, ManifestError) as error:
            sys.stderr.write(f"scrapy reextract: {error}\n")
            busy = isinstance(error, BusyError)
            self.exitcode = (Ending.BUSY if busy else Ending.STORAGE_FAILED).value
        except BrokenProcessPool as error:
            told = "what was read so far is written; run it again"
            sys.stderr.write(f"scrapy reextract: {error}; {told}\n")
            self.exitcode = Ending.INCOMPLETE.value

    def _bring_up(self, *, dry_run: bool) -> None:
        """A file of an older release is migrated first; a missing one is not made."""
        if not dry_run and database_path(self.settings["DATABASE_URL"]).exists():
            open_database(self.settings["DATABASE_URL"]).close()

    def _start_workers(self, count: int | None) -> Workers:
        limits = JobLimits(
            self.settings.getfloat("PARSE_TIMEOUT"), self.settings.getint("PARSE_MEMORY")
        )
        return Workers(count or self.settings.getint("PARSE_WORKERS"), limits, PRELOAD)

    def _choose(self, opts: argparse.Namespace) -> Chosen:
        reader = open_reader(self.settings["DATABASE_URL"])
        try:
            with reader.reading() as session:
                rows = [(row.name, row.id) for row in publishers_with_captures(session)]
                report_id, wanted = None, opts.publisher
                if opts.report:
                    report_id = find_report(session, opts.report)
                    wanted = report_address(session, report_id)[0]
        finally:
            reader.close()
        chosen = tuple(row for row in rows if wanted in {None, row[0]})
        if opts.publisher and opts.publisher not in {name for name, _ in chosen}:
            known = ", ".join(name for name, _ in rows) or "none"
            raise UsageError(
                f"--publisher {opts.publisher}: nothing of it is chosen; stored are: {known}",
                print_help=False,
            )
        return Chosen(chosen, report_id)

    def _reextract(
        self, database: Database, workers: Workers, chosen: Chosen, *, dry_run: bool
    ) -> Ending:
        from crawler.rereading.reading_ahead import ReadAhead, Source  # noqa: PLC0415 -- slow to load
        from crawler.rereading.reextracting import Reextraction  # noqa: PLC0415 -- likewise

        folder = Path(self.settings["ARCHIVE_DIR"])
        settings = {name: self.settings[name] for name in SETTINGS}
        rows: list[tuple[str, Tally]] = []
        for name, publisher_id in chosen.publishers:
            publisher = load_publisher(SEEDS / f"{name}.toml")
            ahead = ReadAhead(workers, Source(self.settings["DATABASE_URL"], folder, name))
            again = Reextraction(
                database,
                publisher,
                publisher_id,
                folder,
                dry_run=dry_run,
                read_claims=ahead.claims,
            )
            if not dry_run:
                seal_crawls(database, folder, name, publisher_id, settings)
            self._read(again, ahead, chosen.report_id, dry_run=dry_run)
            if not dry_run:
                _seal(database, folder, name, publisher_id)
            rows.append((name, again.tally))
        sys.stdout.write(draw_table(HEADER, [tally_row(name, tally) for name, tally in rows]))
        if dry_run:
            sys.stdout.write("Nothing was written: this was a dry run.\n")
        unreadable = any(tally.unreadable for _, tally in rows)
        return Ending.INCOMPLETE if unreadable else Ending.COMPLETE

    def _read(
        self, again: Reextraction, ahead: ReadAhead, report_id: int | None, *, dry_run: bool
    ) -> None:
        reports, captures = again.work(report_id)
        with tqdm(
            total=len(reports) + len(captures),
            desc=again.publisher.name,
            unit="report",
            disable=not sys.stderr.isatty(),
        ) as bar:
            for _ in chain(
                again.reread_reports(ahead.reports(reports)),
                again.reread_captures(ahead.captures(captures)),
            ):
                for line in change_lines(again.tally, all_changes=dry_run):
                    bar.write(line, file=sys.stdout)
                bar.update()


def _seal(database: Database, folder: Path, name: str, publisher_id: int) -> None:
    with database.reading() as session:
        changed = next(unsealed_versions(session, publisher_id), None) is not None
    if changed:
        seal_run(database, folder, Run(name, publisher_id, None, {}))
