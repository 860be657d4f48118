"""Brings a grown file from one mark near to the next, with the rows that storing would write.

They go in by the thousand (``bulk_rows.py``), in the order of the reports. Commits each batch, so
that a run that was stopped goes on.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from random import Random

from attrs import Factory, define, evolve, frozen
from bulk_rows import BulkRows
from made_reports import Visit, made_visits

from pipelines.copies.bands import bands
from pipelines.copies.shingles import signature
from pipelines.copies.similarity import text_of

_BATCH = 1000
_TEXTS = 5000
"""Reports whose words are made; those after them have the same ones again."""
_LENGTH = 30_000
"""Bytes between two captures that do not exist."""
_PRAGMAS = ("synchronous = OFF", "cache_size = -1000000", "wal_autocheckpoint = 20000")
_IDS = ("report_versions", "captures", "claims", "actors", "places")
_MARK_CURRENT = """\
UPDATE claims SET is_current = 1
WHERE version_id IN (SELECT id FROM report_versions WHERE is_current = 1 AND report_id >= ?)"""
_MARK_TOP = """\
UPDATE claims SET is_top = 1
WHERE version_id IN (SELECT id FROM report_versions WHERE is_current = 1 AND report_id >= ?)
    AND EXISTS (SELECT 1 FROM top_claim WHERE top_claim.id = claims.id)"""


@frozen
class Crawled:
    """A publisher and its crawl that goes on."""

    publisher_id: int
    crawl_id: int


@define
class GrownRows(BulkRows):
    """Of one crawl of each publisher."""

    crawls: dict[int, int] = Factory(dict)
    """By id of the publisher."""

    def crawl_of(self, owner: int, crawl: int) -> int:  # noqa: ARG002 -- as the one it stands for
        return self.crawls[owner]


def signed_visits(number: int) -> Iterator[Visit]:
    """As ``made_visits``, with signatures that come of the words."""
    for visit in made_visits(number):
        report = visit.report
        found = signature(text_of(report.title, report.body))
        yield Visit(visit.crawl, evolve(report, signature=found), bands(found))


def visits_like(number: int) -> Iterator[Visit]:
    """Those of one of the first ``_TEXTS`` reports, at other addresses and with other signatures.

    What is stored of them takes as much room and as many places in the indexes; a copy stands as
    near to its original as before.
    """
    turn, first = divmod(number - 1, _TEXTS)
    for visit in _kept_visits(first + 1):
        yield _moved(visit, turn) if turn else visit


@lru_cache(maxsize=_TEXTS)
def _kept_visits(number: int) -> tuple[Visit, ...]:
    return tuple(signed_visits(number))


def _moved(visit: Visit, turn: int) -> Visit:
    report, further = visit.report, turn * _TEXTS
    number = int(report.post_id) + further
    mask = Random(turn).getrandbits(32)  # noqa: S311 -- not for secrets
    found = tuple(value ^ mask for value in report.signature)

    def moved(url: str) -> str:
        return re.sub(rf"\b{report.post_id}(?=/?$|\.pdf$)", str(number), url)

    changed = evolve(
        report,
        url=moved(report.url),
        requested_url=moved(report.requested_url),
        addresses=tuple(
            evolve(one, url=moved(one.url), key=moved(one.key)) for one in report.addresses
        ),
        links=tuple(evolve(one, url=moved(one.url)) for one in report.links),
        post_id=str(number),
        fingerprint=sha256(f"{turn} {report.fingerprint}".encode()).hexdigest(),
        signature=found,
        duplicate_of=report.duplicate_of and report.duplicate_of + further,
    )
    return Visit(visit.crawl, changed, bands(found))


def fill_up(path: Path, owners: Mapping[str, Crawled], first: int, last: int) -> None:
    """Put the reports ``first`` to ``last`` into the file, which has those before them."""
    connection = sqlite3.connect(path)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        rows = _rows(connection, owners)
        for begin in range(first, last + 1, _BATCH):
            end = min(begin + _BATCH - 1, last)
            for number in range(begin, end + 1):
                rows.add(number, list(visits_like(number)))
            rows.flush(connection)
            for mark in (_MARK_CURRENT, _MARK_TOP):
                connection.execute(mark, (begin,))
            connection.commit()
            print(f"\r{end:,} reports", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    finally:
        connection.close()


def _rows(connection: sqlite3.Connection, owners: Mapping[str, Crawled]) -> GrownRows:
    """With the ids that come next in the file."""
    rows = GrownRows(
        publishers={name: one.publisher_id for name, one in owners.items()},
        crawls={one.publisher_id: one.crawl_id for one in owners.values()},
    )
    for table in _IDS:
        found = connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608 -- names of ours
        (rows.last[table],) = found.fetchone()
    rows.actors = dict(connection.execute("SELECT name, id FROM actors"))
    rows.places = dict(connection.execute("SELECT key, id FROM places"))
    for crawl in rows.crawls.values():
        found = connection.execute(
            'SELECT coalesce(max("offset"), 0) FROM captures WHERE crawl_id = ?', (crawl,)
        )
        rows.last[f"offset {crawl}"] = found.fetchone()[0] + _LENGTH
    return rows
