"""docs/schema.md names what the file holds: no column, state or reason is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from crawler.items import Reason, State
from storage.models import ADDRESS_KINDS, LINK_KINDS

PAGE = (Path(__file__).parents[2] / "docs/schema.md").read_text(encoding="utf-8")
VIEWS = (
    "report",
    "report_version",
    "report_url",
    "report_link",
    "page",
    "crawl",
    "capture",
    "manifest",
    "issue",
)


def section(heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading!r}"
    return found[1]


def rows_of_tables(part: str) -> list[str]:
    """First cells of the table rows: the names that a table explains."""
    return re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)


@pytest.mark.parametrize("view", VIEWS)
def test_every_column_of_a_view_is_explained_and_no_other(session: Session, view: str):
    columns = session.execute(text("SELECT name FROM pragma_table_info(:view)"), {"view": view})
    assert sorted(rows_of_tables(section(f"`{view}`"))) == sorted(name for (name,) in columns)


@pytest.mark.parametrize(("heading", "words"), [("States", State), ("Reasons", Reason)])
def test_every_word_is_explained_and_no_other(heading: str, words: type[State | Reason]):
    assert sorted(rows_of_tables(section(heading))) == sorted(words)


@pytest.mark.parametrize("word", [*ADDRESS_KINDS, *LINK_KINDS])
def test_every_kind_is_named(word: str):
    assert f"`{word}`" in PAGE


def test_every_query_on_the_page_runs(session: Session):
    queries = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(queries) >= 7
    for query in queries:
        session.execute(text(query)).all()
