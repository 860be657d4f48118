"""Whether a site has drifted: what a crawl read against the seed and the crawls before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import sqrt

from attrs import Factory, frozen

from crawler.measure import Earlier, Measure
from crawler.publishers import Expectations

DRIFT_MINIMUM = 10
"""Pages read before shares say anything."""
DRIFT_LISTED = 0.5
"""Share of the reports known before that the sources of a whole crawl must still name."""
DRIFT_LOST = 3
"""Reports whose known container is gone at once: so many are no matter of one odd page."""
FALLEN = 0.5
"""A share below this part of what is usual has fallen, if chance does not explain it."""
CHANCE = 3
"""Standard deviations that chance may explain: one crawl in a thousand."""
PAST_CRAWLS = 5
"""Good crawls with which one is compared."""
GOOD = ("complete", "incomplete", "limited")
"""Outcomes of crawls that say what is usual."""
FIELDS = {
    "with_title": "a headline",
    "with_date": "a date",
    "with_body": "a text",
    "with_claims": "a claim",
}
"""Counts of a ``Measure`` that have a share of their own, in words."""


@frozen(kw_only=True)
class Seen:
    """What one crawl saw of a site."""

    whole: bool
    """The live site was asked for all it has."""
    listed: int
    """Reports that its sources name."""
    known_before: int
    """Reports that were stored when it began."""
    stored: int
    """Pages that gave a report which was stored or confirmed."""
    not_report: int
    """Pages named as reports that turned out to be none."""
    kept: int
    """Pages of which the stored text stayed, since it is better than what was read now."""
    lost: int
    """Pages that had a known container when their text was stored, and have none now."""
    measure: Measure
    """What its pages held."""


@frozen
class Past:
    """The crawls before, of the same site and as far as they can be compared."""

    recent: Measure = Factory(Measure)
    """Those just before that read too little to be judged alone."""
    since: datetime | None = None
    """When the first of these began."""
    good: tuple[Measure, ...] = ()
    """What is usual."""


def past_of(own: Measure, earlier: Sequence[Earlier]) -> Past:
    """What to judge a crawl with; ``earlier``: the newest first.

    A night that brings three pages is judged with the small ones before it, up to one that read
    enough to be judged alone, or that was judged to have drifted already.
    """
    recent, since = Measure(), None
    for crawl in earlier if own.read else ():
        small = crawl.measure.read < DRIFT_MINIMUM and crawl.outcome != "drift"
        if own.read + recent.read >= DRIFT_MINIMUM or not small:
            break
        recent, since = recent.joined(crawl.measure), crawl.started_at
    good = [one.measure for one in earlier if one.outcome in GOOD]
    enough = [measure for measure in good if measure.read >= DRIFT_MINIMUM]
    return Past(recent, since, tuple(enough[:PAST_CRAWLS]))


def find_drift(expect: Expectations, seen: Seen, past: Past) -> tuple[str, ...]:
    """In words, what came short of what the publisher's seed and earlier crawls let expect."""
    return (
        *_too_few(expect, seen),
        *_no_reports(seen),
        *([_layout(seen, past)] if is_layout_lost(expect, seen, past) else []),
        *_less_held(expect, seen, past).values(),
    )


def is_layout_lost(expect: Expectations, seen: Seen, past: Past) -> bool:
    """Whether too many bodies stood in no container that is known."""
    own, whole = seen.measure, seen.measure.joined(past.recent)
    if not _is_generic(expect, own):
        return False
    enough = whole.read >= DRIFT_MINIMUM and _is_generic(expect, whole)
    return enough or seen.lost >= max(DRIFT_LOST, own.read * (1 - expect.container_share))


def _is_generic(expect: Expectations, measure: Measure) -> bool:
    return measure.read - measure.generic < measure.read * expect.container_share


def _layout(seen: Seen, past: Past) -> str:
    own, recent = seen.measure, past.recent
    told = f"{own.generic} of {own.read} pages have no body where the publisher's rules say"
    if own.read >= DRIFT_MINIMUM or not recent.read:
        return told
    return f"{told}, and {recent.generic} of {recent.read} in the crawls just before"


def _too_few(expect: Expectations, seen: Seen) -> list[str]:
    drift: list[str] = []
    if not seen.whole:
        return drift
    named = f"the sources name {seen.listed} reports"
    if seen.listed < expect.reports:
        drift.append(f"{named}, expected are {expect.reports} or more")
    if seen.listed < seen.known_before * DRIFT_LISTED:
        drift.append(f"{named}, {seen.known_before} were known before")
    return drift


def _no_reports(seen: Seen) -> list[str]:
    reports = seen.stored + seen.kept
    pages = reports + seen.not_report
    if pages < DRIFT_MINIMUM or reports >= seen.not_report:
        return []
    return [f"{seen.not_report} of {pages} pages listed as reports are none"]


def _less_held(expect: Expectations, seen: Seen, past: Past) -> Mapping[str, str]:
    """What falls short by itself, and together with the small crawls just before."""
    together = _shortfalls(expect, seen.measure.joined(past.recent), past.good, DRIFT_MINIMUM)
    alone = _shortfalls(expect, seen.measure, past.good, 1)
    return {name: told for name, told in together.items() if name in alone}


def _shortfalls(
    expect: Expectations, measure: Measure, usual: Sequence[Measure], at_least: int
) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, words in FIELDS.items():
        have, of = _filled(measure, name)
        if of < at_least:
            continue
        told = f"{have} of {of} reports have {words}"
        least: float | None = getattr(expect, name)
        if least is not None:
            if have < of * least:
                found[name] = f"{told}, expected are {least:.0%}"
            continue
        share = _least_share(usual, name)
        if share is not None and _has_fallen(have, of, share):
            found[name] = f"{told}, {share:.0%} or more is usual"
    shortest = min((one.median_body for one in usual if one.median_body), default=0)
    middle = measure.median_body
    if middle is not None and measure.read >= at_least and middle < shortest * expect.body_length:
        found["median_body"] = (
            f"half of the texts are no longer than {middle} characters, {shortest} is usual"
        )
    return found


def _filled(measure: Measure, name: str) -> tuple[int, int]:
    of = measure.claimable if name == "with_claims" else measure.read
    return getattr(measure, name), of


def _least_share(usual: Sequence[Measure], name: str) -> float | None:
    """The least of the good crawls: what was good then is good enough now."""
    filled = [_filled(measure, name) for measure in usual]
    return min((have / of for have, of in filled if of >= DRIFT_MINIMUM), default=None)


def _has_fallen(have: int, of: int, usual: float) -> bool:
    chance = CHANCE * sqrt(of * usual * (1 - usual))
    return have < of * usual * FALLEN and of * usual - have > chance
