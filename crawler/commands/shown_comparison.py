"""Figures of several claimants as tables, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from crawler.claim import Attribution, Scope
from crawler.commands.claim_figures import Figure, Table
from crawler.commands.claim_table import Head, Line, draw_lines
from crawler.commands.claim_words import number_words, period_words, place_words
from crawler.commands.quote_link import quote_link
from crawler.commands.shown_claims import below

HEAD = Head(
    ("period", "place", "claimant", "number", "part of", "claim", "from"),
    right=frozenset({"number", "part of", "claim"}),
    cut=frozenset({"place", "claimant", "from"}),
    spare=("claim", "from", "place", "part of"),
)
HOW_TO_READ = (
    "How to read: each line is one claimant's own figure, in its own words. Only lines of one table"
    " count the same thing, and only those of the same period and place can be held against each"
    " other. Nothing may be added up: periods, places and reports overlap. “part of” is the"
    " larger number in which a figure is contained."
)
_DOUBTED = {Attribution.SUSPECTED, Attribution.CONTESTED}


def show_tables(tables: Iterable[Table], width: int | None, own_report: int | None) -> str:
    """A table with its headline for each; figures of ``own_report`` are marked."""
    return "\n".join(
        f"{headline(table)}\n\n"
        + draw_lines(
            HEAD,
            [Line(_cells(figure, own_report), _below(figure)) for figure in table.figures],
            width,
        )
        for table in tables
    )


def headline(table: Table) -> str:
    """``Russian forces: killed, civilian, period total``."""
    victims = table.victims or "victims of no stated kind"
    words = (table.harm, victims, table.scope)
    return f"{table.actor}: {', '.join(word.replace('_', ' ') for word in words)}"


def tables_as_json(tables: Sequence[Table]) -> list[dict[str, Any]]:
    """All that the tables show, with the claims in full."""
    return [
        {
            "actor": table.actor,
            "harm": table.harm,
            "victims": table.victims,
            "scope": table.scope,
            "figures": [_as_json(figure) for figure in table.figures],
        }
        for table in tables
    ]


def _as_json(figure: Figure) -> dict[str, Any]:
    first, last = figure.period.first, figure.period.last
    return {
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        **figure.claim,
        "link": quote_link(figure.claim["url"], figure.claim["quote"]),
        "whole": figure.whole,
        "again": [
            {name: claim[name] for name in ("claim_id", "report_id", "url", "published_date")}
            for claim in figure.again
        ],
    }


def _cells(figure: Figure, own_report: int | None) -> tuple[str, ...]:
    claim = figure.claim
    return (
        _period(claim),
        place_words(claim),
        claim["claimant"],
        number_words(claim),
        _whole(figure),
        str(claim["claim_id"]),
        "this report" if claim["report_id"] == own_report else claim["publisher"],
    )


def _period(claim: dict[str, Any]) -> str:
    """With the day on which a number was told that has no other end."""
    words = period_words(claim)
    if claim["date_end"] or claim["scope"] == Scope.INCIDENT or not claim["published_date"]:
        return words or "no start told"
    return f"{words or 'no start told'}, told {claim['published_date']}"


def _whole(figure: Figure) -> str:
    if figure.whole:
        return number_words(figure.whole)
    return "no number" if figure.claim["is_part"] else ""


def _below(figure: Figure) -> tuple[str, ...]:
    claim = figure.claim
    notes = []
    if figure.whole:
        whole = " ".join(figure.whole["quote"].split())
        notes.append(f"part of {number_words(figure.whole)}: “{whole}”")
    elif claim["is_part"]:
        notes.append("part of a number that the text does not state")
    if claim["attribution"] in _DOUBTED:
        notes.append(f"that the party did it is {claim['attribution']}")
    reports = dict.fromkeys(one["report_id"] for one in figure.again)
    reports.pop(claim["report_id"], None)
    if reports:
        notes.append(f"said again in report {', '.join(map(str, reports))}")
    return below(claim, *notes)
