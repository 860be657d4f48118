"""The line under the headline; at some publishers the claim of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from crawler.extraction.page.belonging import is_noise
from crawler.extraction.page.elements import by_css, class_tokens, following
from crawler.extraction.page.headline import Headline
from crawler.extraction.page.hidden import is_unseen
from crawler.extraction.page.jsonld import texts_of
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of
from crawler.extraction.page.themes import SUBTITLES
from crawler.extraction.words.wording import bare

_NOT_SUBTITLES = re.compile(r"(?:meta|share|author|date|comment|excerpt|teaser|summary|caption)")
_NEAR = 60
"""Elements after a headline among which its subtitle is looked for."""


def find_subtitle(page: Page, selectors: Sequence[str] = ()) -> str:
    """The line under the headline: by the publisher's selectors, by the theme's class near the
    heading, else JSON-LD's ``alternativeHeadline``. A teaser or excerpt is none, nor is a line that
    repeats the title."""
    ruled = (line_of(e) for selector in selectors for e in by_css(selector)(page.tree))
    near = map(_subtitle_of, _around(page.headline))
    told = texts_of(page.article.get("alternativeHeadline")) if page.article else ()
    title = bare(page.headline.text)
    lines = (next(filter(None, rule), "") for rule in (ruled, near, told))
    return next((line for line in lines if line and bare(line) != title), "")


def _around(headline: Headline) -> Iterator[etree._Element]:
    """Elements before the heading under the same parent, and those that follow it."""
    if headline.element is not None:
        yield from headline.element.itersiblings(preceding=True)
        yield from following(headline.element, _NEAR)


def _subtitle_of(element: etree._Element) -> str:
    tokens = class_tokens(element)
    marked = any(SUBTITLES.fullmatch(token) for token in tokens)
    if not marked and element.get("itemprop") != "alternativeHeadline":
        return ""
    if any(_NOT_SUBTITLES.search(token) for token in tokens) or is_noise(element):
        return ""
    if is_unseen(element):
        return ""
    return line_of(element)
