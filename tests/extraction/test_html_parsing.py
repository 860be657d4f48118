"""Whatever a page does to the parser, its text comes out, soon."""

# ruff: noqa: E501 -- a case reads better on one line

from __future__ import annotations

import pytest
from body_markup import newspaper, unknown
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extraction.html import body_text, parse
from crawler.extraction.page.elements import flat_text

URL = "https://example.org/a/"
SIZE = 30_000


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        (" \n", ""),
        ("\0", ""),
        ("<!-- nothing -->", ""),
        ("<!DOCTYPE html>", ""),
        ("plain words", "plain words"),
        ("<p>ki\0lled</p>", "killed"),
        ("<p>a\x0bb\x1fc</p>", "abc"),
        ('<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>é ق</p></body></html>', "é ق"),
        ('<meta charset="windows-1256"><p>قتل</p>', "قتل"),
        ("<p>lone \ud800 surrogate</p>", "lone ? surrogate"),
        ("<p>a<!-- b -->c<?php d ?></p>", "ac"),
        ("<p>a &amp; b &nbsp; &#1602;</p>", "a & b ق"),
        ("<html><body><p>unclosed <b>bold", "unclosed bold"),
    ],
)
def test_text_survives_the_parser(html: str, text: str) -> None:
    assert flat_text(parse(html)) == text


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "ul", "td", "font", "em"])
@pytest.mark.parametrize("depth", [300, 3_000, 10_000])
def test_deep_nesting_loses_no_text(tag: str, depth: int) -> None:
    html = (
        f"<html><body>{f'<{tag}>' * depth}Four were killed.{f'</{tag}>' * depth}<p>End.</p></body>"
    )
    assert "Four were killed." in flat_text(parse(html))
    assert "End." in flat_text(parse(html))


@pytest.mark.parametrize("build", [newspaper, unknown])
def test_deep_nesting_gives_a_body(build) -> None:
    sentence = "Four people were killed when shells hit the market on Sunday."
    assert sentence in body_text(
        build(f"{'<div>' * 1_500}<p>{sentence}</p>{'</div>' * 1_500}"), URL
    )
    body_text(build("<div>" * 10_000 + sentence), URL)


HOSTILE = [
    "(", "[", "[a ", "[/vc_", "[a =", "(download the full report ", "<br>", "a", " ", "\u00a0", "_", "- ",
    "1 ", "share ", "facebook ", "&lt;!--", "[caption", "<sup>7</sup>", "<p><img><em>x</em></p>",
    "<img>", '<a href="#_ftn1">[1]</a>', "<ul><li><a href=x>related</a>", "<table><tr><td>1<td>2",
    '<div class="entry-content">x</div>', '<div class="page-links"><a href="/2/">2</a></div>', "<h1>x</h1>",
    "<article><p>some words of it</p></article>", "<figure>", "الرقة ", "[td_block_1 x=", "Read also: ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("build", [newspaper, unknown])
def test_hostile_repetition_comes_to_an_end(build, piece: str) -> None:
    body_text(build(f"<p>{piece * (SIZE // len(piece))}</p>"), URL)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<div class='td-post-content'>", "</div>", "<sup>1</sup>", "<br>", "Text ", "<ul><li>", "<table><tr><td>",
     "<figure>", "<figcaption>", "<a href='#_ftn1'>[1]</a>", "[vc_row]", "Related articles", "<h1>", "<form>", "\0", "&nbsp;"]
)))  # fmt: skip
def test_no_tag_soup_fails(pieces: list[str]) -> None:
    assert isinstance(body_text("".join(pieces), URL), str)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_no_text_fails(text: str) -> None:
    assert isinstance(body_text(text, URL), str)
