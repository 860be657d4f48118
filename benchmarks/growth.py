"""What a report costs to store while the archive grows: time, memory, bytes of the file.

python benchmarks/growth.py FILE [--at 10000,100000,1000000] [--window 2000] [--batch 1]

The stages of storage only: a normalized report whose claims were read is compared with what is
stored, and stored, as the pipeline does it, with --batch several in one transaction. Before each
mark so many reports as the window has are stored and measured, in turns with as many in a file as
large as the first mark (FILE.first), each round in a process of its own: noise of the machine is
the same for both. Between the marks the same rows go in by the thousand, with the words of 5,000
reports again and again (``bulk_growth.py``). A run that was stopped goes on where the file ends;
marks that it has passed are left out. Beside FILE lies a table, FILE.csv, with a line for each.
Texts are made up of 8,000 words as unevenly used as those of a language, so that near-copies are
as seldom as they are meant to be (one report in twelve); pages stand in the ledger before.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import mean, median
from time import perf_counter, process_time
from typing import ParamSpec, TypeVar

sys.path[:0] = [str(Path(__file__).parent.parent)]

import made_texts  # noqa: E402 -- it finds our packages by the line above
from attrs import evolve, frozen  # noqa: E402
from bulk_growth import Crawled, fill_up, signed_visits  # noqa: E402
from made_reports import SHARES  # noqa: E402
from made_words import sentence  # noqa: E402
from sqlalchemy import func, select  # noqa: E402

from crawler.items import Discovered, Report  # noqa: E402
from crawler.publishers import publishers  # noqa: E402
from crawler.site import Site  # noqa: E402
from pipelines.compare import compare  # noqa: E402
from pipelines.store import store_report  # noqa: E402
from storage.crawls import start_crawl  # noqa: E402
from storage.engine import Database, open_database  # noqa: E402
from storage.ledger import publisher_id, record_discovered  # noqa: E402
from storage.models import Crawl  # noqa: E402
from storage.models import Report as ReportRow  # noqa: E402

COLUMNS = ("reports", "cpu_ms", "first_cpu_ms", "times", "wall_ms", "memory_mb", "bytes_a_report")
ROUNDS = 4


P = ParamSpec("P")
T = TypeVar("T")


@frozen
class Spent:
    """What storing a report took, in milliseconds, and the process, in MB of a million bytes."""

    cpu_ms: float
    wall_ms: float
    memory_mb: float


@frozen
class Owner:
    """A publisher as the stages need it."""

    publisher_id: int
    crawl_id: int
    site: Site


def write_filling(writing: made_texts.Writing, pick: Random, sentences: int) -> None:
    """Sentences that claim nothing, in two paragraphs."""
    said = [sentence(pick) for _ in range(sentences)]
    half = sentences // 2 + 1
    writing.say(" ".join(said[:half]))
    if said[half:]:
        writing.say(" ".join(said[half:]), before="\n\n")


def made_reports(number: int) -> Iterator[Report]:
    """What the visits of a made report gave, before near-copies are looked for."""
    for visit in signed_visits(number):
        yield evolve(visit.report, duplicate_of=None, similarity=None)


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


def grow(path: Path, marks: Sequence[int], *, window: int = 2000, batch: int = 1) -> None:
    """Bring the file to each mark in turn; a line for each is appended to the table beside it."""
    table, small = path.with_name(f"{path.name}.csv"), path.with_name(f"{path.name}.first")
    stored = begun(path, table)
    for mark in (mark for mark in marks if mark > stored):
        apart(fill, path, mark - window)
        files = [path] if mark == marks[0] else [small, path]
        if small in files:
            apart(fill, small, marks[0])
        rounds = [
            [apart(measure, file, window // ROUNDS, batch) for file in files] for _ in range(ROUNDS)
        ]
        with table.open("a", newline="") as stream:
            csv.writer(stream).writerow(told(path, rounds))


def apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do it in a process of its own: what it keeps in memory is not the next one's."""
    with ProcessPoolExecutor(1, get_context("fork")) as process:
        return process.submit(work, *args, **kwargs).result()


