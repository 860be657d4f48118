"""The tables. People query the views of ``views.sql``, which docs/schema.md explains.

Text that a report may lack is NULL, but for ``title``, ``subtitle`` and ``body``, which are ''
so that they can be joined together.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from crawler.items import Reason, State
from storage.columns import Base, UtcDateTime, one_of

ADDRESS_KINDS = ("canonical", "mirror", "shortlink", "alias")
"""Best first: an address that is two of them is the first."""
LINK_KINDS = ("pdf", "translation", "image")
ISSUE_LEVELS = ("info", "warning", "error")


class Publisher(Base):
    """Whose site is crawled; ``name`` is the word of its seed."""

    __tablename__ = "publishers"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text)
    home: Mapped[str] = mapped_column(Text)


class Crawl(Base):
    """One run of a publisher's spider. ``outcome`` is NULL while it runs.

    The last columns are a ``crawler.measure.Measure``; NULL where the crawl came to no end.
    """

    __tablename__ = "crawls"
    __table_args__ = (Index(None, "publisher_id", "started_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey("publishers.id"))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(Text)
    exit_status: Mapped[int | None]
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    archive: Mapped[str | None] = mapped_column(Text)
    discovered: Mapped[int] = mapped_column(default=0)
    fetched: Mapped[int] = mapped_column(default=0)
    new: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    not_report: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    read: Mapped[int | None]
    generic: Mapped[int | None]
    with_title: Mapped[int | None]
    with_date: Mapped[int | None]
    with_body: Mapped[int | None]
    claimable: Mapped[int | None]
    with_claims: Mapped[int | None]
    median_body: Mapped[int | None]


class Report(Base):
    """One work of one publisher. Its words are in its versions."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("publisher_id", "key"),
        CheckConstraint("duplicate_of <> id", name="not_its_own_copy"),
        Index("ix_reports_coverage", "publisher_id", "published_date", "language", "duplicate_of"),
        Index(None, "published_date"),
        Index(None, "duplicate_of"),
        Index(
            "ix_reports_unsealed",
            "publisher_id",
            sqlite_where=text("is_sealed = 0"),
            postgresql_where=text("NOT is_sealed"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey("publishers.id"))
    url: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    post_id: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_date: Mapped[date | None] = mapped_column(Date)
    published_from: Mapped[str | None] = mapped_column(Text)
    modified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sections: Mapped[list[str]] = mapped_column(JSON)
    tags: Mapped[list[str]] = mapped_column(JSON)
    author: Mapped[str | None] = mapped_column(Text)
    method: Mapped[str] = mapped_column(Text)
    signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    duplicate_of: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))
    similarity: Mapped[float | None]
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_sealed: Mapped[bool] = mapped_column(default=False)


