"""A crawl beside the crawls before it: has the site drifted, and since when?"""

from __future__ import annotations

from datetime import datetime

from attrs import frozen
from sqlalchemy.orm import Session

from crawler.drift import Seen, find_drift, is_layout_lost, past_of
from crawler.publishers import Expectations
from storage.measures import earlier_crawls, write_measure
from storage.models import Crawl


@frozen
class Watched:
    """What the end of a crawl found."""

    drift: tuple[str, ...] = ()
    """In words, each thing that came short."""
    unknown_since: datetime | None = None
    """Pages read since then past an unknown layout are to be read again; None where it is known."""


def watch(session: Session, crawl_id: int, expect: Expectations, seen: Seen) -> Watched:
    """Judge what a crawl saw of the live site, or of a copy of it, and note what it measured."""
    write_measure(session, crawl_id, seen.measure)
    past = past_of(seen.measure, earlier_crawls(session, crawl_id))
    drift = find_drift(expect, seen, past)
    if not is_layout_lost(expect, seen, past):
        return Watched(drift)
    return Watched(drift, past.since or session.get_one(Crawl, crawl_id).started_at)
