"""CSV in which a spreadsheet runs nothing."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from crawler.characters import may_run


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
        return f"'{value}" if may_run(value) else value
    return int(value) if isinstance(value, bool) else value
