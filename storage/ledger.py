"""The ledger takes in what the sources of a publisher name.

``storage.due`` says what of it is to be fetched, ``storage.settling`` what became of that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from attrs import evolve, frozen
from sqlalchemy import ColumnElement, bindparam, case, func, insert, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from crawler.items import Discovered, Reason, State
from storage.addresses import add_address
from storage.columns import UtcDateTime
from storage.models import Page, Publisher, ReportUrl

URL_REASONS = (
    Reason.OFF_SITE,
    Reason.EXCLUDED_HOST,
    Reason.EXCLUDED_PATH,
    Reason.NOT_REPORT_URL,
)
"""Why a URL is excluded before it was ever fetched: the seed's rules, which may change."""
EXCLUDABLE_STATES = (State.PENDING, State.FAILED, State.NOT_ALLOWED, State.EXCLUDED)
"""States that a rule for URLs may still turn to excluded: nothing was learnt of the page yet."""
_CHUNK = 500
"""Values in one IN: far below SQLite's limit of bound values, which is 999 in old builds."""


@frozen
class DiscoveredCounts:
    """How many URLs of a batch were met for the first time, and how many were in the ledger."""

    new: int
    """Without those that are excluded."""
    known: int


def publisher_id(session: Session, name: str, title: str, home: str) -> int:
    """Id of the publisher, which is made where it is new; title and home follow the seed."""
    row = session.scalar(select(Publisher).where(Publisher.name == name))
    if row is None:
        row = Publisher(name=name, title=title, home=home)
        session.add(row)
    row.title, row.home = title, home
    session.flush()
    return row.id


def record_discovered(
    session: Session,
    publisher_id: int,
    found: Sequence[Discovered],
    now: datetime,
    *,
    crawl_started: datetime,
) -> DiscoveredCounts:
    """Give every URL a row, and note on known ones that a source has named them again.

    What a source tells of a page (when it changed, its day) is noted on all URLs of the same
    ``key``. Of several sources in one crawl the newest change counts; one of an earlier crawl is
    replaced; ``crawl_started`` is the start of this one. No state is lost but where the rules for
    URLs alone decided it: such a row turns excluded, or pending again, as the seed now says.
    A new URL of a page that is stored already is an alias of that report and need not be fetched.
    """
    unique = _merged(found)
    known = _known_urls(session, publisher_id, unique)
    new = [item for item in unique if item.url not in known]
    if new:
        session.execute(insert(Page), [_row(publisher_id, item, now) for item in new])
    _note_listing(session, publisher_id, unique, now, crawl_started)
    _judge_again(session, publisher_id, [item for item in unique if item.url in known])
    wanted = [item for item in new if item.excluded is None]
    _adopt(session, publisher_id, wanted)
    return DiscoveredCounts(new=len(wanted), known=len(known))


def _merged(found: Sequence[Discovered]) -> list[Discovered]:
    """Each URL once, in the order of the first naming, with the newest that was told of it."""
    merged: dict[str, Discovered] = {}
    for item in found:
        first = merged.setdefault(item.url, item)
        told = [moment for moment in (first.modified, item.modified) if moment]
        merged[item.url] = evolve(
            first,
            modified=max(told, default=None),
            published=first.published or item.published,
        )
    return list(merged.values())


def _known_urls(session: Session, publisher_id: int, items: Sequence[Discovered]) -> set[str]:
    known: set[str] = set()
    for urls in _chunks([item.url for item in items]):
        known.update(
            session.scalars(
                select(Page.url).where(Page.publisher_id == publisher_id, Page.url.in_(urls))
            )
        )
    return known


def _row(publisher_id: int, item: Discovered, now: datetime) -> dict[str, object]:
    return {
        "publisher_id": publisher_id,
        "url": item.url,
        "key": item.key,
        "state": State.EXCLUDED if item.excluded else State.PENDING,
        "reason": item.excluded,
        "discovered_via": item.via,
        "first_seen_at": now,
    }


def _note_listing(
    session: Session,
    publisher_id: int,
    items: Sequence[Discovered],
    now: datetime,
    crawl_started: datetime,
) -> None:
    told = bindparam("told", type_=UtcDateTime)
    newer_known = (Page.modified_told_at >= crawl_started) & (Page.source_modified_at > told)
    statement = (
        update(Page)
        .where(Page.publisher_id == publisher_id, Page.key == bindparam("page_key"))
        .values(
            listed_at=now,
            published_date=func.coalesce(
                bindparam("day", type_=Page.published_date.type), Page.published_date
            ),
            source_modified_at=case(
                (or_(told.is_(None), newer_known), Page.source_modified_at), else_=told
            ),
            modified_told_at=case(
                (told.is_(None), Page.modified_told_at), else_=bindparam("at", type_=UtcDateTime)
            ),
        )
    )
    values = [
        {"page_key": item.key, "told": item.modified, "day": item.published, "at": now}
        for item in items
    ]
    if values:
        session.connection().execute(statement, values)


def _judge_again(session: Session, publisher_id: int, items: Sequence[Discovered]) -> None:
    """The seed's rules may have changed since a URL was first named, and its key with them."""
    here = (Page.publisher_id == publisher_id) & (Page.url == bindparam("page_url"))
    new_key = update(Page).where(here, Page.key != bindparam("page_key"))
    exclude = update(Page).where(
        here, Page.report_id.is_(None), _is_any(Page.state, EXCLUDABLE_STATES)
    )
    reopen = update(Page).where(
        here,
        Page.state == State.EXCLUDED,
        Page.last_fetched_at.is_(None),
        _is_any(Page.reason, URL_REASONS),
    )
    reopened = {"state": State.PENDING, "reason": None, "reason_detail": None}
    connection = session.connection()
    if items:
        rows = [{"page_url": item.url, "page_key": item.key} for item in items]
        connection.execute(new_key.values(key=bindparam("page_key")), rows)
    excluded = [
        {"page_url": item.url, "why": item.excluded} for item in items if item.excluded is not None
    ]
    if excluded:
        connection.execute(exclude.values(state=State.EXCLUDED, reason=bindparam("why")), excluded)
    wanted = [{"page_url": item.url} for item in items if item.excluded is None]
    if wanted:
        connection.execute(reopen.values(**reopened), wanted)


def _adopt(session: Session, publisher_id: int, items: Sequence[Discovered]) -> None:
    """New URLs of pages that were fetched before, under an address with the same key."""
    owners: dict[str, int] = {}
    for keys in _chunks(list({item.key for item in items})):
        rows = session.execute(
            select(Page.key, Page.report_id).where(
                Page.publisher_id == publisher_id,
                Page.key.in_(keys),
                Page.report_id.is_not(None),
            )
        )
        owners.update((key, report_id) for key, report_id in rows if report_id is not None)
    for item in items:
        if item.key in owners:
            session.execute(
                update(Page)
                .where(Page.publisher_id == publisher_id, Page.url == item.url)
                .values(state=State.DUPLICATE, reason=Reason.ALIAS, report_id=owners[item.key])
            )
            add_alias(session, publisher_id, owners[item.key], item.url, item.key)


def add_alias(session: Session, publisher_id: int, report_id: int, url: str, key: str) -> None:
    """Give a report one more address, unless the address is some report's already."""
    known = session.scalar(
        select(ReportUrl.id).where(ReportUrl.publisher_id == publisher_id, ReportUrl.url == url)
    )
    if known is None:
        add_address(session, publisher_id, report_id, url, key)


def _is_any(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], words: Iterable[str]
) -> ColumnElement[bool]:
    """``IN`` in a form that executemany takes."""
    return or_(*(column == word for word in words))


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
