"""Listing pages: HTML lists of reports that lead from page to page by a link to the next one."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from attrs import frozen
from lxml import html
from lxml.etree import ParserError

from crawler.discovery.apart import read_apart
from crawler.discovery.entries import (
    Answer,
    Batch,
    Entry,
    Fetch,
    SourceError,
    Trouble,
    Walk,
    bare,
    fetch_first,
    join,
)
from crawler.discovery.limits import LimitError, Limits
from crawler.site import Site, day_in_path
from crawler.workers import Work, here

MAX_PAGES = 10_000
"""Pages of lists read at the most in one crawl."""
MAX_STALE = 10
"""Pages in a row without a report that is new, after which the rest of a list is left."""

MAX_LINKS = 20_000
"""Links of one page; real lists have some hundred."""
COSTLY = 2_000_000_000
"""Pairs of attributes of one tag that are compared: libxml2 takes two seconds for so many."""
LONG_TAG = 2_000
"""Bytes below which a tag cannot cost much."""

_NEXT = (
    "a[rel~=next], link[rel~=next], a.next, .next > a, .pagination-next a, a[aria-label=next-page]"
)
_ATTRIBUTE_ENDS = re.compile(rb"[\s/\"'=]+")
_NUMBER_IN_URL = re.compile(r"(?:/page/|[?&](?:paged|page|start)=)(\d+)/?")


@frozen
class ListPage:
    """What one page of a list says."""

    reports: tuple[Entry, ...]
    lists: tuple[str, ...]
    """Further lists that it links to, such as categories."""
    next_url: str | None


async def walk(
    fetch: Fetch,
    site: Site,
    starts: Sequence[str],
    since: date | None = None,
    *,
    depth: int = Limits().depth,
    work: Work = here,
) -> Walk:
    """Yield a batch a page, of the starts and of every list that their pages lead to.

    Lists that only lists at ``depth`` lead to are left, and told as LYING.
    A start that is absent is passed over. Raises SourceError: that of the last start where none
    can be read, LYING where a list never ends, PARTIAL where a page failed.
    """
    queue = [(url, 1) for url in dict.fromkeys(starts)]
    reader = _Reader(fetch, site, since, work)
    troubles = reader.troubles
    while queue and reader.pages < MAX_PAGES:
        url, level = queue.pop(0)
        if url in reader.lists_seen:
            continue
        try:
            async for page in reader.read_list(url):
                further = reader.further(page, is_deepest=level == depth)
                queue += [(one, level + 1) for one in further if len(queue) < MAX_PAGES]
                yield Batch(page.reports)
        except LimitError as error:
            troubles.append(bare(error))
            queue.clear()
        except SourceError as error:
            if not reader.forgives(error, is_last=not queue):
                raise
    if queue:
        troubles.append(SourceError(Trouble.LYING, f"more than {MAX_PAGES} pages of lists"))
    if troubles:
        raise troubles[0] if not reader.pages else _partly(troubles)


def _partly(troubles: list[SourceError]) -> SourceError:
    lying = any(error.trouble is Trouble.LYING for error in troubles)
    return SourceError(Trouble.LYING if lying else Trouble.PARTIAL, str(troubles[0]))


class _Reader:
    """Reads list after list; knows which reports and lists were met before."""

    def __init__(self, fetch: Fetch, site: Site, since: date | None, work: Work) -> None:
        self.pages = 0
        self.troubles: list[SourceError] = []
        self.lists_seen: set[str] = set()
        self._reports_seen: set[str] = set()
        self._fetch = fetch
        self._site = site
        self._since = since
        self._work = work

    def further(self, page: ListPage, *, is_deepest: bool) -> list[str]:
        """The lists that a page leads to and that are to be read."""
        new = [url for url in page.lists if url not in self.lists_seen]
        if is_deepest and new:
            told = f"lists lead to one another without end: {new[0][:200]}"
            self.troubles.append(SourceError(Trouble.LYING, told))
        return [] if is_deepest else new

    def forgives(self, error: SourceError, *, is_last: bool) -> bool:
        """Whether the other lists are read all the same."""
        if error.trouble is not Trouble.ABSENT:
            self.troubles.append(bare(error))
            return True
        return bool(self.pages) or not is_last

    async def read_list(self, start: str) -> AsyncIterator[ListPage]:
        """Yield the pages of one list, the first one at ``start``."""
        contents: set[frozenset[str]] = set()
        stale = 0
        url: str | None = start
        while url and url not in self.lists_seen:
            self.lists_seen.add(url)
            page = await self._fetch_page(url, first=url == start)
            if page is None:
                return
            self.pages += 1
            yield page
            urls = frozenset(entry.url for entry in page.reports)
            if urls and urls in contents:
                raise SourceError(Trouble.LYING, f"{url}: its pages repeat and do not end")
            contents.add(urls)
            stale = 0 if urls - self._reports_seen else stale + 1
            self._reports_seen |= urls
            if stale >= MAX_STALE or (self._since and _all_before(page.reports, self._since)):
                return
            url = page.next_url

    async def _fetch_page(self, url: str, *, first: bool) -> ListPage | None:
        """What it says, without the answer: nobody keeps that while pages are read."""
        answer = await (fetch_first(self._fetch, url) if first else self._fetch(url))
        if answer.status in {404, 410}:
            return None
        if answer.status != 200:
            raise SourceError(Trouble.PARTIAL, f"{url}: HTTP {answer.status}")
        return await read_apart(self._work, read_list_page, answer, self._site)


def read_list_page(answer: Answer, site: Site) -> ListPage:
    """Links of a page, sorted into reports, further lists and the next page.

    Raises SourceError BROKEN for a page that is empty, no HTML or made to take for ever.
    """
    if is_costly(answer.body):
        raise SourceError(Trouble.BROKEN, f"{answer.url}: tags with too many attributes")
    try:
        tree = html.fromstring(answer.body, parser=html.HTMLParser(encoding="utf-8"))
    except (ParserError, ValueError) as error:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: no HTML: {error}") from error
    hrefs = list(islice(_hrefs(tree.iter("a")), MAX_LINKS + 1))
    if len(hrefs) > MAX_LINKS:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: more than {MAX_LINKS} links")
    links = [join(answer.url, href) for href in hrefs]
    reports = dict.fromkeys(link for link in links if site.judge(link) is None)
    lists = dict.fromkeys(link for link in links if site.is_listing(link))
    return ListPage(
        reports=tuple(Entry(link, published=day_in_path(link)) for link in reports),
        lists=tuple(link for link in lists if not _NUMBER_IN_URL.search(link)),
        next_url=_next_url(tree, answer.url, site),
    )


def is_costly(body: bytes) -> bool:
    """Whether tags of a page have so many attributes that reading it would stall the crawl."""
    pairs = 0
    for piece in body.split(b">"):
        if len(piece) >= LONG_TAG:
            tag = piece[piece.find(b"<") :]
            pairs += len(_ATTRIBUTE_ENDS.findall(tag)) ** 2
    return pairs > COSTLY


def _hrefs(elements: Iterable[html.HtmlElement]) -> Iterator[str]:
    return (href for element in elements if (href := (element.get("href") or "").strip()))


def _next_url(tree: html.HtmlElement, url: str, site: Site) -> str | None:
    """The page's own link to the next one, else the lowest numbered page of this list after it."""
    marked = [join(url, href) for href in _hrefs(tree.cssselect(_NEXT))]
    numbered = {
        number: target
        for target in (join(url, href) for href in _hrefs(tree.iter("a")))
        if _list_of(target) == _list_of(url) and (number := _number(target)) > _number(url)
    }
    for target in (*marked, *(numbered[number] for number in sorted(numbered))):
        if site.is_listing(target):
            return target
    return None


def _number(url: str) -> int:
    found = _NUMBER_IN_URL.search(url)
    return int(found.group(1)[:9]) if found else 0


def _list_of(url: str) -> str:
    """What the pages of one list share: the URL without its page."""
    return _NUMBER_IN_URL.sub("", url.partition("#")[0]).strip("/?&")


def _all_before(reports: Sequence[Entry], since: date) -> bool:
    days = [entry.published for entry in reports]
    return bool(days) and all(day is not None and day < since for day in days)
