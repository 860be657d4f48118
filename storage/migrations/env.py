"""Run by Alembic; ``storage.upgrade`` hands over the connection, inside its own transaction."""

from __future__ import annotations

from alembic import context

from storage.models import Report
from storage.upgrade import is_ours

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Report.metadata,
    include_name=is_ours,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
