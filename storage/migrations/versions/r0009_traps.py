"""Pages that are left, since too many of their shape gave no report."""

from __future__ import annotations

from alembic import op

from storage.migrations.versions.r0008_unreadable import REASONS as EARLIER_REASONS

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REASONS = [*EARLIER_REASONS, "trap"]


def upgrade() -> None:
    """A reason more."""
    listed = ", ".join(repr(word) for word in REASONS)
    with op.batch_alter_table("pages") as pages:
        pages.drop_constraint("reason", type_="check")
        pages.create_check_constraint("reason", f"reason IS NULL OR reason IN ({listed})")
