"""What a person sees when a crawl has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.commands.table import draw_table
from crawler.context import CrawlingSpider, spider_of
from crawler.discovery.sources import SourceRun
from crawler.outcome import Ending
from storage.engine import database_path

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

COUNTS = (
    "discovered",
    "fetched",
    "new",
    "changed",
    "unchanged",
    "duplicate",
    "not_report",
    "gone",
    "not_allowed",
    "failed",
)


def summarize(crawler: Crawler) -> str:
    """The tables of what came in and how the crawl ended; one line where no source answered."""
    spider, stats = spider_of(crawler), crawler.stats
    outcome, status = stats.get_value("crawl/outcome"), stats.get_value("crawl/exit_status")
    runs = spider.discovery.runs
    if status == Ending.NO_SOURCE.value:
        why = next((str(error) for run in runs for error in run.troubles), "it lists no report")
        gone = (
            " A site that is gone can be read with -a via=wayback." if not _is_copy(spider) else ""
        )
        return f"{spider.name}: no source could be reached: {why}. Is there a network?{gone}\n"
    elapsed = timedelta(seconds=round(stats.get_value("elapsed_time_seconds") or 0))
    path = database_path(crawler.settings["DATABASE_URL"])
    return (
        f"\n{_sources(runs)}\n{_pages(crawler)}\n{_drift(crawler)}"
        f"{spider.name}: {outcome.replace('_', ' ')} after {elapsed} (exit status {status});"
        f" the reports are in {path}\n"
    )


def _drift(crawler: Crawler) -> str:
    told = [f"drift: {words}\n" for words in crawler.stats.get_value("crawl/drift", ())]
    if kept := crawler.stats.get_value("crawl/layout", 0):
        told.append(f"{kept} pages were read worse than before: the stored texts stay\n")
    return "".join(told) + ("What to do: docs/monitor.md\n\n" if told else "")


def _is_copy(spider: CrawlingSpider) -> bool:
    """Whether something else than the publisher's own site was to be read."""
    return bool(spider.wayback or spider.archive or spider.options.origin)


def _sources(runs: list[SourceRun]) -> str:
    rows = [(run.kind, len(run.keys), _how(run)) for run in runs]
    return draw_table(("source", "reports named", "read"), rows)


def _how(run: SourceRun) -> str:
    if run.troubles:
        return ", ".join(dict.fromkeys(str(error.trouble) for error in run.troubles))
    return "as a cross-check" if run.cross_check else "whole"


def _pages(crawler: Crawler) -> str:
    head = [name.replace("_", " ") for name in COUNTS]
    return draw_table(head, [[crawler.stats.get_value(f"crawl/{name}", 0) for name in COUNTS]])
