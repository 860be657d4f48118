"""Sitemaps: an index of sitemaps or a plain one, packed or not, with ``lastmod`` where given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen
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
    join,
    read_moment,
)
from crawler.discovery.limits import LimitError
from crawler.discovery.xml import child_text, read_document

NOT_REPORTS = re.compile(
    r"(?:wp-sitemap-(?:users|taxonomies)-|(?:author|category|post_tag|tag)-sitemap)", re.IGNORECASE
)
"""Sitemaps that list users and tags, as WordPress core and its SEO plugins name them."""
MAX_SITEMAPS = 5_000
"""Sitemaps read at the most; 2,000 URLs each is what core WordPress puts into one."""


@frozen
class Sitemap:
    """What one sitemap file says."""

    url: str
    """After redirects."""
    entries: tuple[Entry, ...]
    children: tuple[str, ...]
    """URLs of further sitemaps, where it is an index."""
    fault: str
    """Why it may name more; see ``Document``."""


async def walk(fetch: Fetch, roots: Sequence[str]) -> Walk:
    """Yield a batch a sitemap: of the first of the roots that is there, and all it leads to.

    Raises SourceError: that of the last root where none is there, PARTIAL where a part failed.
    """
    root, sitemap = await _first_present(fetch, roots)
    seen = {root}
    queue = list(sitemap.children)
    failed = [f"{root} {sitemap.fault}"] if sitemap.fault else []
    if sitemap.entries:
        yield Batch(sitemap.entries, sitemap.url)
    # No more than are asked for is kept of what an index names, or indexes that name themselves
    # would fill the memory.
    while queue and len(seen) < MAX_SITEMAPS:
        url = queue.pop(0)
        if url in seen or NOT_REPORTS.search(url):
            continue
        seen.add(url)
        try:
            sitemap = await _fetch_sitemap(fetch, url)
        except LimitError:
            raise
        except SourceError as error:
            failed.append(str(error))
            continue
        if sitemap.fault:
            failed.append(f"{url} {sitemap.fault}")
        if len(queue) < MAX_SITEMAPS:
            queue.extend(sitemap.children)
        yield Batch(sitemap.entries, sitemap.url)
    if queue:
        raise SourceError(Trouble.LYING, f"{root}: leads to more than {MAX_SITEMAPS} sitemaps")
    if failed:
        raise SourceError(Trouble.PARTIAL, f"{root}: {len(failed)} sitemaps not read: {failed[0]}")


async def _first_present(fetch: Fetch, roots: Sequence[str]) -> tuple[str, Sitemap]:
    for root in roots[:-1]:
        try:
            return root, await _fetch_sitemap(fetch, root)
        except SourceError as error:
            if error.trouble is not Trouble.ABSENT:
                raise
    return roots[-1], await _fetch_sitemap(fetch, roots[-1])


async def _fetch_sitemap(fetch: Fetch, url: str) -> Sitemap:
    """What it says, without the answer: nobody keeps that while pages are read."""
    return read_sitemap(await fetch_first(fetch, url))


def read_sitemap(answer: Answer) -> Sitemap:
    """Read a ``urlset`` or ``sitemapindex``. Raises SourceError BROKEN for anything else."""
    kinds = {"urlset": ("url", _read_url), "sitemapindex": ("sitemap", _read_url)}
    document = read_document(answer, "sitemap", kinds)
    if document.root == "urlset":
        return Sitemap(answer.url, document.entries, (), document.fault)
    joined = (join(answer.url, entry.url) for entry in document.entries)
    return Sitemap(answer.url, (), tuple(filter(None, joined)), document.fault)


def _read_url(item: etree._Element) -> Entry | None:
    location = child_text(item, "loc")
    if not location:
        return None
    return Entry(url=location, modified=read_moment(child_text(item, "lastmod")))
