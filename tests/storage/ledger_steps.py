"""What a crawl does with the ledger, step by step."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from stored_items import NOW

from crawler.items import Outcome, Reason, State
from storage.due import Wanted, count_due, due_pages
from storage.ledger import record_discovered
from storage.settling import settle


def due(session: Session, owner: int, at: datetime = NOW, **wanted: Any) -> list[str]:
    """URLs due in the crawl that began at ``at``; the count must agree."""
    asked = Wanted(**({"now": at, "crawl_started": at} | wanted))
    urls = [page.url for page in due_pages(session, owner, asked)]
    assert count_due(session, owner, asked) == len(urls)
    return urls


def discover(session: Session, owner: int, *found: Any, at: datetime = NOW) -> None:
    record_discovered(session, owner, found, at, crawl_started=at)


def end(
    session: Session,
    owner: int,
    url: str,
    state: State = State.FAILED,
    reason: Reason = Reason.NETWORK,
    *,
    at: datetime = NOW,
    **given: Any,
) -> None:
    settle(
        session,
        owner,
        Outcome(publisher="monitor", url=url, state=state, reason=reason),
        now=at,
        **given,
    )
