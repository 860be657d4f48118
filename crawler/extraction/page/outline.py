"""What the rules ask of a page, collected in one walk: a page has thousands of elements, the rules
need the few hundred of a dozen tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.page.addresses import page_base, resolve
from crawler.extraction.page.jsonld import Graph, read_graph
from crawler.extraction.page.tree import class_tokens
from crawler.extraction.page.wording import line_of, one_line

_TAGS = [
    "a",
    "article",
    "base",
    "body",
    "figcaption",
    "form",
    "h1",
    "h2",
    "html",
    "iframe",
    "img",
    "input",
    "link",
    "main",
    "meta",
    "script",
    "time",
    "title",
]

_DEEPEST = 80
"""Ancestors that are looked at; page builders nest some 40 levels, a hostile page thousands."""
NEAR = 4
"""Ancestors up to which a theme's wrapper tells what a link is."""

_NOISE_TAGS = frozenset({"aside", "footer", "nav"})
_NOISE_IDS = frozenset(
    [
        "comments",
        "respond",
        "footer",
        "sidebar",
        "secondary",
        "colophon",
    ]
)
_NOISE_CLASS = re.compile(
    r"""(?:.*[-_])?related(?:[-_]?(?:posts?|news|articles?|items?|content|stories|links|reports))?
      | (?:yarpp|jp)-?related.* | td_block_related.*
      | sidebar | (?:td-main|primary|secondary|site)-sidebar | sidebar-(?:primary|\d+)
      | widget | widget_.* | widget-area
      | (?:site-|page-)?footer | td-footer-.* | td-sub-footer-.* | footer-(?:widgets?|area)
      | (?:(?:main|top|primary|secondary|footer|mobile|nav|site|header|sub|sf)-)?menu(?:-item)?
      | navbar
      | td-header-(?!template).* | tdb_header_.* | tdb_mobile_.* | td_block_mega_menu
      | tdb?_module_.* | td_flex_block_.* | td_block_\d+ | td_block_big_grid.* | tdb_loop
      | td-post-next-prev | tdb_single_next_prev | (?:post|posts)-navigation | nav-links
      | comments(?:-area)? | comment(?:-list|-respond|-body|-author)? | tdb_single_comments
      | wp-block-(?:latest-posts|query|post-template|latest-comments).*
      | tagcloud | moduletable.* | items-more | pagenav""",
    re.VERBOSE,
)


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
    near: dict[HtmlElement, str]
    """Of each link and image its classes and those of its closest ``NEAR`` ancestors, in one text
    with a space at each end."""
    graph: Graph
    """The page's JSON-LD."""

    def of(self, tag: str) -> list[HtmlElement]:
        """All elements of ``tag``, which must be one of those that the walk collects."""
        return self.elements[tag]

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
    for element in tree.iter(*_TAGS):
        elements[element.tag].append(element)
    base = next((e.get("href") for e in elements["base"] if e.get("href")), None)
    return Outline(
        url=url,
        base=page_base(url, base),
        elements=elements,
        metas=_metas(elements["meta"]),
        near=_near([*elements["a"], *elements["img"]]),
        graph=read_graph(
            script.text or ""
            for script in elements["script"]
            if "ld+json" in (script.get("type") or "").lower()
        ),
    )


def _near(elements: list[HtmlElement]) -> dict[HtmlElement, str]:
    """Neighbours share their ancestors, so each chain is built once: to ask the tree is dear."""
    known: dict[tuple[etree._Element, int], str] = {}

    def chain(element: etree._Element | None, levels: int) -> str:
        if element is None or element.tag == "body":
            return " "
        key = (element, levels)
        if key not in known:
            above = chain(element.getparent(), levels - 1) if levels else " "
            own = element.get("class")
            known[key] = f" {own}{above}" if own else above
        return known[key]

    return {element: chain(element, NEAR) for element in elements}


def _metas(elements: list[HtmlElement]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = one_line(element.get("content") or "") if name else ""
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def is_noise(element: etree._Element, *, footers: bool = True) -> bool:
    """Whether an element stands in a block that is not of this report.

    Such blocks are related and latest posts, sidebars, menus, comments and footers. With
    ``footers=False`` the footer of an article, where themes put categories and tags, is no noise.
    """
    node: etree._Element | None = element
    for _ in range(_DEEPEST):
        if node is None or node.tag == "body":
            return False
        if begins_noise(node) and (footers or not _is_article_footer(node)):
            return True
        node = node.getparent()
    return False


def begins_noise(node: etree._Element) -> bool:
    """Whether an element itself is such a block, by its tag, id or classes."""
    if node.tag in _NOISE_TAGS or (node.get("id") or "").lower() in _NOISE_IDS:
        return True
    tokens = class_tokens(node)
    # A page builder of WordPress (SiteOrigin) makes every part of the text a "widget".
    return "so-panel" not in tokens and any(map(_NOISE_CLASS.fullmatch, tokens))


def _is_article_footer(node: etree._Element) -> bool:
    if node.tag != "footer":
        return False
    if any(token.startswith(("entry-", "post-", "td-post-")) for token in class_tokens(node)):
        return True
    parent = node.getparent()
    return parent is not None and parent.tag == "article"


@lru_cache(maxsize=4096)
def tokens_near(near: str) -> frozenset[str]:
    """The classes in a value of ``Outline.near``; pages of one theme repeat the same."""
    return frozenset(near.split())


def nearest(element: etree._Element, tag: str) -> etree._Element | None:
    """The closest ancestor of this tag."""
    return next(element.iterancestors(tag), None)


def following(element: etree._Element, limit: int) -> Iterator[etree._Element]:
    """Up to ``limit`` elements that come after an element, in the order of the page."""
    seen = 0
    node: etree._Element | None = element
    while node is not None and node.tag not in ("body", "main"):
        for sibling in node.itersiblings():
            for follower in sibling.iter(etree.Element):
                seen += 1
                if seen > limit:
                    return
                yield follower
        node = node.getparent()
