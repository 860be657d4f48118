"""CSV in which a spreadsheet runs nothing."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from typing import TextIO

_SIGNS = "=+\\-@＝＋－＠"
_UNSEEN = r"\s\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""What a spreadsheet may skip before it sees the sign."""
_FORMULA = re.compile(rf"[\t\r\n]|[{_UNSEEN}]*[{_SIGNS}]")


def write_cells(stream: TextIO, names: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A head and the rows, each value as ``safe_cell`` gives it."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(map(safe_cell, row) for row in rows)


def safe_cell(value: object) -> object:
    """What stands in the cell; numbers stay numbers, text that may run gets an apostrophe."""
    if isinstance(value, list | dict):
        value = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return int(value) if isinstance(value, bool) else value
