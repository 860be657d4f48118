"""Pages of unknown software."""

# ruff: noqa: E501 -- a case reads better on one line

from __future__ import annotations

import json

import pytest
from body_markup import RELATED, TITLE, unknown

from crawler.extraction.html import extract_body, parse

URL = "https://example.org/a/"
PARAGRAPHS = [
    "Four people were killed when shells hit the market of the town on Sunday morning, the civil defence said.",
    "Eleven more were taken to the hospital, where two of them died of their wounds in the night.",
    "The army did not answer questions; it had denied earlier that its guns had fired at the town.",
    "Shops were closed on Monday, and the families buried their dead in the old cemetery by the river.",
]
TEXT = "\n\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def body_of(markup: str) -> str:
    return extract_body(parse(unknown(markup)), URL, None).text


def test_the_text_comes_without_headline_date_menu_and_foot() -> None:
    body = extract_body(parse(unknown(BODY)), URL, None)
    assert (body.text, body.method) == (TEXT, "generic:trafilatura")


@pytest.mark.parametrize(
    "extra",
    [
        "<ul><li>Three men of one family</li><li>A woman, aged forty, from the north</li></ul>",
        "<blockquote><p>We heard no warning before the first shell fell.</p></blockquote>",
        "<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Tell Amara</td><td>4</td></tr></table>",
        "<h3>What the witnesses saw on that day</h3>",
        f"<p>{PARAGRAPHS[1]}</p>",
    ],
    ids=["list", "quote", "table", "heading", "same paragraph again"],
)
def test_what_stands_between_paragraphs_is_not_lost(extra: str) -> None:
    markup = BODY.replace(f"<p>{PARAGRAPHS[2]}</p>", f"{extra}<p>{PARAGRAPHS[2]}</p>")
    words = [
        cell for part in extra.replace("</", "<").split("<") for cell in part.split(">")[1:] if cell
    ]
    text = body_of(markup)
    assert all(text.count(word) >= 1 for word in words)
    if extra == f"<p>{PARAGRAPHS[1]}</p>":
        assert text.count(PARAGRAPHS[1]) == 2


HEADS = {
    "headline": f"<h2>{TITLE}</h2>",
    "byline": '<p class="x9">By Nour Example, correspondent</p>',
    "date": "<p>Sunday, 3 May 2020 11:20 GMT</p>",
    "reading time": "<p>3 min read</p>",
    "Arabic byline": "<p>بقلم: نور مثال</p>",
}
FOOTS = {
    "tags": '<p>Tags: <a href="/t/1">market</a>, <a href="/t/2">shelling</a></p>',
    "filed under": "<p>Filed under: <a href='/c'>War</a></p>",
    "copyright": "<p>Copyright 2020 Monitor. All rights reserved.</p>",
    "follow": "<p>Follow the Monitor on Twitter for more.</p>",
    "newsletter": "<p>Sign up for the weekly newsletter of our desk.</p>",
    "links": f'<ul><li><a href="/1">{RELATED[0]}</a></li><li><a href="/2">{RELATED[1]}</a></li></ul>',
    "related": f'<h4>Related</h4><p><a href="/1">{RELATED[0]}</a></p>',
    "author": "<p>Nour Example writes on the north. Follow her on Twitter.</p>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_lines_over_the_text_go(head: str) -> None:
    assert body_of(head + BODY) == TEXT


@pytest.mark.parametrize("foot", FOOTS.values(), ids=FOOTS.keys())
def test_lines_under_the_text_go(foot: str) -> None:
    assert body_of(BODY + foot) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "By the evening, all of the wounded had been moved to a clinic in the next village.",
        "On 3 May 2020 the same market was hit.",
        "The families follow the trial from abroad, as do their lawyers.",
        "Published lists of the dead differ by two names, and nobody has explained why so far.",
    ],
)
def test_a_sentence_over_or_under_the_text_stays(line: str) -> None:
    assert body_of(f"<p>{line}</p>{BODY}") == f"{line}\n\n{TEXT}"
    assert body_of(f"{BODY}<p>{line}</p>") == f"{TEXT}\n\n{line}"


@pytest.mark.parametrize("zone", ["AMT", "(AST)", "PM EEST"])
def test_a_date_over_the_text_may_name_its_time_zone(zone: str) -> None:
    assert body_of(f"<div>May 3, 2020 - 11:28 {zone}</div>{BODY}") == TEXT


@pytest.mark.parametrize("line", ["12 dead", "May 3: 12 dead", "At 11:28 rockets fell"])
def test_a_short_line_with_figures_over_the_text_stays(line: str) -> None:
    assert body_of(f"<p>{line}</p>{BODY}") == f"{line}\n\n{TEXT}"


