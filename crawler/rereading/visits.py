"""A stored visit read again, by the spider's own code and without the network."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from crawler.captures.reading import CapturedResponse
from crawler.discovery.wayback import WaybackIndex
from crawler.failures import BROKEN_ANSWERS, DOWNLOAD_ERRORS, judge_error
from crawler.items import Outcome, RawReport, Reason, State
from crawler.options import CrawlOptions
from crawler.publishers import Publisher
from crawler.rereading.answers import answer, read_served
from crawler.site import Site
from crawler.spiders.pages import MAX_PARTS, PageSpider, Result
from crawler.urls import plain_url
from storage.models import Capture, Crawl
from storage.stored_visits import StoredVisit

_REDIRECTS = {301, 302, 303, 307, 308}


class StoredPageSpider(PageSpider):
    """The spider that reads the pages of one crawl, as it was set up for that crawl."""

    def __init__(self, site: Site, wayback_origin: str = "") -> None:
        super().__init__(site.publisher.name)
        self.site = site
        if wayback_origin:
            self.wayback = WaybackIndex(site, wayback_origin)
        self.further: list[str] = []
        """Further pages of the post at hand that were captured."""

    def _further_pages(self, raw: RawReport) -> list[str]:
        """Those that the page links to, else those that once were read, whoever told of them."""
        return raw.more_pages or self.further


class _BrokenAnswerError(Exception):
    """The answer was kept as it came, but it came broken."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


