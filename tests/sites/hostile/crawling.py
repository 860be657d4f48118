"""One crawl of the hostile site: run as a user runs it, watched, and judged by its database."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from running import HASTE, Project, Ran

from sites.hostile.case import Case, Kept
from sites.hostile.server import Hostile, serve_hostile
from sites.hostile.site import NAME, REPORTS, good_site, make_project, routes_of

READ = frozenset({"source_incomplete", "source_bad_url"})
"""Issues of a source that has been read all the same."""


@dataclass(frozen=True)
class Crawled:
    """A crawl that has come to its end, and what became of what it met."""

    site: Hostile
    ran: Ran
    seconds: float
    peak: int
    """Bytes of the crawl's processes together, at their most; what they share is counted once."""
    found: dict[str, str]
    """What the database says of each case, in the words of ``Case.fate``."""
    wrong: list[str]
    """What of the cases is not as it must be, in words."""
    missing: list[str]
    """Good reports that are not stored as they were written."""


@dataclass(frozen=True)
class Judge:
    """Reads in the database what became of a site at an origin."""

    project: Project
    origin: str

    def missing(self, count: int) -> list[str]:
        """Paths of the good reports that are not stored as they were written."""
        good = good_site(self.origin, count)
        rows = self.project.rows("SELECT url, title || char(10) || body FROM report")
        kept = {str(url): str(text) for url, text in rows}
        return [
            good.path_of(post)
            for post in good.posts
            for text in [kept.get(good.url_of(post), "")]
            if any(line not in text for line in (post.title, *post.lines()))
        ]

    def found(self, case: Case) -> str:
        """The case's fate."""
        if case.source == "robots":
            return str(self.project.rows("SELECT outcome FROM crawl")[0][0])
        if case.source:
            return self._found_of_source(case)
        rows = self.project.rows("SELECT state, reason FROM page WHERE url = ?", self._url(case))
        return ": ".join(filter(None, rows[0])) if rows else "nothing"

    def _found_of_source(self, case: Case) -> str:
        rows = self.project.rows("SELECT kind, detail FROM issue WHERE kind LIKE 'source_%'")
        kinds = {str(kind) for kind, detail in rows if case.path in detail} - READ
        return " and ".join(sorted(kinds)) or "read"

    def wrong(self, case: Case) -> list[str]:
        """What is not as it must be; empty where all is well."""
        found = self.found(case)
        wrong = [] if found in case.fates else [f"{found}, not {case.fate}"]
        if found == "stored":
            wrong += filter(None, (check(self._kept(case)) for check in case.checks))
        return wrong

    def _kept(self, case: Case) -> Kept:
        ((number, title, body, day),) = self.project.rows(
            "SELECT r.report_id, r.title, r.body, r.published_date FROM page AS p"
            " JOIN report AS r ON r.report_id = p.report_id WHERE p.url = ?",
            self._url(case),
        )
        urls = self.project.rows("SELECT url FROM report_url WHERE report_id = ?", number)
        figures = self.project.rows(
            "SELECT count_max FROM claim WHERE report_id = ? AND count_max IS NOT NULL", number
        )
        return Kept(
            title=title or "",
            body=body or "",
            day=day or "",
            urls=tuple(row[0] for row in urls),
            figures=tuple(row[0] for row in figures),
        )

    def _url(self, case: Case) -> str:
        return self.origin + case.path


def crawl_hostile(
    folder: Path,
    cases: Sequence[Case],
    *settings: str,
    reports: int = REPORTS,
    scale: float = 1.0,
    within: float = 600,
) -> Crawled:
    """Crawl a site of these cases and the good reports; ``settings`` are ``NAME=VALUE``.

    Raises TimeoutError where the crawl has not ended ``within`` so many seconds.
    """
    root = make_project(folder, cases)
    project = Project(folder / "reports.sqlite")
    with serve_hostile(routes_of(cases, reports), scale=scale) as site:
        command = [sys.executable, "-m", "scrapy", "crawl", NAME, "-a", f"origin={site.origin}"]
        given = [word for setting in settings for word in ("-s", setting)]
        began = time.monotonic()
        with (folder / "log").open("w+", encoding="utf-8") as log:
            process = subprocess.Popen(
                [*command, *HASTE, *given],
                cwd=root,
                env=project.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
            peak = _watch(process, began + within)
            seconds = time.monotonic() - began
            log.seek(0)
            ran = Ran(process.returncode, log.read(), "")
    judge = Judge(project, site.origin)
    return Crawled(
        site=site,
        ran=ran,
        seconds=seconds,
        peak=peak,
        found={case.name: judge.found(case) for case in cases},
        wrong=[f"{case.name}: {what}" for case in cases for what in judge.wrong(case)],
        missing=judge.missing(reports),
    )


def _watch(process: subprocess.Popen[bytes], until: float) -> int:
    """Wait for the end; the most memory that the process and those it started held together.

    Raises TimeoutError, and kills it, where it has not ended by then.
    """
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_held, _family(process.pid))))
        if time.monotonic() > until:
            for number in _family(process.pid):
                os.kill(number, signal.SIGKILL)
            process.wait()
            raise TimeoutError("the crawl does not end by itself")
        time.sleep(0.1)
    return peak


def _family(number: int) -> list[int]:
    """A process and all that it started."""
    family = [number]
    for member in family:
        try:
            tasks = Path(f"/proc/{member}/task").iterdir()
            family += [int(n) for task in tasks for n in (task / "children").read_text().split()]
        except OSError:  # it has ended
            continue
    return family


def _held(number: int) -> int:
    """Bytes of memory of a process; of what it shares with others its part."""
    try:
        told = Path(f"/proc/{number}/smaps_rollup").read_text()
    except OSError:  # it has ended
        return 0
    found = re.search(r"^Pss: +(\d+) kB", told, re.MULTILINE)
    return int(found.group(1)) * 1024 if found else 0
