"""The life of a report: its texts in order, and when its page vanished and came back."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen
from sqlalchemy import Boolean, Integer, Text, column, text
from sqlalchemy.orm import Session

from storage.columns import UtcDateTime


@frozen
class Version:
    """A distinct text of a report."""

    version_id: int
    number: int
    """From 1, in the order in which the texts were first seen."""
    is_current: bool
    title: str
    subtitle: str
    body: str
    fingerprint: str
    first_seen_at: datetime
    last_seen_at: datetime
    capture_id: int | None
    """Its first capture; None for what was stored before captures were kept."""
    file: str | None
    """Where that capture lies: below ARCHIVE_DIR, or absolute for an archive of others."""
    offset: int | None
    sha256: str | None
    """Of the capture's payload."""


@frozen
class Observation:
    """That a report's page had vanished, or was back."""

    at: datetime
    kind: str
    """``disappeared`` or ``reappeared``."""
    url: str | None
    detail: str
    crawl_id: int | None


@frozen
class History:
    """All that was seen of a report."""

    report_id: int
    publisher: str
    url: str
    versions: tuple[Version, ...]
    """By number; at least one."""
    observations: tuple[Observation, ...]
    """By time."""


_REPORT = text("SELECT publisher, url FROM report WHERE report_id = :report_id")

_VERSIONS = text("""\
SELECT v.version_id, v.number, v.is_current, v.title, v.subtitle, v.body, v.fingerprint,
       v.first_seen_at, v.last_seen_at, v.capture_id, c.file, c."offset", c.sha256
  FROM report_version AS v LEFT JOIN captures AS c ON c.id = v.capture_id
 WHERE v.report_id = :report_id ORDER BY v.number""").columns(
    *(column(name, Integer) for name in ("version_id", "number")),
    column("is_current", Boolean),
    *(column(name, Text) for name in ("title", "subtitle", "body", "fingerprint")),
    *(column(name, UtcDateTime) for name in ("first_seen_at", "last_seen_at")),
    *(column(name, type_) for name, type_ in (("capture_id", Integer), ("file", Text))),
    *(column(name, type_) for name, type_ in (("offset", Integer), ("sha256", Text))),
)

_OBSERVATIONS = text("""\
SELECT at, kind, url, detail, crawl_id FROM issue
 WHERE report_id = :report_id AND kind IN ('disappeared', 'reappeared')
 ORDER BY at, crawl_id""").columns(
    column("at", UtcDateTime),
    *(column(name, Text) for name in ("kind", "url", "detail")),
    column("crawl_id", Integer),
)


def read_history(session: Session, report_id: int) -> History:
    """All versions of a report and what befell its page. Raises ``LookupError`` for no report."""
    values = {"report_id": report_id}
    report = session.execute(_REPORT, values).one_or_none()
    if report is None:
        raise LookupError(f"there is no report {report_id}")
    return History(
        report_id=report_id,
        publisher=report.publisher,
        url=report.url,
        versions=tuple(Version(**row) for row in session.execute(_VERSIONS, values).mappings()),
        observations=tuple(
            Observation(**row) for row in session.execute(_OBSERVATIONS, values).mappings()
        ),
    )
