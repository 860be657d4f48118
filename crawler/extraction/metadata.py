"""Fields of a report other than its body and its dates.

Each field has its rules in a stated order; the first that gives something counts. What the page
shows comes before what it tells machines where people correct the former (title, sections), and
after it where the latter is made for one thing only (canonical, author).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs

from attrs import frozen
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.addresses import path_key, split
from crawler.extraction.jsonld import names_of, texts_of
from crawler.extraction.links import html_language, lead_image, pdf_links, translations
from crawler.extraction.outline import Outline, is_noise
from crawler.extraction.page import Page, read_page
from crawler.extraction.titles import find_subtitle
from crawler.extraction.tree import class_tokens
from crawler.extraction.wording import fold, line_of, one_line, plain
from crawler.items import Link

_CRUMB = re.compile(
    r" (?:(?:td-|tdb-)?(?:entry-)?crumbs?(?:-container)?|tdb-entry-crumb|tdb[-_]breadcrumbs"
    r"|(?:[\w-]+[-_])?breadcrumbs?(?:[-_](?:list|trail|nav|container|wrapper|block|items?))?) "
)
_CATEGORY_BOXES = frozenset({"td-category", "tdb-category", "tdb-entry-category", "entry-category"})
_TAG_BOXES = frozenset(
    {"td-tags", "tdb-tags", "tags-links", "post-tags", "com-content-article__tags"}
)
_HOME_WORDS = frozenset({"home", "homepage", "start", "startseite", "الرئيسية", "الصفحة الرئيسية"})
_AUTHOR_BOXES = frozenset(
    [
        "td-post-author-name",
        "tdb-author-name-wrap",
        "byline",
        "author-name",
        "post-author",
        "entry-author",
        "createdby",
        "itemAuthor",
        "author",
        "vcard",
        "fn",
        "tdb-author-name",
    ]
)
_BY = re.compile(
    r"^(?:written by|posted by|published by|by|von|بقلم|كتبه|الكاتب)\s*:?\s+", re.IGNORECASE
)
_ACCOUNTS = frozenset(
    ["admin", "administrator", "root", "webmaster", "superuser", "editor1", "super"]
)
_POST_ID = re.compile(r"(?:postid|post)-(\d+)")
_REST_POST = re.compile(r"/wp/v2/posts/(\d+)/?$")
_JOOMLA_SLUG = re.compile(r"(\d+)(?:-|:)[^/]*")
_NUMBERED_POST = re.compile(r"/(?:19|20)\d\d/\d{1,2}/\d{1,2}/(\d+)/?")
_LONGEST_NAME = 120


@frozen
class Metadata:
    """Fields of one page; empty where the page does not tell them."""

    title: str = ""
    """Headline as shown, one line, without the site's name."""
    title_from: str = ""
    """Which rule gave it: ``theme``, ``h1``, ``json-ld``, ``og:title`` or ``title``."""
    subtitle: str = ""
    """Line under the headline."""
    canonical: str = ""
    """``<link rel=canonical>``, absolute, without a fragment."""
    shortlink: str = ""
    """``<link rel=shortlink>``, absolute."""
    post_id: str = ""
    """The site's own id of the post, digits."""
    sections: tuple[str, ...] = ()
    """Categories, broadest first, without the front page and the report itself."""
    tags: tuple[str, ...] = ()
    """The post's tags."""
    author: str = ""
    """Byline; several names parted by ", "."""
    links: tuple[Link, ...] = ()
    """Lead image, then PDFs, then translations."""
    html_language: str = ""
    """``<html lang>`` as written."""


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    """Fields of the page at ``url``; ``tree`` is not changed."""
    return metadata_of(read_page(tree, url))


def metadata_of(page: Page) -> Metadata:
    """The same of a page that is already read."""
    outline = page.outline
    image = lead_image(outline)
    return Metadata(
        title=page.headline.text,
        title_from=page.headline.source,
        subtitle=find_subtitle(outline, page.headline, page.article),
        canonical=outline.canonical(),
        shortlink=_shortlink(outline),
        post_id=find_post_id(page),
        sections=tuple(find_sections(page)),
        tags=tuple(find_tags(page)),
        author=find_author(page),
        links=(*([image] if image else []), *pdf_links(outline), *translations(outline)),
        html_language=html_language(outline),
    )


def _shortlink(outline: Outline) -> str:
    urls = (outline.absolute(link.get("href")) for link in outline.links("shortlink"))
    return next(filter(None, urls), "")


def find_post_id(page: Page) -> str:
    """The post's id: ``?p=ID`` of the shortlink, the REST address of the post, ``postid-ID`` of
    ``<body>``, ``post-ID`` of the article around the title; then, where these are switched off, the
    address: ``?p=ID``, ``/yyyy/mm/dd/ID/``, and ``/ID-slug`` on Joomla only, for elsewhere a slug may
    begin with a figure ("20-killed-in-…")."""
    return next(filter(None, _post_ids(page)), "")