@pytest.mark.parametrize("name", ["has-breadcrumbs", "related", "social-share-on"])
def test_the_pages_own_classes_never_take_the_text_away(name: str) -> None:
    page = unknown(BODY).replace("<body>", f'<body class="{name}"><main class="{name}">')
    body = extract_body(parse(page), URL, None)
    assert (body.text, body.method) == (TEXT, "generic:trafilatura")


def test_of_several_articles_only_that_of_the_headline_counts() -> None:
    other = "".join(
        f"<article><h2>{name}</h2>{BODY.replace('market', 'bridge')}</article>" for name in RELATED
    )
    page = (
        f"<html><body><main><article><h1>{TITLE}</h1>{BODY}</article>{other}</main></body></html>"
    )
    assert extract_body(parse(page), URL, None).text == TEXT


def test_a_body_in_two_halves_is_whole() -> None:
    last = "".join(f"<p>{paragraph} And so on.</p>" for paragraph in PARAGRAPHS * 3)
    halves = (
        f'<div class="part">{last}</div><div class="ad9">Buy</div><div class="part">{BODY}</div>'
    )
    assert body_of(halves).endswith(TEXT)


def page_told(body: str, markup: str = "") -> str:
    told = json.dumps({"@graph": [{"@type": "NewsArticle", "articleBody": body}]})
    return unknown(markup).replace(
        "</head>", f'<script type="application/ld+json">{told}</script></head>'
    )


def test_a_body_that_only_json_ld_tells_is_taken_from_there() -> None:
    body = extract_body(parse(page_told("\n".join(PARAGRAPHS), "<div id='app'></div>")), URL, None)
    assert (body.text, body.method) == (TEXT, "generic:json-ld")


@pytest.mark.parametrize("told", [PARAGRAPHS[0][:60] + "…", "", "Another text than the page's."])
def test_a_body_told_in_part_changes_nothing(told: str) -> None:
    assert extract_body(parse(page_told(told, BODY)), URL, None).text == TEXT


@pytest.mark.parametrize(
    "script",
    ["{", '{"articleBody": }', '{"articleBody":' + "[" * 9_000, "null", '{"articleBody": 3}'],
)
def test_broken_json_ld_changes_nothing(script: str) -> None:
    page = unknown(BODY).replace(
        "</head>", f'<script type="application/ld+json">{script}</script></head>'
    )
    assert extract_body(parse(page), URL, None).text == TEXT


def test_of_several_told_bodies_only_that_of_the_headline_counts() -> None:
    items = [
        {"@type": "NewsArticle", "headline": RELATED[0], "articleBody": "Other words. " * 90},
        {"@type": "NewsArticle", "headline": TITLE, "articleBody": "\n".join(PARAGRAPHS)},
    ]
    script = f'<script type="application/ld+json">{json.dumps(items)}</script></head>'
    page = unknown("<div id='app'></div>").replace("</head>", script)
    assert extract_body(parse(page), URL, None).text == TEXT


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f'<p itemprop="articleBody">{paragraph}</p>' for paragraph in PARAGRAPHS),
        f'<div><div class="entry-content"><p>{PARAGRAPHS[0]}</p></div>'
        + "".join(f'<div class="entry-content"><p>{p}</p></div>' for p in PARAGRAPHS[1:])
        + "</div>",
    ],
    ids=["microdata on each paragraph", "entry-content on each paragraph"],
)
def test_a_name_on_every_paragraph_is_no_container(markup: str) -> None:
    assert body_of(markup) == TEXT


def test_microdata_on_the_whole_text_is_its_container() -> None:
    body = extract_body(parse(unknown(f'<div itemprop="articleBody">{BODY}</div>')), URL, None)
    assert (body.text, body.method) == (TEXT, "theme:microdata")


def test_microdata_on_a_part_gives_way_to_the_whole_that_json_ld_tells() -> None:
    markup = (
        f'<div itemprop="articleBody"><p>{PARAGRAPHS[0]}</p></div>{BODY[len(PARAGRAPHS[0]) + 7 :]}'
    )
    assert extract_body(parse(page_told("\n".join(PARAGRAPHS), markup)), URL, None).text == TEXT


@pytest.mark.parametrize("tag", ["body", "article", "main"])
def test_a_page_that_a_script_shows_later_has_its_text(tag: str) -> None:
    hidden = f'<{tag} style="display:none"><h1>{TITLE}</h1>{BODY}</{tag}>'
    assert extract_body(parse(f"<html>{hidden}</html>"), URL, None).text == TEXT
