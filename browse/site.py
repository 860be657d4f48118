"""Puts the site together: the file, its limits, what is told of it, and the pages."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm

from browse import plugins
from browse.database import NAME, ReportsDatabase
from browse.metadata import site_metadata
from browse.safe_csv import make_csv_safe
from storage.engine import Database, open_reader

_HERE = Path(__file__).parent
SETTINGS: dict[str, Any] = {
    # A question that takes longer is one that the file's indexes do not answer.
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 200,
    # Suggesting facets for fifty columns costs more than the page.
    "suggest_facets": False,
    "max_returned_rows": 2000,
    "default_page_size": 50,
    "truncate_cells_html": 300,
    # The file changes while a crawl runs.
    "default_cache_ttl": 0,
    # A copy of a file that is being written may be torn; `cp` and the evidence folder are the way.
    "allow_download": False,
    "max_csv_mb": 200,
}
_OWN_ERRORS = "datasette.handle_exception"
"""Prints a page of trace for every address that does not exist; ``plugins/errors.py`` answers."""


class Site(Datasette):  # type: ignore[misc]  # Datasette has no types
    """Datasette on one file, and a reader of the project's own on the same file."""

    def __init__(self, path: Path) -> None:
        self.reader: Database = open_reader(f"sqlite:///{path.resolve()}")
        _register_plugins()
        make_csv_safe()
        super().__init__(
            files=[],
            metadata=site_metadata(),
            template_dir=str(_HERE / "templates"),
            static_mounts=[("assets", str(_HERE / "static"))],
            settings=SETTINGS,
        )
        self.remove_database("_memory")
        self.add_database(ReportsDatabase(self, path), name=NAME)

    def close(self) -> None:
        """Close all connections."""
        self.executor.shutdown()
        for database in self.databases.values():
            database.close()
        self.reader.close()


def _register_plugins() -> None:
    """Every module of ``browse/plugins``, once a process: Datasette has one list of plugins."""
    if pm.has_plugin(_OWN_ERRORS):
        pm.unregister(name=_OWN_ERRORS)
    for module in pkgutil.iter_modules(plugins.__path__):
        plugin = importlib.import_module(f"{plugins.__name__}.{module.name}")
        if not pm.is_registered(plugin):
            pm.register(plugin)
