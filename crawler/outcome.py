"""How a crawl ended: its outcome and its exit status."""

from __future__ import annotations

import signal
from collections.abc import Collection
from enum import Enum

from attrs import frozen


class Ending(Enum):
    """Outcome of a crawl with its exit status; the names are stored, the numbers are fixed."""

    COMPLETE = 0
    BUG = 1
    INCOMPLETE = 3
    STORAGE_FAILED = 4
    BUSY = 5
    DRIFT = 6
    NO_SOURCE = 7
    INTERRUPTED = 128 + signal.SIGINT
    TERMINATED = 128 + signal.SIGTERM


GRAVEST = (
    Ending.STORAGE_FAILED,
    Ending.BUG,
    Ending.NO_SOURCE,
    Ending.DRIFT,
    Ending.INCOMPLETE,
)
"""The endings that someone must look at, the most urgent first."""


@frozen(kw_only=True)
class Evidence:
    """What a crawl's end is judged by."""

    bugs: int = 0
    storage_failed: bool = False
    signal: int | None = None
    source_answered: bool = True
    failed: int = 0
    drift: tuple[str, ...] = ()
    limited: bool = False
    """A setting ended it before it had done all."""


def judge_crawl(evidence: Evidence) -> Ending:
    """The outcome; where several hold, the one that most needs someone to look."""
    if evidence.storage_failed:
        return Ending.STORAGE_FAILED
    if evidence.bugs:
        return Ending.BUG
    if evidence.signal is not None:
        return Ending(128 + evidence.signal)
    if not evidence.source_answered and not evidence.limited:
        return Ending.NO_SOURCE
    if evidence.drift:
        return Ending.DRIFT
    return Ending.INCOMPLETE if evidence.failed or evidence.limited else Ending.COMPLETE


def outcome_of(ending: Ending, evidence: Evidence) -> str:
    """The word that is stored; ``limited`` where all that fell short is that a setting ended it."""
    is_limited = evidence.limited and ending is Ending.INCOMPLETE
    return "limited" if is_limited else ending.name.lower()


def gravest(statuses: Collection[int]) -> int:
    """Of the exit statuses of several crawls the one that most needs someone to look, else 0."""
    return next((ending.value for ending in GRAVEST if ending.value in statuses), 0)
