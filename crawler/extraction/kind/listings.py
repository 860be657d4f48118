"""Pages that list reports: archives, categories, search results, front pages."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from lxml import etree

from crawler.extraction.fields.translations import is_front_page
from crawler.extraction.page.addresses import split
from crawler.extraction.page.belonging import is_noise
from crawler.extraction.page.elements import class_tokens, nearest
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of

_LIST_CLASSES = frozenset(
    (
        "archive", "category", "tag", "author", "date", "search", "search-results", "home", "blog",
        "paged", "post-type-archive",  # WordPress
        "view-category", "view-categories", "view-featured", "view-archive", "view-tag",
        "view-search", "layout-blog",  # Joomla
    )
)  # fmt: skip
_PAGE_CLASSES = frozenset({"article", "post", "page", "permalink", "item", "item-view"})
"""Classes of sites that name the kind of page in ``<body>`` otherwise; they outweigh the above."""

_TEASER_CLASSES = frozenset({"hentry", "wp-block-post"})
_TEASER_HEADING = etree.XPath(
    "boolean(.//h1//a[@href]|.//h2//a[@href]|.//h3//a[@href]|.//h4//a[@href]|.//a[@href]//h2|.//a[@href]//h3)"
)
_FEWEST = 4
"""Teasers that make a list; reports show up to three neighbours without marking them."""
_LONGEST_TEASER = 900
_LINE = 40
"""Characters of a line of the body that is long enough to be recognised in a teaser."""
_INDEX = re.compile(r"index of /\S*", re.IGNORECASE)


def listing(page: Page, body: str) -> str:
    """What shows that a page is a list; "" where nothing does.

    Not to be asked of a page that is surely a post.
    """
    outline = page.outline
    if marks := class_marks(outline.body_classes):
        return f"body class {min(marks)}"
    parts = split(outline.url)
    told = {
        "front page of the site": is_front_page(outline.url),
        "JSON-LD collection": outline.graph.is_listing(),
        "search results": parts is not None and "s" in parse_qs(parts.query),
        "directory index": _INDEX.fullmatch(outline.document_title) is not None,
    }
    if mark := next((mark for mark, holds in told.items() if holds), ""):
        return mark
    teasers = _teasers(page)
    is_list = len(teasers) >= _FEWEST and _is_made_of(body, teasers)
    return f"{len(teasers)} teasers and no post" if is_list else ""


def class_marks(classes: frozenset[str]) -> frozenset[str]:
    """Which classes of ``<body>`` say that the page is a list."""
    marks = classes & _LIST_CLASSES
    return marks if "home" in marks or not classes & _PAGE_CLASSES else frozenset()


def _teasers(page: Page) -> list[str]:
    """Texts of the teasers; none where one of the posts is no teaser."""
    texts = []
    for element in page.tree.iter("article", "div", "li"):
        marked = element.tag == "article" or not _TEASER_CLASSES.isdisjoint(class_tokens(element))
        if not marked or nearest(element, "article") is not None or is_noise(element):
            continue
        text = line_of(element) if len(element) else ""
        if not text or len(text) > _LONGEST_TEASER or not _TEASER_HEADING(element):
            return []
        texts.append(text)
    return texts


def _is_made_of(body: str, teasers: list[str]) -> bool:
    """Whether at least half of the body's lines stand in the teasers."""
    lines = [" ".join(line.split()) for line in body.splitlines()]
    long = [line for line in lines if len(line) >= _LINE]
    within = " ".join(teasers)
    return 2 * sum(line in within for line in long) >= len(long)
