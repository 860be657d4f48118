"""Near-copies: which earlier report says the same, and how closely."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from attrs import evolve
from sqlalchemy.orm import Session

from crawler.items import Report
from crawler.site import Site
from pipelines.copies.bands import bands
from pipelines.copies.similarity import is_copy, text_of
from storage.reports import Candidate, candidates, load_address, load_text

MOST_CANDIDATES = 50
"""Texts compared word by word with one report; the copies share more of its signature."""
LEAST_SHARED = 0.125
"""Share of the signature below which no text is compared: copies have a third of it and more."""


def find_copy(
    session: Session, publisher_id: int, report: Report, site: Site, own: int | None
) -> Report:
    """The report with the stored one, of any publisher, most like it; ``own`` is its own id.

    The same words on a mirror and on the host that it repeats are one report, not two: the
    address of the stored one then joins those of this one.
    """
    found = candidates(session, None, bands(report.signature))
    others = [candidate for candidate in found if candidate.report_id != own]
    best: tuple[float, int] | None = None
    for candidate in _closest(report.signature, others):
        stored = load_text(session, candidate.report_id)
        similarity = is_copy(text_of(report.title, report.body), text_of(stored.title, stored.body))
        if similarity is not None and (best is None or similarity > best[0]):
            best = similarity, candidate.report_id
    if best is None:
        return report
    stood = load_address(session, publisher_id, best[1])
    if (
        best[0] == 1
        and own is None
        and stood
        and site.is_mirror(stood.url) != site.is_mirror(report.url)
    ):
        return evolve(report, addresses=(*report.addresses, stood))
    return evolve(report, duplicate_of=best[1], similarity=round(best[0], 4))


def _closest(own: Sequence[int], found: Sequence[Candidate]) -> list[Candidate]:
    shared = [(sum(map(int.__eq__, own, one.signature)), one) for one in found]
    near = [pair for pair in shared if pair[0] >= LEAST_SHARED * len(own)]
    near.sort(key=itemgetter(0), reverse=True)
    return [candidate for _, candidate in near[:MOST_CANDIDATES]]
