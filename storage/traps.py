"""Pages that are not asked for, since too many of their shape gave no report."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from crawler.items import Reason, State
from storage.models import Page

_CHUNK = 500


def leave_traps(session: Session, page_ids: Sequence[int], detail: str) -> None:
    """Exclude pages that wait; ``detail`` says what they have in common."""
    values = {"state": State.EXCLUDED, "reason": Reason.TRAP, "reason_detail": detail}
    for start in range(0, len(page_ids), _CHUNK):
        here = Page.id.in_(page_ids[start : start + _CHUNK])
        session.execute(update(Page).where(here).values(**values))


def reopen_traps(session: Session, publisher_id: int, most: int | None = None) -> list[str]:
    """Let pages wait again that were left, those first named first; all without ``most``.

    Returns their addresses.
    """
    left = (
        select(Page.id, Page.url)
        .where(Page.publisher_id == publisher_id, Page.state == State.EXCLUDED)
        .where(Page.reason == Reason.TRAP)
        .order_by(Page.id)
        .limit(most)
    )
    rows = session.execute(left).all()
    values = {"state": State.PENDING, "reason": None, "reason_detail": None}
    for start in range(0, len(rows), _CHUNK):
        here = Page.id.in_([row.id for row in rows[start : start + _CHUNK]])
        session.execute(update(Page).where(here).values(**values))
    return [row.url for row in rows]
