"""Pages whose claims were marked by hand, one TOML file a page: read, and refused where wrong.

A reader of claims is measured against them. What is marked, and what not, is told in
tests/fixtures/claims/monitors/README.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crawler.claim import Harm, Qualifier, Victims

FOLDER = Path(__file__).parents[2] / "fixtures" / "claims"
SETS = ("dev", "held")
LONGEST_QUOTE = 200

PAGE_KEYS = {
    "publisher": str,
    "publisher_name": str,
    "title": str,
    "published": date,
    "set": str,
    "text": str,
}
CLAIM_KEYS = {
    "quote": str,
    "nth": int,
    "harm": str,
    "count": int,
    "count_max": int,
    "qualifier": str,
    "victims": str,
    "part": bool,
    "actor": str,
    "claimant": str,
    "claimant_alt": str,
    "weapon": str,
    "place": str,
    "date_start": str,
    "date_end": str,
    "optional": bool,
}
PAGE_NEEDS = {"publisher", "title", "set", "text"}
CLAIM_NEEDS = {"quote", "harm", "count"}


Names = tuple[str | None, str | None]


class BadLabelError(ValueError):
    """A page that cannot be scored against: which, and why."""


@dataclass(frozen=True, kw_only=True)
class Label:
    """One claim as a person marked it."""

    start: int
    end: int
    quote: str
    harm: Harm
    count: int
    count_max: int | None
    """The upper end of a range, and None for any other number."""
    qualifier: Qualifier
    victims: Victims | None
    part: bool
    actor: str | None
    claimants: tuple[str, ...]
    """Whoever may be named as the claimant; the publisher where the label names nobody."""
    weapon: str | None
    place: str | None
    date_start: str | None
    date_end: str | None
    optional: bool
    """Whether people may differ: it counts neither for nor against."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A text and all that it claims."""

    name: str
    """Its path below the folder of pages, without the ending."""
    publisher: str
    title: str
    published: str | None
    set: str
    text: str
    labels: tuple[Label, ...]


def read_pages(folder: Path = FOLDER, set_name: str | None = None) -> Iterator[Page]:
    """Every page below the folder, or those of one set, in the order of their names."""
    for path in sorted(folder.rglob("*.toml")):
        page = read_page(path, path.relative_to(folder).with_suffix("").as_posix())
        if set_name in (None, page.set):
            yield page


def read_page(path: Path, name: str | None = None) -> Page:
    """The page of one file."""
    try:
        return page_of(tomllib.loads(path.read_text("utf-8")), name or path.stem)
    except (BadLabelError, tomllib.TOMLDecodeError) as error:
        raise BadLabelError(f"{path.name}: {error}") from error


def page_of(table: Mapping[str, Any], name: str) -> Page:
    """The page that a file's table describes."""
    facts = {key: value for key, value in table.items() if key != "claim"}
    _check_keys(facts, PAGE_KEYS, PAGE_NEEDS)
    if facts["set"] not in SETS:
        raise BadLabelError(f"set {facts['set']!r} is none of {', '.join(SETS)}")
    publisher = (facts["publisher"], facts.get("publisher_name"))
    labels = tuple(_label(row, facts["text"], publisher) for row in table.get("claim", ()))
    if len({_told(label) for label in labels}) < len(labels):
        raise BadLabelError("one claim is marked twice over the same words")
    published = facts.get("published")
    return Page(
        name=name,
        publisher=facts["publisher"],
        title=facts["title"],
        published=published.isoformat() if published else None,
        set=facts["set"],
        text=facts["text"],
        labels=labels,
    )


def _told(label: Label) -> tuple[object, ...]:
    return label.start, label.end, label.harm, label.count, label.victims


def _label(row: Mapping[str, Any], text: str, publisher: Names) -> Label:
    try:
        _check_keys(row, CLAIM_KEYS, CLAIM_NEEDS)
        start = _find(text, row["quote"], row.get("nth", 1))
        _check_numbers(row)
        _check_dates(row.get("date_start"), row.get("date_end"))
        named = (row.get("claimant"), row.get("claimant_alt"))
        return Label(
            start=start,
            end=start + len(row["quote"]),
            quote=row["quote"],
            harm=Harm(row["harm"]),
            count=row["count"],
            count_max=row.get("count_max"),
            qualifier=Qualifier(row.get("qualifier", Qualifier.EXACT)),
            victims=Victims(row["victims"]) if "victims" in row else None,
            part=row.get("part", False),
            actor=row.get("actor"),
            claimants=tuple(name for name in (named if any(named) else publisher) if name),
            weapon=row.get("weapon"),
            place=row.get("place"),
            date_start=row.get("date_start"),
            date_end=row.get("date_end"),
            optional=row.get("optional", False),
        )
    except ValueError as error:  # an unknown word of a vocabulary, too
        raise BadLabelError(f"«{row.get('quote')}»: {error}") from error


def _check_keys(row: Mapping[str, Any], known: Mapping[str, type], needed: set[str]) -> None:
    if missing := needed - row.keys():
        raise BadLabelError(f"without {', '.join(sorted(missing))}")
    for key, value in row.items():
        if key not in known:
            raise BadLabelError(f"unknown key {key!r}")
        if type(value) is not known[key] or value == "":
            raise BadLabelError(f"{key} is {value!r}")


def _find(text: str, quote: str, nth: int) -> int:
    """Where the quote begins the nth time."""
    if len(quote) > LONGEST_QUOTE:
        raise BadLabelError(f"longer than {LONGEST_QUOTE} characters")
    if nth < 1:
        raise BadLabelError(f"nth is {nth}")
    start = -1
    for _ in range(nth):
        start = text.find(quote, start + 1)
        if start < 0:
            raise BadLabelError(f"does not stand in the text {nth} times")
    return start


def _check_numbers(row: Mapping[str, Any]) -> None:
    if row["count"] < 1:
        raise BadLabelError(f"count is {row['count']}")
    if "count_max" in row and row["count_max"] <= row["count"]:
        raise BadLabelError("count_max is for ranges, and above count")


def _check_dates(start: str | None, end: str | None) -> None:
    days = [date.fromisoformat(day) for day in (start, end) if day]
    if days != sorted(days):
        raise BadLabelError("it ends before it starts")
