"""``<time>`` of the post's own header, told from those of its neighbours."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.page.belonging import is_noise
from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.reading import Page
from crawler.extraction.page.themes import OWN_DATES, POST_HEADERS

_PUBLISHED = frozenset({"entry-date", "published"})
_MODIFIED = frozenset({"updated", "modified", "wp-block-post-date__modified-date"})
_HEADER_LEVELS = 6


def header_times(page: Page, *, modified: bool) -> list[str]:
    """``datetime`` of the ``<time>`` elements of the post's own header, the surest first.

    Related and latest posts bear the same classes, so what counts is where an element stands: in
    the article of the headline, in an element that themes use for a post's header, in no block of
    other posts. In the tagDiv theme ``entry-date updated`` is the date of publication.
    """
    found: list[tuple[int, str]] = []
    for time in page.outline.of("time"):
        value = (time.get("datetime") or "").strip()
        if value and _is_modified(time) == modified and (rank := _header_rank(time, page)):
            found.append((rank, value))
    found.sort(key=lambda entry: entry[0])
    return [value for _, value in found[:1]]


def _is_modified(time: HtmlElement) -> bool:
    classes = set(class_tokens(time))
    parent = time.getparent()
    classes |= set(class_tokens(parent)) & _MODIFIED if parent is not None else set()
    if "dateModified" in (time.get("itemprop") or "") or "dt-modified" in classes:
        return True
    return not _MODIFIED.isdisjoint(classes) and _PUBLISHED.isdisjoint(classes)


def _header_rank(time: HtmlElement, page: Page) -> int:
    """1 for the theme's own place or Joomla's mark, 2 for a header's class, 3 for the header of the
    article itself; 0 where it is not the post's."""
    if is_noise(time, footers=False) or not _is_of_article(time, page):
        return 0
    nodes: list[etree._Element] = [time]
    for node in time.iterancestors():
        if len(nodes) > _HEADER_LEVELS or node.tag in ("body", "article", "main"):
            break
        nodes.append(node)
    tokens = {token for node in nodes for token in class_tokens(node)}
    if tokens & OWN_DATES or "datePublished" in (time.get("itemprop") or ""):
        return 1
    if any(map(POST_HEADERS.fullmatch, tokens)):
        return 1 if "published" in class_tokens(time) else 2
    return 3 if any(node.tag == "header" for node in nodes) else 0


def _is_of_article(time: HtmlElement, page: Page) -> bool:
    own = next(time.iterancestors("article"), None)
    if own is None:
        return True
    heading = page.headline.element
    if heading is None:
        return len(page.outline.of("article")) == 1
    return any(own is article for article in heading.iterancestors("article"))
