"""What a crawl read: how full, how long, by which way; counted page by page."""

from __future__ import annotations

from datetime import datetime
from statistics import median

from attrs import Factory, define, field, frozen

from crawler.items import Report

CLAIMED_LANGUAGE = "en"
"""Language of reports whose claims are read; those of others say nothing of a fill rate."""


@frozen(kw_only=True)
class Measure:
    """How many pages gave a report, and what these held."""

    read: int = 0
    """Pages that gave a report, those included of which a better text stays."""
    generic: int = 0
    """Without a container that a rule of the publisher or a theme knows."""
    with_title: int = 0
    with_date: int = 0
    with_body: int = 0
    claimable: int = 0
    """Reports stored or confirmed in a language whose claims are read."""
    with_claims: int = 0
    """Of these, with one claim or more."""
    median_body: int | None = None
    """Characters of the body in the middle; None where no page was read."""

    def joined(self, other: Measure) -> Measure:
        """Both as one; the middle of the bodies is then a mean, weighted by pages read."""
        return Measure(
            read=self.read + other.read,
            generic=self.generic + other.generic,
            with_title=self.with_title + other.with_title,
            with_date=self.with_date + other.with_date,
            with_body=self.with_body + other.with_body,
            claimable=self.claimable + other.claimable,
            with_claims=self.with_claims + other.with_claims,
            median_body=_joined_median(self, other),
        )


@frozen
class Earlier:
    """A crawl that ended, of the same site as the one at hand."""

    measure: Measure
    outcome: str
    started_at: datetime


@define
class Tally:
    """Counts up to a ``Measure`` while a crawl runs."""

    counts: dict[str, int] = Factory(dict)
    lengths: list[int] = field(factory=list)

    def add(self, report: Report) -> None:
        """Count a page as it was read, whatever becomes of it."""
        self._count("read", held=True)
        self._count("generic", held=is_generic(report.method))
        self._count("with_title", held=bool(report.title))
        self._count("with_date", held=report.published_date is not None)
        self._count("with_body", held=bool(report.body))
        self.lengths.append(len(report.body))

    def add_claims(self, language: str, *, claims: bool) -> None:
        """Count a stored report by whether its text claims anything."""
        if language == CLAIMED_LANGUAGE:
            self._count("claimable", held=True)
            self._count("with_claims", held=claims)

    def _count(self, name: str, *, held: bool) -> None:
        self.counts[name] = self.counts.get(name, 0) + held

    @property
    def measure(self) -> Measure:
        """What was counted so far."""
        middle = round(median(self.lengths)) if self.lengths else None
        return Measure(**self.counts, median_body=middle)


def is_generic(method: str) -> bool:
    """Whether a body was found without a container that is known; see ``RawReport.method``."""
    return method.startswith("generic")


def _joined_median(one: Measure, other: Measure) -> int | None:
    known = [(m.median_body, m.read) for m in (one, other) if m.median_body is not None and m.read]
    weight = sum(read for _, read in known)
    return round(sum(middle * read for middle, read in known) / weight) if weight else None
