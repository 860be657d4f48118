"""Words that no reader sees are no words of the report, and words that appear later are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.extraction.html import body_text, parse
from crawler.loaders import load_report

URL = "https://monitor.example/2019/03/04/market/"
TITLE = "Shelling of the market in Tell Amara"
WORDS = "Four people were killed when shells hit the market, and the school beside it was damaged."
LAST = "The dead were buried on the same evening, and the market stayed closed for a week."
OTHER = "Some 990 civilians were executed by nobody at all in a place that does not exist."

THEME = """<html><head><title>{title}</title>{head}</head><body class="single-post">
<article class="hentry"><h1 class="entry-title">{title}</h1><div class="entry-content">
<p>{words}</p>{part}<p>{last}</p></div></article></body></html>"""
UNKNOWN = """<html><head><title>{title}</title>{head}</head><body><div><h1>{title}</h1><div>
<p>{words} {words}</p>{part}<p>{last}</p></div></div></body></html>"""


def page(part: str, head: str = "", layout: str = THEME) -> str:
    return layout.format(title=TITLE, words=WORDS, last=LAST, part=part, head=head)


HIDING_STYLES = (
    "display:none", "display: none !important", "DISPLAY:NONE", "color:red;display :none",
    "display:/* x */none", "visibility:hidden", "visibility: collapse", "opacity:0",
    "opacity: 0.0; color: red", "opacity:.01", "font-size:0", "font-size: 0px", "font-size:1px",
    "position:absolute;left:-9999px", "position:fixed; top:-1000px", "margin-left:-9999px",
    "text-indent:-9999px", "text-indent:-999em", "position:absolute;clip:rect(0,0,0,0)",
    "position: absolute; clip: rect(1px, 1px, 1px, 1px)", "clip-path: inset(100%)",
    "height:0;overflow:hidden", "max-height:0px;overflow:hidden",
    "position:absolute;width:1px;height:1px;overflow:hidden", "transform:scale(0)",
    "color:#fff;background:#ffffff", "color:white;background-color:white",
    "content-visibility:hidden", "display:block;display:none",
)  # fmt: skip
SHOWING_STYLES = (
    "display:block", "display:none;display:block", "opacity:0.5", "opacity:1", "font-size:0.9em",
    "font-size:10px", "text-indent:-18pt", "margin-left:-15px", "height:0", "overflow:hidden",
    "left:-9999px", "position:absolute;left:20px", "max-height:100%;overflow:hidden",
    "width:100%;overflow:hidden", "color:#fff", "color:#fff;background:#000", "visibility:visible",
    "opacity:0;transform:translateY(20px)", "opacity:0;transition:opacity 1s",
    "background:linear-gradient(red,blue);background-clip:text;color:transparent",
    "clip-path: inset(10%)", "position:absolute;clip:rect(0,200px,90px,0)",
)  # fmt: skip

HIDDEN = {
    **{style: f'<p style="{style}">{OTHER}</p>' for style in HIDING_STYLES},
    "class of screen readers": f'<p class="screen-reader-text">{OTHER}</p>',
    "class of Bootstrap": f'<p class="sr-only">{OTHER}</p>',
    "attribute": f"<p hidden>{OTHER}</p>",
    "template": f"<template><p>{OTHER}</p></template>",
    "noscript": f"<noscript><p>{OTHER}</p></noscript>",
    "comment": f"<!-- <p>{OTHER}</p> -->",
    "in a hidden box": f'<div style="display:none"><section><p>{OTHER}</p></section></div>',
    "in a sentence": f'<p>It was <span style="display:none">{OTHER}</span> noon.</p>',
}
SHOWN = {
    **{style: f'<p style="{style}">{OTHER}</p>' for style in SHOWING_STYLES},
    "WOW": f'<p class="wow fadeIn" style="visibility:hidden">{OTHER}</p>',
    "AOS": f'<p data-aos="fade-up" style="opacity:0">{OTHER}</p>',
    "Webflow": f'<p data-w-id="7" style="opacity:0">{OTHER}</p>',
    "Elementor": f'<p class="elementor-invisible">{OTHER}</p>',
    "a part with its own size": f'<p style="font-size:0"><b style="font-size:9pt">{OTHER}</b></p>',
    "decoration for screen readers": f'<p aria-hidden="true">{OTHER}</p>',
    "details": f"<details><summary>More</summary><p>{OTHER}</p></details>",
}


@pytest.mark.parametrize("layout", [THEME, UNKNOWN], ids=["theme", "unknown"])
@pytest.mark.parametrize("part", HIDDEN.values(), ids=HIDDEN)
def test_hidden_text_is_no_text_of_the_report(layout: str, part: str) -> None:
    text = body_text(page(part, layout=layout), URL)
    assert "990" not in text
    assert WORDS in text
    assert LAST in text


@pytest.mark.parametrize("layout", [THEME, UNKNOWN], ids=["theme", "unknown"])
@pytest.mark.parametrize("part", SHOWN.values(), ids=SHOWN)
def test_text_that_is_shown_at_once_or_later_stays(layout: str, part: str) -> None:
    assert OTHER in body_text(page(part, layout=layout), URL)


@pytest.mark.parametrize(
    "rule",
    [
        ".zz{display:none}",
        "p.zz { visibility : hidden }",
        ".b, .zz {color:red;display:none!important}",
        "#q{position:absolute;left:-9999px}",
        "/* .zz */ .zz{opacity:0}",
        ".zz{clip:rect(0 0 0 0);position:absolute;height:1px}",
        "@media print{.b{color:red}} .zz{display:none}",
        "@import 'x.css'; .zz{display:none}",
    ],
)
def test_rules_of_the_page_hide_a_class_or_an_id(rule: str) -> None:
    head = f"<style>p{{color:red}} {rule}</style>"
    assert "990" not in body_text(page(f'<p class="a zz" id="q">{OTHER}</p>', head), URL)


@pytest.mark.parametrize(
    "head",
    [
        "<style>@media print{.zz{display:none}}</style>",
        "<style>@media (max-width:600px){.zz{display:none}}</style>",
        "<style>.no-js .zz{display:none}</style>",
        "<style>.zz:empty{display:none}</style>",
        "<style>.zz{display:none} .zz.a{display:block}</style>",
        "<style>.zz{display:none}</style><script>show('zz')</script>",
        "<style>.zzz{display:none} .z{display:none}</style>",
        "<style>.fade-in{opacity:0}</style>",
        "<style>.entry-content,.hentry{opacity:0}</style>",
        "<style>.zz{display:none</style>",
    ],
)
def test_rules_for_others_paper_and_scripts_hide_nothing(head: str) -> None:
    part = f'<p class="a zz">{OTHER}</p><p class="fade-in">Noon.</p>'
    text = body_text(page(part, head), URL)
    assert OTHER in text
    assert "Noon." in text


@pytest.mark.parametrize(
    "heading",
    [
        f'<h1 class="entry-title" style="display:none">{OTHER}</h1>',
        f'<div hidden><h1 class="entry-title">{OTHER}</h1></div>',
        f'<h1 class="entry-title"><span style="font-size:0">{OTHER}</span>{TITLE}</h1>',
        f'<h1 class="sr-only">{OTHER}</h1>',
    ],
)
def test_a_hidden_headline_is_no_title(heading: str) -> None:
    html = page("").replace("<article", f"{heading}<article", 1)
    raw = load_report(
        parse(html),
        url=URL,
        publisher="monitor",
        rules=None,
        timezone="Asia/Damascus",
        status=200,
        fetched_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    assert raw.title == TITLE
