"""Who signs a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.extraction.page.belonging import is_noise
from crawler.extraction.page.boxes import Box
from crawler.extraction.page.elements import class_tokens, following
from crawler.extraction.page.jsonld import names_of
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of
from crawler.extraction.page.themes import AUTHORS
from crawler.extraction.words.wording import bare, one_line, plain

_BY = re.compile(
    r"^(?:written by|posted by|published by|by|von|بقلم|كتبه|الكاتب)\s*:?\s+", re.IGNORECASE
)
_ACCOUNTS = frozenset(
    ["admin", "administrator", "root", "webmaster", "superuser", "editor1", "super"]
)
_LONGEST_NAME = 120
_NEAR = 80
"""Elements after the headline among which a byline without a link is looked for."""


def find_author(page: Page) -> str:
    """Byline: JSON-LD author of this page's article, ``<meta name=author>``, the theme's byline.

    Names of accounts (``admin``, ``Super User``), addresses and the authors of comments are none.
    """
    outline = page.outline
    rules: tuple[Iterable[str], ...] = (
        (n for item in page.items for n in names_of(outline.graph, item.get("author"))),
        map(plain, outline.metas.get("author", ())),
        _bylines(page),
    )
    for names in rules:
        persons = [p for name in names if (p := _person(name))]
        if persons:
            return ", ".join(dict.fromkeys(persons))
    return ""


def _person(name: str) -> str:
    person = _BY.sub("", one_line(name)).strip(" -–|,")
    key = bare(person).replace(" ", "")
    address = "://" in person or "@" in person or "www." in person.lower()
    return "" if address or key in _ACCOUNTS or len(person) > _LONGEST_NAME else person


def _bylines(page: Page) -> Iterator[str]:
    """Words of the first link to an author near the article, else of a byline without a link."""
    outline = page.outline
    boxed = set(outline.links_in(Box.AUTHOR))
    for anchor in outline.of("a"):
        named = "author" in (anchor.get("rel") or "").split()
        if (named or anchor in boxed) and (
            not is_noise(anchor, footers=False) and (words := line_of(anchor))
        ):
            yield words
            return
    heading = page.headline.element
    for node in following(heading, _NEAR) if heading is not None else ():
        marked = not AUTHORS.isdisjoint(class_tokens(node))
        if marked and not is_noise(node) and 0 < len(words := line_of(node)) <= _LONGEST_NAME:
            yield words
            return
