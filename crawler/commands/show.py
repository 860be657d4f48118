"""``scrapy show REPORT``: all that is stored of a report."""

from __future__ import annotations

import argparse
import json
from typing import Any

from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.claim_table import screen_width
from crawler.commands.shown_report import show_report
from crawler.database_command import DatabaseCommand
from crawler.report_argument import one_report
from storage.report_showing import read_report

HELP = """\
REPORT is a report's id or any address of it: http or https, a final slash, mirrors and tracking
parameters do not matter. Shown are its dates and addresses, a line to cite it by, its text with the
words of its claims in bold on a terminal, all its texts so far, the captures that show them with
their digests, what it claims, and what went wrong with it.

  scrapy show 1734
  scrapy show https://snhr.org/blog/2017/04/13/38282/
  scrapy show 1734 --text 1
  scrapy show 1734 --json

`scrapy diff` tells what changed from text to text, `scrapy export --evidence` gives the captures
themselves. --json has all captures, and the claims of all texts.

Exit status: 0 shown, 2 wrong usage or no such report, 4 no or no good database.
"""


class Command(DatabaseCommand):
    """Reads the database; no archive is needed."""

    def syntax(self) -> str:
        return "[options] REPORT"

    def short_desc(self) -> str:
        return "Show a report whole: text, versions, captures, claims, issues"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Show")
        group.add_argument(
            "--text", type=int, metavar="N", help="its version N instead of the current one"
        )
        group.add_argument("--json", action="store_true", help="all of it as one JSON object")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        report = read_report(session, one_report(session, args))
        number = _number(report, opts)
        if opts.json:
            return json.dumps(report, ensure_ascii=False, indent=2) + "\n"
        return show_report(report, number, screen_width())


def _number(report: dict[str, Any], opts: argparse.Namespace) -> int:
    """Of the version whose text is shown. Raises ``UsageError``."""
    numbers = [version["number"] for version in report["versions"]]
    if opts.text is None:
        return next(int(v["number"]) for v in report["versions"] if v["is_current"])
    if opts.json:
        raise UsageError("--json has every text: leave out --text", print_help=False)
    if opts.text not in numbers:
        listed = ", ".join(map(str, numbers))
        raise UsageError(
            f"report {report['report_id']} has no text {opts.text}; it has: {listed}",
            print_help=False,
        )
    return int(opts.text)
