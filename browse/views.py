"""What is told of each view: what a row is, its columns, by what it is counted, its order."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

_SCHEMA = Path(__file__).parents[1] / "docs" / "schema.md"
"""The one place where views and columns are explained."""
_FACETS = {
    "report": ["publisher", "language", "section"],
    "page": ["publisher", "state", "reason"],
    "crawl": ["publisher", "outcome"],
    "capture": ["status", "media_type"],
    "issue": ["level", "kind"],
    "claim": ["publisher", "harm", "victims", "scope"],
    "claim_top": ["publisher", "harm", "victims", "scope"],
    "claim_changed": ["publisher", "harm"],
    "claim_review": ["judgement", "reviewer"],
    "unparsed": ["publisher", "why"],
}
_LATEST_FIRST = {
    "report": "published_date",
    "crawl": "crawl_id",
    "issue": "at",
    "claim_review": "at",
    "manifest": "manifest_id",
}
"""Only where an index gives the order, or the rows are few."""


def view_metadata() -> dict[str, dict[str, Any]]:
    """Datasette's metadata of each view."""
    return {name: _metadata(name, columns) for name, columns in described_columns().items()}


def _metadata(name: str, columns: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {"columns": columns}
    if name in _FACETS:
        told["facets"] = _FACETS[name]
    if name in _LATEST_FIRST:
        told["sort_desc"] = _LATEST_FIRST[name]
    return told


@cache
def described_columns() -> dict[str, dict[str, str]]:
    """View → column → its meaning, as ``docs/schema.md`` has them."""
    sections = _sections()
    found = {
        name: {column: _plain(meaning) for column, meaning in _ROW.findall(section)}
        for name, section in sections.items()
    }
    return {name: columns or found["claim"] for name, columns in found.items()}


@cache
def described_views() -> dict[str, str]:
    """View → what a row is: the first two sentences of its section there."""
    return {
        name: _beginning(section.strip().partition("\n\n")[0])
        for name, section in _sections().items()
    }


def _sections() -> dict[str, str]:
    parts = re.split(r"^## (?:`(\w+)`)?", _SCHEMA.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {name: text for name, text in zip(parts[::2], parts[1::2], strict=True) if name}


_ROW = re.compile(r"^\| `(\w+)` \| (.+?) \|$", re.MULTILINE)


def _beginning(paragraph: str) -> str:
    return " ".join(_SENTENCE.split(_plain(" ".join(paragraph.split())))[:2])


_SENTENCE = re.compile(r"(?<=[.]) (?=[A-Z])")


def _plain(markdown: str) -> str:
    """Without the marks of Markdown: code and links as their words."""
    return re.sub(r"\[([^\[\]]+)\]\([^()]*\)", r"\1", markdown).replace("`", "").replace("*", "")
