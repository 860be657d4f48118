"""Feeds: RSS and Atom, paged by ``?paged=N`` as WordPress does."""

from __future__ import annotations

from datetime import UTC, date
from email.utils import parsedate_to_datetime
from functools import partial
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from crawler.discovery.entries import (
    Answer,
    Batch,
    Entry,
    Fetch,
    SourceError,
    Trouble,
    Walk,
    fetch_first,
    read_moment,
)
from crawler.discovery.xml import Document, child_text, children, read_document

MAX_PAGES = 10_000
"""Pages read at the most: 100,000 reports, ten a page."""


async def walk(fetch: Fetch, url: str, timezone: ZoneInfo, since: date | None = None) -> Walk:
    """Yield a batch a page until there is none (404) or all of a page is older than ``since``.

    Raises SourceError, PARTIAL where the feed has one page only and ignores ``?paged=``.
    """
    seen: set[str] = set()
    for page in range(1, MAX_PAGES + 1):
        found = await _fetch_page(fetch, url, page, timezone)
        if found is None:
            return
        base, document = found
        entries = document.entries
        before = len(seen)
        seen.update(entry.url for entry in entries)
        if entries and len(seen) == before:
            raise SourceError(
                Trouble.PARTIAL,
                f"{url}: page {page} repeats earlier ones; it gives its newest {before} only",
            )
        if entries:
            yield Batch(entries, base)
        if document.fault:
            raise SourceError(Trouble.PARTIAL, f"{base} {document.fault}")
        if not entries or (since and _all_before(entries, since)):
            return
    raise SourceError(Trouble.LYING, f"{url}: more than {MAX_PAGES} pages")


async def _fetch_page(
    fetch: Fetch, url: str, page: int, timezone: ZoneInfo
) -> tuple[str, Document] | None:
    """URL and content of a page, without the answer: nobody keeps that while pages are read.

    None after the last one.
    """
    if page == 1:
        answer = await fetch_first(fetch, url)
    else:
        answer = await fetch(_page_url(url, page))
        if answer.status in {404, 410, 400}:
            return None
        if answer.status != 200:
            raise SourceError(Trouble.PARTIAL, f"{answer.url}: HTTP {answer.status}")
    return answer.url, _read(answer, timezone)


def _page_url(url: str, page: int) -> str:
    parts = urlsplit(url)
    query = "&".join(filter(None, [parts.query, urlencode({"paged": page})]))
    return parts._replace(query=query).geturl()


def _all_before(entries: tuple[Entry, ...], since: date) -> bool:
    return all(entry.published is not None and entry.published < since for entry in entries)


def read_feed(answer: Answer, timezone: ZoneInfo) -> tuple[Entry, ...]:
    """Entries of RSS 2.0, RSS 1.0 or Atom. Raises SourceError BROKEN for anything else."""
    return _read(answer, timezone).entries


def _read(answer: Answer, timezone: ZoneInfo) -> Document:
    rss, atom = partial(_rss_entry, timezone=timezone), partial(_atom_entry, timezone=timezone)
    kinds = {"feed": ("entry", atom), "rss": ("item", rss), "RDF": ("item", rss)}
    return read_document(answer, "feed", kinds)


def _rss_entry(item: etree._Element, timezone: ZoneInfo) -> Entry | None:
    link = child_text(item, "link")
    if not link:
        return None
    return Entry(url=link, published=_day(child_text(item, "pubDate"), timezone))


def _atom_entry(item: etree._Element, timezone: ZoneInfo) -> Entry | None:
    links = [
        str(link.get("href"))
        for link in children(item, "link")
        if link.get("href") and link.get("rel", "alternate") == "alternate"
    ]
    if not links:
        return None
    published = read_moment(child_text(item, "published"))
    return Entry(
        url=links[0],
        modified=read_moment(child_text(item, "updated")),
        published=published.astimezone(timezone).date() if published else None,
    )


def _day(text: str, timezone: ZoneInfo) -> date | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(timezone).date()
