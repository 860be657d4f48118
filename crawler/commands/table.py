"""Tables for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from crawler.characters import one_line


def draw_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns as wide as they must be; numbers to the right, the rest to the left."""
    cells = [["" if cell is None else one_line(str(cell)) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(head, *cells, strict=True)]
    numeric = [
        bool(rows) and all(isinstance(row[index], int) for row in rows)
        for index in range(len(head))
    ]
    lines = [head, ["-" * width for width in widths], *cells]
    return "".join("  ".join(map(_pad, line, widths, numeric)).rstrip() + "\n" for line in lines)


def _pad(cell: str, width: int, right: bool) -> str:  # noqa: FBT001 -- mapped over columns
    room = " " * (width - _width(cell))
    return room + cell if right else cell + room


def _width(text: str) -> int:
    """Columns on the screen: marks that combine take none."""
    return sum(not unicodedata.combining(character) for character in text)
