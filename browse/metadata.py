"""What the site tells of itself, put together from its pieces."""

from __future__ import annotations

from typing import Any

from browse.dashboards import dashboards
from browse.database import NAME
from browse.views import view_metadata

TITLE = "Reports of civilian harm"


def site_metadata() -> dict[str, Any]:
    """Datasette's metadata: titles, the views with their columns, and the dashboards."""
    return {
        "title": TITLE,
        "plugins": {"datasette-dashboards": dashboards()},
        "databases": {NAME: {"title": "All data", "tables": view_metadata()}},
    }
