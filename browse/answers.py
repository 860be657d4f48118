"""The rows of an answer as a page shows them: words for codes, links, and no column twice.

A query gives the columns of the views, as a program wants them. People want the number with its
sign, one date where two are equal, and words that lead to the report instead of an id.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen

from crawler.commands.claim_words import actor_words, number_words, period_words, place_words

Row = Mapping[str, Any]


@frozen
class Cell:
    """What stands in a cell, and where it leads."""

    words: str
    link: str = ""
    """An address of this site, or the http address of a page elsewhere."""


@frozen
class Column:
    """A heading, and how the cells below look."""

    heading: str
    look: str
    """A class of the cell: ``words number quote title day published link``."""


@frozen
class Answer:
    """A table."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@frozen
class _Joined:
    """One column of the page made of several of the query."""

    heading: str
    look: str
    words: Callable[[Row], str]
    needs: tuple[str, ...]
    """Columns that must be there, too, and are not shown on their own then."""


def make_answer(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Answer:
    """The table of a query's rows, its columns in the query's order; without empty columns."""
    names = set(columns)
    joined = {
        name: one for name, one in _JOINED.items() if name in names and names.issuperset(one.needs)
    }
    hidden = {name for one in joined.values() for name in one.needs} | {"part_of"}
    if "report_id" in names and names & _LEADING:
        hidden |= {"report_id", "claim_id", "url", "first_report_id"}
    told = [dict(zip(columns, values, strict=True)) for values in rows]
    found = {
        name: [Cell(_words(name, row, joined), _link(name, row)) for row in told]
        for name in columns
        if name not in hidden
    }
    shown = [name for name, cells in found.items() if any(cell.words for cell in cells)]
    return Answer(
        tuple(_column(name, joined) for name in shown),
        tuple(tuple(found[name][place] for name in shown) for place in range(len(told))),
    )


def _column(name: str, joined: Mapping[str, _Joined]) -> Column:
    if name in joined:
        return Column(joined[name].heading, joined[name].look)
    heading = _HEADINGS.get(name) or name.replace("_", " ").capitalize()
    look = next((look for look, those in _LOOKS.items() if name in those), "words")
    return Column(heading, look)


def _words(name: str, row: Row, joined: Mapping[str, _Joined]) -> str:
    value = row[name]
    if name in joined:
        return joined[name].words(row)
    if value is None:
        return ""
    if name in _SPELT:
        return _SPELT[name](value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _link(name: str, row: Row) -> str:
    """The words of a report lead to them, its own address to its site."""
    if name == "url":
        address = str(row[name])
        return address if address.startswith(("http://", "https://")) else ""
    if name == "first_title" and row.get("first_report_id") is not None:
        return f"/report/{row['first_report_id']}"
    if name in _LEADING and row.get("report_id") is not None:
        number = row.get("new_version") or row.get("version")
        text = f"?version={number}" if number else ""
        place = f"#claim-{row['claim_id']}" if row.get("claim_id") is not None else ""
        return f"/report/{row['report_id']}{text}{place}"
    return ""


def _number(row: Row) -> str:
    return ("↳ " if row.get("part_of") else "") + number_words(row)


def _range(row: Row, low: str, high: str) -> str:
    if row[low] is None:
        return "no number"
    return f"{row[low]:,}" if row[low] == row[high] else f"{row[low]:,}–{row[high]:,}"


def _published(row: Row) -> str:
    return f"{row['published_date'] or 'no date'}, {row['publisher']}"


def _harm(row: Row) -> str:
    return " ".join(_code(row[name]) for name in ("victims", "harm") if row[name])


def _code(value: object) -> str:
    return str(value).replace("_", " ")


def _moment(value: object) -> str:
    """``2017-04-13T22:05:00Z`` → ``2017-04-13 22:05``."""
    return str(value)[:16].replace("T", " ")


def _yes(value: object) -> str:
    return "yes" if value else ""


_JOINED = {
    "count_min": _Joined("Number", "number", _number, ("count_max", "qualifier", "vague")),
    "date_start": _Joined("When", "day", period_words, ("date_end", "date_precision")),
    "actor": _Joined("Party blamed", "words", actor_words, ("actor_text", "attribution")),
    "place": _Joined("Place", "words", place_words, ("place_text",)),
    "publisher": _Joined("Published", "published", _published, ("published_date",)),
    "harm": _Joined("Harm", "words", _harm, ("victims",)),
    "old_count": _Joined(
        "Before",
        "number",
        lambda row: _range(row, "old_count", "old_count_max"),
        ("old_count_max",),
    ),
    "new_count": _Joined(
        "Now", "number", lambda row: _range(row, "new_count", "new_count_max"), ("new_count_max",)
    ),
}
_LEADING = frozenset({"quote", "new_quote", "sentence", "title", "new_title"})
"""Words that stand in the text that the row names, else in the current one."""
_LOOKS = {
    "quote": frozenset({"quote", "old_quote", "new_quote", "of_the_whole", "sentence"}),
    "title": frozenset({"title", "old_title", "new_title", "first_title"}),
    "number": frozenset(
        {"reports", "of_them_copies", "days_with_reports", "attempts", "similarity"}
    ),
    "link": frozenset({"url"}),
    "day": frozenset(
        {"seen_at", "published_date", "first_published", "first_day", "last_day", "month"}
    ),
}
_SPELT: Mapping[str, Callable[[Any], str]] = {
    **dict.fromkeys(("harm", "victims", "scope", "state", "reason", "why"), _code),
    **dict.fromkeys(("seen_at", "last_fetched_at", "next_due_at"), _moment),
    **dict.fromkeys(("headline_changed", "subtitle_changed", "body_changed"), _yes),
    "flags": lambda value: ", ".join(map(_code, json.loads(value))),
    "similarity": lambda value: f"{value:.0%}",
}
_HEADINGS = {
    "published_date": "Published",
    "seen_at": "Seen (UTC)",
    "quote": "Words",
    "old_quote": "Words before",
    "new_quote": "Words now",
    "old_title": "Title before",
    "new_title": "Title now",
    "old_version": "From text",
    "new_version": "To text",
    "actor": "Party blamed",
    "of_them_copies": "Copies among them",
    "days_with_reports": "Days with reports",
    "headline_changed": "Headline",
    "subtitle_changed": "Line below it",
    "body_changed": "Text",
    "field": "Stands in",
    "why": "Reason",
    "url": "Address",
    "last_fetched_at": "Tried last (UTC)",
    "next_due_at": "Tried next (UTC)",
    "reason_detail": "Detail",
    "first_published": "First published",
    "similarity": "Alike",
    "vague": "Number",
}
