"""The options by which reports are chosen, shared by ``scrapy search`` and ``scrapy export``."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TypedDict

from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.commands.claim_names import find_publisher
from crawler.report_argument import LONGEST_ID
from storage.report_finding import languages_stored
from storage.since_crawl import LAST, SinceCrawl


class Chosen(TypedDict):
    """What these options ask for; None says nothing."""

    publisher: str | None
    language: str | None
    since: date | None
    until: date | None
    since_crawl: SinceCrawl | None


def add_choices(group: argparse._ArgumentGroup) -> None:
    """Add ``--publisher --language --since --until --since-crawl``."""
    group.add_argument("--publisher", metavar="NAME", help="of this publisher only, such as snhr")
    group.add_argument("--language", metavar="CODE", help="in this language only, such as en or ar")
    group.add_argument("--since", type=_day, metavar="DAY", help="published on this day or later")
    group.add_argument("--until", type=_day, metavar="DAY", help="published on this day or before")
    group.add_argument(
        "--since-crawl",
        type=_crawl,
        metavar="ID",
        help="new or changed in that crawl or later; last: in each publisher's last crawl",
    )


def read_choices(session: Session, opts: argparse.Namespace) -> Chosen:
    """What these options ask for. Raises ``UsageError`` for what the database does not have."""
    if opts.since and opts.until and opts.since > opts.until:
        raise UsageError(f"--since {opts.since} is after --until {opts.until}", print_help=False)
    publisher = None if opts.publisher is None else find_publisher(session, opts.publisher)
    return {
        "publisher": publisher,
        "language": None if opts.language is None else _language(session, opts.language),
        "since": opts.since,
        "until": opts.until,
        "since_crawl": opts.since_crawl,
    }


def _language(session: Session, typed: str) -> str:
    stored = languages_stored(session)
    if typed.strip().casefold() in stored:
        return typed.strip().casefold()
    listed = ", ".join(stored) or "none"
    raise UsageError(
        f"--language {typed}: no report is in it; stored are: {listed}", print_help=False
    )


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value} is no day such as 2017-01-01") from error


def _crawl(value: str) -> SinceCrawl:
    if value == LAST:
        return LAST
    if value.isascii() and value.isdecimal() and len(value) <= LONGEST_ID:
        return int(value)
    raise argparse.ArgumentTypeError(
        f"{value} is neither the number of a crawl nor the word {LAST}"
    )
