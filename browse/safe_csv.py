"""Datasette's CSV with the cells of ``scrapy export``, in which a spreadsheet runs nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from datasette.views import base

from crawler.exporting.cells import safe_cell


class _SafeWriter:
    """In place of ``csv.writer``; what it returns is what the stream's ``write`` returns."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401 -- Datasette has no types
        self._writer = csv.writer(stream)

    def writerow(self, row: Iterable[object]) -> Any:  # noqa: ANN401 -- as above
        return self._writer.writerow([safe_cell(value) for value in row])


def make_csv_safe() -> None:
    """Datasette has no hook between a row and its line of CSV."""
    base.csv = SimpleNamespace(writer=_SafeWriter)
