"""What docs/claims.md says that the reader gives on five real pages is what it gives."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from running import ROOT
from seed_texts import DAYS, PUBLISHERS, Seed, read_seeds
from sqlalchemy import text
from sqlalchemy.orm import Session

from crawler.commands.claim_words import (
    actor_words,
    flag_words,
    number_words,
    period_words,
    place_words,
    scope_words,
    victims_words,
)
from crawler.items import Address, Report
from crawler.urls import page_key
from crawler.workers import here
from pipelines.read_claims import read_claims
from pipelines.text import fingerprint
from storage.claim_finding import find_claims
from storage.engine import open_database
from storage.ledger import publisher_id
from storage.reports import store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HEAD = "No. In Harm Number Victims Part-of Actor Claimant With Place Dates Scope"
WORDS_OF_A_QUOTE = 6
"""A quotation of more would be the page's own sentence."""


@pytest.fixture(scope="module")
def page() -> str:
    """The section of the page of docs."""
    docs = (ROOT / "docs" / "claims.md").read_text("utf-8")
    return docs.partition("\n## Five pages, read\n")[2]


@pytest.fixture(scope="module")
def seeds(shared: Path) -> list[Seed]:
    return list(read_seeds(shared))


@pytest.fixture(scope="module")
def session(seeds: list[Seed], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The five pages stored as reports, with their claims."""
    path = tmp_path_factory.mktemp("five") / "reports.sqlite"
    database = open_database(f"sqlite:///{path}")
    with database.session() as session:
        for seed in seeds:
            report = report_of(seed)
            owner = publisher_id(session, report.publisher, report.publisher, seed.url)
            read = asyncio.run(read_claims(report, report.published_date, here))
            store(session, owner, read, now=NOW, bands=())
    with database.reading() as session:
        yield session
    database.close()


def report_of(seed: Seed) -> Report:
    body = "\n\n".join(seed.paragraphs)
    key = page_key(seed.url, {})
    return Report(
        publisher=PUBLISHERS.get(seed.key, "snhr"),
        url=seed.url,
        requested_url=seed.url,
        addresses=(Address(seed.url, key, "canonical"),),
        title=seed.title,
        subtitle=seed.subtitle,
        body=body,
        language="en",
        published_date=date.fromisoformat(DAYS[seed.key]) if seed.key in DAYS else None,
        method="publisher:article",
        fetched_at=NOW,
        fingerprint=fingerprint(seed.title, seed.subtitle, body),
    )


def row_of(claim: Mapping[str, Any], numbers: Mapping[int, int]) -> str:
    whole = numbers[claim["part_of"]] if claim["part_of"] else "yes" if claim["is_part"] else ""
    cells = (
        numbers[claim["claim_id"]],
        claim["field"],
        claim["harm"].replace("_", " "),
        number_words(claim),
        victims_words(claim),
        whole,
        actor_words(claim),
        claim["claimant"],
        (claim["weapon"] or "").replace("_", " "),
        place_words(claim),
        period_words(claim),
        ", ".join(filter(None, (scope_words(claim), flag_words(claim)))),
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def rows_of(claims: Sequence[Mapping[str, Any]]) -> list[str]:
    ordered = sorted(claims, key=lambda claim: claim["position"])
    numbers = {claim["claim_id"]: number for number, claim in enumerate(ordered, 1)}
    return [row_of(claim, numbers) for claim in ordered]


def told_of(page: str, seed: Seed) -> str:
    """What the docs say of one page: from its address to the next heading."""
    _, found, told = page.partition(f"<{seed.url}>")
    assert found, seed.url
    return told.partition("\n### ")[0]


def test_the_tables_are_what_is_read(session: Session, seeds: list[Seed], page: str) -> None:
    for seed in seeds:
        (report,) = session.execute(
            text("SELECT report_id FROM report WHERE url = :url"), {"url": seed.url}
        ).scalars()
        read = rows_of(find_claims(session, report_id=report, limit=-1))
        told = [line for line in told_of(page, seed).splitlines() if line.startswith("|")]
        assert told[0] == "| " + HEAD.replace(" ", " | ").replace("-", " ") + " |"
        assert told[2:] == read, "docs/claims.md should say:\n" + "\n".join(read)


def test_the_answer_is_that_of_the_query(session: Session, page: str) -> None:
    (query,) = re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL)
    answer = session.execute(text(query))
    head = "| " + " | ".join(answer.keys()) + " |"
    rows = ["| " + " | ".join("" if v is None else str(v) for v in row) + " |" for row in answer]
    told = [line for line in page.partition(query)[2].splitlines() if line.startswith("|")]
    assert told[:1] == [head]
    assert told[2:] == rows, "docs/claims.md should say:\n" + "\n".join([head, *rows])


def test_no_sentence_of_a_page_is_copied(seeds: list[Seed], page: str) -> None:
    ours = " ".join(re.findall(r"\w+", page.lower()))
    for seed in seeds:
        words = re.findall(r"\w+", " ".join((seed.title, seed.subtitle, *seed.paragraphs)).lower())
        runs = (words[at : at + WORDS_OF_A_QUOTE + 1] for at in range(len(words)))
        assert [run for run in runs if len(run) > WORDS_OF_A_QUOTE and " ".join(run) in ours] == []


def labels_of(shared: Path, key: str) -> list[dict[str, Any]]:
    lines = (shared / "corpus" / "claims.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [row for row in rows if row["page_id"] == key and not row["optional"]]


def test_how_many_figures_of_a_careful_reader_are_there_is_told(
    session: Session, seeds: list[Seed], page: str, shared: Path
) -> None:
    found = missed = 0
    for seed in seeds:
        (report,) = session.execute(
            text("SELECT report_id FROM report WHERE url = :url"), {"url": seed.url}
        ).scalars()
        read = [
            (claim["harm"], claim["count_min"])
            for claim in find_claims(session, report_id=report, limit=-1)
        ]
        # The headline of one page stands twice in its text, and once in a report.
        wanted = {
            (label["quote"], label["harm"], label["count"], label["of_total"])
            for label in labels_of(shared, seed.key)
        }
        for _, *figure, _ in sorted(wanted):
            if tuple(figure) in read:
                read.remove(tuple(figure))
                found += 1
            else:
                missed += 1
    assert f"{found} of {found + missed} figures" in page
