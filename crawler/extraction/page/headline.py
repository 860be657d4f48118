"""The headline of a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from attrs import frozen
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.page.addresses import split
from crawler.extraction.page.belonging import UNSEEN, is_noise
from crawler.extraction.page.elements import class_tokens, flat_text, nearest
from crawler.extraction.page.hidden import is_unseen
from crawler.extraction.page.jsonld import Item, texts_of
from crawler.extraction.page.outline import Outline
from crawler.extraction.page.shown import line_of
from crawler.extraction.page.site import MOST_HEADINGS, Site
from crawler.extraction.page.themes import SITE_TITLES, SUBTITLES, TITLES
from crawler.extraction.words.wording import MAX_LINE, bare, plain


@frozen(eq=False)
class Headline:
    """The title of a page and where it stands."""

    text: str = ""
    source: str = ""
    """``theme``, ``h1``, ``json-ld``, ``og:title`` or ``title``; "" without a title."""
    element: HtmlElement | None = None
    """The heading, where there is one; an empty one too, where the theme printed no title."""
    refused: int = 0
    """Where there is no title: characters of what stands in its place and is too long for one."""


def find_headline(outline: Outline, site: Site, article: Item | None) -> Headline:
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
        if text := _undoubled(_own_title(heading, site), outline):
            return Headline(text, "theme", heading)
    if not theme and not _is_nameless_post(outline, site):
        for heading in _other_headings(outline, site):
            return Headline(_undoubled(line_of(heading), outline), "h1", heading)
    empty = theme[0] if theme else None
    for text, source in _head_titles(outline, article):
        if title := site.leave_out(text):
            return Headline(title, source, empty)
    return Headline(element=empty, refused=_too_long(outline))


def _too_long(outline: Outline) -> int:
    headings = (*outline.of("h1")[:MOST_HEADINGS], *outline.of("title")[:1])
    longest = max((len(flat_text(heading)) for heading in headings), default=0)
    return longest if longest > MAX_LINE else 0


def _is_nameless_post(outline: Outline, site: Site) -> bool:
    """Whether WordPress marks the page as a post and its head names only the site: block themes
    print no heading at all for a post without a title, so that an h1 is one of its text."""
    if "single" not in outline.body_classes:
        return False
    titles = [title for title in (outline.meta("og:title"), outline.document_title) if title]
    return bool(titles) and not any(site.leave_out(title) for title in titles)


def claimed_titles(outline: Outline, site: Site) -> list[str]:
    """All that the page shows as its title, for telling its JSON-LD from that of related posts."""
    lines = [line_of(h) for h in (*_theme_headings(outline), *outline.of("h1")[:5])]
    for line in (outline.meta("og:title"), outline.document_title):
        lines += [line, site.leave_out(line)]
    return [line for line in lines if line]


def _theme_headings(outline: Outline) -> Iterator[HtmlElement]:
    for tag in ("h1", "h2"):
        likely = filter(_is_theme_title, outline.of(tag))
        marked = [h for h in islice(likely, MOST_HEADINGS) if _is_shown(h)]
        # Lists of posts set their titles in h2: several are teasers, not a title.
        yield from marked if tag == "h1" or len(marked) == 1 else ()


def _is_shown(heading: HtmlElement) -> bool:
    return not (is_noise(heading) or UNSEEN.match(heading) or is_unseen(heading))


def _is_theme_title(heading: HtmlElement) -> bool:
    marked = not TITLES.isdisjoint(class_tokens(heading))
    return marked or "headline" in (heading.get("itemprop") or "").split()


def _own_title(heading: HtmlElement, site: Site) -> str:
    text = line_of(heading)
    return "" if bare(text) in site.names else text


def _other_headings(outline: Outline, site: Site) -> Iterator[HtmlElement]:
    texts = [
        (h, bare(line_of(h))) for h in outline.of("h1")[:20] if not _is_site_heading(h, outline)
    ]
    usable = [(h, key) for h, key in texts if key and key not in site.names and _is_shown(h)]
    head = [outline.meta("og:title"), outline.document_title]
    yield from (h for h, key in usable if any(key in bare(title) for title in head))
    inside = [
        h for h, _ in usable if any(nearest(h, tag) is not None for tag in ("article", "main"))
    ]
    told = [bare(site.leave_out(title)) for title in head]
    lone = [h for h, key in usable if len(usable) == 1 and _shares_words(key, told)]
    yield from inside or lone


def _shares_words(key: str, head: list[str]) -> bool:
    """Whether a heading has a word of the document's title; a site's name in letters has none."""
    titles = {word for title in head for word in title.split()}
    return not titles or any(word in titles for word in key.split() if len(word) > 3)


def _is_site_heading(heading: HtmlElement, outline: Outline) -> bool:
    """The site's name or logo, or the theme's subtitle, which some layouts set as a second h1."""
    parents = [token for node in _up(heading, 3) for token in class_tokens(node)]
    if not SITE_TITLES.isdisjoint(parents) or any(map(SUBTITLES.fullmatch, parents)):
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
    if len(words) % 2 or not half or bare(" ".join(words[:half])) != bare(" ".join(words[half:])):
        return text
    once = " ".join(words[:half])
    head = bare(outline.meta("og:title") or outline.document_title)
    return text if bare(text) in head else once


def _head_titles(outline: Outline, article: Item | None) -> Iterator[tuple[str, str]]:
    social = outline.meta("og:title")
    headlines = texts_of(article.get("headline")) if article else []
    for headline in headlines[:1]:
        whole = bare(social).startswith(bare(headline)) and headline.rstrip(" .").endswith("…")
        if not whole and not headline.endswith(("...", "…")):
            yield headline, "json-ld"
    yield plain(social), "og:title"
    yield outline.document_title, "title"
