"""The options by which claims are chosen, shared by the commands that show several."""

from __future__ import annotations

import argparse
from datetime import date

from scrapy.exceptions import UsageError

from crawler.claim import Harm, Scope, Victims
from storage.claim_finding import Asked


def add_choices(group: argparse._ArgumentGroup) -> None:
    """Add ``--since --until --victims --harm --scope``."""
    group.add_argument("--since", type=_day, metavar="DAY", help="it ends on this day or later")
    group.add_argument("--until", type=_day, metavar="DAY", help="it begins on this day or earlier")
    add_kinds(group)


def add_kinds(group: argparse._ArgumentGroup) -> None:
    """Add ``--victims --harm --scope``."""
    for name, words, meaning in (
        ("victims", Victims, "whom the number counts"),
        ("harm", Harm, "what was done"),
        ("scope", Scope, "what the number covers"),
    ):
        listed = [word.value for word in words]
        group.add_argument(
            f"--{name}",
            choices=listed,
            metavar=name.upper(),
            help=f"{meaning}: {', '.join(listed)}",
        )


def read_choices(opts: argparse.Namespace) -> Asked:
    """What these options ask for. Raises ``UsageError``."""
    if opts.since and opts.until and opts.since > opts.until:
        raise UsageError(f"--since {opts.since} is after --until {opts.until}", print_help=False)
    return Asked(
        since=opts.since, until=opts.until, victims=opts.victims, harm=opts.harm, scope=opts.scope
    )


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{value} is no day such as 2017-01-01") from error
