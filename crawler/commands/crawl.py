"""``scrapy crawl NAME``: Scrapy's own, with checked options and an exit status that is true."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from types import FrameType
from urllib.request import getproxies

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import UsageError
from scrapy.settings import Settings

from crawler.captures.archive import open_archive
from crawler.captures.reading import ArchiveError
from crawler.commands.summary import summarize
from crawler.commands.telling import notifier_of, tell, tell_unbegun
from crawler.ending_signals import end_on_signals
from crawler.notices import Notifier, NotifyError
from crawler.options import CrawlOptions, OptionError, read_options
from crawler.outcome import Ending
from crawler.publishers import SEEDS, load_publisher, publisher_names
from crawler.seed_table import SeedError
from crawler.urls import origin_of, without_credentials
from storage.columns import whole_second
from storage.crawls import last_end
from storage.engine import Database, database_path, open_database
from storage.errors import AddressError, BusyError, StorageError
from storage.locking import hold

NOISY = (
    "scrapy.utils.log",
    "scrapy.addons",
    "scrapy.crawler",
    "scrapy.middleware",
    "scrapy.core.engine",
    "alembic.runtime.migration",
)
"""Loggers whose versions, settings and lists of components would bury what the crawl says."""

OPTIONS = """\
Options of a crawl, each as -a NAME=VALUE:
  origin=http://127.0.0.1:8088   a copy of the site: every host of the publisher stands there
  via=wordpress|sitemap|feed|listing|auto
                                 which source names the reports; auto: the best one, cross-checked
  via=wayback                    from the Wayback Machine, where a site is gone; origin then names
                                 another archive
  archive='warcs/*.warc.gz'      answers come from WARC files instead of the network
  since=2017-01-01, until=…      published in these days only
  limit=50                       no more reports than this
  refresh=all                    visit every report again

Exit status: 0 complete, 1 a bug, 2 wrong usage, 3 some pages failed, 4 storage failed,
5 another crawl of this publisher runs on this file, 6 the site changed its layout or far less came
than expected, 7 no source reachable, 130 after Ctrl-C, 143 after SIGTERM.
"""


def permitted_hosts(options: CrawlOptions, *, by_proxy: bool) -> list[str]:
    """Hosts that the user named, which may therefore stand in a network of the user's own."""
    named = [options.origin, *(getproxies().values() if by_proxy else ())]
    return [origin.host for origin in map(origin_of, map(without_credentials, named)) if origin]


def await_next_second(database: Database) -> None:
    """Until the second is over in which the last crawl ended.

    Moments are stored without their fraction: what that crawl tried last would else pass for tried
    by this one.
    """
    with database.reading() as session:
        before = last_end(session)
    now = datetime.now(UTC)
    if before == whole_second(now):
        time.sleep(1 - now.microsecond / 1_000_000)


class FaultCounter(logging.Handler):
    """Counts what breaks in handlers of Scrapy's signals: Scrapy logs it and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 -- logging's signature
        self.count += 1


class Command(ScrapyCrawl):
    """Replaces Scrapy's ``crawl``, which exits with 0 also when every page failed."""

    settings: Settings
    crawler_process: CrawlerProcessBase
    """Both are set by Scrapy before the command runs."""

    def syntax(self) -> str:
        return "[options] PUBLISHER"

    def short_desc(self) -> str:
        return "Crawl a publisher's reports into the database"

    def long_desc(self) -> str:
        return f"Crawl the reports of one of: {', '.join(publisher_names())}."

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = OPTIONS
        parser.formatter_class = argparse.RawDescriptionHelpFormatter

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        if self.settings["LOG_LEVEL"] == "INFO":
            for name in NOISY:
                # A filter, since Scrapy's set-up of logging resets levels.
                logging.getLogger(name).addFilter(lambda record: record.levelno > logging.INFO)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        # Until Scrapy's own handlers are there.
        end_on_signals()
        if len(args) != 1 or args[0] not in publisher_names():
            given = " ".join(args) or "none"
            known = ", ".join(publisher_names())
            raise UsageError(f"give one publisher of: {known} (given: {given})", print_help=False)
        try:
            notifier = notifier_of(self.settings)
            publisher = load_publisher(SEEDS / f"{args[0]}.toml")
            options = read_options(opts.spargs)
            if options.archive:
                open_archive(options.archive, publisher.all_hosts)
            hosts = permitted_hosts(options, by_proxy=self.settings.getbool("HTTPPROXY_ENABLED"))
            self.settings.set("PERMITTED_HOSTS", hosts, priority="cmdline")
        except (OptionError, SeedError, ArchiveError, NotifyError) as error:
            raise UsageError(str(error), print_help=False) from error
        with ExitStack() as opened:
            database = self._open_database(args[0], opened, notifier)
            if database is not None:
                self._crawl(args[0], opts, database, notifier)

    def _open_database(self, name: str, opened: ExitStack, notifier: Notifier) -> Database | None:
        """Lock the file for this publisher, then make it or bring it up to date.

        None where that cannot be, with the reason said and the exit status set.
        """
        url = self.settings["DATABASE_URL"]
        try:
            opened.enter_context(hold(database_path(url), name))
            database = open_database(url)
            opened.callback(database.close)
            database.check_writable()
            await_next_second(database)
        except AddressError as error:
            raise UsageError(str(error), print_help=False) from error
        except StorageError as error:
            sys.stderr.write(f"scrapy crawl: {error}\n")
            ending = Ending.BUSY if isinstance(error, BusyError) else Ending.STORAGE_FAILED
            self.exitcode = ending.value
            tell_unbegun(notifier, name, ending, f"{name}: {error}\n")
            return None
        return database

    def _crawl(
        self, name: str, opts: argparse.Namespace, database: Database, notifier: Notifier
    ) -> None:
        crawler = self._create_crawler(name)
        received = self._remember_signals()
        faults = FaultCounter()
        logging.getLogger("scrapy.utils.signal").addHandler(faults)
        self.crawler_process.crawl(crawler, **opts.spargs)
        self.crawler_process.start()
        status = None if crawler.spider is None else crawler.stats.get_value("crawl/exit_status")
        if status is not None:
            bug = faults.count and status != Ending.STORAGE_FAILED.value
            self.exitcode = Ending.BUG.value if bug else status
            text = summarize(crawler)
            sys.stdout.write(text)
            sys.stdout.flush()
            tell(notifier, database, crawler, self.exitcode, text)
        elif received:
            self.exitcode = 128 + received[0]
            sys.stdout.write(f"{name}: ended by a signal before the crawl had begun\n")
        else:
            self.exitcode = Ending.BUG.value

    def _remember_signals(self) -> list[int]:
        """Signals that end the crawl, as they come; one may come before any component is there."""
        received: list[int] = []
        process = self.crawler_process
        stop = process._signal_shutdown  # noqa: SLF001 -- Scrapy has no hook for this

        def remember(number: int, frame: FrameType | None) -> None:
            received.append(number)
            stop(number, frame)

        process._signal_shutdown = remember  # type: ignore[assignment]  # noqa: SLF001 -- as above
        return received
