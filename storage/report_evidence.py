"""All that the database knows of one report, for who has to prove it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import RowMapping, and_, func, or_, select, text
from sqlalchemy.orm import Session, aliased

from storage.models import Capture, Manifest, Page, ReportVersion

NOT_MODIFIED = 304

_REPORT = "SELECT * FROM report WHERE report_id = :report_id"
_PUBLISHER = "SELECT title, home FROM publishers WHERE name = :name"
_PARTS = {
    "addresses": "SELECT url, kind FROM report_url WHERE report_id = :report_id ORDER BY url",
    "links": (
        "SELECT kind, url, label, language FROM report_link"
        " WHERE report_id = :report_id ORDER BY kind, url"
    ),
    "pages": "SELECT * FROM page WHERE report_id = :report_id ORDER BY url",
    "versions": "SELECT * FROM report_version WHERE report_id = :report_id ORDER BY number",
    "issues": "SELECT * FROM issue WHERE report_id = :report_id ORDER BY at, crawl_id",
}
_LISTS = ("sections", "tags")


def describe_report(session: Session, report_id: int) -> dict[str, Any]:
    """The report as the views have it, with its addresses, links, pages, versions and issues.

    Ready for JSON: moments are text. The bodies are left out. Raises ``LookupError`` for no report.
    """
    values = {"report_id": report_id}
    row = session.execute(text(_REPORT), values).mappings().one_or_none()
    if row is None:
        raise LookupError(f"there is no report {report_id}")
    described = _without_body(row)
    publisher = session.execute(text(_PUBLISHER), {"name": described["publisher"]}).one()
    described |= {"publisher_title": publisher.title, "publisher_home": publisher.home}
    described |= {name: json.loads(described[name]) for name in _LISTS}
    for name, query in _PARTS.items():
        parts = session.execute(text(query), values).mappings()
        described[name] = [_without_body(part) for part in parts]
    return described


def _without_body(row: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "body"}


def captures_of_report(session: Session, report_id: int) -> Sequence[Capture]:
    """What showed one of its texts, led there, or was served at its pages later; by time.

    So redirects, answers of 304 and those that told of its disappearance are among them.
    """
    texts = select(ReportVersion.id).where(ReportVersion.report_id == report_id)
    pages = select(Page.id).where(Page.report_id == report_id)
    target = aliased(Capture)
    led_there = (
        select(target.id)
        .where(
            target.version_id.in_(texts),
            target.crawl_id == Capture.crawl_id,
            target.page_id == Capture.page_id,
        )
        .exists()
    )
    redirects = and_(Capture.status.between(300, 399), Capture.status != NOT_MODIFIED, led_there)
    return session.scalars(
        select(Capture)
        .where(or_(Capture.version_id.in_(texts), Capture.page_id.in_(pages), redirects))
        .order_by(func.coalesce(Capture.original_at, Capture.fetched_at), Capture.id)
    ).all()


def manifests_before(session: Session, publisher_id: int) -> Iterator[Manifest]:
    """The publisher's manifests, from the newest back."""
    return iter(
        session.scalars(
            select(Manifest)
            .where(Manifest.publisher_id == publisher_id)
            .order_by(Manifest.id.desc())
        ).all()
    )
