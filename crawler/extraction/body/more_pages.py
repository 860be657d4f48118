"""Links to the other pages of a multi-page post."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from crawler.extraction.body.landmarks import Landmarks, Place
from crawler.extraction.page.noise import PAGE_LINKS
from crawler.extraction.page.tree import flat_text

PLACES = tuple(Place(name.removeprefix(".")) for name in PAGE_LINKS)
"""What ``Landmarks`` has to look for."""
_NUMBER_IN_URL = re.compile(r"(?:/|[?&]page=)(\d{1,3})/?$")


def more_pages(landmarks: Landmarks, url: str) -> tuple[str, ...]:
    """Other pages of the post at ``url``, absolute, in their order; empty where it is whole.

    Numbered links in ``.page-links`` and its like, on the page's own host, to ``<post>/2/`` or
    ``?page=2`` as WordPress makes them.
    """
    try:
        host = urlsplit(url).netloc
    except ValueError:  # "http://[" and the like: a page without an address
        return ()
    found: dict[str, int] = {}
    links = (link for place in PLACES for box in landmarks.at(place) for link in box.iter("a"))
    for link in dict.fromkeys(links):
        target = _absolute(url, link.get("href") or "")
        number = _number(flat_text(link), target)
        if number and urlsplit(target).netloc == host and target.rstrip("/") != url.rstrip("/"):
            found.setdefault(target, number)
    return tuple(sorted(found, key=found.__getitem__))


def _absolute(url: str, href: str) -> str:
    try:
        return urljoin(url, href.strip()).partition("#")[0]
    except ValueError:  # no address
        return ""


def _number(text: str, target: str) -> int:
    shown = re.search(r"\d{1,3}$", text)
    if shown:
        return int(shown[0])
    in_url = _NUMBER_IN_URL.search(target)
    return int(in_url[1]) if in_url else 0
