"""Parquet: columns with types, which programs for analysis read without guessing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from storage.exported_rows import Column, Kind, Row

GROUP = 32 << 20
"""Bytes in memory after which a group of rows is written."""

_TYPES = {
    Kind.INTEGER: pa.int64(),
    Kind.REAL: pa.float64(),
    Kind.FLAG: pa.bool_(),
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("ms", tz="UTC"),  # Parquet knows no whole seconds
    Kind.LIST: pa.list_(pa.string()),
    Kind.OBJECT: pa.string(),
    Kind.TEXT: pa.string(),
}


def write_parquet(
    stream: BinaryIO, columns: Sequence[Column], batches: Iterable[list[Row]]
) -> None:
    """All rows, in groups; objects as JSON."""
    schema = pa.schema([pa.field(column.name, _TYPES[column.kind]) for column in columns])
    waiting: list[pa.RecordBatch] = []
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        for rows in batches:
            values = zip(*rows, strict=True)
            arrays = [_array(*pair) for pair in zip(columns, values, strict=True)]
            waiting.append(pa.record_batch(arrays, schema=schema))
            if sum(batch.nbytes for batch in waiting) >= GROUP:
                writer.write_table(pa.Table.from_batches(waiting))
                waiting.clear()
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting))


def _array(column: Column, values: Sequence[Any]) -> pa.Array:
    if column.kind is Kind.OBJECT:
        values = [
            None if value is None else json.dumps(value, ensure_ascii=False) for value in values
        ]
    if column.kind in (Kind.DAY, Kind.MOMENT):
        return pa.array(values, pa.string()).cast(_TYPES[column.kind])
    return pa.array(values, _TYPES[column.kind])
