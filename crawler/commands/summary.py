"""What a person sees when a crawl has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crawler.commands.table import draw_table
from crawler.discovery.sources import SourceRun
from storage.engine import database_path

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

COUNTS = ("new", "changed", "unchanged", "duplicate", "not_report", "gone", "not_allowed", "failed")


def summarize(crawler: Crawler) -> str:
    """The table of what came in, by source and by outcome, and how the crawl ended."""
    stats = crawler.stats
    spider = crawler.spider
    counts = {name: stats.get_value(f"crawl/{name}", 0) for name in COUNTS}
    sources = draw_table(
        ("source", "reports named", "read"),
        [(run.kind, len(run.keys), _how(run)) for run in spider.discovery.runs],
    )
    pages = draw_table(
        ("reports found", "pages fetched", *(name.replace("_", " ") for name in COUNTS)),
        [
            (
                stats.get_value("crawl/discovered", 0),
                stats.get_value("crawl/fetched", 0),
                *counts.values(),
            )
        ],
    )
    seconds = round(stats.get_value("elapsed_time_seconds") or 0)
    outcome = stats.get_value("crawl/outcome", "bug").replace("_", " ")
    return (
        f"\n{sources}\n{pages}\n"
        f"{spider.name}: {outcome} after {timedelta(seconds=seconds)}"
        f" (exit status {stats.get_value('crawl/exit_status')});"
        f" the reports are in {database_path(crawler.settings['DATABASE_URL'])}\n"
    )


def _how(run: SourceRun) -> str:
    if run.troubles:
        return "; ".join(f"{error.trouble}: {error}" for error in run.troubles[:1])
    return "as a cross-check" if run.cross_check else "whole"
