"""Moments as commands print them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any


def show_moment(moment: datetime) -> str:
    """For a table: UTC, to the minute."""
    return f"{moment:%Y-%m-%d %H:%M}Z"


def plain_moments(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The same with each moment as ``2026-03-01T12:00:00Z``, as JSON can hold it."""
    return {name: _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 -- whatever a class has as fields
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return plain_moments(value) if isinstance(value, Mapping) else value
