"""What is new: from which moment on, for each publisher."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Final, Literal, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.crawls import UNFINISHED
from storage.models import Crawl, Publisher

LAST: Final = "last"
SinceCrawl: TypeAlias = int | Literal["last"]
"""The number of a crawl, or the last one of each publisher that came to an end."""
_EVER = datetime.min.replace(tzinfo=UTC)


def starts_since(session: Session, asked: SinceCrawl) -> dict[str, datetime]:
    """From which moment on things are new, by publisher; in year 1 where all of it is.

    A crawl's number says the same of all publishers: what came in that crawl or later. ``LAST``
    means each publisher's own, and a crawl that still runs or came to no end does not count,
    lest what the one before it brought is never seen. Raises ``LookupError`` where there is no
    such crawl.
    """
    names = session.scalars(select(Publisher.name)).all()
    if asked == LAST:
        if session.scalar(select(func.count(Crawl.id))) == 0:
            raise LookupError("there was no crawl yet")
        ended = (
            select(Publisher.name, func.max(Crawl.started_at).label("start"))
            .join(Publisher, Publisher.id == Crawl.publisher_id)
            .where(Crawl.outcome.not_in(UNFINISHED))
            .group_by(Publisher.name)
        )
        last = {row.name: row.start for row in session.execute(ended)}
        return {name: last.get(name, _EVER) for name in names}
    crawl = session.get(Crawl, asked)
    if crawl is None:
        highest = session.scalar(select(func.max(Crawl.id)))
        known = f"they are numbered to {highest}" if highest else "there was none yet"
        raise LookupError(f"there is no crawl {asked}: {known}")
    return dict.fromkeys(names, crawl.started_at)


def starts_as_json(session: Session, asked: SinceCrawl) -> str:
    """The same as an object for SQLite, moments as the views write them."""
    starts = starts_since(session, asked)
    written = {name: start.isoformat().replace("+00:00", "Z") for name, start in starts.items()}
    return json.dumps(written)
