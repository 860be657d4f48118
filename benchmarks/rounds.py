"""Several ways to do the same, measured in turns: a busy machine then is busy for all."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter

from attrs import frozen

_SET_CHILD_SUBREAPER = 36
"""Of Linux' ``prctl``: who asks for it becomes the parent of whom a child leaves behind."""


@frozen
class Spent:
    """Seconds by the clock, and of the processor: all processes that were started included."""

    wall: float
    cpu: float


def measure(work: Callable[[], object]) -> Spent:
    """Do it once. The clock stops when the work is done, the count when nothing of it runs."""
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    others = _children()
    began, cpu = perf_counter(), _processor()
    work()
    wall = perf_counter() - began
    while left := _children() - others:
        for child in left:
            os.waitpid(child, 0)
    return Spent(wall, _processor() - cpu)


def in_turns(works: Mapping[str, Callable[[int], object]], rounds: int) -> dict[str, list[Spent]]:
    """Each in every round; a work is told the number of its round."""
    spent: dict[str, list[Spent]] = {name: [] for name in works}
    for number in range(rounds):
        for name, work in works.items():
            spent[name].append(measure(lambda work=work, number=number: work(number)))  # type: ignore[misc]  # bound now
    return spent


def ratios(one: Sequence[float], other: Sequence[float]) -> list[float]:
    """How many times the other's value the one's is, round by round."""
    return [mine / theirs for mine, theirs in zip(one, other, strict=True)]


def spread(values: Sequence[float], form: str = ".2f") -> str:
    """The median, with the least and the greatest of the rounds."""
    return f"{median(values):{form}} ({min(values):{form}}–{max(values):{form}})"


def _children() -> set[int]:
    told = Path("/proc/self/task").glob("*/children")
    return {int(child) for file in told for child in file.read_text("ascii").split()}


def _processor() -> float:
    told = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in told)
