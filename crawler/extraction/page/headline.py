"""The headline of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from attrs import frozen
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.page.addresses import split
from crawler.extraction.page.jsonld import Item, texts_of
from crawler.extraction.page.outline import Outline, is_noise, nearest
from crawler.extraction.page.tree import class_tokens
from crawler.extraction.page.wording import fold, line_of, plain

THEME_TITLES = frozenset(
    [
        "entry-title",
        "tdb-title-text",
        "wp-block-post-title",
        "post-title",
        "itemTitle",
        "single-title",
    ]
)
"""Classes of the h1 (or h2) that a theme prints the post's title in."""

_SITE_TITLES = frozenset(
    ["site-title", "site-name", "logo", "site-logo", "header-logo", "td-logo", "blog-title"]
)
SUBTITLES = re.compile(
    r"td-post-sub-title|tdb_single_subtitle|(?:entry|post|article|page|item)?[-_]?sub-?(?:title|head|"
    r"heading|headline)|(?:entry|post|article)-deck|itemSubtitle"
)
_LOGO = re.compile(r"logo|brand|site-?title|site-?name")
_MOST_HEADINGS = 40
_SECOND_LEVELS = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})
_SLASHES_OF_A_HOST = 2
_LONGEST_HOST = 100
_SEPARATOR = re.compile(r"\s+[-–—|»«›‹·•:]+\s+|\s+\|\|\s+|\s*[|»«‹›]\s*")
_FEED_SUFFIX = re.compile(r"\s*[»|«].*$|\s+[-–—]\s.*$|\s+RSS.*$|\s+Feed$", re.DOTALL)


@frozen(eq=False)
class Headline:
    """The title of a page and where it stands."""

    text: str = ""
    source: str = ""
    """``theme``, ``h1``, ``json-ld``, ``og:title`` or ``title``; "" without a title."""
    element: HtmlElement | None = None
    """The heading, where there is one; an empty one too, where the theme printed no title."""


def site_names(outline: Outline) -> set[str]:
    """Folded names of the site, by which a title that is only the site's is refused.

    From Open Graph, JSON-LD, the titles of its feeds (all that core WordPress gives:
    "Site » Feed"), the site's own heading, its logo, and the host name.
    """
    names = [*outline.metas.get("og:site_name", ())]
    names += outline.graph.site_names()
    for link in outline.links("alternate"):
        if (link.get("type") or "").lower() in ("application/rss+xml", "application/atom+xml"):
            names.append(_FEED_SUFFIX.sub("", plain(link.get("title") or "")))
    names += [
        line_of(h)
        for h in outline.of("h1")[:_MOST_HEADINGS]
        if not _SITE_TITLES.isdisjoint(class_tokens(h))
    ]
    names += [line_of(link) or _picture_words(link) for link in _front_links(outline)]
    return {key for name in names if (key := fold(name))}


def _front_links(outline: Outline) -> Iterator[HtmlElement]:
    """Links to the site's front page that bear its name or logo; "Home" in a menu is no name."""
    hosts = {_host(address) for address in (outline.url, outline.canonical())}
    for link in outline.of("a"):
        href = (link.get("href") or "").rstrip("/")
        short = href.count("/") <= _SLASHES_OF_A_HOST and len(href) < _LONGEST_HOST
        if short and (not href or _host(href) in hosts) and link.get("href"):
            near = outline.near[link]
            if "home" in (link.get("rel") or "").split() or _LOGO.search(near):
                yield link


def _host(address: str) -> str:
    parts = split(address)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def _picture_words(link: HtmlElement) -> str:
    image = link.find(".//img")
    return plain(image.get("alt") or "") if image is not None else ""


def find_headline(outline: Outline, names: set[str], article: Item | None) -> Headline:
    """The title by the first rule that gives one:

    1. the heading of the theme's own class: written for nothing else;
    2. the h1 that the document's head agrees with, else the first in the article: other h1s are
       the site's name, a subtitle or a heading of the sidebar. Not tried where the theme's heading
       is there and empty, or the post has none: then an h1 can only be one of the text;
    3. JSON-LD ``headline`` of this page's article, unless a plugin cut it;
    4. ``og:title`` and 5. ``<title>``, less the site's name. What then is only the site's name is
       no title: core WordPress writes that for a post without one.
    """
    theme = list(_theme_headings(outline))
    for heading in theme:
        if text := _undoubled(_own_title(heading, names), outline):
            return Headline(text, "theme", heading)
    if not theme and not _is_nameless_post(outline, names):
        for heading in _other_headings(outline, names):
            return Headline(_undoubled(line_of(heading), outline), "h1", heading)
    empty = theme[0] if theme else None
    for text, source in _head_titles(outline, article):
        if title := less_site(text, names, outline.url):
            return Headline(title, source, empty)
    return Headline(element=empty)


def _is_nameless_post(outline: Outline, names: set[str]) -> bool:
    """Whether WordPress marks the page as a post and its head names only the site: block themes
    print no heading at all for a post without a title, so that an h1 is one of its text."""
    if "single" not in outline.body_classes():
        return False
    titles = [title for title in (outline.meta("og:title"), outline.document_title()) if title]
    return bool(titles) and not any(less_site(title, names, outline.url) for title in titles)


