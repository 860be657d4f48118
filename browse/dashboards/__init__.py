"""Charts, drawn by datasette-dashboards, and the map."""

from __future__ import annotations

from typing import Any


def dashboards() -> dict[str, Any]:
    """The dashboards by their names in addresses, as datasette-dashboards takes them."""
    return {}
