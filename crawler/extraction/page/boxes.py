"""Boxes in which themes put the links and pictures of a post, known by their classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.page.noise import PAGE_LINKS
from crawler.extraction.page.themes import AUTHORS, CATEGORIES, FEATURED, TAGS

LEVELS = 4
"""Ancestors up to which a theme's wrapper tells what a link is."""


class Box(Enum):
    """What stands in it."""

    AUTHOR = "author"
    CATEGORIES = "categories"
    TAGS = "tags"
    CRUMBS = "crumbs"
    LANGUAGES = "languages"
    PAGES = "pages"
    FEATURED = "featured"


_NAMES = {
    Box.AUTHOR: AUTHORS,
    Box.CATEGORIES: CATEGORIES,
    Box.TAGS: TAGS,
    Box.PAGES: frozenset(name.removeprefix(".") for name in PAGE_LINKS),
    Box.FEATURED: FEATURED,
}
_FORMS = {
    Box.CRUMBS: re.compile(
        r" (?:(?:td-|tdb-)?(?:entry-)?crumbs?(?:-container)?|tdb-entry-crumb|tdb[-_]breadcrumbs"
        r"|(?:[\w-]+[-_])?breadcrumbs?(?:[-_](?:list|trail|nav|container|wrapper|block|items?))?) "
    ),
    Box.LANGUAGES: re.compile(
        r" (?:wpml-ls|lang-item|pll-|language-?(?:switcher|chooser)|lang-switch|available-?in|icl_)"
    ),
}
"""The same with a space at each end of all classes of an element."""


def boxed(elements: Sequence[HtmlElement]) -> dict[Box, list[HtmlElement]]:
    """Which elements stand in which boxes, at most ``LEVELS`` deep, or bear their names.

    Neighbours share their ancestors, so each of these is asked once for each level.
    """
    levels: list[dict[HtmlElement, HtmlElement | None]] = []
    nodes: Iterable[HtmlElement] = elements
    for _ in range(LEVELS):
        parents = {node: node.getparent() for node in nodes}
        levels.append(parents)
        nodes = {node for node in parents.values() if node is not None and node.tag != "body"}
    around: dict[HtmlElement | None, frozenset[Box]] = {}
    for parents in (dict.fromkeys(nodes), *reversed(levels)):
        inner: dict[HtmlElement | None, frozenset[Box]] = {}
        for node, above in parents.items():
            boxes = around.get(above)
            classes = node.get("class")
            if classes and (own := _boxes_of(classes)):
                boxes = boxes | own if boxes else own
            if boxes:
                inner[node] = boxes
        around = inner
    found: dict[Box, list[HtmlElement]] = {box: [] for box in Box}
    for element in elements:
        for box in around.get(element, ()):
            found[box].append(element)
    return found


def classes_near(element: etree._Element) -> str:
    """Its classes and those of its closest ``LEVELS`` ancestors, with a space at each end."""
    names: list[str] = []
    node: etree._Element | None = element
    while node is not None and node.tag != "body" and len(names) <= LEVELS:
        names.append(node.get("class") or "")
        node = node.getparent()
    return f" {' '.join(names)} "


@lru_cache(maxsize=8192)
def _boxes_of(classes: str) -> frozenset[Box]:
    """Of one ``class`` attribute; those of one site repeat."""
    tokens = classes.split()
    named = (box for box, names in _NAMES.items() if not names.isdisjoint(tokens))
    formed = (box for box, form in _FORMS.items() if form.search(f" {classes} "))
    return frozenset((*named, *formed))