class ReportVersion(Base):
    """A distinct text of a report; of them that seen last is current.

    Its words change by ``storage.versions.rewrite_version`` alone: the search index relies on that.
    ``reader`` is what read its claims, NULL where nothing did yet; it was told ``read_language``
    and ``read_published``.
    """

    __tablename__ = "report_versions"
    __table_args__ = (
        UniqueConstraint("report_id", "fingerprint"),
        UniqueConstraint("report_id", "number"),
        Index(
            "uq_report_versions_current",
            "report_id",
            unique=True,
            sqlite_where=text("is_current = 1"),
            postgresql_where=text("is_current"),
        ),
        Index(None, "stored_at"),
        Index(
            "ix_report_versions_later",
            "first_seen_at",
            sqlite_where=text("number > 1"),
            postgresql_where=text("number > 1"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int]
    is_current: Mapped[bool]
    title: Mapped[str] = mapped_column(Text)
    subtitle: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text)
    method: Mapped[str] = mapped_column(Text)
    extractor: Mapped[str | None] = mapped_column(Text)
    reader: Mapped[str | None] = mapped_column(Text)
    read_language: Mapped[str | None] = mapped_column(Text)
    read_published: Mapped[date | None] = mapped_column(Date)
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime)
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReportUrl(Base):
    """An address of a report. Several may share a ``key``; two reports never do."""

    __tablename__ = "report_urls"
    __table_args__ = (
        UniqueConstraint("publisher_id", "url"),
        one_of("kind", ADDRESS_KINDS),
        Index(None, "publisher_id", "key"),
        Index(None, "report_id"),
        Index(
            "uq_report_urls_canonical",
            "report_id",
            unique=True,
            sqlite_where=text("kind = 'canonical'"),
            postgresql_where=text("kind = 'canonical'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    publisher_id: Mapped[int] = mapped_column(ForeignKey("publishers.id"))
    url: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)


class ReportLink(Base):
    """What a report points to."""

    __tablename__ = "report_links"
    __table_args__ = (
        UniqueConstraint("report_id", "kind", "url"),
        one_of("kind", LINK_KINDS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    kind: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    label: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)


class SignatureBand(Base):
    """One band of a report's MinHash: reports that share one may be copies.

    Without a rowid the index has the report in it, and a report's bands lie together.
    """

    __tablename__ = "signature_bands"
    __table_args__ = (Index(None, "band", "value"), {"sqlite_with_rowid": False})

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    band: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


class Page(Base):
    """A URL ever discovered, and what became of it: the frontier that survives a crawl."""

    __tablename__ = "pages"
    __table_args__ = (
        UniqueConstraint("publisher_id", "url"),
        one_of("state", State),
        one_of("reason", Reason, or_null=True),
        Index(None, "publisher_id", "key"),
        Index(None, "publisher_id", "state"),
        Index(None, "report_id"),
        Index(
            "ix_pages_layout",
            "publisher_id",
            sqlite_where=text("reason = 'layout'"),
            postgresql_where=text("reason = 'layout'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey("publishers.id"))
    url: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    reason_detail: Mapped[str | None] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=0)
    discovered_via: Mapped[str] = mapped_column(Text)
    published_date: Mapped[date | None] = mapped_column(Date)
    source_modified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    modified_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    visited_modified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    listed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_fetched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))


class Capture(Base):
    """A response as it was served, and where it lies; its bytes are in the archive.

    ``file`` is relative to ARCHIVE_DIR, absolute for archives of others. ``original_url`` and
    ``original_at`` are what a copy of another archive is a copy of.
    """

    __tablename__ = "captures"
    __table_args__ = (
        UniqueConstraint("file", "offset"),
        Index(None, "crawl_id"),
        Index(None, "page_id"),
        Index(None, "version_id"),
        Index(None, "url"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawls.id"))
    page_id: Mapped[int | None] = mapped_column(ForeignKey("pages.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("report_versions.id"))
    part: Mapped[int | None]
    url: Mapped[str] = mapped_column(Text)
    status: Mapped[int]
    media_type: Mapped[str] = mapped_column(Text)
    fetched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sha256: Mapped[str] = mapped_column(Text)
    file: Mapped[str] = mapped_column(Text)
    offset: Mapped[int] = mapped_column(BigInteger)
    length: Mapped[int] = mapped_column(BigInteger)
    original_url: Mapped[str | None] = mapped_column(Text)
    original_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Manifest(Base):
    """What seals one crawl, or one re-extraction where ``crawl_id`` is NULL."""

    __tablename__ = "manifests"
    __table_args__ = (UniqueConstraint("crawl_id"), Index(None, "publisher_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    publisher_id: Mapped[int] = mapped_column(ForeignKey("publishers.id"))
    crawl_id: Mapped[int | None] = mapped_column(ForeignKey("crawls.id"))
    file: Mapped[str] = mapped_column(Text, unique=True)
    sha256: Mapped[str] = mapped_column(Text)
    previous_sha256: Mapped[str | None] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Issue(Base):
    """Something of a crawl at which a person may have to look."""

    __tablename__ = "issues"
    __table_args__ = (
        one_of("level", ISSUE_LEVELS),
        Index(None, "crawl_id"),
        Index(None, "report_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    crawl_id: Mapped[int | None] = mapped_column(ForeignKey("crawls.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    level: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("reports.id"))
    detail: Mapped[str] = mapped_column(Text)
