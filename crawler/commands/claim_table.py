"""A table with lines of words under its rows, for a terminal of any width."""

from __future__ import annotations

import os
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

from attrs import frozen

GAP = "  "
INDENT = "    "
LEAST = 6
"""Columns that a cell keeps when it is cut short."""
LEAST_WIDTH = 20
"""Words are wrapped as if a screen had this many columns, however few it has."""
NARROW = 60
"""Below this width rows are written as lines of words."""


@frozen
class Line:
    """A row and what stands under it."""

    cells: tuple[str, ...]
    below: tuple[str, ...] = ()
    """Wrapped to the width; an address is never broken."""


def screen_width() -> int | None:
    """Columns of the terminal, or of COLUMNS; None where the output is no screen."""
    told = os.environ.get("COLUMNS", "")
    if told.isascii() and told.isdecimal() and int(told[:5]) > 0:
        return int(told[:5])
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


def draw_lines(
    head: Sequence[str], lines: Sequence[Line], width: int | None, right: Iterable[str] = ()
) -> str:
    """The table; columns named in ``right`` are set to the right.

    Columns in which no row has anything are left out. Where the width does not do, the longest
    cells are cut; on a narrow screen each row is a line of words.
    """
    kept = [n for n in range(len(head)) if any(line.cells[n] for line in lines)]
    if width is not None and width < NARROW:
        return "".join(_as_words(line, width) for line in lines)
    columns = [[head[n], *(line.cells[n] for line in lines)] for n in kept]
    widths = _fitted([max(map(cell_width, column)) for column in columns], width)
    to_right = [head[n] in set(right) for n in kept]
    drawn = [_row([head[n] for n in kept], widths, to_right)]
    drawn.append(GAP.join("-" * size for size in widths) + "\n")
    for line in lines:
        drawn.append(_row([line.cells[n] for n in kept], widths, to_right))
        drawn.append(_below(line.below, width))
    return "".join(drawn)


def wrap_words(words: str, width: int | None, hanging: int = 0) -> str:
    """Words in lines, ``hanging`` columns in from the second on; addresses stay whole."""
    if width is None:
        return f"{words}\n"
    lines = textwrap.wrap(
        words,
        max(width, LEAST_WIDTH),
        subsequent_indent=" " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines) + "\n"


def cell_width(text: str) -> int:
    """Columns on the screen: marks that combine take none, wide letters two."""
    return sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitted(widths: list[int], width: int | None) -> list[int]:
    """Widths that fit, as far as ``LEAST`` allows: the widest gives way first."""
    fitted = list(widths)
    room = None if width is None else width - len(GAP) * (len(widths) - 1)
    while room is not None and sum(fitted) > room and max(fitted) > LEAST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, size, to_right in zip(cells, widths, right, strict=True):
        shown = _cut(cell, size)
        room = " " * (size - cell_width(shown))
        padded.append(room + shown if to_right else shown + room)
    return GAP.join(padded).rstrip() + "\n"


def _cut(cell: str, size: int) -> str:
    if cell_width(cell) <= size:
        return cell
    shown = ""
    for character in cell:
        if cell_width(shown + character) > size - 1:
            break
        shown += character
    return shown.rstrip() + "…"


def _below(texts: Iterable[str], width: int | None) -> str:
    return "".join(textwrap.indent(wrap_words(text, _inside(width)), INDENT) for text in texts)


def _inside(width: int | None) -> int | None:
    return None if width is None else width - len(INDENT)


def _as_words(line: Line, width: int) -> str:
    told = " · ".join(cell for cell in line.cells if cell)
    return wrap_words(told, width) + _below(line.below, width)
