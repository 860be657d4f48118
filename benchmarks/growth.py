"""What a report costs to store while the archive grows: time, memory, bytes of the file.

python benchmarks/growth.py FILE [--reports 1000000] [--at 10000,100000,1000000] [--batch 1]

The stages of storage only: a normalized report whose claims were read is looked up among
near-copies and stored, as the pipelines do it, with --batch several in one transaction.
A run that was stopped goes on where the file ends. Beside FILE lies a table, FILE.csv, with a line
for each ``STEP`` reports.
Texts are made up of 8,000 words as unevenly used as those of a language, so that near-copies are
as seldom as they are meant to be (one report in twelve); pages stand in the ledger before.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter, process_time

sys.path[:0] = [str(Path(__file__).parent.parent)]

import made_texts  # noqa: E402 -- it finds our packages by the line above
from attrs import evolve, frozen  # noqa: E402
from made_reports import SHARES, made_visits  # noqa: E402
from made_words import sentence  # noqa: E402
from sqlalchemy import func, select  # noqa: E402

from crawler.items import Discovered, Report  # noqa: E402
from crawler.publishers import publishers  # noqa: E402
from crawler.site import Site  # noqa: E402
from pipelines.compare import compare  # noqa: E402
from pipelines.copies.shingles import signature  # noqa: E402
from pipelines.copies.similarity import text_of  # noqa: E402
from pipelines.store import store_report  # noqa: E402
from storage.crawls import start_crawl  # noqa: E402
from storage.engine import Database, open_database  # noqa: E402
from storage.ledger import publisher_id, record_discovered  # noqa: E402
from storage.models import Crawl  # noqa: E402
from storage.models import Report as ReportRow  # noqa: E402

STEP = 1000
COLUMNS = ("reports", "cpu_ms", "wall_ms", "make_ms", "memory_mb", "bytes_a_report")


@frozen
class Owner:
    """A publisher as the stages need it."""

    publisher_id: int
    crawl_id: int
    site: Site


def fill(writing: made_texts.Writing, pick: Random, sentences: int) -> None:
    """Sentences that claim nothing, in two paragraphs."""
    said = [sentence(pick) for _ in range(sentences)]
    half = sentences // 2 + 1
    writing.say(" ".join(said[:half]))
    if said[half:]:
        writing.say(" ".join(said[half:]), before="\n\n")


def made_reports(number: int) -> Iterator[Report]:
    """What the visits of a made report gave, before near-copies are looked for."""
    for visit in made_visits(number):
        report = visit.report
        found = signature(text_of(report.title, report.body))
        yield evolve(report, duplicate_of=None, similarity=None, signature=found)


def prepare(database: Database) -> dict[str, Owner]:
    """The publishers, each with a crawl that goes on."""
    owners = {}
    with database.session() as session:
        for one in publishers():
            if one.name in SHARES:
                number = publisher_id(session, one.name, one.title, one.home)
                crawl = session.scalar(select(Crawl.id).where(Crawl.publisher_id == number))
                if crawl is None:
                    crawl = start_crawl(session, number, datetime.now(UTC), {})
                owners[one.name] = Owner(number, crawl, Site(one))
    return owners


def store_batch(database: Database, owners: dict[str, Owner], batch: Sequence[Report]) -> None:
    """Look each up and store it, all in one transaction."""
    with database.session() as session:
        for report in batch:
            owner = owners[report.publisher]
            found = compare(session, owner.publisher_id, report, owner.site).item
            if not isinstance(found, Report):
                raise SystemExit(f"{report.url} was not stored: {found.reason}")
            store_report(session, owner.publisher_id, owner.crawl_id, found)


def discover(database: Database, owners: dict[str, Owner], reports: Sequence[Report]) -> None:
    """Put the pages into the ledger, as sources name them before the first is fetched."""
    now = datetime.now(UTC)
    with database.session() as session:
        for name, owner in owners.items():
            found = [
                Discovered(url=report.url, key=report.addresses[0].key, via="sitemap")
                for report in reports
                if report.publisher == name
            ]
            record_discovered(session, owner.publisher_id, found, now, crawl_started=now)


def grow(path: Path, goal: int, *, step: int = STEP, batch: int = 1) -> None:
    """Bring the file to so many reports; a line a step is appended to the table beside it."""
    database = open_database(f"sqlite:///{path}")
    owners = prepare(database)
    table = path.with_name(f"{path.name}.csv")
    done = _done(database, table, step)
    for first in range(done + 1, goal + 1, step):
        began = process_time()
        numbers = range(first, min(first + step, goal + 1))
        reports = [report for number in numbers for report in made_reports(number)]
        made = process_time() - began
        discover(database, owners, reports)
        began, began_wall = process_time(), perf_counter()
        for at in range(0, len(reports), batch):
            store_batch(database, owners, reports[at : at + batch])
        spent, wall = process_time() - began, perf_counter() - began_wall
        size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
        row = (
            numbers[-1],
            f"{1000 * spent / len(numbers):.3f}",
            f"{1000 * wall / len(numbers):.3f}",
            f"{1000 * made / len(numbers):.3f}",
            f"{memory_mb():.0f}",
            f"{size / numbers[-1]:.0f}",
        )
        with table.open("a", newline="") as stream:
            csv.writer(stream).writerow(row)
    database.close()


def _done(database: Database, table: Path, step: int) -> int:
    """Reports of which the table tells; those of a step that broke off are stored once more."""
    if not table.exists():
        with table.open("w", newline="") as stream:
            csv.writer(stream).writerow(COLUMNS)
    rows = read_table(table)
    with database.reading() as session:
        stored = session.scalar(select(func.count()).select_from(ReportRow)) or 0
    told = int(rows[-1]["reports"]) if rows else 0
    if stored < told or told % step:
        raise SystemExit(f"{table} does not belong to its file: remove both to begin anew")
    return told


def read_table(table: Path) -> list[dict[str, float]]:
    """The lines of a run, by the names of ``COLUMNS``."""
    with table.open(newline="") as stream:
        return [
            {name: float(value) for name, value in row.items()} for row in csv.DictReader(stream)
        ]


def memory_mb() -> float:
    """What the process has in memory now, in MB of a million bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def summary(rows: Sequence[dict[str, float]], marks: Sequence[int], window: int = 5) -> list[str]:
    """A line for each mark that was reached: the mean of the steps up to it, and the ratio."""
    told, base = [], None
    for mark in marks:
        last = [row for row in rows if row["reports"] <= mark][-window:]
        if not last or last[-1]["reports"] < mark:
            continue
        cpu, wall = (sum(row[name] for row in last) / len(last) for name in ("cpu_ms", "wall_ms"))
        base = base or cpu
        told.append(
            f"{mark:>9,} reports: {cpu:6.2f} ms of the processor a report ({cpu / base:.2f} times"
            f" the first), {wall:6.2f} by the clock; memory {last[-1]['memory_mb']:.0f} MB,"
            f" file {last[-1]['bytes_a_report']:,.0f} bytes a report"
        )
    return told


def main() -> None:
    """Grow the file and tell what was measured at the marks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--at", default="10000,30000,100000,300000,1000000")
    parser.add_argument("--batch", type=int, default=1, help="reports of one transaction")
    asked = parser.parse_args()
    path = asked.file.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    made_texts._fill = fill  # noqa: SLF001 -- the same reports with other sentences between claims
    grow(path, asked.reports, batch=asked.batch)
    marks = [int(mark) for mark in asked.at.split(",")]
    rows = read_table(path.with_name(f"{path.name}.csv"))
    for line in summary(rows, sorted({*marks, int(rows[-1]["reports"])})):
        print(line)


if __name__ == "__main__":
    main()
