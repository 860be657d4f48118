"""The project's own commands, run as a user runs them, and the file they leave."""

from __future__ import annotations

import atexit
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
"""Real pages for development; users do not have them, and tests that read them skip there."""
NO_SHARED = "real pages for development (../shared) are not here"
HASTE = (
    "-s",
    "DOWNLOAD_DELAY=0",
    "-s",
    "AUTOTHROTTLE_ENABLED=False",
    "-s",
    "CONCURRENT_REQUESTS_PER_DOMAIN=8",
)
"""Lifts the manners, as for a copy of one's own."""


@dataclass(frozen=True)
class Ran:
    """A command that has ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Project:
    """The project's commands on a database of the test's own."""

    database: Path

    def scrapy(self, *arguments: str, **environment: str) -> Ran:
        """Run ``scrapy …`` and wait for its end, at most two minutes.

        It is a process of its own, forked from one that has loaded the code already.
        """
        asked, answered = _commands()
        asked.write(json.dumps([arguments, {**self.environment, **environment}]) + "\n")
        asked.flush()
        return Ran(*json.loads(answered.readline()))

    def crawl(self, publisher: str, origin: str, *arguments: str) -> Ran:
        """Crawl a copy of a publisher's site, fast."""
        return self.scrapy("crawl", publisher, "-a", f"origin={origin}", *HASTE, *arguments)

    def start_crawl(
        self,
        publisher: str,
        origin: str,
        *arguments: str,
        prepare: Callable[[], None] | None = None,
    ) -> subprocess.Popen[str]:
        """As ``crawl``, without waiting; ``prepare`` is called in the new process first."""
        command = [sys.executable, "-m", "scrapy", "crawl", publisher, "-a", f"origin={origin}"]
        return subprocess.Popen(
            [*command, *HASTE, *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=prepare,  # noqa: PLW1509 -- it sets a limit only, which takes no lock
        )

    def wait_for_reports(self, count: int) -> None:
        """Until so many are committed. Raises AssertionError after a minute."""
        for _ in range(600):
            time.sleep(0.1)
            if self.database.exists():
                try:
                    if self.rows("SELECT count(*) FROM report")[0][0] >= count:
                        return
                except sqlite3.OperationalError:  # not made yet
                    continue
        raise AssertionError(f"no {count} reports after a minute")

    @property
    def environment(self) -> dict[str, str]:
        """That of the tests, with the folders of this test."""
        return {**os.environ, "DATABASE_URL": self.url, "ARCHIVE_DIR": str(self.archive)}

    @property
    def url(self) -> str:
        """DATABASE_URL."""
        return f"sqlite:///{self.database}"

    @property
    def archive(self) -> Path:
        """ARCHIVE_DIR."""
        return self.database.with_name("archive")

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the file as any user would, by plain sqlite3."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def counts(self) -> dict[str, int]:
        """Rows of each table that a crawl of an unchanged site must leave as they are."""
        tables = self.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT IN ('crawls', 'issues', 'captures', 'manifests')"
            " AND sql NOT LIKE '%VIRTUAL%'"
        )
        counted = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for (name,) in tables)  # noqa: S608 -- names from the file itself
        return dict(self.rows(counted))


@cache
def _commands() -> tuple[IO[str], IO[str]]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("forked_commands.py"))],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)
    if process.stdin is None or process.stdout is None:
        raise AssertionError("asked for as pipes")
    return process.stdin, process.stdout
