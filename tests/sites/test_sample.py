"""The sample archive is what its content makes of it, and holds what is expected of it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
from lxml import html
from warcio.archiveiterator import ArchiveIterator

from seeds.sample.build import ARCHIVE, build_archive
from seeds.sample.content import parse_body
from sites.blocks import Heading, Items, Noted, Quote, Table
from sites.noise import noise_lines

EXPECTED = tomllib.loads(ARCHIVE.with_name("expected.toml").read_text(encoding="utf-8"))
REPORTS = [(name, r) for name, publisher in EXPECTED.items() for r in publisher["report"]]
MOST_BYTES = 300_000

Record = tuple[str, int, list[tuple[str, str]], bytes]


def read(archive: bytes) -> list[Record]:
    """URL, status, headers and decoded body of each response."""
    return [
        (
            record.rec_headers["WARC-Target-URI"],
            int(record.http_headers.get_statuscode()),
            record.http_headers.headers,
            record.content_stream().read(),
        )
        for record in ArchiveIterator(BytesIO(archive))
        if record.rec_type == "response"
    ]


@cache
def pages() -> dict[str, tuple[int, str]]:
    return {url: (status, body.decode()) for url, status, _, body in read(ARCHIVE.read_bytes())}


def moved_to(url: str) -> str:
    """Where a redirect of the archive leads; empty for a page."""
    headers = next(h for u, _, h, _ in read(ARCHIVE.read_bytes()) if u == url)
    return dict(headers).get("Location", "")


def test_the_archive_is_made_of_its_content() -> None:
    built, kept = build_archive(), ARCHIVE.read_bytes()
    assert built == kept or _without_sizes(built) == _without_sizes(kept)


def _without_sizes(archive: bytes) -> list[Record]:
    """Another zlib packs the same bodies into other sizes."""
    return [
        (url, status, [h for h in headers if h[0] != "Content-Length"], body)
        for url, status, headers, body in read(archive)
    ]


def test_the_archive_stays_small_and_holds_each_url_once() -> None:
    assert ARCHIVE.stat().st_size < MOST_BYTES
    assert max(Counter(url for url, *_ in read(ARCHIVE.read_bytes())).values()) == 1


def test_the_digests_of_the_archive_hold() -> None:
    with ARCHIVE.open("rb") as file:
        for record in ArchiveIterator(file, check_digests=True):
            record.content_stream().read()
            assert record.digest_checker.passed is not False, record.rec_headers


def test_some_bodies_are_compressed_and_some_are_not() -> None:
    headers = [dict(h) for _, _, h, _ in read(ARCHIVE.read_bytes())]
    encodings = Counter(h.get("Content-Encoding", "") for h in headers)
    assert min(encodings["gzip"], encodings[""]) > 10


@pytest.mark.parametrize(("publisher", "report"), REPORTS)
def test_an_expected_report_is_in_the_archive(publisher: str, report: dict[str, Any]) -> None:
    status, source = pages()[report["url"]]
    text = _text(source)
    assert status == 200
    assert report["title"] in text
    assert report.get("subtitle", "") in text
    assert report.get("caption", "") in text
    for line in report["body_has"]:
        assert line in text
    for url in (*report.get("pdf", ()), *report.get("translations", ())):
        assert url in source
    assert publisher in urlsplit(report["url"]).netloc


@pytest.mark.parametrize("report", [r for _, r in REPORTS], ids=lambda r: r["url"][-40:])
def test_the_stated_dates_are_those_of_the_page(report: dict[str, Any]) -> None:
    """Moment and local day agree, and the page says that moment in one of its ways."""
    stated = datetime.fromisoformat(report["published_at"])
    tree = html.fromstring(pages()[report["url"]][1].encode())
    said = {tag.get("datetime", "") for tag in tree.iter("time")}
    said |= {tag.get("content", "") for tag in tree.iter("meta") if tag.get("property")}
    zone = "Asia/Baghdad" if "iraqinews" in report["url"] else "Asia/Damascus"
    moments = {datetime.fromisoformat(text) for text in said if re.match(r"\d{4}-\d", text)}
    assert stated in moments
    assert stated.astimezone(ZoneInfo(zone)).date().isoformat() == report["published_date"]


@pytest.mark.parametrize("report", [r for _, r in REPORTS if "urls" in r], ids=lambda r: r["url"])
def test_every_further_address_leads_to_its_report(report: dict[str, Any]) -> None:
    for url in report["urls"]:
        status, source = pages()[url]
        target = moved_to(url)
        assert (status == 301 and target in {report["url"], *report["urls"]}) or (
            status == 200 and report["title"] in _text(source)
        )


def test_every_page_of_a_report_is_expected() -> None:
    known = {u for _, r in REPORTS for u in (r["url"], *r.get("urls", ()))}
    known |= {p["url"] for publisher in EXPECTED.values() for p in publisher["pages"]}
    marks = ("single-post", 'itemprop="articleBody"')
    posts = {url for url, (_, source) in pages().items() if any(m in source for m in marks)}
    assert posts <= known


def test_lists_sitemaps_and_feeds_lead_to_no_page_that_is_missing() -> None:
    kept = {url.replace("http://", "https://").rstrip("/") for url in pages()}
    form = re.compile(r"/\d{4}/\d{2}/\d{2}/|/iraq(?:-war)?/[^/]+-|/features/[^/]+-|/\d+-")
    for url, (status, source) in pages().items():
        if status != 200 or "single-post" in source or "articleBody" in source:
            continue
        for link in re.findall(r'(?:href="|<loc>|<link>)(http[^"<#]+)', source):
            if form.search(urlsplit(link).path) and "elsewhere.example" not in link:
                assert link.replace("http://", "https://").rstrip("/") in kept, (url, link)


def test_every_kind_of_noise_is_in_the_archive() -> None:
    everything = " ".join(_text(source) for _, source in pages().values() if source)
    missing = {line for line in noise_lines() if line not in everything}
    assert missing <= {"Must read"}


def test_the_counts_are_those_of_the_lists() -> None:
    for publisher in EXPECTED.values():
        assert publisher["reports"] == len(publisher["report"])
        assert publisher["languages"] == Counter(r["language"] for r in publisher["report"])
        assert {u for pair in publisher["copies"] for u in pair} <= {
            r["url"] for r in publisher["report"]
        }


def test_the_archive_says_that_it_is_invented() -> None:
    with ARCHIVE.open("rb") as file:
        first = next(iter(ArchiveIterator(file)))
        assert "Invented pages" in first.content_stream().read().decode()
    posts = [source for _, source in pages().values() if "<title>" in source]
    joomla = [s for s in posts if "Joomla" in s]
    checked = [s for s in posts if "Just a moment" in s]
    assert sum("(invented)" in s for s in posts) == len(posts) - len(checked)
    assert joomla


def test_a_body_is_read_block_by_block() -> None:
    text = "# One\nTwo{note} is.\n* a\n* b\n| x | y |\n| 1 | 2 |\n> Four\nFive"
    assert parse_body(text) == (
        Heading("One"),
        Noted("Two{note} is.", 1),
        Items(("a", "b")),
        Table((("x", "y"), ("1", "2"))),
        Quote("Four"),
        "Five",
    )


def _text(source: str) -> str:
    if not source:
        return ""
    tree = html.fromstring(source.encode())
    for mark in tree.findall(".//sup"):
        mark.drop_tree()
    return " ".join(" ".join(tree.itertext()).split())


def test_the_product_does_not_need_the_builder() -> None:
    root = Path(__file__).parents[2]
    for folder in ("crawler", "pipelines", "storage"):
        for module in (root / folder).rglob("*.py"):
            assert "seeds.sample" not in module.read_text(encoding="utf-8"), module
