"""One page to one raw report."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest
from lxml import etree

from crawler.extraction.page.parse import parse
from crawler.items import Link, RawReport
from crawler.loaders import ReportLoader, load_report

URL = "https://monitor.example/blog/2018/03/05/4711/"
FETCHED = datetime(2020, 6, 1, 12, 0, tzinfo=UTC)
PAGE = """<!doctype html><html lang="en-US"><head>
<title>Nine Civilians Killed in Tall Zahra's Market - Rivers Monitor</title>
<link rel="canonical" href="https://monitor.example/blog/2018/03/05/4711/">
<link rel="shortlink" href="https://monitor.example/?p=4711">
<link rel="alternate" hreflang="ar" href="https://monitor.example/arabic/2018/03/05/812">
<meta property="og:site_name" content="Rivers Monitor">
<meta property="og:image" content="https://monitor.example/u/market.jpg">
<meta property="article:published_time" content="2018-03-05T22:30:00+00:00">
<meta property="article:modified_time" content="2018-03-07T08:00:00+00:00">
</head><body class="post-template-default single single-post postid-4711">
<div class="td-crumb-container"><a class="entry-crumb" href="/">Home</a>
<a class="entry-crumb" href="/category/deaths/">Deaths</a></div>
<article class="post-4711 post"><div class="td-post-header"><header class="td-post-title">
<h1 class="entry-title">Nine Civilians Killed in Tall Zahra’s Market</h1>
<p class="td-post-sub-title">The clinic next to it was hit too</p>
<div class="td-post-author-name">By <a href="/author/rana/">Rana Odeh</a></div>
<time class="entry-date updated td-module-date" datetime="2018-03-05T22:30:00+00:00">x</time>
</header></div>
<div class="td-post-content tagdiv-type">
<p>Nine civilians, among them two children, were killed on Monday in the market of Tall Zahra.</p>
<p>The shells came from the hills in the west, three neighbours told the monitor.</p>
<p><a href="/wp-content/pdf/R180305E.pdf?v=2">View full Report</a></p>
</div></article>
<div class="td_block_related_posts"><div class="td_module_1"><h3 class="entry-title">
<a href="/x">Four Killed</a></h3>
<time class="entry-date" datetime="2019-09-09T00:00:00+00:00">x</time></div></div>
</body></html>"""


def load(html: str = PAGE, **changes: Any) -> RawReport:
    arguments: dict[str, Any] = {
        "url": URL,
        "publisher": "rivers",
        "rules": None,
        "timezone": "Asia/Damascus",
        "status": 200,
        "fetched_at": FETCHED,
        "requested_urls": (),
    }
    return load_report(parse(html), **{**arguments, **changes})


def test_all_fields_of_a_report_are_loaded() -> None:
    report = load(requested_urls=("https://monitor.example/?p=4711", URL))
    assert report.body.startswith("Nine civilians, among them two children")
    assert "Four" not in report.body
    assert report.method
    report.body = report.method = ""
    assert report == RawReport(
        publisher="rivers",
        url=URL,
        requested_urls=["https://monitor.example/?p=4711"],
        canonical=URL,
        shortlink="https://monitor.example/?p=4711",
        post_id="4711",
        title="Nine Civilians Killed in Tall Zahra’s Market",
        subtitle="The clinic next to it was hit too",
        html_language="en-US",
        published="2018-03-05T22:30:00Z",
        published_from="article:published_time",
        published_local="2018-03-05",
        modified="2018-03-07T08:00:00Z",
        sections=["Deaths"],
        author="Rana Odeh",
        links=[
            Link("image", "https://monitor.example/u/market.jpg"),
            Link(
                "pdf", "https://monitor.example/wp-content/pdf/R180305E.pdf?v=2", "View full Report"
            ),
            Link("translation", "https://monitor.example/arabic/2018/03/05/812", "", "ar"),
        ],
        fetched_at=FETCHED,
    )


def test_the_tree_stays_as_it_is() -> None:
    tree = parse(PAGE)
    before = etree.tostring(tree)
    load_report(
        tree,
        url=URL,
        publisher="rivers",
        rules=None,
        timezone="UTC",
        status=200,
        fetched_at=FETCHED,
    )
    assert etree.tostring(tree) == before


def test_where_only_the_day_is_known_published_is_the_day() -> None:
    html = "<h1>Nine killed</h1><p>Nine civilians were killed in the market of Tall Zahra.</p>"
    report = load(html)
    assert (report.published, report.published_local) == ("2018-03-05", "2018-03-05")
    assert report.published_from == "url"
    hinted = load(html, url="https://monitor.example/a-market/", hint_published=date(2018, 3, 6))
    assert (hinted.published, hinted.published_from) == ("2018-03-06", "source")


def test_refused_dates_get_out_as_problems() -> None:
    report = load(PAGE.replace("2018-03-05T22:30:00+00:00", "2038-03-05T22:30:00+00:00"))
    assert report.published == "2018-03-05"
    assert report.problems == [
        "article:published_time: '2038-03-05T22:30:00+00:00' is after the page was fetched",
        "time: '2038-03-05T22:30:00+00:00' is after the page was fetched",
    ]


@pytest.mark.parametrize(
    ("html", "status", "kind"),
    [
        ("<title>Just a moment...</title><script>_cf_chl_opt={}</script>", 503, "challenge_page"),
        ("<body class='error404'><h1>Page not found</h1>", 200, "soft_404"),
        ("", 200, "empty_page"),
        (
            "<body class='archive'><h1>Deaths</h1><p>Nine killed in Tall Zahra.</p>",
            200,
            "listing_page",
        ),
    ],
)
def test_a_page_that_is_no_report_says_what_it_is(html: str, status: int, kind: str) -> None:
    report = load(html, status=status)
    assert report.page_kind == kind
    assert report.page_kind_detail
    assert report.status == status
    assert (report.url, report.publisher, report.fetched_at) == (URL, "rivers", FETCHED)


def test_a_report_has_no_kind() -> None:
    assert (load().page_kind, load().page_kind_detail) == ("", "")


def test_a_zone_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        load(timezone="Asia/Nowhere")


@pytest.mark.parametrize(
    ("field", "values", "loaded"),
    [
        ("title", ["", "  Nine\n killed &amp; more\x00 "], "Nine killed & more"),
        ("title", [], ""),
        ("url", ["javascript:alert(1)", "https://a.example/b c#d"], "https://a.example/b%20c"),
        ("requested_urls", ["https://a.example/1", "", "data:x"], ["https://a.example/1"]),
        ("body", ["\n One.\x00\n\nTwo.  \n"], "One.\n\nTwo."),
        ("sections", ["Deaths ", " ", "Idlib"], ["Deaths", "Idlib"]),
        ("problems", [], []),
        ("status", [404], 404),
    ],
)
def test_values_are_cleaned_on_the_way_in(field: str, values: list[Any], loaded: object) -> None:
    loader = ReportLoader(item=RawReport(status=404))
    loader.add_value(field, values)
    assert getattr(loader.load_item(), field) == loaded


def test_titles_dates_and_authors_of_real_pages_are_right(shared: Path) -> None:
    pages = shared / "html" / "newspaper"
    manifest = json.loads((pages / "manifest.json").read_text())
    wrong = []
    for name, entry in manifest.items():
        gold = entry["gold"]
        file = pages / f"{name}.gz"
        if "title" not in gold or not file.is_file():
            continue
        html = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
        report = load(html, url=entry["url"], timezone="UTC", fetched_at=datetime.now(UTC))
        found = {
            "title": report.title.casefold(),
            "date": report.published_local,
            "author": report.author,
        }
        wanted = {**gold, "title": gold["title"].casefold()}
        wrong += [
            (name, key, found[key]) for key in found if key in wanted and found[key] != wanted[key]
        ]
    assert wrong == []
