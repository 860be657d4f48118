"""``scrapy search WORDS…``: reports by their words, English and Arabic as people type them."""

from __future__ import annotations

import argparse
import json
import sys

from attrs import asdict
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.claim_table import screen_width, wrap_words
from crawler.commands.report_options import add_choices, read_choices
from crawler.commands.shown_hits import PLAIN, show_hits
from crawler.commands.terminal_marks import MARKS
from crawler.database_command import DatabaseCommand
from storage.queries import Hit, count_hits, search

SHOWN = 20
"""Hits where no limit is given."""
MOST = 2**63 - 1
"""SQLite takes no number above."""
HELP = """\
All words must occur, in the title, the subtitle or the body; "quoted words" as a phrase (quote
them once more for the shell), word* as a beginning. Case, accents, Arabic vowel signs, forms of
letters and of digits do not matter. Without words, what --since-crawl, --since, --until,
--publisher or --language ask for is listed, the newest first.

  scrapy search barrel bombs Idlib
  scrapy search '"cluster munitions"' --publisher snhr --since 2016-01-01
  scrapy search الرقة --language ar
  scrapy search --since-crawl last
  scrapy search 'landmine*' --limit 100 --json

--since-crawl last is for a look every morning: what each publisher's last crawl that came to an
end found new or changed; a changed report's words are told by `scrapy diff`. --since-crawl 12 is
for a look now and then: what came in crawl 12 or in any crawl after it began. --json gives
one object a line and says on the error stream how many more there are.

Exit status: 0 also where nothing is found, 2 wrong usage, 4 no or no good database.
"""
FILTERS = ("publisher", "language", "since", "until", "since_crawl")


class Command(DatabaseCommand):
    """Stands on ``storage.queries.search``, as the browse page does."""

    def syntax(self) -> str:
        return "[options] [WORDS...]"

    def short_desc(self) -> str:
        return "Find reports by their words, or see what is new"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Search")
        add_choices(group)
        group.add_argument(
            "--limit", type=int, default=SHOWN, metavar="N", help=f"hits at the most ({SHOWN})"
        )
        group.add_argument("--json", action="store_true", help="one JSON object a line")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        words = _words(args, opts)
        chosen = read_choices(session, opts)
        width = screen_width()
        marks = PLAIN if width is None or opts.json else MARKS
        try:
            hits = search(session, words, limit=min(opts.limit, MOST), marks=marks, **chosen)
            count = len(hits)
            if count == opts.limit:
                count = count_hits(session, words, **chosen)
        except LookupError as error:
            raise UsageError(f"--since-crawl: {error}", print_help=False) from error
        told = _told(len(hits), count, words)
        if opts.json:
            if count > len(hits):
                sys.stderr.write(told)
            return "".join(json.dumps(_plain(hit), ensure_ascii=False) + "\n" for hit in hits)
        return show_hits(hits, words, marks, width) + wrap_words(told.strip(), width)


def _words(args: list[str], opts: argparse.Namespace) -> str | None:
    """None where there are none, and a filter says what is wanted. Raises ``UsageError``."""
    if opts.limit < 1:
        raise UsageError(f"--limit {opts.limit}: must be 1 or more", print_help=False)
    words = " ".join(args)
    if any(character.isalnum() for character in words):
        return words
    if not words.strip() and any(getattr(opts, name) is not None for name in FILTERS):
        return None
    if words.strip():
        raise UsageError(f"no letter and no digit to search for in: {words}", print_help=False)
    raise UsageError(
        "give at least one word to search for, or --since-crawl last for what is new",
        print_help=False,
    )


def _told(shown: int, count: int, words: str | None) -> str:
    """The last line: how many there are."""
    if not count:
        return "no report is such\n" if words is None else "no report has all these words\n"
    if count > shown:
        return f"{shown:,} of {count:,} reports are shown; --limit N shows more\n"
    return "1 report\n" if count == 1 else f"{count:,} reports\n"


def _plain(hit: Hit) -> dict[str, object]:
    day = hit.published_date
    return {**asdict(hit), "published_date": day.isoformat() if day else None}