def claimed_titles(outline: Outline, names: set[str]) -> list[str]:
    """All that the page shows as its title, for telling its JSON-LD from that of related posts."""
    lines = [line_of(h) for h in (*_theme_headings(outline), *outline.of("h1")[:5])]
    for line in (outline.meta("og:title"), outline.document_title()):
        lines += [line, less_site(line, names, outline.url)]
    return [line for line in lines if line]


def _theme_headings(outline: Outline) -> Iterator[HtmlElement]:
    for tag in ("h1", "h2"):
        likely = filter(_is_theme_title, outline.of(tag))
        marked = [h for h in islice(likely, _MOST_HEADINGS) if not is_noise(h)]
        # Lists of posts set their titles in h2: several are teasers, not a title.
        yield from marked if tag == "h1" or len(marked) == 1 else ()


def _is_theme_title(heading: HtmlElement) -> bool:
    marked = not THEME_TITLES.isdisjoint(class_tokens(heading))
    return marked or "headline" in (heading.get("itemprop") or "").split()


def _own_title(heading: HtmlElement, names: set[str]) -> str:
    text = line_of(heading)
    return "" if fold(text) in names else text


def _other_headings(outline: Outline, names: set[str]) -> Iterator[HtmlElement]:
    texts = [
        (h, fold(line_of(h))) for h in outline.of("h1")[:20] if not _is_site_heading(h, outline)
    ]
    usable = [(h, key) for h, key in texts if key and key not in names and not is_noise(h)]
    head = [outline.meta("og:title"), outline.document_title()]
    yield from (h for h, key in usable if any(key in fold(title) for title in head))
    inside = [
        h for h, _ in usable if any(nearest(h, tag) is not None for tag in ("article", "main"))
    ]
    told = [fold(less_site(title, names, outline.url)) for title in head]
    lone = [h for h, key in usable if len(usable) == 1 and _shares_words(key, told)]
    yield from inside or lone


def _shares_words(key: str, head: list[str]) -> bool:
    """Whether a heading has a word of the document's title; a site's name in letters has none."""
    titles = {word for title in head for word in title.split()}
    return not titles or any(word in titles for word in key.split() if len(word) > 3)


def _is_site_heading(heading: HtmlElement, outline: Outline) -> bool:
    """The site's name or logo, or the theme's subtitle, which some layouts set as a second h1."""
    parents = [token for node in _up(heading, 3) for token in class_tokens(node)]
    if not _SITE_TITLES.isdisjoint(parents) or any(map(SUBTITLES.fullmatch, parents)):
        return True
    link = heading.find(".//a[@href]")
    target = split(outline.absolute(link.get("href"))) if link is not None else None
    return target is not None and bool(target.netloc) and target.path in ("", "/")


def _up(element: etree._Element, levels: int) -> Iterator[etree._Element]:
    node: etree._Element | None = element
    for _ in range(levels):
        if node is None or node.tag == "body":
            return
        yield node
        node = node.getparent()


def _undoubled(text: str, outline: Outline) -> str:
    """Half of a heading that holds the title twice, once for each width of screen."""
    words = text.split()
    half = len(words) // 2
    if len(words) % 2 or not half or fold(" ".join(words[:half])) != fold(" ".join(words[half:])):
        return text
    once = " ".join(words[:half])
    head = fold(outline.meta("og:title") or outline.document_title())
    return text if fold(text) in head else once


def _head_titles(outline: Outline, article: Item | None) -> Iterator[tuple[str, str]]:
    social = outline.meta("og:title")
    headlines = texts_of(article.get("headline")) if article else []
    for headline in headlines[:1]:
        whole = fold(social).startswith(fold(headline)) and headline.rstrip(" .").endswith("…")
        if not whole and not headline.endswith(("...", "…")):
            yield headline, "json-ld"
    yield plain(social), "og:title"
    yield outline.document_title(), "title"


def less_site(text: str, names: set[str], url: str) -> str:
    """``text`` without the site's name before or after a separator; "" where that is all."""
    line = f" {text} "
    marks = list(_SEPARATOR.finditer(line))
    for mark in reversed(marks):
        if _is_site(line[mark.end() :], names, url):
            return less_site(line[: mark.start()].strip(), names, url)
    for mark in marks:
        if _is_site(line[: mark.start()], names, url):
            return less_site(line[mark.end() :].strip(), names, url)
    return "" if _is_name(text, names, url) else text.strip()


def _is_name(text: str, names: set[str], url: str) -> bool:
    """Whether a text is a name of the site, or its host's, as it stands in the address."""
    key = fold(text)
    return not key or key in names or key.replace(" ", "") in _host_keys(url)


def _is_site(part: str, names: set[str], url: str) -> bool:
    """The same of a part of a title, where the initials of the host are a name too."""
    initials = "".join(word[0] for word in part.split() if word[0].isupper()).casefold()
    return _is_name(part, names, url) or initials in _host_keys(url)


@lru_cache(maxsize=64)
def _host_keys(url: str) -> tuple[str, ...]:
    """``monitorexample`` and ``monitor`` of ``www.monitor.example``."""
    host = _host(url)
    labels = host.split(".")
    own = [label for label in labels[:-1] if label not in _SECOND_LEVELS]
    return ("".join(labels), own[-1]) if own else (host,)
