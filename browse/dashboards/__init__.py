"""Charts and the map: a YAML file each, drawn with the Vega that datasette-dashboards brings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasette.utils import parse_metadata

from browse.database import NAME

_FOLDER = Path(__file__).parent
_ORDER = ("reports", "claimed-deaths", "map")


def dashboards() -> dict[str, Any]:
    """The dashboards by their names in addresses, as datasette-dashboards takes them."""
    return {name: _on_the_file(_told(name)) for name in _ORDER}


def chart_queries() -> dict[str, str]:
    """Every query that the dashboards ask, of charts and of filters, by where it stands."""
    return {
        f"{name}/{part}/{key}": one["query"]
        for name, dashboard in dashboards().items()
        for part in ("filters", "charts")
        for key, one in dashboard[part].items()
        if "query" in one
    }


def _told(name: str) -> dict[str, Any]:
    told: dict[str, Any] = parse_metadata((_FOLDER / f"{name}.yaml").read_text("utf-8"))
    return told


def _on_the_file(dashboard: dict[str, Any]) -> dict[str, Any]:
    """With the name of the database in all that asks it, and queries whole.

    A ``{name}`` stands for that piece of SQL among the dashboard's ``fragments``, in these too.
    Columns become pairs: templates write mappings in the order of the alphabet.
    """
    fragments = dashboard.pop("fragments", {})
    for part in ("filters", "charts"):
        for one in dashboard[part].values():
            if "query" in one:
                one["db"] = NAME
                one["query"] = _filled(one["query"], fragments)
            if "columns" in one:
                one["columns"] = list(one["columns"].items())
    return dashboard


def _filled(query: str, fragments: dict[str, str]) -> str:
    while (filled := query.format_map(fragments)) != query:
        query = filled
    return query.strip()
