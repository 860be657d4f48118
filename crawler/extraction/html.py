"""The body of a page by the best way that fits: publisher's rule, known theme, generic."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import lxml.html
from lxml import etree

from crawler.extraction.body import more_pages, theme
from crawler.extraction.body.body import Body
from crawler.extraction.body.container import ContainerText, container_text
from crawler.extraction.body.generic import generic_body
from crawler.extraction.body.landmarks import Landmarks, Place
from crawler.extraction.body.told import told_body
from crawler.extraction.page.tree import by_css, by_xpath, flat_text, parse, text_without_scripts
from crawler.publishers import ContentRules, publisher_of

__all__ = ["Body", "body_text", "extract_body", "parse"]

MAIN = 0.7
"""Share of the text of all containers of a kind from which the first is the page's own."""
PART = 2
"""Length of the body that JSON-LD tells to a container's from which the container is a part."""
MAX_HEADLINES = 5
"""Headings of first rank looked at; more belong to other posts."""
_SHOWN = (Place("<h1>"), Place("page-header"))
"""Where headlines stand; ``page-header`` is Joomla's, which prints a heading of second rank."""
_META_TITLE = by_xpath("descendant::meta[@property='og:title'][@content]")
_NAMES = theme.NAMES | {place.name for place in (*_SHOWN, *more_pages.PLACES)}

css = lru_cache(maxsize=512)(by_css)


def body_text(html: str, url: str) -> str:
    """The body of a page: paragraphs parted by a blank line; empty where it holds none."""
    publisher = publisher_of(url)
    return extract_body(parse(html), url, publisher.content if publisher else None).text


def extract_body(tree: lxml.html.HtmlElement, url: str, rules: ContentRules | None) -> Body:
    """The body and what stands with it. The tree stays as it is.

    ``rules`` are the publisher's, where it has any. A container of theirs, or of a theme that is
    surely there, decides also where it is empty or holds a password form: the text is empty then.
    """
    landmarks = Landmarks(tree, _NAMES)
    titles = headlines(tree, landmarks)
    known = theme.recognise(landmarks)
    method, content = (
        _by_rules(tree, rules, titles)
        or _by_theme(tree, known, landmarks, titles)
        or generic_body(tree, titles)
    )
    outside = landmarks.texts(known.captions) if known else []
    return Body(
        text=content.text,
        method=method,
        captions=tuple(dict.fromkeys((*outside, *content.captions))),
        subtitle=_subtitle(tree, rules, landmarks, known),
        more_pages=more_pages.more_pages(landmarks, url),
    )


def headlines(tree: etree._Element, landmarks: Landmarks) -> tuple[str, ...]:
    """The page's headline in the forms in which it may stand again over the body."""
    claimed = [element.get("content") or "" for element in _META_TITLE(tree)[:1]]
    return tuple(title for title in (*landmarks.texts(_SHOWN)[:MAX_HEADLINES], *claimed) if title)


def _by_rules(
    tree: etree._Element, rules: ContentRules | None, titles: tuple[str, ...]
) -> tuple[str, ContainerText] | None:
    if rules is None:
        return None
    noise = [css(selector) for selector in rules.noise]
    first: tuple[str, ContainerText] | None = None
    for selector in rules.containers:
        for container in theme.outermost(css(selector)(tree)):
            content = container_text(container, titles, noise)
            if content.text or content.is_protected:
                return f"publisher:{selector}", content
            first = first or (f"publisher:{selector}", content)
    return first


def _by_theme(
    tree: etree._Element, known: theme.Theme | None, landmarks: Landmarks, titles: tuple[str, ...]
) -> tuple[str, ContainerText] | None:
    if known is None:
        return None
    containers = list(theme.candidates(known, landmarks))
    if not known.own and not is_main(containers):
        return None
    for container in containers:
        content = container_text(container, titles, is_sure=known.own)
        if not known.own and len(told_body(tree, titles)) > PART * len(content.text):
            return None
        if content.text or content.is_protected:
            return f"theme:{known.name}", content
    return (f"theme:{known.name}", ContainerText("", ())) if known.own else None


def is_main(containers: Sequence[etree._Element]) -> bool:
    """Whether the first of several containers holds most of their text.

    Some sites mark every paragraph, or every post of a list.
    """
    sizes = [len(flat_text(container)) for container in containers]
    return bool(sizes) and sizes[0] >= MAIN * sum(sizes)


def _subtitle(
    tree: etree._Element,
    rules: ContentRules | None,
    landmarks: Landmarks,
    known: theme.Theme | None,
) -> str:
    by_rule = (
        element for path in (rules.subtitles if rules else ()) for element in css(path)(tree)
    )
    found = [
        *map(text_without_scripts, by_rule),
        *landmarks.texts(known.subtitles if known else ()),
    ]
    return next((text for text in found if text), "")
