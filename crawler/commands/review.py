"""``scrapy review CLAIM``: what a person judges of a claim, kept beside what was read."""

from __future__ import annotations

import argparse
import json
import os
from datetime import UTC, datetime

from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.claim_names import canonical_names
from crawler.commands.claim_table import screen_width
from crawler.commands.shown_claim import claim_as_json, show_claim
from crawler.database_command import DatabaseCommand
from crawler.report_argument import LONGEST_ID
from storage.claim_reviews import CORRECTABLE, add_review
from storage.claim_showing import read_claim
from storage.engine import open_database

HELP = f"""\
Without a judgement it shows the claim, its sentence and all judgements. A judgement never changes
what was read: it stands beside it, in `scrapy claims` and in the view `claim`, also when texts are
read anew, and of several the last one holds. Rejected claims are left out of `scrapy claims`,
`scrapy compare` and the view `claim_top`.

  scrapy review 12
  scrapy review 12 --accept --by Amal
  scrapy review 12 --reject --note "a headline of another story"
  scrapy review 12 --correct count_min=15 count_max=15
  scrapy review 12 --correct victims=child --correct place= --note "no place is told"

FIELD= with nothing after it says that the text tells no such thing. FIELD is one of: {
    ", ".join(CORRECTABLE)
}.

Exit status: 0 shown or judged, 2 wrong usage or no such claim, 4 no or no good database.
"""
JUDGEMENTS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}


class Command(DatabaseCommand):
    """Writes one row for a judgement, in a transaction of its own; else it only reads."""

    def syntax(self) -> str:
        return "CLAIM [--accept | --reject | --correct FIELD=VALUE...] [options]"

    def short_desc(self) -> str:
        return "Show a claim, or say that it is right, wrong, or what is right"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Review")
        group.add_argument("--accept", action="store_true", help="the text does claim this")
        group.add_argument("--reject", action="store_true", help="the text claims no such thing")
        group.add_argument(
            "--correct",
            action="extend",
            nargs="+",
            metavar="FIELD=VALUE",
            help="the text claims this instead; what is not named is right",
        )
        group.add_argument("--note", metavar="TEXT", help="why; kept with the judgement")
        group.add_argument("--by", metavar="NAME", help="who judges (the user of this machine)")
        group.add_argument("--json", action="store_true", help="the claim as one JSON object")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        typed = _corrections(opts.correct or [])
        claim_id, judgement = _claim_id(args), _judgement(opts)
        if judgement:
            self._judge(claim_id, judgement, typed, opts)
        try:
            known = read_claim(session, claim_id)
        except LookupError as error:
            raise _refused(f"{error}: `scrapy claims` shows the numbers") from error
        if opts.json:
            return json.dumps(claim_as_json(known), ensure_ascii=False, indent=2) + "\n"
        return show_claim(known, screen_width())

    def _judge(
        self,
        claim_id: int,
        judgement: str,
        typed: dict[str, str | None],
        opts: argparse.Namespace,
    ) -> None:
        """Before anything is read through the command's own session, which would not see it."""
        reviewer = _reviewer(opts)
        database = open_database(self.settings["DATABASE_URL"])
        try:
            with database.session() as session:
                add_review(
                    session,
                    claim_id,
                    judgement,
                    corrections=canonical_names(session, typed),
                    note=" ".join((opts.note or "").split()),
                    reviewer=reviewer,
                    now=datetime.now(UTC).replace(microsecond=0),
                )
        except LookupError as error:
            raise _refused(f"{error}: `scrapy claims` shows the numbers") from error
        except ValueError as error:
            raise _refused(f"--correct: {error}") from error
        finally:
            database.close()


def _claim_id(args: list[str]) -> int:
    word = args[0].strip() if len(args) == 1 else ""
    if not (word.isascii() and word.isdecimal() and len(word) <= LONGEST_ID):
        given = " ".join(args) or "none"
        raise _refused(
            f"give one claim, by its number (given: {given}); `scrapy claims` shows the numbers"
        )
    return int(word)


def _judgement(opts: argparse.Namespace) -> str | None:
    """The column's word for it; None where the claim is only to be shown."""
    given = [name for name in JUDGEMENTS if getattr(opts, name)]
    if len(given) > 1:
        listed = " and ".join(f"--{name}" for name in given)
        raise _refused(f"{listed}: give one of them, not both")
    if not given and (opts.note is not None or opts.by is not None):
        raise _refused("--note and --by belong to --accept, --reject or --correct")
    return JUDGEMENTS[given[0]] if given else None


def _reviewer(opts: argparse.Namespace) -> str:
    name = os.environ.get("USER", "") if opts.by is None else opts.by
    if not name.strip():
        raise _refused("a judgement is somebody's: give --by NAME")
    return " ".join(name.split())


def _corrections(words: list[str]) -> dict[str, str | None]:
    typed: dict[str, str | None] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise _refused(
                f"--correct {word}: must be FIELD=VALUE, such as victims=child; CLAIM comes first"
            )
        if name in typed:
            raise _refused(f"--correct {word}: {name} is given twice")
        typed[name] = value
    return typed


def _refused(sentence: str) -> UsageError:
    return UsageError(sentence, print_help=False)
