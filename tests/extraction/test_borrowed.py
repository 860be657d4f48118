"""What a page says of another page, or another of it, is not taken for its own."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from crawler.extraction.html import parse
from crawler.extraction.page.addresses import may_be_own
from crawler.items import RawReport
from crawler.loaders import load_report

URL = "https://monitor.example/reports/market/"
OTHER = "https://monitor.example/2011/11/11/prison/"
OTHER_DAY = "2011-11-11"
WORDS = "Four people died when shells hit the market, and the school beside it was damaged."


def load(head: str, url: str = URL) -> RawReport:
    html = f"""<html><head><title>Market hit</title>{head}</head><body class="single-post">
    <article class="hentry"><h1 class="entry-title">Market hit</h1>
    <div class="entry-content"><p>{WORDS}</p></div></article></body></html>"""
    return load_report(
        parse(html),
        url=url,
        publisher="monitor",
        rules=None,
        timezone="Asia/Damascus",
        status=200,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def article(**given: object) -> str:
    data = {"@type": "NewsArticle", "datePublished": f"{OTHER_DAY}T11:11:11Z"} | given
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


CANONICAL = f'<link rel="canonical" href="{OTHER}">'
OG_URL = f'<meta property="og:url" content="{OTHER}">'
RELATED = article(url=OTHER, headline="Prison hit", author={"name": "Somebody Else"})


@pytest.mark.parametrize(
    "head",
    [
        CANONICAL,
        OG_URL,
        RELATED,
        CANONICAL + RELATED,
        OG_URL + RELATED,
        CANONICAL + OG_URL + RELATED,
        RELATED + article(url=URL, headline="Market hit", datePublished=""),
        article(headline="Prison hit", mainEntityOfPage={"@id": OTHER}),
        f'<link rel="canonical" href="{OTHER}?p=4711">',
        f'<link rel="next" href="{OTHER}">',
    ],
)
def test_no_date_name_or_id_of_another_page_is_borrowed(head: str) -> None:
    raw = load(head)
    assert (raw.published, raw.author, raw.post_id) == ("", "", "")
    assert raw.title == "Market hit"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="/2011/11/11/market/">', URL),
        ('<link rel="canonical" href="/2011/11/11/market/">', URL + "amp/"),
        ('<link rel="canonical" href="/2011/11/11/market/">', "https://monitor.example/?p=4711"),
        ('<link rel="canonical" href="/2011/11/11/market">', "https://monitor.example/index.php/market"),
        (article(url=URL), URL),
        (article(headline="Market hit"), URL),
        (article(), URL),
        ('<link rel="canonical" href="/news/market/">' + article(url="/news/market/"), URL),
    ],
)  # fmt: skip
def test_its_own_in_another_form_counts(head: str, url: str) -> None:
    assert load(head, url).published_local == OTHER_DAY


@pytest.mark.parametrize(
    ("stated", "url", "own"),
    [
        ("https://m.example/a/b/", "https://m.example/b", True),
        ("https://m.example/a/b/", "https://m.example/x/b/2/", True),
        ("https://m.example/a/b/", "https://m.example/print.php?id=7", True),
        ("https://m.example/2011/11/11/18/", "https://m.example/18/", True),
        ("https://m.example/a/%D8%AD/", "https://m.example/ح/", True),
        ("https://m.example/a/b/", "https://m.example/a/c/", False),
        ("https://m.example/a/b/", "https://m.example/a/", True),
        ("https://m.example/", "https://m.example/a/", False),
        ("", "https://m.example/a/", False),
        ("http://[bad", "https://m.example/a/", False),
    ],
)
def test_an_address_may_be_a_page_s_own_by_the_last_part_of_its_path(
    stated: str, url: str, own: bool
) -> None:
    assert may_be_own(stated, url) is own
