"""Which reports stand under an address, and what is known of one that holds none."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from sqlalchemy import and_, false, or_, select
from sqlalchemy.orm import Session

from storage.models import Page, Publisher, Report, ReportUrl


@frozen
class Found:
    """A report and whose it is."""

    report_id: int
    publisher: str
    url: str
    """Its canonical address."""


@frozen
class Known:
    """A page of the ledger that is no report."""

    publisher: str
    url: str
    state: str
    reason: str | None


def publishers_stored(session: Session) -> list[str]:
    """Names of the publishers that the database has, sorted."""
    return list(session.scalars(select(Publisher.name).order_by(Publisher.name)))


def languages_stored(session: Session) -> list[str]:
    """Codes of the languages of all reports, sorted."""
    return list(session.scalars(select(Report.language).distinct().order_by(Report.language)))


def report_exists(session: Session, report_id: int) -> bool:
    """Whether a report has this id."""
    return session.get(Report, report_id) is not None


def reports_at(session: Session, keys: Mapping[str, str]) -> list[Found]:
    """Reports one of whose addresses has the key; ``keys`` has one for each publisher's name."""
    asked = [and_(Publisher.name == name, ReportUrl.key == key) for name, key in keys.items()]
    rows = session.execute(
        select(Report.id, Publisher.name, Report.url)
        .join(ReportUrl, ReportUrl.report_id == Report.id)
        .join(Publisher, Publisher.id == ReportUrl.publisher_id)
        .where(or_(false(), *asked))
        .distinct()
        .order_by(Report.id)
    )
    return [Found(*row) for row in rows]


def pages_at(session: Session, keys: Mapping[str, str]) -> list[Known]:
    """What the ledger has under these keys, likewise."""
    asked = [and_(Publisher.name == name, Page.key == key) for name, key in keys.items()]
    rows = session.execute(
        select(Publisher.name, Page.url, Page.state, Page.reason)
        .join(Publisher, Publisher.id == Page.publisher_id)
        .where(or_(false(), *asked))
        .order_by(Page.id)
    )
    return [Known(*row) for row in rows]
