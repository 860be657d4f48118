"""Whatever bytes a page has, a raw report comes of it that can be stored, and soon."""

from __future__ import annotations

import resource
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.extraction.page.decoding import decode
from crawler.extraction.page.parse import parse
from crawler.items import RawReport
from crawler.loaders import load_report
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site
from pipelines.normalize import normalize
from pipelines.read_claims import read_words

SITE = Site(load_publisher(SEEDS / "snhr.toml"))
URL = "https://snhr.org/blog/2019/03/04/51234/"
FETCHED = datetime(2026, 1, 1, tzinfo=UTC)
UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
MOST_SECONDS = 10.0
"""Of the processor for a page of 100 kB; what is linear takes one or two at the most."""
WORDS = "Four people died when shells hit the market in Idlib on 3 March 2019. "


def load(html: str) -> RawReport:
    return load_report(
        parse(html),
        url=URL,
        publisher="snhr",
        rules=None,
        timezone="Asia/Damascus",
        status=200,
        fetched_at=FETCHED,
    )


def page(body: str = "", *, heading: str = "Market hit", head: str = "", known: bool = True) -> str:
    container = 'class="entry-content"' if known else ""
    return f"""<html><head><title>{heading}</title>{head}</head><body>
    <article class="{"hentry" if known else "x"}"><h1>{heading}</h1>
    <div {container}><p>{WORDS}</p>{body}</div></article></body></html>"""


MARKUP = st.sampled_from((
    "<p>", "</p>", "<div class='entry-content'>", "<article class=hentry>", "<table><tr><td>",
    "<h1 class=entry-title>", "<a href='x.pdf'>", "<style>.a{display:none}</style>", "<p class=a>",
    "<p style='display:none'>", "<time datetime='2019-03-04T10:00:00Z'>", "<li>", "<br>", "<sup>",
    "<meta property='og:title' content='", "<meta name=author content='", "<img src=a>",
    "</script>", "<link rel=canonical href='", "<script type='application/ld+json'>", "&#xD800;",
    "<?xml ", "&#0;",
    '{"@type":"NewsArticle","headline":"\\ud800"}', "&#x202e;", "\x00", "\x1b[2J", "\u202e",
    "<![CDATA[", "<!--", "'", "-->", "killed", "12 killed", "Idlib", "2019-13-45", "\udcff",
    '"', ">",
))  # fmt: skip


@given(st.lists(MARKUP | st.text(max_size=10), max_size=30), st.binary(max_size=30))
@settings(max_examples=30, deadline=None)
@example(["<h1 class=entry-title>", '<meta name=author content="\udcff">'], b"\xff\xfe")
def test_any_bytes_give_a_report_that_can_be_stored(pieces: list[str], odd: bytes) -> None:
    body = "".join(pieces).encode("utf-8", "surrogatepass")
    for content in (body + odd, odd + body, page().encode() + body + odd):
        raw = load(decode(content, "text/html").text)
        report = normalize(raw, SITE)
        texts = (
            *(report.title, report.subtitle, report.body, report.author, report.method),
            *(*report.sections, *report.tags, *report.problems, report.post_id, report.language),
            *(part for link in report.links for part in (link.url, link.label, link.language)),
            *(address.url for address in report.addresses),
        )
        for text in texts:
            text.encode()
            assert not any(map(_acts, text))
        assert report.published_date is None or 1990 <= report.published_date.year <= 2026


def _acts(character: str) -> bool:
    code = unicodedata.category(character)
    return (code in ("Cc", "Cs") and character != "\n") or character in UNSEEN


UNITS = (" ", "1,", "12 killed ", "\u0301", "of whom 3 were children, ")
SHAPES = {
    "words": page(f"<p>{WORDS * 1400}</p>"),
    "paragraphs": page("<p>9 civilians were killed by Russian forces in Idlib.</p>" * 1800),
    "boxes": page("<div>" * 10_000 + "x"),
    "links": page("".join(f'<a href="/{n}/">{n}</a>' for n in range(6_000))),
    "files": page("".join(f'<a href="/{n}.pdf">{n}</a>' for n in range(5_000))),
    "notes": page("<p>" + "10<sup>2</sup> " * 6_000 + "</p>"),
    "rows": page("<table>" + "<tr><td>1<td>killed</tr>" * 4_000 + "</table>"),
    "headings": page("<h1>x</h1>" * 8_000),
    "rules": page(head="<style>" + ".a{display:none}" * 6_000 + "</style>"),
    "hidden boxes": page("<div style='font-size:0'>" * 700 + "<p style='color:red'>x</p>" * 2000),
    "lists": page(head="<script type='application/ld+json'>" + "[" * 90_000 + "</script>"),
    "articles": page(head="<script type='application/ld+json'>[" + ",".join(
        f'{{"@type":"NewsArticle","url":"/{n}/","headline":"h {n}"}}' for n in range(1_500)
    ) + "]</script>"),
    "marks": page("<" * 100_000),
    "one class": page(f"<p class='{'x' * 100_000}'>y</p>"),
    **{f"paragraph of {unit!r}": page(f"<p>{unit * (100_000 // len(unit))}</p>") for unit in UNITS},
    **{f"heading of {unit!r}": page(heading=unit * (100_000 // len(unit))) for unit in UNITS},
}  # fmt: skip


@pytest.mark.parametrize("html", SHAPES.values(), ids=SHAPES)
def test_no_page_of_100_kilobytes_takes_long(html: str) -> None:
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    report = normalize(load(html), SITE)
    read_words(
        (report.title, report.subtitle, report.body),
        publisher="snhr",
        published=date(2019, 3, 4),
        language="en",
    )
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - began < MOST_SECONDS
