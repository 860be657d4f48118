"""Pages that could not be read within the limits of a worker."""

from __future__ import annotations

from alembic import op

from storage.migrations.versions.r0006_measures import REASONS as EARLIER_REASONS

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

REASONS = [*EARLIER_REASONS, "unreadable"]


def upgrade() -> None:
    """One more word; rows stay as they are."""
    listed = ", ".join(repr(word) for word in REASONS)
    with op.batch_alter_table("pages") as pages:
        pages.drop_constraint("reason", type_="check")
        pages.create_check_constraint("reason", f"reason IS NULL OR reason IN ({listed})")
