"""Which rows ``scrapy export`` is asked for, and by which options."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.claim_names import find_actor, find_claimant
from crawler.commands.claim_options import add_kinds
from crawler.commands.report_options import add_choices, read_choices
from crawler.items import State
from crawler.report_argument import find_report
from storage.claim_finding import Asked
from storage.exported_rows import Rows, rows_of_claims, rows_of_pages, rows_of_reports

KINDS = ("reports", "claims", "pages")
_ONLY: dict[str, tuple[str, ...]] = {
    "language": ("reports", "claims"),
    "words": ("reports",),
    "state": ("pages",),
    **dict.fromkeys(("actor", "claimant", "place", "victims", "harm", "scope"), ("claims",)),
    **dict.fromkeys(("report", "wholes", "all_versions"), ("claims",)),
}
"""Options that do not choose among all kinds of rows."""


def add_row_options(parser: argparse.ArgumentParser) -> None:
    """Add all by which rows are chosen."""
    group = parser.add_argument_group("Which")
    add_choices(group)
    group.add_argument("--words", metavar="WORDS", help="reports: as `scrapy search` finds them")
    group.add_argument(
        "--state", choices=[state.value for state in State], metavar="STATE",
        help=f"pages: {', '.join(State)}",
    )  # fmt: skip
    claims = parser.add_argument_group("Which claims")
    claims.add_argument("--actor", metavar="NAME", help="the party said to be responsible")
    claims.add_argument("--claimant", metavar="NAME", help="who states the number")
    claims.add_argument("--place", help="a part of the place's or governorate's name; SY, IQ")
    add_kinds(claims)
    claims.add_argument("--report", metavar="REPORT", help="of this report, by id or URL")
    claims.add_argument(
        "--wholes", action="store_true", help="no parts, repeats and rejected ones: `claim_top`"
    )
    claims.add_argument("--all-versions", action="store_true", help="of earlier texts, too")


def choose_rows(session: Session, kind: str, opts: argparse.Namespace) -> Rows:
    """The rows that are asked for. Raises ``UsageError``."""
    _check_options(kind, opts)
    choose: Callable[[Session, argparse.Namespace], Rows] = {
        "reports": _reports,
        "claims": _claims,
        "pages": _pages,
    }[kind]
    try:
        return choose(session, opts)
    except LookupError as error:
        raise UsageError(f"--since-crawl: {error}", print_help=False) from error


def _check_options(kind: str, opts: argparse.Namespace) -> None:
    for name, kinds in _ONLY.items():
        if getattr(opts, name) not in (None, False) and kind not in kinds:
            raise UsageError(
                f"--{name.replace('_', '-')} chooses {' or '.join(kinds)}, not {kind}",
                print_help=False,
            )
    if opts.wholes and opts.all_versions:
        raise UsageError("--wholes are those of current texts: leave out --all-versions",
                         print_help=False)  # fmt: skip
    if opts.words is not None and not any(character.isalnum() for character in opts.words):
        raise UsageError("--words: no letter and no digit to search for", print_help=False)


def _reports(session: Session, opts: argparse.Namespace) -> Rows:
    return rows_of_reports(session, **read_choices(session, opts), words=opts.words)


def _pages(session: Session, opts: argparse.Namespace) -> Rows:
    return rows_of_pages(session, **read_choices(session, opts), state=opts.state)


def _claims(session: Session, opts: argparse.Namespace) -> Rows:
    choices = read_choices(session, opts)
    asked = Asked(
        publisher=choices["publisher"],
        language=choices["language"],
        since=choices["since"],
        until=choices["until"],
        since_crawl=choices["since_crawl"],
        place=opts.place,
        victims=opts.victims,
        harm=opts.harm,
        scope=opts.scope,
        wholes=opts.wholes,
        all_versions=opts.all_versions,
    )
    if opts.actor is not None:
        asked["actor"] = find_actor(session, opts.actor).word
    if opts.claimant is not None:
        asked["claimant"] = find_claimant(session, opts.claimant).word
    if opts.report is not None:
        asked["report_id"] = find_report(session, opts.report)
    return rows_of_claims(session, **asked)