def _post_ids(page: Page) -> Iterator[str]:
    outline = page.outline
    yield _query_id(_shortlink(outline))
    for link in outline.links("alternate"):
        if match := _REST_POST.search(link.get("href") or ""):
            yield match[1]
    yield from _class_ids(outline.body_classes(), "postid-")
    article = _article_element(page)
    if article is not None:
        yield from _class_ids([article.get("id") or "", *class_tokens(article)], "post-")
    for address in (outline.url, outline.canonical()):
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
    if "joomla" in outline.meta("generator").lower() or "com_content" in outline.body_classes():
        return True
    return "/index.php/" in outline.url


def find_sections(page: Page) -> list[str]:
    """Categories: the theme's breadcrumb (ordered from broad to narrow), JSON-LD's breadcrumb and
    ``articleSection``, ``article:section``, links of ``rel=category``, the theme's category labels."""
    outline = page.outline
    article = page.article or {}
    rules: tuple[Iterable[str], ...] = (
        _breadcrumb(outline),
        _json_breadcrumb(page),
        texts_of(article.get("articleSection")),
        map(plain, outline.metas.get("article:section", ())),
        _marked_links(outline, "category", _CATEGORY_BOXES),
    )
    title = fold(page.headline.text)
    for names in rules:
        sections = [n for n in dict.fromkeys(names) if n and fold(n) != title and not _is_home(n)]
        if sections:
            return sections
    return []


def _breadcrumb(outline: Outline) -> Iterator[str]:
    for anchor in outline.of("a"):
        if _CRUMB.search(outline.near[anchor]):
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


def _is_home(name: str) -> bool:
    return name.casefold() in _HOME_WORDS


def _marked_links(outline: Outline, rel: str, boxes: frozenset[str]) -> Iterator[str]:
    """Words of links that ``rel`` marks, else of those that stand in one of the theme's boxes."""
    # WordPress marks categories as "category tag".
    marked = [
        anchor
        for anchor in outline.of("a")
        if rel in (rels := (anchor.get("rel") or "").lower().split())
        and (rel != "tag" or "category" not in rels)
    ]
    boxed = (a for a in outline.of("a") if not boxes.isdisjoint(outline.near[a].split()))
    for anchor in marked or boxed:
        if not is_noise(anchor, footers=False):
            yield line_of(anchor)


def find_tags(page: Page) -> list[str]:
    """Tags: links of ``rel=tag`` or in the theme's tag box, ``article:tag``, JSON-LD ``keywords``."""
    article = page.article or {}
    keywords = article.get("keywords")
    rules: tuple[Iterable[str], ...] = (
        _marked_links(page.outline, "tag", _TAG_BOXES),
        map(plain, page.outline.metas.get("article:tag", ())),
        texts_of(keywords.split(",") if isinstance(keywords, str) else keywords),
    )
    return next((tags for r in rules if (tags := [n for n in dict.fromkeys(r) if n])), [])


def find_author(page: Page) -> str:
    """Byline: JSON-LD author of this page's article, ``<meta name=author>``, the theme's byline.

    Names of accounts (``admin``, ``Super User``), addresses and the authors of comments are none.
    """
    outline = page.outline
    rules: tuple[Iterable[str], ...] = (
        (n for item in page.items for n in names_of(outline.graph, item.get("author"))),
        map(plain, outline.metas.get("author", ())),
        _bylines(page),
    )
    for names in rules:
        persons = [p for name in names if (p := _person(name))]
        if persons:
            return ", ".join(dict.fromkeys(persons))
    return ""


def _person(name: str) -> str:
    person = _BY.sub("", one_line(name)).strip(" -–|,")
    key = fold(person).replace(" ", "")
    address = "://" in person or "@" in person or "www." in person.lower()
    return "" if address or key in _ACCOUNTS or len(person) > _LONGEST_NAME else person


def _bylines(page: Page) -> Iterator[str]:
    """Words of the first link to an author near the article, else of a byline without a link."""
    outline = page.outline
    for anchor in outline.of("a"):
        named = "author" in (anchor.get("rel") or "").split()
        if (named or not _AUTHOR_BOXES.isdisjoint(outline.near[anchor].split())) and (
            not is_noise(anchor, footers=False) and (words := line_of(anchor))
        ):
            yield words
            return
    element = page.headline.element
    parent = element.getparent() if element is not None else None
    for _ in range(3):
        if parent is None or parent.tag in ("body", "main"):
            return
        for node in parent.iter("span", "dd", "div", "p"):
            marked = not _AUTHOR_BOXES.isdisjoint(class_tokens(node))
            if marked and not is_noise(node) and 0 < len(words := line_of(node)) <= _LONGEST_NAME:
                yield words
                return
        parent = parent.getparent()
