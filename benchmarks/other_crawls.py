"""What a crawl is compared with: Scrapy that only visits the pages, and the usual plain crawl.

python benchmarks/other_crawls.py visit|plain ORIGIN PATHS_FILE DATABASE

``visit`` asks for each page and drops it. ``plain`` is what people write: trafilatura with all
metadata, a row a page in SQLite, committed one by one: no captures, claims, copies or search.
Both have the settings that the crawl beside them is given.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

CONCURRENCY = 16
SETTINGS: dict[str, Any] = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS": CONCURRENCY,
    "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY,
    "ROBOTSTXT_OBEY": True,
    "COOKIES_ENABLED": False,
    "LOG_LEVEL": "WARNING",
    "TELNETCONSOLE_ENABLED": False,
}
_TABLE = """\
CREATE TABLE reports (
    url TEXT PRIMARY KEY, title TEXT, author TEXT, date TEXT, description TEXT, sitename TEXT,
    categories TEXT, tags TEXT, language TEXT, text TEXT
)"""
_NAMES = ("title", "author", "date", "description", "sitename", "categories", "tags", "language")


class Visit(scrapy.Spider):
    """Asks for the pages and does nothing with them."""

    name = "visit"

    def __init__(self, origin: str, paths: str, database: str) -> None:
        super().__init__()
        self.urls = [origin + path for path in Path(paths).read_text("utf-8").split()]
        self.database = database
        self.seen = 0

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """A request for each page."""
        for url in self.urls:
            yield scrapy.Request(url, dont_filter=True)

    def parse(self, response: Response) -> None:
        """Count it."""
        self.seen += response.status == 200

    def closed(self, reason: str) -> None:
        """A run that missed a page measures nothing."""
        if self.seen != len(self.urls):
            raise SystemExit(f"{self.seen} of {len(self.urls)} pages ({reason})")


class Plain(Visit):
    """Extracts each page with trafilatura and stores a row."""

    name = "plain"

    def __init__(self, origin: str, paths: str, database: str) -> None:
        super().__init__(origin, paths, database)
        self.connection = sqlite3.connect(database, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute(_TABLE)

    def parse(self, response: Response) -> None:
        """One page, one row, one commit."""
        super().parse(response)
        found = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        told = found.as_dict() if found else {}
        values = [json.dumps(told.get(name)) for name in _NAMES]
        marks = ", ".join("?" * (len(_NAMES) + 2))
        row = (response.url, *values, told.get("text"))
        self.connection.execute(f"INSERT OR REPLACE INTO reports VALUES ({marks})", row)  # noqa: S608 -- question marks


def main(kind: str, origin: str, paths: str, database: str) -> None:
    """Run one of the crawls to its end."""
    process = CrawlerProcess(SETTINGS)
    process.crawl(
        {"visit": Visit, "plain": Plain}[kind], origin=origin, paths=paths, database=database
    )
    process.start()


if __name__ == "__main__":
    main(*sys.argv[1:])
