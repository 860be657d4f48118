"""What the rules ask of a page, collected in one walk: a page has thousands of elements, the rules
need the few hundred of some tags and classes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from attrs import frozen
from lxml.html import HtmlElement

from crawler.extraction.page.addresses import MAX_URL, page_base, resolve
from crawler.extraction.page.boxes import Box, boxed
from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.jsonld import Graph, read_graph
from crawler.extraction.page.shown import line_of
from crawler.extraction.words.wording import MAX_LINE, one_line

_TAGS = (
    "a", "article", "base", "body", "figcaption", "form", "h1", "h2", "html", "iframe", "img",
    "input", "link", "main", "meta", "script", "time", "title",
)  # fmt: skip
_READ_METAS = frozenset((
    "author", "og:title", "og:url", "og:site_name", "og:image", "article:section", "article:tag",
    "article:published_time", "article:modified_time", "og:updated_time", "date", "pubdate",
))  # fmt: skip
_MOST_REFUSED = 20


@frozen(eq=False)
class Outline:
    """The parts of one page that hold its fields."""

    url: str
    """Address of the page."""
    base: str
    """What its relative links are relative to; see ``addresses.page_base``."""
    elements: dict[str, list[HtmlElement]]
    """Elements of the tags the rules look at, in the order of the page."""
    metas: dict[str, list[str]]
    """``<meta>`` contents by lower-case ``property``, ``name`` or ``itemprop``; none is empty."""
    boxed: dict[Box, list[HtmlElement]]
    """Links, and then images, by the boxes that they stand in."""
    graph: Graph
    """The page's JSON-LD."""
    refused: tuple[str, ...] = ()
    """What the head says at such a length that it can be no title, name, date or address."""

    def of(self, tag: str) -> list[HtmlElement]:
        """All elements of ``tag``, which must be one of those that the walk collects."""
        return self.elements[tag]

    def links_in(self, box: Box) -> list[HtmlElement]:
        """Links that stand in such a box, in the order of the page."""
        return [element for element in self.boxed[box] if element.tag == "a"]

    def meta(self, *names: str) -> str:
        """First content of the first of these metas that the page has; "" without any."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    @cached_property
    def body_classes(self) -> frozenset[str]:
        """Classes of ``<body>``, lower case."""
        return frozenset(c.lower() for body in self.of("body")[:1] for c in class_tokens(body))

    @cached_property
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

    @cached_property
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
    for element in tree.iter(*_TAGS):
        elements[element.tag].append(element)
    base = next((e.get("href") for e in elements["base"] if e.get("href")), None)
    return Outline(
        url=url,
        base=page_base(url, base),
        elements=elements,
        metas=_metas(elements["meta"]),
        boxed=boxed([*elements["a"], *elements["img"]]),
        graph=read_graph(
            script.text or ""
            for script in elements["script"]
            if "ld+json" in (script.get("type") or "").lower()
        ),
        refused=tuple(islice(_refused(elements), _MOST_REFUSED)),
    )


def _refused(elements: dict[str, list[HtmlElement]]) -> Iterator[str]:
    for meta in elements["meta"]:
        if (size := len(meta.get("content") or "")) > MAX_LINE:
            name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
            if name in _READ_METAS:
                yield f"{name}: {size} characters are too many"
    for link in elements["link"]:
        if (size := len(link.get("href") or "")) > MAX_URL:
            rel = (link.get("rel") or "").lower()
            if rel in ("canonical", "shortlink"):
                yield f"{rel}: an address of {size} characters"


def _metas(elements: list[HtmlElement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = one_line(element.get("content") or "") if name else ""
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found
