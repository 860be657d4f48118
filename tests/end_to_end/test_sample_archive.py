"""The bundled sample archive, replayed by the commands of ``make demo``."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, Project

SAMPLE = ROOT / "seeds" / "sample"
EXPECTED: dict[str, Any] = tomllib.loads((SAMPLE / "expected.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The archive crawled for every publisher, once for all tests here."""
    project = Project(tmp_path_factory.mktemp("demo") / "demo.sqlite")
    for name in EXPECTED:
        ran = project.scrapy("crawl", name, "-a", f"archive={SAMPLE / 'sample.warc.gz'}")
        assert ran.status == 0, ran.err
    return project


@pytest.mark.parametrize("name", EXPECTED)
def test_the_counts_are_right(replayed: Project, name: str) -> None:
    counted = replayed.rows("SELECT count(*) FROM report WHERE publisher = ?", name)
    assert counted == [(EXPECTED[name]["reports"],)]
    languages = replayed.rows(
        "SELECT language, count(*) FROM report WHERE publisher = ? GROUP BY 1", name
    )
    assert dict(languages) == EXPECTED[name]["languages"]


@pytest.mark.parametrize("name", EXPECTED)
def test_copies_and_nothing_else_point_to_the_first(replayed: Project, name: str) -> None:
    found = replayed.rows(
        "SELECT c.url, f.url FROM report c JOIN report f ON f.report_id = c.duplicate_of"
        " WHERE c.publisher = ?",
        name,
    )
    expected = {frozenset(pair) for pair in EXPECTED[name].get("copies", [])}
    assert {frozenset(pair) for pair in found} == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [(name, report) for name in EXPECTED for report in EXPECTED[name]["report"]],
)
def test_each_report_has_its_fields(replayed: Project, name: str, expected: dict[str, Any]) -> None:
    fields = [key for key in expected if key in FIELDS]
    rows = replayed.rows(
        f"SELECT {', '.join(fields)}, report_id, body FROM report"  # noqa: S608 -- names of FIELDS
        " WHERE publisher = ? AND url = ?",
        name,
        expected["url"],
    )
    assert len(rows) == 1
    *values, report_id, body = rows[0]
    assert dict(zip(fields, values, strict=True)) == {key: expected[key] for key in fields}
    assert [words for words in expected["body_has"] if words not in body] == []
    urls = replayed.rows("SELECT url FROM report_url WHERE report_id = ?", report_id)
    assert [url for url in expected.get("urls", []) if (url,) not in urls] == []
    links = replayed.rows("SELECT kind, url FROM report_link WHERE report_id = ?", report_id)
    for kind, key in (("pdf", "pdf"), ("translation", "translations")):
        assert [url for url in expected.get(key, []) if (kind, url) not in links] == []


FIELDS = {"url", "post_id", "title", "subtitle", "language", "published_date", "published_at"}


def test_pages_that_are_no_reports_say_why(replayed: Project) -> None:
    pages = [page for expected in EXPECTED.values() for page in expected["pages"]]
    assert pages
    for page in pages:
        found = replayed.rows("SELECT state, reason FROM page WHERE url = ?", page["url"])
        assert found == [(page["state"], page["reason"])], page["url"]


def test_a_second_replay_adds_no_row(replayed: Project) -> None:
    counts = replayed.counts()
    for name in EXPECTED:
        ran = replayed.scrapy("crawl", name, "-a", f"archive={SAMPLE / '*.warc.gz'}")
        assert ran.status == 0, ran.err
    assert replayed.counts() == counts


def test_the_overview_answers_its_three_questions(replayed: Project) -> None:
    ran = replayed.scrapy("overview")
    assert ran.status == 0, ran.err
    assert ran.out.count("SELECT") >= 3
    assert f"The file: {replayed.database}" in ran.out


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        (["landmine"], 1),
        (["landmine*"], 3),
        (["Landmines", "crossings"], 1),
        (["87", "مدنياً"], 1),
        (["zivilisten"], 1),
        (["LANDMINE", "Palmyra"], 0),
        (["isi"], 0),
    ],
)
def test_search_finds_what_is_there_and_nothing_else(
    replayed: Project, words: list[str], hits: int
) -> None:
    ran = replayed.scrapy("search", "--json", *words)
    assert ran.status == 0, ran.err
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert len(found) == hits


def test_search_without_a_database_says_what_to_do(tmp_path: Path) -> None:
    ran = Project(tmp_path / "none.sqlite").scrapy("search", "words")
    assert ran.status == 4
    assert ran.err.strip().endswith("run `scrapy crawl snhr` first, or set DATABASE_URL.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["crawl"], "give one publisher of: iraqinews, snhr, syriatimes"),
        (["crawl", "nobody"], "(given: nobody)"),
        (["crawl", "snhr", "iraqinews"], "give one publisher"),
        (["crawl", "snhr", "-a", "limit=x"], "-a limit=x: must be a whole number"),
        (["crawl", "snhr", "-a", "archive=none-*.warc"], "none-*.warc: no such file"),
        (["crawl", "snhr", "-a", "archive=README.md"], "README.md: cannot be read as a WARC"),
        (["search"], "give at least one word"),
        (["search", "x", "--since-crawl", "99"], "there is no crawl 99"),
        (["search", "x", "--since", "yesterday"], "yesterday is no day such as 2017-01-01"),
    ],
)
def test_wrong_usage_is_told_in_words(replayed: Project, arguments: list[str], told: str) -> None:
    ran = replayed.scrapy(*arguments)
    assert ran.status == 2
    assert told in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://localhost/x", "SQLite only"),
        ("nonsense", "is no database address"),
        ("sqlite://", "names no file"),
    ],
)
@pytest.mark.parametrize("command", [("crawl", "snhr"), ("search", "words")])
def test_a_database_address_that_is_none_is_wrong_configuration(
    project: Project, url: str, told: str, command: tuple[str, str]
) -> None:
    ran = project.scrapy(*command, DATABASE_URL=url)
    assert ran.status == 2
    assert told in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("sqlite:////proc/none/x.sqlite", "cannot be made"),
        ("sqlite:///README.md", "is not a SQLite database"),
    ],
)
def test_a_database_that_cannot_be_opened_ends_with_status_4(
    project: Project, url: str, told: str
) -> None:
    ran = project.scrapy("crawl", "snhr", DATABASE_URL=url)
    assert ran.status == 4
    assert told in ran.err
    assert "Traceback" not in ran.err
