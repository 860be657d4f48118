"""What each crawl measured; pages that a changed layout kept from being read well."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.versions.r0002_evidence import REASONS as EARLIER_REASONS

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

REASONS = [*EARLIER_REASONS, "layout"]
MEASURES = [
    "read",
    "generic",
    "with_title",
    "with_date",
    "with_body",
    "claimable",
    "with_claims",
    "median_body",
]


def upgrade() -> None:
    """Crawls of before measured nothing: the first of a new release has no past."""
    with op.batch_alter_table("crawls") as crawls:
        for name in MEASURES:
            crawls.add_column(sa.Column(name, sa.Integer))
    listed = ", ".join(repr(word) for word in REASONS)
    with op.batch_alter_table("pages") as pages:
        pages.drop_constraint("reason", type_="check")
        pages.create_check_constraint("reason", f"reason IS NULL OR reason IN ({listed})")
    op.create_index(
        "ix_pages_layout",
        "pages",
        ["publisher_id"],
        sqlite_where=sa.text("reason = 'layout'"),
        postgresql_where=sa.text("reason = 'layout'"),
    )
