"""Large answers of sources are read by a worker, within its limits of time and memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from crawler.discovery.entries import Answer, SourceError, Trouble
from crawler.workers import UnfinishedError, Work

P = ParamSpec("P")
T = TypeVar("T")

SMALL = 256 * 1024
"""Bytes up to which an answer is read at once: HTML and JSON become up to 54 times as large, so
that it takes 14 MB, and nobody waits until workers are ready."""


async def read_apart(
    work: Work,
    read: Callable[Concatenate[Answer, P], T],
    answer: Answer,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What a function reads from an answer. Raises SourceError, BROKEN where it was given up."""
    if len(answer.body) <= SMALL:
        return read(answer, *args, **kwargs)
    try:
        return await work(read, answer, *args, **kwargs)
    except UnfinishedError as error:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: {error}") from error
