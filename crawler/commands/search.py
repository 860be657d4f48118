"""``scrapy search WORDS…``: reports by their words, English and Arabic as people type them."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date

from attrs import asdict
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.database_command import DatabaseCommand
from storage.queries import Hit, search

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"

HELP = """\
All words must occur, in the title, the subtitle or the body; "quoted words" as a phrase,
word* as a beginning. Case, accents, Arabic vowel signs and forms of letters do not matter.

  scrapy search barrel bombs Idlib
  scrapy search '"cluster munitions"' --publisher snhr --since 2016-01-01
  scrapy search الرقة --language ar

Exit status: 0 also where nothing is found, 2 wrong usage, 4 no or no good database.
"""


class Command(DatabaseCommand):
    """Stands on ``storage.queries.search``, as the browse page does."""

    def syntax(self) -> str:
        return "[options] WORDS..."

    def short_desc(self) -> str:
        return "Find reports by their words"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Search")
        group.add_argument("--publisher", help="of this publisher only, such as snhr")
        group.add_argument("--language", help="in this language only, such as en or ar")
        group.add_argument("--since", type=_day, help="published on this day or later")
        group.add_argument("--until", type=_day, help="published on this day or earlier")
        group.add_argument(
            "--since-crawl", type=int, metavar="ID", help="new or changed in that crawl or later"
        )
        group.add_argument("--limit", type=int, default=20, help="hits at the most (20)")
        group.add_argument("--json", action="store_true", help="one JSON object a line")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        if not any(word.strip() for word in args):
            raise UsageError("give at least one word to search for", print_help=False)
        marks = (BOLD, PLAIN) if sys.stdout.isatty() and not opts.json else ("[", "]")
        try:
            hits = search(
                session,
                " ".join(args),
                publisher=opts.publisher,
                language=opts.language,
                since=opts.since,
                until=opts.until,
                since_crawl=opts.since_crawl,
                limit=opts.limit,
                marks=marks,
            )
        except LookupError as error:
            raise UsageError(str(error), print_help=False) from error
        if opts.json:
            return "".join(json.dumps(_plain(hit), ensure_ascii=False) + "\n" for hit in hits)
        return "".join(map(_show, hits)) or "no report has all these words\n"


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value} is no day such as 2017-01-01") from error


def _plain(hit: Hit) -> dict[str, object]:
    day = hit.published_date
    return {**asdict(hit), "published_date": day.isoformat() if day else None}


def _show(hit: Hit) -> str:
    day = hit.published_date or "no date"
    return (
        f"{day}  {hit.publisher}  {hit.title}\n"
        f"    {' '.join(hit.snippet.split())}\n"
        f"    {hit.url}  (report {hit.report_id})\n\n"
    )
