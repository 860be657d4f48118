"""Claims as a table, each with its words, where they stand, and what to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from crawler.commands.chosen_claims import Group
from crawler.commands.claim_table import Head, Line, draw_lines
from crawler.commands.claim_words import (
    actor_words,
    flag_words,
    number_words,
    period_words,
    place_words,
    review_words,
    scope_words,
    victims_words,
)
from crawler.commands.quote_link import quote_link

HEAD = Head(
    ("claim", "date", "harm", "number", "victims", "actor", "claimant", "place", "scope"),
    right=frozenset({"claim", "number"}),
    cut=frozenset({"actor", "claimant", "place"}),
    spare=("scope", "place", "claimant", "actor"),
)
PART = "↳ "


def show_claims(groups: Iterable[Group], width: int | None) -> str:
    """The table; parts stand under their wholes."""
    lines = [line for group in groups for line in _lines(group)]
    return draw_lines(HEAD, lines, width)


def below(claim: dict[str, Any], *notes: str) -> tuple[str, ...]:
    """The words of a claim, where they stand, and what is to be known of it."""
    version = "" if claim["is_current"] else f", in text {claim['version']}, not the current one"
    when = claim["published_date"] or "on no known day"
    told = f"{claim['publisher']}, report {claim['report_id']}, published {when}{version}"
    flags = flag_words(claim)
    copied = claim["duplicate_of"]
    return (
        f"“{' '.join(claim['quote'].split())}”",
        f"{told}: {quote_link(claim['url'], claim['quote'])}",
        *filter(
            None,
            (
                *notes,
                f"flags: {flags}" if flags else "",
                f"copy of report {copied}, which claims the same" if copied else "",
                review_words(claim),
            ),
        ),
    )


def _lines(group: Group) -> Iterator[Line]:
    if group.whole:
        yield Line(_cells(group.whole), below(group.whole))
    whole = f"claim {group.whole['claim_id']}" if group.whole else "a whole that is not shown"
    for part in group.parts:
        yield Line(_cells(part, PART), below(part, f"part of {whole}; not to be added to it"))


def _cells(claim: dict[str, Any], mark: str = "") -> tuple[str, ...]:
    return (
        str(claim["claim_id"]),
        period_words(claim),
        claim["harm"].replace("_", " "),
        mark + number_words(claim),
        victims_words(claim),
        actor_words(claim),
        claim["claimant"],
        place_words(claim),
        scope_words(claim),
    )
