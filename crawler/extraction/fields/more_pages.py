"""Links to the other pages of a multi-page post."""

from __future__ import annotations

import re

from crawler.extraction.page.addresses import split
from crawler.extraction.page.boxes import Box
from crawler.extraction.page.outline import Outline
from crawler.extraction.page.shown import line_of

_NUMBER_IN_URL = re.compile(r"(?:/|[?&]page=)(\d{1,3})/?$")


def more_pages(outline: Outline) -> tuple[str, ...]:
    """Other pages of the post, absolute, in their order; empty where it is whole.

    Numbered links in ``.page-links`` and its like, on the page's own host, to ``<post>/2/`` or
    ``?page=2`` as WordPress makes them.
    """
    found: dict[str, int] = {}
    for link in outline.links_in(Box.PAGES):
        target = outline.absolute(link.get("href"))
        number = _number(line_of(link), target)
        is_other = target.rstrip("/") != outline.url.rstrip("/")
        if number and is_other and _host(target) == _host(outline.url):
            found.setdefault(target, number)
    return tuple(sorted(found, key=found.__getitem__))


def _host(address: str) -> str:
    parts = split(address)
    return parts.netloc if parts else ""


def _number(text: str, target: str) -> int:
    shown = re.search(r"\d{1,3}$", text)
    if shown:
        return int(shown[0])
    in_url = _NUMBER_IN_URL.search(target)
    return int(in_url[1]) if in_url else 0
