"""``scrapy failures``: what failed, why, since when, and what to do."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import asdict
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.advice import advise_issue, advise_page
from crawler.commands.moments import plain_moments, show_moment
from crawler.commands.table import draw_table
from crawler.database_command import DatabaseCommand
from crawler.items import Reason
from crawler.publishers import publisher_names
from storage.failures import FailedPage, FoundIssue, failed_pages, last_issues

HELP = """\
  scrapy failures
  scrapy failures --publisher snhr --reason timeout --pages
  scrapy failures --json

Pages that failed or that a changed layout spoils, by why; then what the last crawl of each
publisher warned of. --pages tells each page. "since" is when a page was last good, or else first
named; of a warning, when the first of the crawls began that met it one after the other.

Exit status: 0 also where much failed (scrapy status tells), 2 wrong usage, 4 no good database.
"""
PAGES = 1000
"""Pages that --pages shows on a terminal; --json gives all."""


class Command(DatabaseCommand):
    """What ``scrapy status`` counts, with reasons."""

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Show what failed, why, since when, and what to do"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Failures")
        group.add_argument("--publisher", help="of this publisher only, such as snhr")
        group.add_argument("--reason", help="for this reason only, such as timeout")
        group.add_argument("--pages", action="store_true", help="each page, instead of counts")
        group.add_argument("--json", action="store_true", help="one JSON object a line")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        if args:
            raise UsageError(f"no arguments are known but options: {args[0]}", print_help=False)
        _check("--publisher", opts.publisher, publisher_names())
        _check("--reason", opts.reason, [str(reason) for reason in Reason])
        pages = failed_pages(session, opts.publisher, opts.reason)
        issues = [] if opts.reason else last_issues(session, opts.publisher)
        if opts.json:
            return "".join(
                json.dumps(line, ensure_ascii=False) + "\n" for line in _plain(pages, issues)
            )
        shown = _draw_pages(pages) if opts.pages else _draw_reasons(pages)
        parts = [shown if pages else "", _draw_issues(issues) if issues else ""]
        return "\n".join(filter(None, parts)) or "nothing failed\n"


def _check(option: str, value: str | None, known: Sequence[str]) -> None:
    if value is not None and value not in known:
        told = f"{option} {value}: must be one of: {', '.join(known)}"
        raise UsageError(told, print_help=False)


def _plain(
    pages: Sequence[FailedPage], issues: Sequence[FoundIssue]
) -> Iterator[dict[str, object]]:
    for page in pages:
        todo = advise_page(page.publisher, page.reason, is_given_up=page.is_given_up)
        yield {"what": "page", **plain_moments(asdict(page)), "todo": todo}
    for issue in issues:
        yield {"what": "issue", **plain_moments(asdict(issue)), "todo": advise_issue(issue.kind)}


def _draw_reasons(pages: Sequence[FailedPage]) -> str:
    rows: list[tuple[object, ...]] = []
    todo: dict[str, None] = {}
    ordered = sorted(pages, key=_group)
    for (publisher, reason, is_given_up), found in groupby(ordered, _group):
        same = list(found)
        oldest = min(same, key=lambda page: page.since)
        tries = "for good" if is_given_up else "tried again"
        since = show_moment(oldest.since)
        rows.append((publisher, reason, tries, len(same), since, oldest.url))
        advice = advise_page(publisher, reason, is_given_up=is_given_up)
        todo[f"{reason}, {tries}: {advice}\n"] = None
    head = ("publisher", "pages failed by", "", "pages", "since", "such as")
    return draw_table(head, rows) + "\n" + "".join(todo)


def _group(page: FailedPage) -> tuple[str, str, bool]:
    return page.publisher, page.reason, page.is_given_up


def _draw_pages(pages: Sequence[FailedPage]) -> str:
    lines: list[str] = []
    for page in pages[:PAGES]:
        due = show_moment(page.next_due_at) if page.next_due_at else "by the next crawl"
        then = "failed for good" if page.is_given_up else f"asked for again {due}"
        why = f"{page.reason}: {page.detail}" if page.detail else page.reason
        todo = advise_page(page.publisher, page.reason, is_given_up=page.is_given_up)
        lines.append(
            f"{page.url}\n    {why}\n    since {show_moment(page.since)},"
            f" tries: {page.attempts}, {then}\n    to do: {todo}\n"
        )
    if len(pages) > PAGES:
        lines.append(f"and {len(pages) - PAGES} more: --json gives all\n")
    return "".join(lines)


def _draw_issues(issues: Sequence[FoundIssue]) -> str:
    lines: list[str] = []
    for issue in issues:
        count = f" ({issue.count} times)" if issue.count > 1 else ""
        lines.append(
            f"{issue.publisher}, crawl {issue.crawl_id}: {issue.kind}{count}: {issue.detail}\n"
            f"    since {show_moment(issue.since)}; to do: {advise_issue(issue.kind)}\n"
        )
    return "".join(lines)