class VisitReader:
    """Reads the visits of one publisher by the rules of today."""

    def __init__(self, publisher: Publisher, folder: Path) -> None:
        """``folder`` is ARCHIVE_DIR."""
        self.publisher = publisher
        self.folder = folder
        self._spiders: dict[tuple[str, str], StoredPageSpider] = {}

    def site_of(self, crawl: Crawl) -> Site:
        """The publisher's site as that crawl saw it."""
        return self._spider(crawl).site

    def read(self, visit: StoredVisit) -> RawReport | Outcome:
        """What the visit gives. Raises ArchiveError where a capture of it cannot be read."""
        spider = self._spider(visit.crawl)
        request = self._head_request(spider, visit)
        spider.further = self._captured_parts(visit)
        try:
            response = self._answer(spider, request, visit.head)
            return self._follow(spider, spider.parse_page(response), visit, 0)
        except _BrokenAnswerError as broken:
            state, reason, detail = judge_error(broken.cause, visit.head.url)
            return self._outcome(visit, state, reason, detail)

    def begins_at_its_page(self, visit: StoredVisit) -> bool:
        """Whether the head answers the request for the page, and not that for a further one."""
        if visit.page is None:
            return False
        first = self._redirects(visit)[:1] or [visit.head]
        key = self._spider(visit.crawl).site.key
        try:
            return key(_shown_url(first[0])) == key(visit.page.url)
        except ValueError:
            return False

    def _spider(self, crawl: Crawl) -> StoredPageSpider:
        options = CrawlOptions(
            origin=str(crawl.options.get("origin") or ""),
            via=str(crawl.options.get("via") or "auto"),
        )
        chosen = (options.site_origin, options.wayback_origin)
        if chosen not in self._spiders:
            site = Site(self.publisher, options.site_origin)
            self._spiders[chosen] = StoredPageSpider(site, options.wayback_origin)
        return self._spiders[chosen]

    def _head_request(self, spider: PageSpider, visit: StoredVisit) -> Request:
        meta: dict[str, object] = {
            "asked": visit.page.url if visit.page else _shown_url(visit.head),
            "page_id": visit.head.page_id,
            "hints": {"published": _day(visit), "modified": _modified(visit)},
        }
        redirects = [row.url for row in self._redirects(visit)]
        if redirects:
            meta["redirect_urls"] = redirects
        return Request(visit.head.url, callback=spider.parse_page, meta=meta)

    def _redirects(self, visit: StoredVisit) -> list[Capture]:
        """The captures that led to the head, first first."""
        found: list[Capture] = []
        leads_to = visit.head
        for row in reversed(visit.before):
            if row.status >= 400 and _is_same(row.url, leads_to.url):
                continue
            if row.status not in _REDIRECTS or not self._leads(row, leads_to):
                break
            found.insert(0, row)
            leads_to = row
        return found

    def _leads(self, row: Capture, target: Capture) -> bool:
        location = _header(read_served(row, self.folder), "location")
        return bool(location) and _is_same(urljoin(row.url, location), target.url)

    def _captured_parts(self, visit: StoredVisit) -> list[str]:
        """Addresses of the further pages that were joined, or may have been, to this one."""
        own = visit.head.version_id
        stored = [row for row in visit.later if own and row.version_id == own and row.part != 1]
        if stored:
            ordered = sorted(stored, key=lambda row: row.part or 0)
            return list(dict.fromkeys(map(_shown_url, ordered)))
        captured = {plain_url(_shown_url(row)) for row in visit.later}
        base, found = _shown_url(visit.head).rstrip("/"), []
        for number in range(2, MAX_PARTS + 2):
            url = f"{base}/{number}/"
            if plain_url(url) not in captured:
                break
            found.append(url)
        return found

    def _answer(self, spider: PageSpider, request: Request, row: Capture) -> Response:
        request.meta["capture_id"] = row.id
        request.meta["seen_at"] = row.original_at or row.fetched_at
        served = read_served(row, self.folder)
        try:
            response = answer(request.replace(url=row.url), served)
        except (*DOWNLOAD_ERRORS, *BROKEN_ANSWERS) as error:
            raise _BrokenAnswerError(error) from error
        if spider.wayback and row.original_url and response.status == 200:
            response = response.replace(url=row.original_url)
        response.request = request
        return response

    def _follow(
        self, spider: PageSpider, results: AsyncIterator[Result], visit: StoredVisit, position: int
    ) -> RawReport | Outcome:
        """What comes of a page once its further pages, if it asks for any, are joined to it."""
        for result in _at_once(results):
            if isinstance(result, RawReport | Outcome):
                return result
            if isinstance(result, Request):
                row, after = self._find_part(result.url, visit, position)
                if row is None or result.callback is None:
                    return self._incomplete(visit, result.url)
                response = self._answer(spider, result, row)
                further = result.callback(response, **result.cb_kwargs)
                return self._follow(spider, further, visit, after)
        raise TypeError(f"capture {visit.head.id} gave neither a report nor an outcome")

    def _find_part(self, url: str, visit: StoredVisit, position: int) -> tuple[Capture | None, int]:
        """The answer to a request for a further page, redirects followed; and what comes after."""
        rows = visit.later
        for place in range(position, len(rows)):
            if _is_same(rows[place].url, url):
                return self._walk(visit, place)
        seen_at = visit.head.original_at or visit.head.fetched_at
        others = [row for row in visit.elsewhere if _is_same(row.url, url) and row.status == 200]
        nearest = min(others, key=lambda row: abs(row.fetched_at - seen_at), default=None)
        return nearest, position

    def _walk(self, visit: StoredVisit, place: int) -> tuple[Capture, int]:
        """From the first answer over tries that failed and redirects to the last one."""
        rows = visit.later
        while place + 1 < len(rows):
            row, following = rows[place], rows[place + 1]
            tried_again = row.status >= 400 and _is_same(row.url, following.url)
            redirected = row.status in _REDIRECTS and self._leads(row, following)
            if not tried_again and not redirected:
                break
            place += 1
        return rows[place], place + 1

    def _incomplete(self, visit: StoredVisit, url: str) -> Outcome:
        return self._outcome(
            visit, State.FAILED, Reason.INCOMPLETE, f"a further page was not captured: {url}"
        )

    def _outcome(self, visit: StoredVisit, state: State, reason: Reason, detail: str) -> Outcome:
        return Outcome(
            publisher=self.publisher.name,
            url=visit.page.url if visit.page else visit.head.url,
            state=state,
            reason=reason,
            detail=detail,
            fetched_at=visit.head.original_at or visit.head.fetched_at,
        )


def _at_once(results: AsyncIterator[Result]) -> Iterator[Result]:
    """The results of a callback that has nothing to wait for: its spider reads in this process."""
    while True:
        try:
            next(anext(results).__await__())
        except StopIteration as given:
            yield given.value
        except StopAsyncIteration:
            return
        else:
            raise RuntimeError("a stored page is read without waiting")


def _shown_url(row: Capture) -> str:
    """The page's own address, of a copy of the Wayback Machine too."""
    return row.original_url or row.url


def _is_same(one: str, other: str) -> bool:
    """Whether two addresses are one, http and https alike."""
    try:
        return plain_url(one).partition("://")[2] == plain_url(other).partition("://")[2]
    except ValueError:
        return one == other


def _header(served: CapturedResponse, wanted: str) -> str:
    return next((value for name, value in served.headers if name.lower() == wanted), "")


def _day(visit: StoredVisit) -> date | None:
    return visit.page.published_date if visit.page else None


def _modified(visit: StoredVisit) -> datetime | None:
    """What a source told, unless it told it of a change after this visit."""
    told = visit.page.source_modified_at if visit.page else None
    return told if told and told <= visit.head.fetched_at.astimezone(UTC) else None
