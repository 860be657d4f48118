"""Indexes by which what people ask is found without a walk over the tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Rows stay as they are."""
    op.drop_index("ix_reports_publisher_id_published_date", "reports")
    op.create_index(
        "ix_reports_coverage",
        "reports",
        ["publisher_id", "published_date", "language", "duplicate_of"],
    )
    op.create_index("ix_reports_published_date", "reports", ["published_date"])
    _partial("ix_report_versions_later", "report_versions", "first_seen_at", "number > 1")
    op.create_index("ix_claims_claimant", "claims", ["claimant"])
    op.create_index(
        "ix_claims_asked",
        "claims",
        [
            *("date_start", "harm", "scope", "is_part", "claimant", "actor_id"),
            *("victims", "date_end", "version_id"),
        ],
    )
    _partial("ix_claims_flagged", "claims", "version_id", "flags <> '[]'")
    _partial("ix_claims_vague", "claims", "version_id", "vague IS NOT NULL")


def _partial(name: str, table: str, column: str, where: str) -> None:
    op.create_index(name, table, [column], sqlite_where=sa.text(where))
