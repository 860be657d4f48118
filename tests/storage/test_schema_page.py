"""docs/schema.md names what the file holds: no column, state or reason is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from crawler.claim import (
    ActorKind,
    Attribution,
    ClaimantRole,
    DateBasis,
    DatePrecision,
    Field,
    Flag,
    Harm,
    Qualifier,
    Scope,
    Victims,
    Weapon,
)
from crawler.items import Reason, State
from storage.claim_models import JUDGEMENTS
from storage.claim_sentences import LARGE_COUNT, LONG_SENTENCE
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
    "claim",
    "claim_changed",
    "unparsed",
    "claim_review",
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


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("field", Field),
        ("harm", Harm),
        ("qualifier", Qualifier),
        ("victims", Victims),
        ("claimant_role", ClaimantRole),
        ("actor_kind", ActorKind),
        ("attribution", Attribution),
        ("weapon", Weapon),
        ("date_precision", DatePrecision),
        ("date_basis", DateBasis),
        ("scope", Scope),
        ("flags", Flag),
        ("review", JUDGEMENTS),
    ],
)
def test_every_word_of_a_claim_is_told_at_its_column(column: str, words: Iterable[str]):
    (told,) = re.findall(rf"^\| `{column}` \|(.*)", section("`claim`"), re.MULTILINE)
    assert re.findall(r"`(\w+)`", told) == list(words)


def test_it_tells_from_when_on_a_sentence_is_boilerplate():
    told = re.sub(r"\s+", " ", section("`claim`"))
    assert f"{LONG_SENTENCE} characters or more" in told
    assert f"a number of {LARGE_COUNT} or more" in told


def test_every_query_on_the_page_runs(session: Session):
    queries = re.findall(r"^```sql\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert len(queries) >= 7
    for query in queries:
        session.execute(text(query)).all()
