"""The period that a whole report is about."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.claim import DatePrecision, Scope
from pipelines.claims.dates import When
from pipelines.claims.passages import Passage

_OPENING = 8
"""Lines of a text in which a report tells its period, its headings among them."""
_SPOKEN_OF = ("this period", "same period", "period of time", "that period", "the period")


def period_of(read: Sequence[Passage]) -> When | None:
    """The period told in a report's heading or where it begins; None where it tells none.

    Where the text speaks of "this period", it is the first that is told anywhere.
    """
    spoken_of = any(words in passage.text for passage in read[-1:] for words in _SPOKEN_OF)
    first: When | None = None
    for passage in read:
        if not spoken_of and not passage.is_heading and passage.line >= _OPENING:
            continue
        for mention in passage.dates:
            when = mention.when
            if when.scope is Scope.INCIDENT:
                continue
            if passage.line > 1 and when.precision is DatePrecision.YEAR:
                continue
            bounded_by_days = when.end is not None and when.precision is DatePrecision.DAY
            if passage.is_heading or bounded_by_days:
                return when
            if spoken_of and (when.end is None or "period" in passage.words):
                first = first or when
    return first
