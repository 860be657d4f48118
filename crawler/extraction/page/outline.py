"""What the rules ask of a page, collected in one walk: a page has thousands of elements, the rules
need the few hundred of some tags and classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from attrs import frozen
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.page.addresses import MAX_URL, page_base, resolve
from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.jsonld import Graph, read_graph
from crawler.extraction.page.shown import line_of
from crawler.extraction.page.themes import CONTAINER_NAMES, Place
from crawler.extraction.words.wording import MAX_LINE, one_line

_TAGS = (
    "a", "article", "base", "body", "figcaption", "form", "h1", "h2", "html", "iframe", "img",
    "input", "link", "main", "meta", "script", "time", "title",
)  # fmt: skip
_THEME_TAGS = frozenset(("div", "section", "article", "main", "p", "span", "nav", "td", "aside"))
"""Tags that themes give their names to: to look at every element takes twice the time."""
_READ_METAS = frozenset((
    "author", "og:title", "og:url", "og:site_name", "og:image", "article:section", "article:tag",
    "article:published_time", "article:modified_time", "og:updated_time", "date", "pubdate",
))  # fmt: skip
_MOST_REFUSED = 20
NEAR = 4
"""Ancestors up to which a theme's wrapper tells what a link is."""


@frozen(eq=False)
class Outline:
    """The parts of one page that hold its fields."""

    url: str
    """Address of the page."""
    base: str
    """What its relative links are relative to; see ``addresses.page_base``."""
    elements: dict[str, list[HtmlElement]]
    """Elements of the tags the rules look at, in the order of the page."""
    marked: dict[str, list[HtmlElement]]
    """Elements by the names of containers that they bear, in the order of the page."""
    metas: dict[str, list[str]]
    """``<meta>`` contents by lower-case ``property``, ``name`` or ``itemprop``; none is empty."""
    near: dict[HtmlElement, str]
    """Of each link and image its classes and those of its closest ``NEAR`` ancestors, in one text
    with a space at each end."""
    graph: Graph
    """The page's JSON-LD."""
    refused: tuple[str, ...] = ()
    """What the head says at such a length that it can be no title, name, date or address."""

    def of(self, tag: str) -> list[HtmlElement]:
        """All elements of ``tag``, which must be one of those that the walk collects."""
        return self.elements[tag]

    def at(self, place: Place) -> Iterator[HtmlElement]:
        """The elements at a place, in the order of the page."""
        for element in self.marked.get(place.name, ()):
            if not place.inside or any(
                place.inside in class_tokens(above) for above in element.iterancestors()
            ):
                yield element

    def meta(self, *names: str) -> str:
        """First content of the first of these metas that the page has; "" without any."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    def body_classes(self) -> frozenset[str]:
        """Classes of ``<body>``, lower case."""
        return frozenset(c.lower() for body in self.of("body")[:1] for c in class_tokens(body))

    def document_title(self) -> str:
        """``<title>`` of the document; the titles inside drawings (SVG) do not count."""
        for title in self.of("title"):
            parent = title.getparent()
            if parent is None or parent.tag != "svg":
                return line_of(title)
        return ""

    def links(self, rel: str) -> Iterator[HtmlElement]:
        """``<link>`` elements of this relation."""
        for link in self.of("link"):
            if rel in (link.get("rel") or "").lower().split():
                yield link

    def absolute(self, href: str | None) -> str:
        """``href`` as an absolute web address, or ""."""
        return resolve(href, self.base)

    def canonical(self) -> str:
        """``<link rel=canonical>``, absolute, without a fragment (comment pages carry one).

        A canonical that names the site's front page is refused on every other page: a fault of
        templates that would make all reports one.
        """
        for link in self.links("canonical"):
            if url := self.absolute(link.get("href")):
                is_front = url.count("/") <= 3 and url.rstrip("/").count("/") == 2
                own_front = self.url.split("?")[0].rstrip("/").count("/") == 2
                return "" if is_front and not own_front else url
        return ""


def read_outline(tree: HtmlElement, url: str) -> Outline:
    """Walk over ``tree`` once and keep what the rules need; ``tree`` is not changed."""
    elements: dict[str, list[HtmlElement]] = {tag: [] for tag in _TAGS}
    marked: dict[str, list[HtmlElement]] = {}
    for element in tree.iter(*_THEME_TAGS.union(_TAGS)):
        tag = element.tag
        if tag in elements:
            elements[tag].append(element)
        if tag in _THEME_TAGS:
            for name in CONTAINER_NAMES.intersection(_names_of(element)):
                marked.setdefault(name, []).append(element)
    base = next((e.get("href") for e in elements["base"] if e.get("href")), None)
    return Outline(
        url=url,
        base=page_base(url, base),
        elements=elements,
        marked=marked,
        metas=_metas(elements["meta"]),
        near=_near([*elements["a"], *elements["img"]]),
        graph=read_graph(
            script.text or ""
            for script in elements["script"]
            if "ld+json" in (script.get("type") or "").lower()
        ),
        refused=tuple(islice(_refused(elements), _MOST_REFUSED)),
    )


def _refused(elements: dict[str, list[HtmlElement]]) -> Iterator[str]:
    for meta in elements["meta"]:
        size = len(meta.get("content") or "")
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if size > MAX_LINE and name in _READ_METAS:
            yield f"{name}: {size} characters are too many"
    for link in elements["link"]:
        size, rel = len(link.get("href") or ""), (link.get("rel") or "").lower()
        if size > MAX_URL and rel in ("canonical", "shortlink"):
            yield f"{rel}: an address of {size} characters"


def _names_of(element: HtmlElement) -> list[str]:
    names = class_tokens(element)
    return [*names, "@articleBody"] if element.get("itemprop") == "articleBody" else names


def _near(elements: list[HtmlElement]) -> dict[HtmlElement, str]:
    """Neighbours share their ancestors, so each of these is asked once for each level."""
    levels: list[dict[etree._Element, etree._Element | None]] = []
    nodes: Iterable[etree._Element] = elements
    for _ in range(NEAR):
        parents = {node: node.getparent() for node in nodes}
        levels.append(parents)
        nodes = {node for node in parents.values() if node is not None and node.tag != "body"}
    texts = {node: _spaced(node, " ") for node in nodes}
    for parents in reversed(levels):
        texts = {
            node: _spaced(node, " " if above is None else texts.get(above, " "))
            for node, above in parents.items()
        }
    return texts


def _spaced(element: etree._Element, behind: str) -> str:
    names = element.get("class")
    return f" {names}{behind}" if names else behind


def _metas(elements: list[HtmlElement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = one_line(element.get("content") or "") if name else ""
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


@lru_cache(maxsize=4096)
def tokens_near(near: str) -> frozenset[str]:
    """The classes in a value of ``Outline.near``; pages of one theme repeat the same."""
    return frozenset(near.split())
