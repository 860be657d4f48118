"""The line under the headline; at some publishers the claim of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crawler.extraction.page.headline import SUBTITLES, Headline
from crawler.extraction.page.jsonld import Item, texts_of
from crawler.extraction.page.outline import following, is_noise
from crawler.extraction.page.tree import class_tokens
from crawler.extraction.page.wording import fold, line_of

_NOT_SUBTITLES = re.compile(r"(?:meta|share|author|date|comment|excerpt|teaser|summary|caption)")
_NEAR = 60
"""Elements after a headline among which its subtitle is looked for."""


def find_subtitle(headline: Headline, article: Item | None) -> str:
    """The line under the headline: by the theme's class near the heading, else JSON-LD's
    ``alternativeHeadline``. A teaser or excerpt is none, nor is a line that repeats the title."""
    found = next((t for e in _around(headline) if (t := _subtitle_of(e))), "")
    if not found and article:
        found = next(iter(texts_of(article.get("alternativeHeadline"))), "")
    return "" if fold(found) == fold(headline.text) else found


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
    return line_of(element)
