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
LEAST = 8
"""Columns that a cell keeps when it is cut short."""
LEAST_WIDTH = 20
"""Words are wrapped as if a screen had this many columns, however few it has."""


@frozen
class Line:
    """A row and what stands under it."""

    cells: tuple[str, ...]
    below: tuple[str, ...] = ()
    """Wrapped to the width; an address is never broken."""


@frozen
class Head:
    """The columns of a table."""

    names: tuple[str, ...]
    right: frozenset[str] = frozenset()
    """Columns that are set to the right."""
    cut: frozenset[str] = frozenset()
    """Columns whose cells may be cut short."""
    spare: tuple[str, ...] = ()
    """Columns that go below their row where there is no room, the first of them first."""


def screen_width() -> int | None:
    """Columns of the terminal, or COLUMNS there; None where the output is a file or a pipe."""
    try:
        if not sys.stdout.isatty():
            return None
        told = os.environ.get("COLUMNS", "")
        if told.isascii() and told.isdecimal() and int(told[:5]) > 0:
            return int(told[:5])
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    except (OSError, ValueError):
        return None


def draw_lines(head: Head, lines: Sequence[Line], width: int | None) -> str:
    """The table, without columns in which no row has anything.

    Where the width does not do, cells are cut and columns go below; where that does not help, each
    row is a line of words.
    """
    names = [
        name for place, name in enumerate(head.names) if any(line.cells[place] for line in lines)
    ]
    spared: list[str] = []
    while not _fits(names, spared, head, lines, width):
        left = [name for name in head.spare if name in names and name not in spared]
        if not left:
            return "".join(_as_words(line, width or LEAST_WIDTH) for line in lines)
        spared.append(left[0])
    return _table([name for name in names if name not in spared], spared, head, lines, width)


def _fits(
    names: Sequence[str],
    spared: Sequence[str],
    head: Head,
    lines: Sequence[Line],
    width: int | None,
) -> bool:
    if width is None:
        return True
    kept = [name for name in names if name not in spared]
    least = (
        min(size, LEAST) if name in head.cut else size
        for name, size in zip(kept, _widths(kept, head, lines), strict=True)
    )
    return sum(least) + len(GAP) * (len(kept) - 1) <= width


def _widths(names: Sequence[str], head: Head, lines: Sequence[Line]) -> list[int]:
    places = [head.names.index(name) for name in names]
    return [
        max(cell_width(text) for text in (head.names[n], *(line.cells[n] for line in lines)))
        for n in places
    ]


def _table(
    names: Sequence[str],
    spared: Sequence[str],
    head: Head,
    lines: Sequence[Line],
    width: int | None,
) -> str:
    places = [head.names.index(name) for name in names]
    cut = [name in head.cut for name in names]
    widths = _fitted(_widths(names, head, lines), cut, width)
    to_right = [name in head.right for name in names]
    drawn = [_row(names, widths, to_right), GAP.join("-" * size for size in widths) + "\n"]
    for line in lines:
        drawn.append(_row([line.cells[n] for n in places], widths, to_right))
        told = [
            f"{name}: {line.cells[head.names.index(name)]}"
            for name in head.names
            if name in spared and line.cells[head.names.index(name)]
        ]
        drawn.append(_below([" · ".join(told)] if told else [], width))
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


def _fitted(widths: Sequence[int], cut: Sequence[bool], width: int | None) -> list[int]:
    """The widths, those that may be cut made narrower where they must be: the widest first."""
    fitted = list(widths)
    room = None if width is None else width - len(GAP) * (len(widths) - 1)
    while room is not None and sum(fitted) > room:
        widest = max((size, place) for place, size in enumerate(fitted) if cut[place])[1]
        fitted[widest] -= 1
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
