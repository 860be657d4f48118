"""Reports put into a database as crawls would have stored them, without crawls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from running import Project
from sqlalchemy.orm import Session

from crawler.items import Address, Report
from crawler.urls import page_key
from pipelines.text import fingerprint
from storage.engine import open_database
from storage.ledger import publisher_id
from storage.models import Issue
from storage.reports import store

MIRRORS = {"www.snhr.org": "snhr.org", "sn4hr.org": "snhr.org"}


@contextmanager
def writing(project: Project) -> Iterator[Session]:
    """The project's database, made where it is not there yet."""
    database = open_database(project.url)
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()


def see(
    session: Session,
    url: str,
    at: datetime,
    body: str,
    *,
    publisher: str = "snhr",
    title: str = "A title",
    subtitle: str = "",
) -> int:
    """Note that a report had this text at a moment; returns its id."""
    item = Report(
        publisher=publisher,
        url=url,
        requested_url=url,
        addresses=(Address(url, page_key(url, MIRRORS), "canonical"),),
        title=title,
        subtitle=subtitle,
        body=body,
        language="en",
        method="publisher:article",
        fetched_at=at,
        fingerprint=fingerprint(title, subtitle, body),
    )
    owner = publisher_id(session, publisher, publisher.upper(), f"https://{publisher}.example/")
    return store(session, owner, item, now=at).report_id


def observe(
    session: Session, report_id: int, at: datetime, kind: str, *, url: str, detail: str
) -> None:
    """Note what befell the report's page."""
    session.add(
        Issue(at=at, level="warning", kind=kind, url=url, report_id=report_id, detail=detail)
    )
