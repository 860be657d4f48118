"""A field that cannot be trusted is left out or cut, somebody is told, and the report is stored."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.extraction.html import parse
from crawler.items import Link, RawReport, Report
from crawler.loaders import load_report
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site
from pipelines.normalize import normalize
from pipelines.trusting import MOST_LINKS, MOST_NAMES, MOST_PROBLEMS

SITE = Site(load_publisher(SEEDS / "snhr.toml"))
URL = "https://snhr.org/blog/2019/03/04/51234/"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
MANY = 10_000
MEGABYTE = 1_000_000
NAMES = [f"name {n}" for n in range(MANY)]
LINKS = [Link("pdf", f"https://snhr.org/{n}.pdf") for n in range(MANY)]


def normal(**given: Any) -> Report:
    values = {"publisher": "snhr", "url": URL, "title": "Market hit", "body": "Four died."}
    return normalize(RawReport(fetched_at=NOW, method="generic:x", **(values | given)), SITE)


def loaded(head: str = "", heading: str = "Market hit") -> RawReport:
    html = f"""<html><head>{head}</head><body><article><h1>{heading}</h1>
    <p>Four people died when shells hit the market, and the school beside it was damaged.</p>
    </article></body></html>"""
    return load_report(
        parse(html),
        url="https://monitor.example/market/",
        publisher="monitor",
        rules=None,
        timezone="Asia/Damascus",
        status=200,
        fetched_at=NOW,
    )


@pytest.mark.parametrize(
    ("given", "field", "kept", "told"),
    [
        ({"tags": NAMES}, "tags", MOST_NAMES, "tags: the first 100 of 10000"),
        ({"sections": NAMES}, "sections", MOST_NAMES, "sections: the first"),
        ({"links": LINKS}, "links", MOST_LINKS, "links: the first 500"),
        ({"post_id": "9" * 30}, "post_id", 0, "post id: '999"),
        ({"post_id": "٥١٢"}, "post_id", 0, "post id: '٥١٢' is none"),
        ({"etag": "e" * MEGABYTE}, "etag", 0, "ETag: 'eee"),
        ({"etag": '"a\x1b[2J"'}, "etag", 0, "of 7 characters is not sent back"),
        ({"last_modified": "yesterday\x00"}, "last_modified", 0, "Last-Modified: "),
    ],
)  # fmt: skip
def test_too_much_is_cut_and_told(given: dict[str, Any], field: str, kept: int, told: str) -> None:
    report = normal(**given)
    assert len(getattr(report, field)) == kept
    (problem,) = report.problems
    assert told in problem
    assert len(problem) < 300


@pytest.mark.parametrize(
    "given",
    [
        {"tags": [f"t{n}" for n in range(MOST_NAMES)]},
        {"tags": ["same"] * MANY},
        {"post_id": "51234"},
        {"post_id": ""},
        {"etag": 'W/"5e-abc"', "last_modified": "Mon, 04 Mar 2019 10:00:00 GMT"},
    ],
)
def test_what_sites_really_say_is_not_doubted(given: dict[str, Any]) -> None:
    assert normal(**given).problems == ()


def test_problems_are_lines_and_not_too_many() -> None:
    report = normal(problems=[f"date {n}: \x1b[31m\n'x'" for n in range(MANY)])
    assert len(report.problems) == MOST_PROBLEMS + 1
    assert report.problems[0] == "date 0: [31m 'x'"
    assert report.problems[-1] == "and 9950 more of the kind"


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ("", "Nine killed " * 85_000),
        ("", "Nine killed\n" * 10_000),
        (f"<title>{'x' * MEGABYTE}</title>", "y" * MEGABYTE),
    ],
)
def test_a_title_of_a_megabyte_is_none_and_the_report_stays(head: str, heading: str) -> None:
    raw = loaded(head, heading)
    assert (raw.title, raw.page_kind) == ("", "")
    assert "Four people died" in raw.body
    (told,) = raw.problems
    assert told.startswith("title: ")


def test_another_title_counts_where_one_is_too_long() -> None:
    raw = loaded("<title>Market hit</title>", "y" * MEGABYTE)
    assert (raw.title, raw.problems) == ("Market hit", [])


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (f'<meta name="author" content="{"Name " * 200_000}">', "author: 1000000 characters"),
        (f'<link rel="canonical" href="/{"a" * MEGABYTE}">', "canonical: an address of 1000001"),
        (
            f'<meta property="article:published_time" content="{"9" * 2000}">',
            "published_time: 2000",
        ),
    ],
)
def test_a_head_that_says_too_much_is_told(head: str, told: str) -> None:
    raw = loaded(head)
    assert (raw.author, raw.canonical, raw.published) == ("", "", "")
    assert raw.title == "Market hit"
    assert any(told in problem for problem in raw.problems)
