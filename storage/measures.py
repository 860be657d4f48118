"""What the crawls of a publisher measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import asdict, fields
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.measure import Earlier, Measure
from storage.models import Crawl

_NAMES = tuple(field.name for field in fields(Measure))
_LOOKED_AT = 100
"""Crawls that are looked at: those of the last weeks."""


def write_measure(session: Session, crawl_id: int, measure: Measure) -> None:
    """Note what a crawl measured."""
    crawl = session.get_one(Crawl, crawl_id)
    for name, value in asdict(measure).items():
        setattr(crawl, name, value)


def measure_of(crawl: Crawl) -> Measure | None:
    """What a crawl measured; None where it came to no end, or is of an older release."""
    if crawl.read is None:
        return None
    return Measure(**{name: getattr(crawl, name) for name in _NAMES})


def earlier_crawls(session: Session, crawl_id: int) -> list[Earlier]:
    """What can be compared with a crawl: those of the same site before it, the newest first.

    None where it read an archive, or the reports of some days only: they may be of another age,
    and other layouts.
    """
    crawl = session.get_one(Crawl, crawl_id)
    if not _is_comparable(crawl.options):
        return []
    rows = session.scalars(
        select(Crawl)
        .where(Crawl.publisher_id == crawl.publisher_id, Crawl.id < crawl_id)
        .order_by(Crawl.id.desc())
        .limit(_LOOKED_AT)
    )
    found: list[Earlier] = []
    for row in rows:
        measure = measure_of(row)
        same = _is_comparable(row.options) and _origin(row.options) == _origin(crawl.options)
        if measure is not None and row.outcome is not None and same:
            found.append(Earlier(measure, row.outcome, row.started_at))
    return found


def _is_comparable(options: Mapping[str, Any]) -> bool:
    narrowed = any(options.get(name) for name in ("archive", "since", "until"))
    return not narrowed and options.get("via") != "wayback"


def _origin(options: Mapping[str, Any]) -> str:
    return str(options.get("origin") or "")
