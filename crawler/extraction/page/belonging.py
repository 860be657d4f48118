"""Whether an element is of the report, of its page only, or of other pages."""

from __future__ import annotations

import re

from lxml import etree

from crawler.extraction.page import noise
from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.names import Names


def _in_class(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[-_])(?:{'|'.join(words)})(?:[-_]|$)", re.IGNORECASE)


UNSEEN = Names.of(noise.UNSEEN_TAGS, noise.HIDDEN, (".edit-link",))
"""What a reader never sees."""
NO_TEXT = Names.of(
    noise.NEVER_TEXT, noise.HIDDEN, noise.ADVERTISEMENTS, noise.NEIGHBOURS, noise.BREADCRUMBS,
    noise.SWITCHERS, noise.COMMENTS, noise.SHARING, noise.HEADERS, noise.FOOTERS, noise.PAGE_LINKS,
    noise.CONTENTS, noise.CAPTIONS, words=_in_class(noise.NEIGHBOUR_WORDS, noise.LINE_WORDS),
)  # fmt: skip
"""What is dropped wherever it is met in the node that holds the body."""
FOOTNOTE = Names.of(noise.FOOTNOTE_CLASSES)
OTHERS = Names.of(
    noise.NEIGHBOURS,
    noise.COMMENTS,
    noise.SIDEBARS,
    noise.MENUS,
    noise.SITE_FOOTERS,
    words=_in_class(noise.NEIGHBOUR_WORDS),
)
"""Blocks that are not of this report, but of other pages and of the site."""

_DEEPEST = 80
"""Ancestors that are looked at; page builders nest some 40 levels, a hostile page thousands."""


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
    # A page builder of WordPress (SiteOrigin) makes every part of the text a "widget".
    return OTHERS.match(node) and "so-panel" not in class_tokens(node)


def holds_no_body(ancestor: etree._Element) -> bool:
    """Whether nothing inside an element can be the page's own body."""
    if ancestor.tag in ("html", "body"):
        return False
    return begins_noise(ancestor) or NO_TEXT.match(ancestor)


def _is_article_footer(node: etree._Element) -> bool:
    if node.tag != "footer":
        return False
    if any(token.startswith(("entry-", "post-", "td-post-")) for token in class_tokens(node)):
        return True
    parent = node.getparent()
    return parent is not None and parent.tag == "article"
