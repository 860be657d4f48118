"""The site's own name for a post: its id and its short link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs

from lxml import etree

from crawler.extraction.page.addresses import may_be_own, split
from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.outline import Outline
from crawler.extraction.page.reading import Page

_POST_ID = re.compile(r"(?:postid|post)-(\d+)")
_REST_POST = re.compile(r"/wp/v2/posts/(\d+)/?$")
_JOOMLA_SLUG = re.compile(r"(\d+)(?:-|:)[^/]*")
_NUMBERED_POST = re.compile(r"/(?:19|20)\d\d/\d{1,2}/\d{1,2}/(\d+)/?")


def find_shortlink(outline: Outline) -> str:
    """``<link rel=shortlink>``, absolute."""
    urls = (outline.absolute(link.get("href")) for link in outline.links("shortlink"))
    return next(filter(None, urls), "")


def find_post_id(page: Page) -> str:
    """The post's id: ``?p=ID`` of the shortlink, the REST address of the post, ``postid-ID`` of
    ``<body>``, ``post-ID`` of the article around the title; then, where these are switched off, the
    address: ``?p=ID``, ``/yyyy/mm/dd/ID/``, and ``/ID-slug`` on Joomla only, for elsewhere a slug
    may begin with a figure ("20-killed-in-…")."""
    return next(filter(None, _post_ids(page)), "")


def _post_ids(page: Page) -> Iterator[str]:
    outline = page.outline
    yield _query_id(find_shortlink(outline))
    for link in outline.links("alternate"):
        if match := _REST_POST.search(link.get("href") or ""):
            yield match[1]
    yield from _class_ids(outline.body_classes, "postid-")
    article = _article_element(page)
    if article is not None:
        yield from _class_ids([article.get("id") or "", *class_tokens(article)], "post-")
    canonical = outline.canonical
    for address in (outline.url, canonical if may_be_own(canonical, outline.url) else ""):
        yield _query_id(address)
        parts = split(address)
        path = parts.path if parts else ""
        if match := _NUMBERED_POST.search(path):
            yield match[1]
        if _is_joomla(outline) and (
            match := _JOOMLA_SLUG.fullmatch(path.rstrip("/").split("/")[-1])
        ):
            yield match[1]


def _query_id(address: str) -> str:
    parts = split(address)
    query = parse_qs(parts.query) if parts and parts.query else {}
    value = (query.get("p") or [""])[0]
    if query.get("option") == ["com_content"]:
        value = (query.get("id") or [""])[0].partition(":")[0]
    return value if value.isascii() and value.isdigit() else ""


def _class_ids(tokens: Iterable[str], prefix: str) -> Iterator[str]:
    for token in tokens:
        if token.startswith(prefix) and (match := _POST_ID.fullmatch(token)):
            yield match[1]


def _article_element(page: Page) -> etree._Element | None:
    """The article around the headline, else the only one of the page."""
    if page.headline.element is not None:
        return next(page.headline.element.iterancestors("article"), None)
    articles = page.outline.of("article")
    return articles[0] if len(articles) == 1 else None


def _is_joomla(outline: Outline) -> bool:
    if "joomla" in outline.meta("generator").lower() or "com_content" in outline.body_classes:
        return True
    return "/index.php/" in outline.url
