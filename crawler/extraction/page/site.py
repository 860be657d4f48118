"""The names of the site, by which a title that is only the site's is told from a report's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen
from lxml.html import HtmlElement

from crawler.extraction.page.addresses import split
from crawler.extraction.page.boxes import classes_near
from crawler.extraction.page.elements import class_tokens
from crawler.extraction.page.outline import Outline
from crawler.extraction.page.shown import line_of, picture_words
from crawler.extraction.page.themes import SITE_TITLES
from crawler.extraction.words.wording import bare, plain

SEPARATOR = re.compile(r"(?<!\s)\s+[-–—|»«›‹·•:]++\s+|(?:(?<!\s)\s+)?[|»«‹›]\s*")
"""What parts the title of a document from the name of its site."""
MOST_HEADINGS = 40
"""Headings of one tag that are looked at."""

_LOGO = re.compile(r"logo|brand|site-?title|site-?name")
_SECOND_LEVELS = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})
_SLASHES_OF_A_HOST = 2
_LONGEST_HOST = 100
_FEEDS = ("application/rss+xml", "application/atom+xml")
_FEED_SUFFIX = re.compile(r"(?:(?<!\s)\s+)?[»|«].*$|(?<!\s)\s+(?:[-–—]\s.*|RSS.*|Feed)$", re.DOTALL)


@frozen
class Site:
    """What a site calls itself."""

    names: frozenset[str]
    """Folded."""
    host_keys: tuple[str, ...]
    """``monitorexample`` and ``monitor`` of ``www.monitor.example``."""

    def is_named(self, text: str) -> bool:
        """Whether a text is a name of the site, or its host's, as it stands in the address."""
        key = bare(text)
        return not key or key in self.names or key.replace(" ", "") in self.host_keys

    def leave_out(self, text: str) -> str:
        """A title without the site's name at its ends; "" where that is all of it."""
        line = f" {text} "
        marks = list(SEPARATOR.finditer(line))
        for mark in reversed(marks):
            if self._is_part(line[mark.end() :]):
                return self.leave_out(line[: mark.start()].strip())
        for mark in marks:
            if self._is_part(line[: mark.start()]):
                return self.leave_out(line[mark.end() :].strip())
        return "" if self.is_named(text) else text.strip()

    def _is_part(self, part: str) -> bool:
        """``is_named`` of a part of a title, where the initials of the host are a name too."""
        initials = "".join(word[0] for word in part.split() if word[0].isupper()).casefold()
        return self.is_named(part) or initials in self.host_keys


def read_site(outline: Outline) -> Site:
    """Its names by Open Graph, JSON-LD, the titles of its feeds (all that core WordPress gives:
    "Site » Feed"), the site's own heading, its logo, and the host name."""
    names = [*outline.metas.get("og:site_name", ())]
    names += outline.graph.site_names()
    for link in outline.links("alternate"):
        if (link.get("type") or "").lower() in _FEEDS:
            names.append(_FEED_SUFFIX.sub("", plain(link.get("title") or "")))
    names += [
        line_of(h)
        for h in outline.of("h1")[:MOST_HEADINGS]
        if not SITE_TITLES.isdisjoint(class_tokens(h))
    ]
    names += [line_of(link) or picture_words(link) for link in _front_links(outline)]
    return Site(frozenset(key for name in names if (key := bare(name))), _host_keys(outline.url))


def _front_links(outline: Outline) -> Iterator[HtmlElement]:
    """Links to the site's front page that bear its name or logo; "Home" in a menu is no name."""
    hosts = {_host(address) for address in (outline.url, outline.canonical)}
    for link in outline.of("a"):
        href = (link.get("href") or "").rstrip("/")
        short = href.count("/") <= _SLASHES_OF_A_HOST and len(href) < _LONGEST_HOST
        if short and (not href or _host(href) in hosts) and link.get("href"):
            rel = (link.get("rel") or "").split()
            if "home" in rel or _LOGO.search(classes_near(link)):
                yield link


def _host(address: str) -> str:
    parts = split(address)
    return (parts.hostname or "").removeprefix("www.") if parts else ""


def _host_keys(url: str) -> tuple[str, ...]:
    host = _host(url)
    labels = host.split(".")
    own = [label for label in labels[:-1] if label not in _SECOND_LEVELS]
    return ("".join(labels), own[-1]) if own else (host,)
