"""The body as a page tells it to search engines: ``articleBody`` of its JSON-LD."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence

from lxml import etree

from crawler.extraction.page.tree import by_xpath
from crawler.extraction.words.labels import fold

_SCRIPTS = by_xpath("descendant::script[contains(@type, 'ld+json')]")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:/?p|br|/?div|/?li|/h\d)\b[^<>]{0,2000}>", re.IGNORECASE)


def told_body(root: etree._Element, titles: Sequence[str]) -> str:
    """The page's own ``articleBody`` as plain text; empty where there is none.

    Where items of several articles have one, only that of the page's headline counts.
    """
    items = [
        item
        for element in _SCRIPTS(root)
        if '"articleBody"' in (script := element.text or "")
        for item in _articles(_loaded(script))
    ]
    bodies = {plain_text(body): headline for body, headline in items}
    if len(bodies) > 1:
        wanted = {fold(title) for title in titles}
        bodies = {body: headline for body, headline in bodies.items() if fold(headline) in wanted}
    return max(bodies, key=len, default="")


def _loaded(script: str) -> object:
    try:
        value: object = json.loads(script, strict=False)
    except (ValueError, RecursionError):  # not JSON; nested without end
        return None
    return value


def _articles(value: object) -> list[tuple[str, str]]:
    """Body and headline of every item that has a body."""
    found: list[tuple[str, str]] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            body, headline = item.get("articleBody"), item.get("headline", item.get("name"))
            if isinstance(body, str):
                found.append((body, headline if isinstance(headline, str) else ""))
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return found


def plain_text(body: str) -> str:
    """Text of a body that may hold markup, escaped once or twice, on lines of its own."""
    if "&" in body:
        body = html.unescape(html.unescape(body))
    if "<" in body:
        body = _TAG.sub("", _BREAK.sub("\n", body))
    return "\n".join(" ".join(line.split()) for line in body.splitlines() if line.strip())
