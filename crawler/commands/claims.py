"""``scrapy claims``: what is claimed, each number with its words and where they stand."""

from __future__ import annotations

import argparse

from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.chosen_claims import Chosen, Wanted, choose, has_parts
from crawler.commands.claim_names import find_actor, find_claimant, find_publisher
from crawler.commands.claim_options import add_choices, read_choices
from crawler.commands.claim_outputs import claims_as_csv, claims_as_json
from crawler.commands.claim_table import screen_width, wrap_words
from crawler.commands.shown_claims import show_claims
from crawler.database_command import DatabaseCommand
from crawler.report_argument import find_report
from storage.claim_finding import count_claims

SHOWN = 20
"""Claims of a table where no limit is given."""
HELP = """\
One line for each number that one source states, with its words and a link to them. Shown are wholes
of current texts, each once, without what somebody rejected; --parts shows the parts under their
wholes. Claims are never added up: they overlap. ≥ at least, > more than, ~ about, ≤ up to.

NAME is a canonical name, another name of the same party or source, or a part of one; for a claimant
also a role, such as monitor. --since and --until are about the event or period that is claimed, not
about the publication: claims without dates are left out then.

  scrapy claims --actor "US-led coalition" --harm killed --victims civilian
  scrapy claims --claimant SNHR --place Idlib --since 2017-04-01 --until 2017-04-30
  scrapy claims --actor Russia --victims child --parts
  scrapy claims --report 1734 --all-versions
  scrapy claims --scope cumulative --csv > claims.csv

Exit status: 0 also where nothing is found, 2 wrong usage, 4 no or no good database.
"""


class Command(DatabaseCommand):
    """Stands on ``storage.claim_finding``, as queries of one's own stand on the views."""

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Show what is claimed, by whom, of whom, with the words"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Claims")
        group.add_argument("--actor", metavar="NAME", help="the party said to be responsible")
        group.add_argument("--claimant", metavar="NAME", help="who states the number")
        group.add_argument("--place", help="a part of the place's or governorate's name; SY, IQ")
        add_choices(group)
        group.add_argument("--publisher", metavar="NAME", help="of its reports only")
        group.add_argument("--report", metavar="REPORT", help="of this report, by id or URL")
        group.add_argument("--parts", action="store_true", help="parts, too, under their wholes")
        group.add_argument(
            "--all-versions",
            action="store_true",
            help="of earlier texts, too; with repeats and what was rejected",
        )
        group.add_argument(
            "--limit", type=int, metavar="N", help=f"wholes at the most ({SHOWN}; in files all)"
        )
        forms = group.add_mutually_exclusive_group()
        forms.add_argument("--json", action="store_true", help="one JSON object a line")
        forms.add_argument("--csv", action="store_true", help="a table for spreadsheets, in UTF-8")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        if args:
            raise UsageError(f"takes no arguments (given: {' '.join(args)})", print_help=False)
        wanted = _wanted(session, opts)
        chosen = choose(session, wanted)
        if opts.json:
            return claims_as_json(chosen.groups)
        if opts.csv:
            return claims_as_csv(session, chosen.groups)
        width = screen_width()
        shown = show_claims(chosen.groups, width) + "\n" if chosen.groups else ""
        return shown + wrap_words(_told(session, wanted, chosen), width)


def _wanted(session: Session, opts: argparse.Namespace) -> Wanted:
    if opts.limit is not None and opts.limit < 1:
        raise UsageError(f"--limit {opts.limit}: must be 1 or more", print_help=False)
    asked = read_choices(opts)
    asked["place"] = opts.place
    if opts.actor is not None:
        asked["actor"] = find_actor(session, opts.actor).word
    if opts.claimant is not None:
        asked["claimant"] = find_claimant(session, opts.claimant).word
    if opts.publisher is not None:
        asked["publisher"] = find_publisher(session, opts.publisher)
    if opts.report is not None:
        asked["report_id"] = find_report(session, opts.report)
    return Wanted(
        asked,
        opts.limit or (None if opts.json or opts.csv else SHOWN),
        parts=opts.parts,
        all_versions=opts.all_versions,
    )


def _told(session: Session, wanted: Wanted, chosen: Chosen) -> str:
    """The last line: what is not shown, and how to see it."""
    unshown = not wanted.parts and has_parts(session, wanted)
    if chosen.groups:
        more = (
            f"The latest {wanted.limit} are shown; --limit N shows more." if chosen.is_cut else ""
        )
        parts = "Parts of claims are such, too: --parts shows them." if unshown else ""
        return " ".join(filter(None, (more, parts, "Never to be added up: claims overlap.")))
    if not count_claims(session, all_versions=True):
        return (
            "No claims are stored: a crawl reads them from the texts it meets, `scrapy reextract`"
            " from all stored pages."
        )
    if unshown:
        return "No whole claim is such, but parts of claims are: --parts shows them."
    dated = wanted.asked.get("since") or wanted.asked.get("until")
    return "No claim is such." + (" Those without dates are left out." if dated else "")