def fill(path: Path, goal: int) -> None:
    """Bring the file to so many reports, unless it has more."""
    with opened(path) as database:
        owners, stored = prepare(database), count(database)
    if stored < goal:
        crawled = {one: Crawled(o.publisher_id, o.crawl_id) for one, o in owners.items()}
        fill_up(path, crawled, stored + 1, goal)


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """The file, closed at the end."""
    database = open_database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        database.close()


def measure(path: Path, reports: int, batch: int) -> Spent:
    """Store so many more; a tenth of them beforehand, so that all is loaded and prepared."""
    with opened(path) as database:
        owners, first = prepare(database), count(database) + 1
        made = [one for number in range(first, first + reports) for one in made_reports(number)]
        discover(database, owners, made)
        batches = [made[at : at + batch] for at in range(0, len(made), batch)]
        warm = 1 + len(batches) // 10
        for some in batches[:warm]:
            store_batch(database, owners, some)
        began, began_wall = process_time(), perf_counter()
        for some in batches[warm:]:
            store_batch(database, owners, some)
        of = sum(map(len, batches[warm:])) / 1000
        return Spent((process_time() - began) / of, (perf_counter() - began_wall) / of, memory_mb())


def told(path: Path, rounds: Sequence[Sequence[Spent]]) -> tuple[object, ...]:
    """A line of the table; of each round the last is the file's own."""
    with opened(path) as database:
        reports = count(database)
    size = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*") if _is_own(file))
    own, first = [one[-1] for one in rounds], [one[0] for one in rounds]
    pairs = zip(own, first, strict=True)
    return (
        reports,
        f"{mean(one.cpu_ms for one in own):.3f}",
        f"{mean(one.cpu_ms for one in first):.3f}",
        f"{median(one.cpu_ms / other.cpu_ms for one, other in pairs):.3f}",
        f"{mean(one.wall_ms for one in own):.3f}",
        f"{max(one.memory_mb for one in own):.0f}",
        f"{size / reports:.0f}",
    )


def _is_own(file: Path) -> bool:
    return ".first" not in file.name and file.suffix != ".csv"


def count(database: Database) -> int:
    """Reports in the file."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ReportRow)) or 0


def begun(path: Path, table: Path) -> int:
    """Reports of a run before, whose table must be of this file."""
    if not table.exists():
        with table.open("w", newline="") as stream:
            csv.writer(stream).writerow(COLUMNS)
    with opened(path) as database:
        stored = count(database)
    if stored < max((row["reports"] for row in read_table(table)), default=0):
        raise SystemExit(f"{table} does not belong to its file: remove both to begin anew")
    return stored


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


def summary(rows: Sequence[dict[str, float]]) -> list[str]:
    """A line for each mark, with the ratio to the first."""
    return [
        f"{row['reports']:>9,.0f} reports: {row['cpu_ms']:6.2f} ms of the processor a report"
        f" ({row['times']:.2f} times {row['first_cpu_ms']:.2f} in the first file),"
        f" {row['wall_ms']:6.2f} by the clock; memory {row['memory_mb']:.0f} MB,"
        f" file {row['bytes_a_report']:,.0f} bytes a report"
        for row in rows
    ]


def main() -> None:
    """Grow the file and tell what was measured at the marks."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--at", default="10000,30000,100000,300000,1000000")
    parser.add_argument("--window", type=int, default=2000, help="reports measured at each mark")
    parser.add_argument("--batch", type=int, default=1, help="reports of one transaction")
    asked = parser.parse_args()
    path = asked.file.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    made_texts._fill = write_filling  # noqa: SLF001 -- the same reports with other sentences between claims
    marks = [int(mark) for mark in asked.at.split(",")]
    grow(path, marks, window=asked.window, batch=asked.batch)
    for line in summary(read_table(path.with_name(f"{path.name}.csv"))):
        print(line)


if __name__ == "__main__":
    main()
