"""Captures and manifests; when a page last answered; what read a version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime
from storage.migrations.versions.r0001_reports import REASONS as EARLIER_REASONS

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REASONS = [*EARLIER_REASONS, "shrunk"]


def upgrade() -> None:
    """Versions of older files keep no capture and no extractor: nobody wrote them down."""
    _captures()
    _manifests()
    with op.batch_alter_table("crawls") as crawls:
        crawls.add_column(sa.Column("archive", sa.Text))
    _versions()
    _reports()
    _pages()


def _captures() -> None:
    op.create_table(
        "captures",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("crawl_id", sa.Integer, sa.ForeignKey("crawls.id"), nullable=False),
        sa.Column("page_id", sa.Integer, sa.ForeignKey("pages.id")),
        sa.Column("version_id", sa.Integer, sa.ForeignKey("report_versions.id")),
        sa.Column("part", sa.Integer),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("fetched_at", UtcDateTime, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("offset", sa.BigInteger, nullable=False),
        sa.Column("length", sa.BigInteger, nullable=False),
        sa.Column("original_url", sa.Text),
        sa.Column("original_at", UtcDateTime),
        sa.UniqueConstraint("file", "offset"),
    )
    for column in ("crawl_id", "page_id", "version_id", "url"):
        op.create_index(op.f(f"ix_captures_{column}"), "captures", [column])


def _manifests() -> None:
    op.create_table(
        "manifests",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("publisher_id", sa.Integer, sa.ForeignKey("publishers.id"), nullable=False),
        sa.Column("crawl_id", sa.Integer, sa.ForeignKey("crawls.id")),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("previous_sha256", sa.Text),
        sa.Column("written_at", UtcDateTime, nullable=False),
        sa.UniqueConstraint("crawl_id"),
        sa.UniqueConstraint("file"),
    )
    op.create_index(op.f("ix_manifests_publisher_id"), "manifests", ["publisher_id"])


def _versions() -> None:
    """Until now a text was first seen when it was stored."""
    with op.batch_alter_table("report_versions") as versions:
        versions.add_column(sa.Column("extractor", sa.Text))
        versions.add_column(sa.Column("stored_at", UtcDateTime))
    op.execute("UPDATE report_versions SET stored_at = first_seen_at")
    op.drop_index(op.f("ix_report_versions_first_seen_at"), "report_versions")
    with op.batch_alter_table("report_versions") as versions:
        versions.alter_column("stored_at", nullable=False)
    op.create_index(op.f("ix_report_versions_stored_at"), "report_versions", ["stored_at"])


def _reports() -> None:
    with op.batch_alter_table("reports") as reports:
        reports.add_column(
            sa.Column("is_sealed", sa.Boolean, nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("reports") as reports:
        reports.alter_column("is_sealed", server_default=None)
    op.create_index(
        "ix_reports_unsealed",
        "reports",
        ["publisher_id"],
        sqlite_where=sa.text("is_sealed = 0"),
        postgresql_where=sa.text("NOT is_sealed"),
    )


def _pages() -> None:
    listed = ", ".join(repr(word) for word in REASONS)
    with op.batch_alter_table("pages") as pages:
        pages.add_column(sa.Column("answered_at", UtcDateTime))
        pages.drop_constraint("reason", type_="check")
        pages.create_check_constraint("reason", f"reason IS NULL OR reason IN ({listed})")
    op.execute(
        "UPDATE pages SET answered_at = last_fetched_at"
        " WHERE state IN ('stored', 'unchanged', 'not_report', 'gone', 'duplicate')"
    )
