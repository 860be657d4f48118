"""The languages of a page: its own, as it claims, and links to the same report in others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from crawler.characters import printable
from crawler.extraction.page.addresses import page_key, path_key, split
from crawler.extraction.page.boxes import Box, classes_near
from crawler.extraction.page.outline import Outline
from crawler.extraction.page.shown import line_of, picture_words
from crawler.extraction.words.languages import AVAILABLE_IN, CODES, LANGUAGES, LONGEST_NAME
from crawler.extraction.words.wording import fold
from crawler.items import Link

_ITEM_CLASS = re.compile(
    r" (?:wpml-ls-item|lang-item|trp-ls-language|qtranxs-lang)-(\w\w)(?=[-_ ])"
)
_MOST_LINKS = 400
"""Links that are looked at: pages have some dozens that may be such."""
_MOST_CHILDREN = 30
"""Elements directly in a block that only switches languages."""
_PARTS = 3
"""Elements in the link of a switcher: a flag and a name."""
_LONGEST_SWITCHER = 120
"""Characters of a block that only switches languages, its heading included."""


def translations(outline: Outline) -> list[Link]:
    """The same report in other languages, by ``hreflang`` in the head and by the page's switcher.

    ``x-default``, the page itself and front pages are left out: a switcher leads to the front page
    of a language in which the report does not exist. Where a language is named twice the head
    counts, for it is made for machines.
    """
    found: dict[str, Link] = {}
    for url, language, label in (*_alternates(outline), *_switched(outline)):
        if language and url and not _is_self(url, language, outline) and not is_front_page(url):
            found.setdefault(language, Link("translation", url, label, language))
    return list(found.values())


def _alternates(outline: Outline) -> Iterator[tuple[str, str, str]]:
    for link in outline.links("alternate"):
        yield outline.absolute(link.get("href")), language_code(link.get("hreflang") or ""), ""


def _switched(outline: Outline) -> Iterator[tuple[str, str, str]]:
    switching = set(outline.links_in(Box.LANGUAGES))
    likely = (a for a in outline.of("a") if a in switching or _may_switch(a))
    for anchor in islice(likely, _MOST_LINKS):
        words = line_of(anchor) or picture_words(anchor)
        named = LANGUAGES.get(fold(words), "")
        if anchor in switching or (named and _after_heading(anchor)):
            url = outline.absolute(anchor.get("href"))
            tagged = language_code(anchor.get("hreflang") or "") or _class_language(anchor)
            yield url, tagged or named or path_language(url), words


def _may_switch(anchor: HtmlElement) -> bool:
    """A cheap test first: a page has hundreds of links, and one switcher at most."""
    if not len(anchor):
        text = (anchor.text or "").strip()
        return 1 < len(text) <= LONGEST_NAME and fold(printable(text)) in LANGUAGES
    if len(anchor) > _PARTS:
        return False
    text = "".join(anchor.itertext()).strip() or picture_words(anchor)
    return 1 < len(text) <= LONGEST_NAME


def _after_heading(anchor: etree._Element) -> bool:
    """Whether the link stands in a small block under words such as "Available In"."""
    node = anchor.getparent()
    for _ in range(4):
        if node is None or node.tag == "body" or len(node) > _MOST_CHILDREN:
            return False
        text = line_of(node)
        if len(text) > _LONGEST_SWITCHER:
            return False
        before = node.getprevious()
        heading = line_of(before) if before is not None else ""
        if AVAILABLE_IN.match(fold(text)) or AVAILABLE_IN.fullmatch(fold(heading)):
            return True
        node = node.getparent()
    return False


def _class_language(anchor: HtmlElement) -> str:
    match = _ITEM_CLASS.search(classes_near(anchor))
    return match[1].lower() if match else ""


def path_language(url: str) -> str:
    """Language of an address by its first folder: ``/arabic/…`` and ``/ar/…`` are ``ar``."""
    parts = split(url)
    first = parts.path.lower().lstrip("/").partition("/")[0] if parts else ""
    return LANGUAGES.get(first) or (first if first in CODES else "")


def language_code(text: str) -> str:
    """ISO 639-1 of ``ar``, ``en-US``, ``de_DE``; "" for ``x-default`` and other words."""
    match = re.fullmatch(r"([a-z]{2,3})(?:[-_]\w{2,8})*", text.strip().lower())
    return match[1] if match else ""


def _is_self(url: str, language: str, outline: Outline) -> bool:
    own = [address for address in (outline.url, outline.canonical) if address]
    if page_key(url) in map(page_key, own):
        return True
    same_path = path_key(url) in map(path_key, own)
    return same_path and language == html_language(outline).partition("-")[0].lower()


def is_front_page(url: str) -> bool:
    """Whether an address is the front page of a site or of one of its languages."""
    parts = split(url)
    if parts is None:
        return True
    folders = [part for part in parts.path.lower().split("/") if part]
    alone = len(folders) == 1 and (folders[0] in CODES or folders[0] in LANGUAGES)
    return not parts.query and (not folders or alone or folders == ["index.php"])


def html_language(outline: Outline) -> str:
    """``<html lang>`` as the page writes it."""
    for element in outline.of("html")[:1]:
        return (element.get("lang") or element.get("xml:lang") or "").strip()[:35]
    return ""
