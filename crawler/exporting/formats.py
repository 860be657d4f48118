"""How rows are written in each format, to a stream of bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from crawler.exporting.cells import write_cells
from storage.exported_rows import Column, Row

Batches = Iterable[list[Row]]
Write = Callable[[BinaryIO, Sequence[Column], Batches], None]

FORMATS = ("csv", "jsonl", "parquet")
_SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}


def format_of(path: Path) -> str:
    """What a file's name says of its format; empty where it says nothing."""
    return _SUFFIXES.get(path.suffix.lower(), "")


def writer_of(form: str, *, marked: bool = False) -> Write:
    """What writes this format; ``marked`` is a CSV that begins with a byte order mark.

    Without one Excel takes UTF-8 for another encoding, with one some programs take it for a part
    of the first column's name.
    """
    if form == "parquet":
        # Loading it takes as long as many a command takes.
        write: Write = import_module("crawler.exporting.parquet").write_parquet
        return write
    if form == "jsonl":
        return _write_json_lines
    encoding = "utf-8-sig" if marked else "utf-8"
    return lambda stream, columns, batches: _write_csv(stream, columns, batches, encoding)


def _write_csv(
    stream: BinaryIO, columns: Sequence[Column], batches: Batches, encoding: str
) -> None:
    words = io.TextIOWrapper(stream, encoding, newline="")
    rows = (row for batch in batches for row in batch)
    write_cells(words, [column.name for column in columns], rows)
    words.detach()


def _write_json_lines(stream: BinaryIO, columns: Sequence[Column], batches: Batches) -> None:
    names = [column.name for column in columns]
    for batch in batches:
        lines = (
            json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n"
            for row in batch
        )
        stream.write("".join(lines).encode())
