"""Sections and tags of a post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.extraction.page.addresses import path_key
from crawler.extraction.page.belonging import is_noise
from crawler.extraction.page.boxes import Box
from crawler.extraction.page.jsonld import texts_of
from crawler.extraction.page.outline import Outline
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of
from crawler.extraction.words.wording import bare, one_line, plain

_HOME_WORDS = (
    "home", "homepage", "start", "startseite", "الرئيسية", "الصفحة الرئيسية", "accueil", "inicio",
    "início",
)  # fmt: skip


def find_sections(page: Page) -> list[str]:
    """Categories: the theme's breadcrumb (ordered from broad to narrow), JSON-LD's breadcrumb and
    ``articleSection``, ``article:section``, links of ``rel=category``, the theme's labels."""
    outline = page.outline
    article = page.article or {}
    rules: tuple[Iterable[str], ...] = (
        _breadcrumb(outline),
        _json_breadcrumb(page),
        texts_of(article.get("articleSection")),
        map(plain, outline.metas.get("article:section", ())),
        _marked_links(outline, "category", Box.CATEGORIES),
    )
    title = bare(page.headline.text)
    for names in rules:
        sections = [
            n for n in _parted(names) if bare(n) not in (title, *page.site.names, *_HOME_WORDS)
        ]
        if sections:
            return sections
    return []


def _breadcrumb(outline: Outline) -> Iterator[str]:
    for anchor in outline.links_in(Box.CRUMBS):
        target = path_key(outline.absolute(anchor.get("href")))
        if target not in ("", "/", path_key(outline.url)):
            yield line_of(anchor)


def _json_breadcrumb(page: Page) -> Iterator[str]:
    for item in page.outline.graph.items:
        entries = item.get("itemListElement") if item.get("@type") == "BreadcrumbList" else None
        # The last entry is the page itself.
        for entry in entries[:-1] if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                inner = entry.get("item")
                name = entry.get("name") or (inner.get("name") if isinstance(inner, dict) else "")
                yield from texts_of(name)


def _parted(names: Iterable[str]) -> list[str]:
    """Distinct names; a lone one that is a list in disguise ("Deaths,Idlib") is parted."""
    distinct = [name for name in dict.fromkeys(names) if name]
    if len(distinct) == 1 and re.search(r",(?! )", distinct[0]):
        distinct = [part for part in map(one_line, distinct[0].split(",")) if part]
    return distinct


def find_tags(page: Page) -> list[str]:
    """Tags: links of ``rel=tag`` or in a theme's box, ``article:tag``, JSON-LD ``keywords``."""
    article = page.article or {}
    keywords = article.get("keywords")
    rules: tuple[Iterable[str], ...] = (
        _marked_links(page.outline, "tag", Box.TAGS),
        map(plain, page.outline.metas.get("article:tag", ())),
        texts_of(keywords.split(",") if isinstance(keywords, str) else keywords),
    )
    return next((tags for names in rules if (tags := _parted(names))), [])


def _marked_links(outline: Outline, rel: str, box: Box) -> Iterator[str]:
    """Words of links that ``rel`` marks, else of those that stand in one of the theme's boxes."""
    # WordPress marks categories as "category tag".
    marked = [
        anchor
        for anchor in outline.of("a")
        if (told := anchor.get("rel"))
        and rel in (rels := told.lower().split())
        and (rel != "tag" or "category" not in rels)
    ]
    for anchor in marked or outline.links_in(box):
        if not is_noise(anchor, footers=False):
            yield line_of(anchor)
