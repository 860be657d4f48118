"""The body of a page by the best way that fits: publisher's rule, known theme, generic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.body.container import container_text
from crawler.extraction.body.evidence import told_body
from crawler.extraction.body.generic import generic_body
from crawler.extraction.page.belonging import holds_no_body
from crawler.extraction.page.elements import by_css, class_tokens, flat_text
from crawler.extraction.page.reading import Page
from crawler.extraction.page.themes import CONTAINER_NAMES, THEMES, Theme
from crawler.publishers import ContentRules

MAIN = 0.7
"""Share of the text of all containers of a kind from which the first is the page's own."""
_THEME_TAGS = ("div", "section", "article", "main", "p", "span", "nav", "td", "aside")
"""Tags that themes give their names to."""
PART = 2
"""Length of the body that JSON-LD tells to a container's from which the container is a part."""

Marked = Mapping[str, Sequence[HtmlElement]]


@frozen
class Body:
    """What a page's container gives."""

    text: str
    """Paragraphs parted by a blank line, items of a list and rows of a table by a line break."""
    method: str
    """``publisher:<css>``, ``theme:<name>`` or ``generic:<way>``."""


def read_body(page: Page, rules: ContentRules | None) -> Body:
    """The body of a page and how it was found.

    ``rules`` are the publisher's, where it has any. A container of theirs, or of a theme that is
    surely there, decides also where it is empty or holds a password form: the text is empty then.
    """
    return _by_rules(page, rules) or _by_theme(page) or Body(*generic_body(page))


def _by_rules(page: Page, rules: ContentRules | None) -> Body | None:
    if rules is None:
        return None
    noise = [by_css(selector) for selector in rules.noise]
    first: Body | None = None
    for selector in rules.containers:
        for container in outermost(by_css(selector)(page.tree)):
            content = container_text(container, page.titles, noise)
            body = Body(content.text, f"publisher:{selector}")
            if content.text or content.is_protected:
                return body
            first = first or body
    return first


def _by_theme(page: Page) -> Body | None:
    marked = marked_elements(page.tree)
    theme = recognise(marked)
    if theme is None:
        return None
    containers = list(candidates(theme, marked))
    if not theme.own and not is_main(containers):
        return None
    for container in containers:
        content = container_text(container, page.titles, is_sure=theme.own)
        if not theme.own and len(told_body(page)) > PART * len(content.text):
            return None
        if content.text or content.is_protected:
            return Body(content.text, f"theme:{theme.name}")
    return Body("", f"theme:{theme.name}") if theme.own else None


def marked_elements(tree: HtmlElement) -> Marked:
    """Elements by the names of containers that they bear, in the order of the page."""
    marked: dict[str, list[HtmlElement]] = {}
    for element in tree.iter(*_THEME_TAGS):
        for name in _container_names(element.get("class") or ""):
            marked.setdefault(name, []).append(element)
        if element.get("itemprop") == "articleBody":
            marked.setdefault("@articleBody", []).append(element)
    return marked


@lru_cache(maxsize=4096)
def _container_names(classes: str) -> frozenset[str]:
    return CONTAINER_NAMES.intersection(classes.split())


def recognise(marked: Marked) -> Theme | None:
    """The first theme of which the page holds a container, by its elements and not its words."""
    return next((t for t in THEMES if next(candidates(t, marked), None) is not None), None)


def candidates(theme: Theme, marked: Marked) -> Iterator[etree._Element]:
    """The theme's containers on this page, best first, none inside another or inside noise."""
    for place in theme.containers:
        found = marked.get(place.name, ())
        yield from outermost(e for e in found if not place.inside or _is_inside(e, place.inside))


def _is_inside(element: etree._Element, name: str) -> bool:
    return any(name in class_tokens(above) for above in element.iterancestors())


def outermost(found: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Elements, in the order of the page, that stand neither inside each other nor inside noise."""
    chosen: set[etree._Element] = set()
    for element in found:
        if not any(above in chosen or holds_no_body(above) for above in element.iterancestors()):
            chosen.add(element)
            yield element


def is_main(containers: Sequence[etree._Element]) -> bool:
    """Whether the first of several containers holds most of their text.

    Some sites mark every paragraph, or every post of a list.
    """
    sizes = [len(flat_text(container)) for container in containers]
    return bool(sizes) and sizes[0] >= MAIN * sum(sizes)
