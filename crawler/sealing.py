"""When a crawl begins, those that died before are mended and sealed; when it ends, itself."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from scrapy import signals

from crawler.captures.manifests import ManifestError
from crawler.captures.reading import ArchiveError
from crawler.context import spider_of
from crawler.evidence.sealing import seal_crawls
from crawler.outcome import Ending
from storage.crawls import record_issue
from storage.engine import open_database
from storage.errors import StorageError
from storage.manifests import last_manifest

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

SETTINGS = (
    "USER_AGENT",
    "ROBOTSTXT_OBEY",
    "DOWNLOAD_DELAY",
    "DOWNLOAD_TIMEOUT",
    "DOWNLOAD_MAXSIZE",
    "DOWNLOAD_VERIFY_CERTIFICATES",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "REDIRECT_MAX_TIMES",
)
"""What a manifest tells of the settings: they decide what is asked for and what is kept of it."""


class Sealing:
    """Writes manifests; where that fails, the crawl ends with the status of failed storage."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.database = open_database(crawler.settings["DATABASE_URL"])
        self.folder = Path(crawler.settings["ARCHIVE_DIR"])
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self) -> None:
        self._look_for_archive()
        try:
            for told in self._seal():
                logger.warning("an earlier crawl was killed: %s", told)
        except (ArchiveError, ManifestError, StorageError) as error:
            # The next crawl tries again; ``scrapy verify`` tells what is not there.
            logger.warning("an earlier crawl could not be sealed: %s", error)

    def spider_closed(self) -> None:
        try:
            self._seal()
        except (ArchiveError, ManifestError, StorageError) as error:
            logger.error("the crawl could not be sealed, the next one will do it: %s", error)  # noqa: TRY400 -- one line for a person
            failed = Ending.STORAGE_FAILED
            self.crawler.stats.set_value("crawl/outcome", failed.name.lower())
            self.crawler.stats.set_value("crawl/exit_status", failed.value)

    def _look_for_archive(self) -> None:
        """Evidence in two folders is evidence that ``scrapy verify`` misses in each."""
        owner = self.crawler.stats.get_value("crawl/publisher_id")
        with self.database.reading() as session:
            last = last_manifest(session, owner)
        if last is None or (self.folder / last.file).exists():
            return
        detail = (
            f"ARCHIVE_DIR is {self.folder.resolve()}, where {last.file} of the last crawl is not:"
            " set ARCHIVE_DIR to the folder of the crawls before, or bring its files back"
        )
        logger.warning("%s", detail)
        crawl, now = self.crawler.stats.get_value("crawl/id"), datetime.now(UTC)
        with self.database.session() as session:
            record_issue(session, crawl, now, "warning", "archive_elsewhere", detail=detail)

    def _seal(self) -> list[str]:
        spider, settings = spider_of(self.crawler), self.crawler.settings
        owner = self.crawler.stats.get_value("crawl/publisher_id")
        told = {name: settings[name] for name in SETTINGS}
        return seal_crawls(self.database, self.folder, spider.name, owner, told)
