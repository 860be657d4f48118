"""How a crawl ended: its outcome, its exit status, and whether the site has drifted."""

from __future__ import annotations

import signal
from enum import Enum

from attrs import frozen

from crawler.publishers import Expectations

DRIFT_MINIMUM = 10
"""Reports read before the share of known containers says anything."""
DRIFT_LISTED = 0.5
"""Share of the reports known before that the sources of a whole crawl must still name."""


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


@frozen(kw_only=True)
class Evidence:
    """What a crawl's end is judged by."""

    bugs: int = 0
    storage_failed: bool = False
    signal: int | None = None
    source_answered: bool = True
    failed: int = 0
    drift: tuple[str, ...] = ()


def judge_crawl(evidence: Evidence) -> Ending:
    """The outcome; where several hold, the one that most needs someone to look."""
    if evidence.storage_failed:
        return Ending.STORAGE_FAILED
    if evidence.bugs:
        return Ending.BUG
    if evidence.signal is not None:
        return Ending(128 + evidence.signal)
    if not evidence.source_answered:
        return Ending.NO_SOURCE
    if evidence.drift:
        return Ending.DRIFT
    return Ending.INCOMPLETE if evidence.failed else Ending.COMPLETE


def find_drift(
    expect: Expectations,
    *,
    whole: bool,
    listed: int,
    known_before: int,
    read: int,
    generic: int,
    not_report: int,
) -> tuple[str, ...]:
    """In words, what came short of what the publisher's seed and earlier crawls let expect.

    ``whole``: the live site was asked for all it has; ``listed``: reports its sources name;
    ``read`` of them were read now, ``generic`` of these without a container that a rule knows,
    and ``not_report`` further pages turned out to be none.
    """
    drift: list[str] = []
    if whole and listed < expect.reports:
        drift.append(f"the sources name {listed} reports, expected are {expect.reports} or more")
    if whole and listed < known_before * DRIFT_LISTED:
        drift.append(f"the sources name {listed} reports, {known_before} were known before")
    if read >= DRIFT_MINIMUM and read - generic < read * expect.container_share:
        drift.append(f"{generic} of {read} pages have no body where the publisher's rules say")
    if read + not_report >= DRIFT_MINIMUM and read < not_report:
        drift.append(f"{not_report} of {read + not_report} pages listed as reports are none")
    return tuple(drift)
