"""``scrapy diff REPORT``: what changed from version to version, and when the page vanished."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from attrs import asdict, evolve, fields, filters
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.changed_figures import changed_figures
from crawler.commands.shown_changes import COLOURED, PLAIN, Step, moment, show_history
from crawler.database_command import DatabaseCommand
from crawler.evidence.differences import Text, compare_texts
from crawler.report_argument import one_report
from storage.histories import History, Version, read_history

HELP = """\
REPORT is a report's id or any address of it. Words that went stand in [-…-], words that came in
{+…+}; unchanged paragraphs are only counted. Where the page had vanished or was back is told in
order of time.

  scrapy diff 1734
  scrapy diff https://snhr.org/blog/2017/04/13/38282/
  scrapy diff 1734 --from 1 --to 3
  scrapy diff 1734 --json

Exit status: 0 also where nothing changed, 2 wrong usage or no such report, 4 no or no good
database.
"""


class Command(DatabaseCommand):
    """Compares the stored versions; reads no archive."""

    def syntax(self) -> str:
        return "[options] REPORT"

    def short_desc(self) -> str:
        return "Show what changed in a report since it was first seen"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Diff")
        for name, meaning in (
            ("from", "compare two versions only, this one (default: the first) …"),
            ("to", "… with this one (default: the last)"),
        ):
            group.add_argument(
                f"--{name}", dest=f"{name}_number", type=int, metavar="N", help=meaning
            )
        group.add_argument("--json", action="store_true", help="the same as one JSON object")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        history = read_history(session, one_report(session, args))
        pairs: list[tuple[Version, Version]] = list(pairwise(history.versions))
        if opts.from_number is not None or opts.to_number is not None:
            pairs = [_chosen(history, opts.from_number, opts.to_number)]
            history = _between(history, *pairs[0])
        steps = [_step(old, new) for old, new in pairs]
        if opts.json:
            return json.dumps(_plain(history, steps), ensure_ascii=False, indent=2) + "\n"
        return show_history(history, steps, COLOURED if sys.stdout.isatty() else PLAIN)


def _chosen(history: History, first: int | None, last: int | None) -> tuple[Version, Version]:
    numbers = {version.number: version for version in history.versions}
    old = min(numbers) if first is None else first
    new = max(numbers) if last is None else last
    for number in (old, new):
        if number not in numbers:
            listed = ", ".join(map(str, numbers))
            raise UsageError(
                f"report {history.report_id} has no version {number}; it has: {listed}",
                print_help=False,
            )
    if old == new:
        raise UsageError(f"version {old} cannot be compared with itself", print_help=False)
    return numbers[old], numbers[new]


def _between(history: History, old: Version, new: Version) -> History:
    """Without what befell the page before either version was first or after it was last seen."""
    start = min(old.first_seen_at, new.first_seen_at)
    end = max(old.last_seen_at, new.last_seen_at)
    return evolve(
        history, observations=tuple(o for o in history.observations if start <= o.at <= end)
    )


def _step(old: Version, new: Version) -> Step:
    difference = compare_texts(_text(old), _text(new))
    return Step(old, new, difference, changed_figures(difference))


def _text(version: Version) -> Text:
    return Text(version.title, version.subtitle, version.body)


def _plain(history: History, steps: Sequence[Step]) -> dict[str, object]:
    words = fields(Version)
    skipped = filters.exclude(words.title, words.subtitle, words.body)
    return {
        "report_id": history.report_id,
        "publisher": history.publisher,
        "url": history.url,
        "versions": [
            asdict(version, filter=skipped, value_serializer=_serialize)
            for version in history.versions
        ],
        "changes": [
            {
                "from": step.old.number,
                "to": step.new.number,
                "numbers": [asdict(figure) for figure in step.figures],
                **asdict(step.difference, value_serializer=_serialize),
            }
            for step in steps
        ],
        "observations": [
            asdict(observation, value_serializer=_serialize) for observation in history.observations
        ],
    }


def _serialize(_instance: object, _field: object, value: object) -> object:
    return moment(value) if isinstance(value, datetime) else value
