"""What the pages of the views have beside Datasette's own: search as typed, and links."""

from __future__ import annotations

from typing import Any

from datasette import Request, hookimpl
from datasette.filters import FilterArguments
from markupsafe import Markup

from browse.views import described_columns, described_views
from storage.typed_words import read_terms, trigram_query, words_query

# The + keeps SQLite from going through all that was found once for each report.
_WORDS = "+version_id IN (SELECT rowid FROM report_{0} WHERE report_{0} MATCH :typed_{0})"


@hookimpl
def extra_template_vars(
    template: str, table: str | None, request: Request | None
) -> dict[str, Any]:
    """``told_views``, and ``words_filter`` where the rows can be searched."""
    if template not in ("table.html", "database.html"):
        return {}
    name = request.url_vars.get("table") if request else table
    return {"told_views": described_views(), "words_filter": _has_text(name or "")}


@hookimpl
def filters_from_request(request: Request, table: str) -> FilterArguments | None:
    """``?_words=``: rows of texts that have all the words, as the search page finds them."""
    typed = (request.args.get("_words") or "").strip()
    if not typed or not _has_text(table):
        return None
    terms = read_terms(typed)
    asked = {"words": words_query(terms), "arabic": trigram_query(terms)}
    given = {name: query for name, query in asked.items() if query}
    return FilterArguments(
        where_clauses=[_WORDS.format(name) for name in given] or ["0"],
        params={f"typed_{name}": query for name, query in given.items()},
        human_descriptions=[f"whose text has “{typed}”"],
    )


def _has_text(table: str) -> bool:
    return "version_id" in described_columns().get(table, {}) and table != "capture"


@hookimpl
def render_cell(value: object, column: str) -> Markup | None:
    """Ids of reports lead to their page, addresses of the web to the web."""
    if column == "report_id" or column.endswith("_report_id") or column == "duplicate_of":
        if isinstance(value, int):
            return Markup('<a href="/report/{}">{}</a>').format(value, value)
        return None
    if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        return Markup('<a href="{}" rel="noreferrer">{}</a>').format(value, value)
    return None
