"""Alembic's folder: how a file of an older release becomes one of this release."""
