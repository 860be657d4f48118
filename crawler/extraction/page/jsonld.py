"""JSON-LD of a page: all its items, and the one that is about this page.

A page may carry several scripts, lists, ``@graph``, nested pages, items of related posts, and
broken JSON; what cannot be read is passed over, the rest counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator

from attrs import Factory, frozen

from crawler.extraction.page.addresses import path_key
from crawler.extraction.words.wording import bare, plain

Item = dict[str, object]

_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_INTO = ("@graph", "mainEntity", "mainEntityOfPage", "@list")
"""Keys under which the page itself may stand. ``itemListElement``, ``hasPart``, ``citation`` and
the like hold other pages and are not entered."""
_POSTINGS = frozenset({"BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report"})
_LISTINGS = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})
_SITES = frozenset({"WebSite", "Organization", "NewsMediaOrganization", "NGO"})
_SHORTEST_PREFIX = 20
"""Folded characters from which the beginning of a headline, as plugins cut it, identifies it."""


@frozen
class Graph:
    """Items that speak of the page itself or of the site, in the order of the page."""

    items: tuple[Item, ...] = ()
    by_id: dict[str, Item] = Factory(dict)

    def site_names(self) -> list[str]:
        """Names of the web site and of its publisher."""
        return [
            name
            for item in self.items
            if not _SITES.isdisjoint(types_of(item))
            for name in texts_of(item.get("name"))
        ]

    def is_listing(self) -> bool:
        """Whether the page calls itself a collection of posts, and no article stands beside it."""
        kinds = {kind for item in self.items for kind in types_of(item)}
        return not kinds.isdisjoint(_LISTINGS) and not any(map(is_article_type, kinds))


def read_graph(scripts: Iterable[str]) -> Graph:
    """The items of all scripts; broken ones give what can still be read of them."""
    items: list[Item] = []
    by_id: dict[str, Item] = {}
    for text in scripts:
        for item in _walk(_load(text)):
            items.append(item)
            if isinstance(key := item.get("@id"), str) and len(item) > len(by_id.get(key, {})):
                by_id[key] = item
    return Graph(tuple(items), by_id)


def _load(text: str) -> object:
    text = _WRAPPING.sub("", text).strip()
    if not text:
        return None
    decoder = json.JSONDecoder(strict=False)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            value: object = decoder.raw_decode(attempt)[0]
        except (ValueError, RecursionError):  # not JSON; nested without end
            continue
        return value
    return None


def _walk(value: object) -> Iterator[Item]:
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            yield current
            waiting.extend(current[key] for key in reversed(_INTO) if key in current)


def types_of(item: Item) -> list[str]:
    """``@type`` as a list, without a schema.org prefix."""
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return [
        name.rsplit("/", 1)[-1].removeprefix("schema:") for name in names if isinstance(name, str)
    ]


def is_article_type(name: str) -> bool:
    """Whether a type is of schema.org's articles (``NewsArticle``, ``BlogPosting`` …)."""
    return name.endswith("Article") or name in _POSTINGS


def page_items(graph: Graph, addresses: Collection[str], headlines: Collection[str]) -> list[Item]:
    """Items about the page at one of ``addresses``, the article first, then the web page.

    An article is this page's where it names the page's path, or else has its headline; one that
    names no page counts where it is the only one. The host is not compared: mirrors and copies
    carry the original's addresses. An article of another page is never taken.
    """
    keys = {path_key(address) for address in addresses if address}
    folded = {bare(line) for line in headlines} - {""}
    articles = [i for i in graph.items if any(map(is_article_type, types_of(i)))]
    pages = [i for i in graph.items if any(t.endswith("WebPage") for t in types_of(i))]
    named = [item for item in articles if names_page(item, keys)]
    titled = [item for item in articles if _has_headline(item, folded)]
    lone = [i for i in articles if len(articles) == 1 and not _own_addresses(i)]
    chosen = (named and _best(named, titled)) or titled or lone
    return chosen[:1] + [item for item in pages if names_page(item, keys)]


def _best(named: list[Item], titled: list[Item]) -> list[Item]:
    """Of several that name the page the one that also has its headline."""
    return [item for item in named if any(item is other for other in titled)] or named


def _own_addresses(item: Item) -> list[str]:
    of = item.get("mainEntityOfPage")
    values = [item.get("url"), item.get("@id"), of]
    if isinstance(of, dict):
        values += [of.get("@id"), of.get("url")]
    return [v.split("#")[0] for v in values if isinstance(v, str) and "/" in v.split("#")[0]]


def names_page(item: Item, keys: Collection[str]) -> bool:
    """Whether an item gives one of these ``path_key``s as its page."""
    return any(path_key(address) in keys for address in _own_addresses(item))


def _has_headline(item: Item, folded: Collection[str]) -> bool:
    own = next((bare(t) for k in ("headline", "name") for t in texts_of(item.get(k))), "")
    if not own:
        return False
    return own in folded or (
        len(own) >= _SHORTEST_PREFIX and any(title.startswith(own) for title in folded)
    )


def texts_of(value: object) -> list[str]:
    """Texts of a value that may be text or a list of texts; entities read, no empty ones."""
    values = value if isinstance(value, list) else [value]
    return [line for v in values if isinstance(v, str) and (line := plain(v))]


def names_of(graph: Graph, value: object) -> list[str]:
    """Names of persons or things given as text, as items, or by ``@id``."""
    names: list[str] = []
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, str):
            names += texts_of(entry)
        elif isinstance(entry, dict):
            key = entry.get("@id")
            known = graph.by_id.get(key, entry) if isinstance(key, str) else entry
            names += texts_of(entry.get("name") or known.get("name"))
    return list(dict.fromkeys(names))
