"""What is told of each view: its title, what a row is, its columns, facets and order."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

_SCHEMA = Path(__file__).parents[1] / "docs" / "schema.md"
"""The one place where columns are explained."""


def view_metadata() -> dict[str, dict[str, Any]]:
    """Datasette's metadata of each view."""
    return {name: {"columns": columns} for name, columns in described_columns().items()}


@cache
def described_columns() -> dict[str, dict[str, str]]:
    """View → column → its meaning, as ``docs/schema.md`` has them."""
    sections = re.split(r"^## `(\w+)`\n", _SCHEMA.read_text("utf-8"), flags=re.MULTILINE)[1:]
    found = {
        name: {column: _plain(meaning) for column, meaning in _ROW.findall(section)}
        for name, section in zip(sections[::2], sections[1::2], strict=True)
    }
    return {name: columns or found["claim"] for name, columns in found.items()}


_ROW = re.compile(r"^\| `(\w+)` \| (.+?) \|$", re.MULTILINE)


def _plain(markdown: str) -> str:
    """Without the marks of Markdown: code and links as their words."""
    return re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", markdown).replace("`", "").replace("*", "")
