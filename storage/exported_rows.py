"""Rows of the public views for files: what they are, and all of them, some at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypedDict, Unpack

from attrs import frozen
from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.citing import cite_pages, cite_reports, cite_versions
from storage.claim_finding import Asked, select_claims
from storage.queries import found_reports
from storage.since_crawl import SinceCrawl, starts_as_json

BATCH = 2000
"""Rows that are in memory at a time; with their texts some 20 MB."""


class Kind(StrEnum):
    """What the values of a column are, where they are not NULL."""

    INTEGER = "integer"
    REAL = "real"
    FLAG = "flag"
    """True or false."""
    DAY = "day"
    """``2017-04-14``."""
    MOMENT = "moment"
    """``2017-04-13T22:05:00Z``."""
    LIST = "list"
    """Of words."""
    OBJECT = "object"
    """Names to values."""
    TEXT = "text"


@frozen
class Column:
    """A column of a view, or ``citation``."""

    name: str
    kind: Kind


Row = list[Any]
"""Values in the order of the columns, ready for JSON."""


@frozen
class Rows:
    """What a file is to hold."""

    columns: tuple[Column, ...]
    count: Callable[[], int]
    """How many rows there are; takes a while."""
    batches: Iterator[list[Row]]
    """All rows, some at a time, as long as the session lives."""


_DECLARED = {
    "INTEGER": Kind.INTEGER,
    "DOUBLE": Kind.REAL,
    "BOOLEAN": Kind.FLAG,
    "DATE": Kind.DAY,
    "VARCHAR(20)": Kind.MOMENT,  # storage.columns.UtcDateTime
    "JSON": Kind.LIST,
    "TEXT": Kind.TEXT,
}
"""Kinds of columns that a view takes from a table as they are."""
_OTHERS = {
    "section": Kind.TEXT,
    "versions": Kind.INTEGER,
    "flags": Kind.LIST,
    "corrections": Kind.OBJECT,
}
_from_json = lru_cache(4096)(json.loads)  # rows share their lists: most say the same
_READ: dict[Kind, Callable[[Any], object]] = {
    Kind.FLAG: bool,
    Kind.LIST: _from_json,
    Kind.OBJECT: _from_json,
}


class Published(TypedDict, total=False):
    """What reports and pages are to be; what is None or left out says nothing."""

    publisher: str | None
    language: str | None
    since: date | None
    """First day of publication; what is undated is left out."""
    until: date | None
    """Last day, likewise."""
    since_crawl: SinceCrawl | None
    """What is new since that crawl began; an unknown one raises ``LookupError``."""
    words: str | None
    """As ``storage.queries.search`` takes them."""
    state: str | None


_CONDITIONS = {
    "publisher": "publisher = :publisher",
    "language": "language = :language",
    "since": "published_date >= :since",
    "until": "published_date <= :until",
    "words": "report_id IN (SELECT value FROM json_each(:words))",
    "state": "state = :state",
}
_NEW = "(SELECT value FROM json_each(:since_crawl) WHERE key = publisher)"
_NEW_REPORTS = f"""\
(SELECT max(n.stored_at) FROM report_version AS n WHERE n.report_id = report.report_id) >= {_NEW}"""  # noqa: S608 -- of the text above
_NEW_PAGES = f"coalesce(answered_at, first_seen_at) >= {_NEW}"


def rows_of_reports(session: Session, **asked: Unpack[Published]) -> Rows:
    """Those of the view ``report``, with their current texts."""

    def cite(names: list[str], rows: list[Row]) -> list[str]:
        ids = [row[names.index("report_id")] for row in rows]
        cited = cite_reports(session, set(ids))
        return [cited[one] for one in ids]

    return _rows(session, _select(session, "report", _NEW_REPORTS, asked), "report_id", cite)


def rows_of_pages(session: Session, **asked: Unpack[Published]) -> Rows:
    """Those of the view ``page``: each URL ever discovered. New is what answered or was found."""

    def cite(names: list[str], rows: list[Row]) -> list[str]:
        whose, where = names.index("publisher"), names.index("url")
        keys = [(row[whose], row[where]) for row in rows]
        cited = cite_pages(session, set(keys))
        return [cited[key] for key in keys]

    return _rows(session, _select(session, "page", _NEW_PAGES, asked), "publisher, url", cite)


def rows_of_claims(session: Session, **asked: Unpack[Asked]) -> Rows:
    """Those of the view ``claim``, chosen as ``storage.claim_finding.find_claims`` does.

    Parts, repeats and rejected ones are among them unless ``wholes`` are asked for.
    """

    def cite(names: list[str], rows: list[Row]) -> list[str]:
        ids = [row[names.index("version_id")] for row in rows]
        cited = cite_versions(session, set(ids))
        return [cited[one] for one in ids]

    found = _Query("claim", *select_claims(session, "*", asked))
    return _rows(session, found, "claim_id", cite)


@frozen
class _Query:
    view: str
    sql: str
    values: dict[str, object]


def _select(session: Session, view: str, new: str, asked: Published) -> _Query:
    given: dict[str, object] = {name: one for name, one in asked.items() if one is not None}
    conditions = {**_CONDITIONS, "since_crawl": new}
    where = " AND ".join(f"({conditions[name]})" for name in given) or "1"
    values = {name: str(one) if isinstance(one, date) else one for name, one in given.items()}
    if (crawl := asked.get("since_crawl")) is not None:
        values["since_crawl"] = starts_as_json(session, crawl)
    if (words := asked.get("words")) is not None:
        values["words"] = json.dumps(found_reports(session, words))
    return _Query(view, f"SELECT * FROM {view} WHERE {where}", values)  # noqa: S608 -- of the texts above


def _rows(
    session: Session,
    query: _Query,
    order: str,
    cite: Callable[[list[str], list[Row]], list[str]],
) -> Rows:
    columns = _columns(session, query.view)

    def count() -> int:
        counted = f"SELECT count(*) FROM ({query.sql})"  # noqa: S608 -- of the texts above
        return int(session.execute(text(counted), query.values).scalar_one())

    def batches() -> Iterator[list[Row]]:
        names = [column.name for column in columns]
        found = session.execute(
            text(f"{query.sql} ORDER BY {order}"),
            query.values,
            execution_options={"stream_results": True},
        )
        for part in found.partitions(BATCH):
            rows = [list(row) for row in part]
            _read_values(columns, rows)
            for row, line in zip(rows, cite(names, rows), strict=True):
                row.append(line)
            yield rows

    return Rows((*columns, Column("citation", Kind.TEXT)), count, batches())


def _read_values(columns: Sequence[Column], rows: list[Row]) -> None:
    """SQLite gives numbers for what is true, and text for lists."""
    readers = [(n, _READ[column.kind]) for n, column in enumerate(columns) if column.kind in _READ]
    for row in rows:
        for place, read in readers:
            if row[place] is not None:
                row[place] = read(row[place])


def _columns(session: Session, view: str) -> tuple[Column, ...]:
    told = session.execute(text(f"PRAGMA table_info({view})")).mappings()
    return tuple(
        Column(one["name"], _OTHERS.get(one["name"]) or _DECLARED[one["type"]]) for one in told
    )
