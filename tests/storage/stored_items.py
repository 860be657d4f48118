"""Items as the pipelines hand them to the database, made from what a test cares about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from attrs import evolve
from sqlalchemy import func, select, table, text
from sqlalchemy.orm import Session

import storage.reports
from crawler.items import Address, Discovered, Report
from storage.reports import Stored

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
NEXT_DAY = NOW + timedelta(days=1)
DAY = date(2017, 4, 13)


def key_of(url: str) -> str:
    """As the crawler's: without scheme and final slash, a mirror under its main host."""
    bare = url.split("//", 1)[-1].rstrip("/")
    return bare.replace("mirror.example", "monitor.example", 1)


def page_url(number: int | str) -> str:
    return f"https://monitor.example/blog/{number}/"


def make_report(number: int | str = 1, **given: Any) -> Report:
    """A report at ``page_url(number)``; ``also`` maps further URLs to their kinds."""
    url = given.pop("url", page_url(number))
    also = given.pop("also", {})
    first = Address(url, key_of(url), "canonical")
    others = tuple(Address(other, key_of(other), kind) for other, kind in also.items())
    values: dict[str, Any] = {
        "publisher": "monitor",
        "url": url,
        "requested_url": url,
        "addresses": (first, *others),
        "title": f"Shelling reported in town {number}",
        "body": f"The monitor recorded incident {number} on that morning.",
        "language": "en",
        "method": "publisher:article",
        "fetched_at": NOW,
    } | given
    words = "\n".join((values["title"], values.get("subtitle", ""), values["body"]))
    values.setdefault("fingerprint", hashlib.sha256(words.encode()).hexdigest())
    return Report(**values)


def store(
    session: Session,
    owner: int,
    report: Report,
    *,
    now: datetime,
    bands: Sequence[int] = (),
    **given: Any,
) -> Stored:
    """Store a report that was fetched at that very moment; ``given`` are fields of it."""
    fetched = evolve(report, **({"fetched_at": now} | given))
    return storage.reports.store(session, owner, fetched, now=now, bands=bands)


def make_found(number: int | str = 1, **given: Any) -> Discovered:
    url = given.pop("url", page_url(number))
    return Discovered(**({"url": url, "key": key_of(url), "via": "sitemap"} | given))


def count_rows(session: Session) -> dict[str, int]:
    """Rows of every table of the file, those of the search index among them."""
    names = session.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ).scalars()
    return {
        name: session.scalar(select(func.count()).select_from(table(name))) or 0 for name in names
    }


def rows(session: Session, statement: str, **values: object) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in session.execute(text(statement), values)]


def state_of(session: Session, url: str) -> tuple[Any, ...]:
    """State, reason and report of a page."""
    found = rows(session, "SELECT state, reason, report_id FROM page WHERE url = :url", url=url)
    assert len(found) == 1, f"{len(found)} rows of {url}"
    return found[0]
