"""``scrapy compare``: what several claimants say of one party, side by side, never added up."""

from __future__ import annotations

import argparse
import json
from typing import Any

from attrs import frozen
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.claim_figures import (
    Figure,
    Figures,
    answered_events,
    answers_to,
    make_tables,
    read_figures,
)
from crawler.commands.claim_names import Name, find_claimant, one_party
from crawler.commands.claim_options import add_choices, read_choices
from crawler.commands.claim_table import screen_width, wrap_words
from crawler.commands.shown_comparison import HOW_TO_READ, show_tables, tables_as_json
from crawler.database_command import DatabaseCommand
from crawler.report_argument import one_report
from storage.claim_comparing import actors_stored, figures_asked, wholes_above
from storage.claim_finding import Asked

HELP = """\
With --actor: every figure of the party, a table for each harm, kind of victims and scope, by period
and claimant. Of single events, those of which two claimants tell, for the same days and a place
that fits; --all shows the others, too. With REPORT: the figures of that report, and what other
claimants say of the same party for periods that overlap.

A part of a number stands there only where it is the party's one figure ("56 of them by Russian
forces"), with the number in which it is contained. The same figure in several reports is one
line. What a month brought never stands beside a count that goes on. Nothing is added up.

  scrapy compare 1734
  scrapy compare https://snhr.org/blog/2017/04/13/38282/ --harm killed
  scrapy compare --actor "US-led coalition" --harm killed --victims civilian
  scrapy compare --actor Russia --claimant SNHR --claimant SOHR --since 2017-01-01

Exit status: 0 also where there is nothing to compare, 2 wrong usage or no such report, 4 no or no
good database.
"""


@frozen
class Compared:
    """What is shown, and how much is not."""

    figures: tuple[Figure, ...]
    undated: int = 0
    nameless: int = 0
    """Figures of the report of which no known party is blamed."""
    lone_events: int = 0
    """Events of which one claimant alone tells."""


class Command(DatabaseCommand):
    """Reads the claims; the knowledge of what can be compared is in ``claim_figures``."""

    def syntax(self) -> str:
        return "[options] REPORT | --actor NAME"

    def short_desc(self) -> str:
        return "Show what several claimants say of one party, side by side"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.epilog = HELP
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        group = parser.add_argument_group("Compare")
        group.add_argument("--actor", metavar="NAME", help="the party said to be responsible")
        group.add_argument(
            "--claimant",
            metavar="NAME",
            action="append",
            default=[],
            help="of this claimant only; may be given several times",
        )
        add_choices(group)
        group.add_argument(
            "--all", action="store_true", help="events of which one claimant alone tells, too"
        )
        group.add_argument("--json", action="store_true", help="the same as one JSON object")

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:
        if not args and opts.actor is None:
            raise UsageError("give a report, or a party by --actor", print_help=False)
        asked = read_choices(opts)
        names = [find_claimant(session, typed) for typed in opts.claimant]
        actor = None if opts.actor is None else one_party(session, opts.actor)
        if args:
            report_id = one_report(session, args)
            compared = _of_report(session, report_id, actor, asked, names)
        else:
            report_id = None
            compared = _of_party(session, actor or "", asked, names, every=opts.all)
        if opts.json:
            return _as_json(compared, report_id)
        return _as_text(compared, report_id, actor)


def _of_party(
    session: Session, actor: str, asked: Asked, names: list[Name], *, every: bool
) -> Compared:
    read = _figures(session, asked | Asked(actor=actor, no_copies=True), names)
    shown = list(read.figures) if every else answered_events(read.figures)
    return Compared(tuple(shown), read.undated, lone_events=len(read.figures) - len(shown))


def _of_report(
    session: Session, report_id: int, actor: str | None, asked: Asked, names: list[Name]
) -> Compared:
    told = figures_asked(session, asked | Asked(report_id=report_id, actor=actor))
    named = [claim for claim in told if claim["actor"]]
    nameless = sum(not claim["is_part"] and not claim["actor"] for claim in told)
    own = read_figures(named, wholes_above(session, named))
    found = list(own.figures)
    for party in sorted({claim["actor"] for claim in named}):
        said = _figures(session, asked | Asked(actor=party, no_copies=True), names, report_id)
        found += answers_to(own.figures, said.figures)
    return Compared(tuple(found), own.undated, nameless)


def _figures(
    session: Session, asked: Asked, names: list[Name], without: int | None = None
) -> Figures:
    """The figures of one party; ``without`` those of a report."""
    if asked["actor"] not in actors_stored(session):
        return Figures(())
    claims = [
        claim
        for claim in figures_asked(session, asked)
        if claim["report_id"] != without and _is_of(claim, names)
    ]
    return read_figures(claims, wholes_above(session, claims))


def _is_of(claim: dict[str, Any], names: list[Name]) -> bool:
    return not names or any(name.is_claimant_of(claim) for name in names)


def _as_json(compared: Compared, report_id: int | None) -> str:
    plain = {
        "report_id": report_id,
        "tables": tables_as_json(make_tables(compared.figures)),
        "left_out": {
            "undated": compared.undated,
            "of_no_known_party": compared.nameless,
            "events_of_one_claimant": compared.lone_events,
        },
        "how_to_read": HOW_TO_READ,
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"


def _as_text(compared: Compared, report_id: int | None, actor: str | None) -> str:
    width = screen_width()
    told = [wrap_words(line, width) for line in _left_out(compared)]
    tables = make_tables(compared.figures)
    if not tables:
        where = f"Report {report_id} gives no figure" if report_id else "There is no figure"
        whom = f" of {actor}" if actor else " of a known party"
        return "".join([wrap_words(f"{where}{whom} that can be compared.", width), *told])
    shown = show_tables(tables, width, report_id)
    if report_id and all(one.claim["report_id"] == report_id for one in compared.figures):
        told.insert(0, wrap_words("No other claimant gives such a figure.", width))
    return "\n".join([shown, "".join([*told, wrap_words(HOW_TO_READ, width)])])


def _left_out(compared: Compared) -> list[str]:
    lines = (
        (compared.lone_events, "events of which one claimant alone tells", "--all"),
        (compared.undated, "figures without dates", "`scrapy claims`"),
        (compared.nameless, "figures of nobody, or of nobody known", "`scrapy claims`"),
    )
    return [
        f"Left out: {what}: {number}; {way} shows them." for number, what, way in lines if number
    ]
