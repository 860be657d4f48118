"""How long a big file takes to answer what people ask, beside a plain count of its claims.

python benchmarks/query_speed.py FILE [--rounds 5] [--only WORD] [--commands]

``benchmarks/big_file.py`` makes the file. All cases are asked in turns, round after round, through
the browser's and the commands' own functions. Of each the median counts, by the clock and of the
processor: where they are far apart, the machine had other things to do. Of a group its slowest case
is shown. ``--commands`` runs whole commands, with the start of Python, too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from operator import attrgetter
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter, process_time

from attrs import frozen

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from asked_queries import (  # noqa: E402 -- it finds our packages by the line above
    Case,
    chart_cases,
    claim_cases,
    front_cases,
    names_of,
    question_cases,
    search_cases,
)

from browse.database import NAME  # noqa: E402
from browse.site import Site  # noqa: E402
from storage.summaries import publisher_status  # noqa: E402

COUNT = "SELECT count(*) FROM claims"
GOALS = (
    ("front page", 300.0),
    ("search", 300.0),
    ("question", 300.0),
    ("scrapy status", 1000.0),
    ("scrapy export", 30_000.0),
)
"""Beginnings of groups and their milliseconds; other groups have none."""
Ask = Callable[[], object]


@frozen
class Spent:
    """Milliseconds."""

    clock: float
    processor: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="groups with this word in their names")
    parser.add_argument("--each", action="store_true", help="show every case")
    parser.add_argument("--commands", action="store_true", help="whole commands, too")
    asked = parser.parse_args()
    site = Site(asked.file.resolve())
    connection = site.get_database(NAME).connect()
    names = names_of(connection)
    with site.reader.reading() as session, tempfile.TemporaryDirectory() as folder:
        cases = [
            *front_cases(session),
            *search_cases(session),
            *question_cases(connection, names),
            *chart_cases(connection, names),
            *claim_cases(session, names),
            Case("status of the publishers", "", lambda: publisher_status(session)),
        ]
        if asked.commands:
            cases += command_cases(asked.file.resolve(), Path(folder))
        wanted = [case for case in cases if asked.only in case.group]
        count = lambda: connection.execute(COUNT).fetchall()  # noqa: E731 -- beside the cases
        baseline, took = measure(count, wanted, asked.rounds)
    site.close()
    show(baseline, list(zip(wanted, took, strict=True)), each=asked.each)


def command_cases(path: Path, folder: Path) -> Iterator[Case]:
    """Whole commands, as people type them."""
    typed = (
        ("scrapy status",),
        ("scrapy search", "civilians"),
        ("scrapy claims", "--harm", "killed"),
        ("scrapy compare", "--actor", "Russian forces", "--harm", "killed", "--scope", "incident"),
        ("scrapy export", "claims", "--output", str(folder / "claims.parquet"), "--force"),
    )
    for name, *rest in typed:
        line = [str(Path(sys.executable).with_name("scrapy")), name.split()[1], *rest]
        yield Case(name, " ".join(rest).partition(" --output")[0], _run(line, path))


def _run(line: Sequence[str], path: Path) -> Ask:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}"}

    def run() -> None:
        ran = subprocess.run(  # noqa: S603 -- the project's own commands
            line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise SystemExit(f"{' '.join(line)}: {ran.stderr}")

    return run


def measure(
    baseline: Ask, cases: Iterable[Case], rounds: int
) -> tuple[list[Spent], list[list[Spent]]]:
    """What the baseline and each case took in each round; the first warms up."""
    asked = list(cases)
    counts: list[Spent] = []
    took: list[list[Spent]] = [[] for _ in asked]
    for number in range(rounds + 1):
        for case, times in zip(asked, took, strict=True):
            counts.append(_spent(baseline))
            times.append(_spent(case.ask))
        if not number:
            counts.clear()
            for times in took:
                times.clear()
        print(f"round {number} of {rounds}", file=sys.stderr, flush=True)
    return counts, took


def _spent(ask: Ask) -> Spent:
    began, worked = perf_counter(), _processor()
    ask()
    return Spent((perf_counter() - began) * 1000, (_processor() - worked) * 1000)


def _processor() -> float:
    """Seconds of this process and those that it ran."""
    children = getrusage(RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def show(
    baseline: Sequence[Spent], measured: Sequence[tuple[Case, list[Spent]]], *, each: bool
) -> None:
    """A line for each group, with its slowest case; exit status 1 where a goal is missed."""
    count = median(one.processor for one in baseline)
    print(f"{COUNT}: {count:.1f} ms")
    groups: defaultdict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for case, spent in measured:
        work, clock = (median(map(attrgetter(name), spent)) for name in ("processor", "clock"))
        groups[case.group].append((work, clock, case.told))
    missed = 0
    print(f"{'':44} processor    clock    times the count; slowest of")
    for group, cases in groups.items():
        goal = next((goal for name, goal in GOALS if group.startswith(name)), inf)
        for work, clock, told in sorted(cases, reverse=True)[: None if each else 1]:
            slow = "  MISSED" if work > goal else ""
            missed += bool(slow)
            print(
                f"{group:44} {work:6.0f} ms {clock:6.0f} ms {work / count:8.0f}"
                f"  {len(cases):3}: {told}{slow}"
            )
    if missed:
        raise SystemExit(f"{missed} missed")


if __name__ == "__main__":
    main()
