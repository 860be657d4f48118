"""A good text is not replaced by its ruin, nor by what was read past a layout that is unknown."""

from __future__ import annotations

from typing import Protocol

from crawler.items import Outcome, Reason, Report, State
from crawler.measure import is_generic

WORTH_KEEPING = 400
"""Characters of a body below which a shorter one may be an edit."""
RUINED = 10
"""A body that is left with less than one in so many of its characters has lost its report."""


class Standing(Protocol):
    """The stored text with which a page is compared."""

    @property
    def body(self) -> str: ...
    @property
    def method(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...


def keep_better(
    standing: Standing,
    report: Report,
    *,
    minds_layouts: bool,
    report_id: int | None = None,
    waits: bool = False,
) -> Report | Outcome:
    """``keep``; where the publisher's containers are known, ``keep_layout`` as well."""
    kept = keep(standing.body, report)
    if isinstance(kept, Outcome) or not minds_layouts:
        return kept
    return keep_layout(standing, report, report_id=report_id, waits=waits)


def keep(body: str, report: Report) -> Report | Outcome:
    """The report, unless next to nothing of ``body``, the text that stood there, is left."""
    if len(body) < WORTH_KEEPING or len(report.body) * RUINED >= len(body):
        return report
    return Outcome(
        publisher=report.publisher,
        url=report.requested_url,
        state=State.NOT_REPORT,
        reason=Reason.SHRUNK,
        detail=f"of {len(body)} characters {len(report.body)} are left",
        published=report.published_date,
        fetched_at=report.fetched_at,
        is_last=report.is_last,
    )


def keep_layout(
    standing: Standing, report: Report, *, report_id: int | None = None, waits: bool = False
) -> Report | Outcome:
    """The report, unless other words were found where a known container gave those that stand.

    Such words are most often the same ones with what stands around them. ``waits``: those that
    stand were found without a container, too, in a crawl that met a new layout, and wait for it
    to be known: what is read meanwhile tells of no edit.
    """
    is_good = not is_generic(standing.method)
    if not is_generic(report.method) or standing.fingerprint == report.fingerprint:
        return report
    if not is_good and not waits:
        return report
    how = standing.method if is_good else "before"
    return Outcome(
        publisher=report.publisher,
        url=report.requested_url,
        state=State.UNCHANGED,
        reason=Reason.LAYOUT,
        detail=f"read by {report.method}, other words than by {how}: the stored text stays",
        published=report.published_date,
        fetched_at=report.fetched_at,
        report_id=report_id,
        is_last=report.is_last,
    )
