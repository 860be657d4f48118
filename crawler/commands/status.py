"""``scrapy status``: how the last crawl of each publisher went, and what waits."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from attrs import asdict
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.moments import plain_moments, show_moment
from crawler.commands.table import draw_table
from crawler.database_command import DatabaseCommand
from crawler.outcome import Ending, gravest
from crawler.publishers import publisher_names
from storage.statuses import Status, Waiting, statuses

HELP = """\
  scrapy status
  scrapy status snhr
  scrapy status --within 36 --json

For each publisher: the last crawl and how it ended; its reports that were new and changed, its
pages that failed; pages that wait, with the oldest of them; whether the site has drifted.

Exit status, of the publishers shown the gravest: 4 the last crawl could not store, or there is no
good database; 1 a bug; 7 no source was reachable; 6 drift, or a crawl that is overdue by --within;
3 pages failed; 0 none of these. A crawl that somebody ended, or that still runs, is no trouble.
"""
HEAD = ("publisher", "last crawl", "outcome", "new", "changed", "failed")
WAITING = ("pending", "oldest pending", "drift")


class Command(DatabaseCommand):
    """For people in the morning, and for monitoring by its exit status."""

    def syntax(self) -> str:
        return "[options] [PUBLISHER...]"

    def short_desc(self) -> str:
        return "Show how the last crawl of each publisher went"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Status")
        group.add_argument(
            "--within", type=_hours, metavar="HOURS", help="an older last crawl is overdue"
        )
        group.add_argument("--json", action="store_true", help="one JSON object a line")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        found = {one.publisher: one for one in statuses(session)}
        known = sorted({*found, *publisher_names()})
        if unknown := set(args) - set(known):
            raise UsageError(
                f"no such publisher: {', '.join(sorted(unknown))}; there are: {', '.join(known)}",
                print_help=False,
            )
        now = datetime.now(UTC)
        shown = [one for one in found.values() if not args or one.publisher in args]
        never = [name for name in known if name not in found and (not args or name in args)]
        overdue = [one.publisher for one in shown if _is_overdue(one, now, opts.within)]
        if opts.within is not None and args:
            overdue += never
        ends = {status for one in shown for status in _ends(one)}
        self.exitcode = gravest(ends | ({Ending.DRIFT.value} if overdue else set()))
        if opts.json:
            shown += [Status(publisher=name, last=None, waiting=Waiting()) for name in never]
            lines = [
                {**plain_moments(asdict(one)), "overdue": one.publisher in overdue} for one in shown
            ]
            return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        return _draw(shown, never) + "".join(
            f"\n{note}" for note in _notes(shown, overdue, opts.within)
        )


def _hours(value: str) -> timedelta:
    try:
        hours = timedelta(hours=float(value))
        datetime.now(UTC) - hours  # no day is that long ago
    except (ValueError, OverflowError):
        hours = timedelta()
    if hours <= timedelta():
        raise argparse.ArgumentTypeError(f"{value} is no number of hours such as 36")
    return hours


def _is_overdue(status: Status, now: datetime, within: timedelta | None) -> bool:
    return within is not None and (status.last is None or status.last.started_at < now - within)


def _ends(status: Status) -> Iterator[int]:
    """Exit statuses that tell how the publisher stands."""
    if status.last is not None and status.last.exit_status is not None:
        yield status.last.exit_status
    if status.drift_since is not None:
        yield Ending.DRIFT.value


def _draw(shown: Sequence[Status], never: Sequence[str]) -> str:
    rows = [_row(one) for one in shown]
    rows += [_row(Status(publisher=name, last=None, waiting=Waiting())) for name in never]
    return draw_table((*HEAD, *WAITING), rows)


def _row(status: Status) -> tuple[object, ...]:
    last, waiting = status.last, status.waiting
    told: tuple[object, ...] = ("never", "", 0, 0, 0)
    if last is not None:
        outcome = (last.outcome or "running, or killed").replace("_", " ")
        told = (show_moment(last.started_at), outcome, last.new, last.changed, last.failed)
    oldest = show_moment(waiting.oldest_pending) if waiting.oldest_pending else ""
    since = f"since {status.drift_since:%Y-%m-%d}" if status.drift_since else "no"
    return (status.publisher, *told, waiting.pending, oldest, since)


def _notes(
    shown: Sequence[Status], overdue: Sequence[str], within: timedelta | None
) -> Iterator[str]:
    """What a table has no room for."""
    for one in shown:
        for told in one.drift:
            yield f"{one.publisher}: drift: {told}\n"
        waiting = one.waiting
        if waiting.layout:
            yield (
                f"{one.publisher}: {waiting.layout} pages wait for their layout to be known"
                " (docs/monitor.md)\n"
            )
        if waiting.failed or waiting.failed_for_good:
            yield (
                f"{one.publisher}: {waiting.failed} failed pages are tried again,"
                f" {waiting.failed_for_good} have failed for good: scrapy failures\n"
            )
    for name in overdue:
        hours = within.total_seconds() / 3600 if within else 0
        yield f"{name}: overdue, no crawl began within {hours:g} hours\n"
