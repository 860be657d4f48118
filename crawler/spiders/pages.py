"""From a page of the ledger to its report: asked for, read, its further pages joined."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from typing import Any

from attrs import evolve
from scrapy import Request, Spider
from scrapy.http import HtmlResponse, Response
from twisted.python.failure import Failure

from crawler.captures.archive import Archive
from crawler.captures.reading import Capture
from crawler.discovery.cdx import Memento
from crawler.discovery.wayback import WaybackIndex
from crawler.extraction.page.parse import TooDeepError
from crawler.failures import NotFetched, NotKept, judge_error, judge_status
from crawler.items import NotModified, Outcome, RawReport, Reason, State
from crawler.reading import read_further_page, read_page
from crawler.site import Site
from crawler.workers import UnfinishedError, Work, here

MAX_PARTS = 50
"""Pages of one multi-page post that are read and joined."""

Result = RawReport | Outcome | NotModified | Request


class PageSpider(Spider):
    """Reads the pages of a site, live or as archives hold them.

    Of a page in an archive every capture is read, the oldest first: ``meta["visit"]`` is the one
    at hand, ``meta["visits"]`` those to come.
    """

    site: Site
    archive: Archive | None = None
    wayback: WaybackIndex | None = None

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self.work: Work = here
        """Where pages are parsed."""
        self.page_counts: dict[str, int] = {}
        """Pages of multi-page posts, by key, as WordPress' REST tells."""

    def page_request(
        self,
        url: str,
        *,
        page_id: int | None = None,
        published: date | None = None,
        modified: datetime | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
        taken: AbstractSet[tuple[str, datetime]] = frozenset(),
    ) -> Request | None:
        """The request for a page of the ledger; what sources told of it is handed on.

        ``taken``: copies of another archive that need not be read again; None if that is all.
        """
        meta = {
            "asked": url,
            "page_id": page_id,
            "hints": {"published": published, "modified": modified},
        }
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        if self.wayback:
            visits: list[Capture | Memento] = [
                visit for visit in self.wayback.visits(url) if (visit.url, visit.at) not in taken
            ]
            return self._visit_request(meta, visits) if visits else None
        visits = [*self.archive.visits(url)] if self.archive else []
        if visits:
            return self._visit_request(meta, visits)
        return self._request(url, meta, {name: value for name, value in headers.items() if value})

    def _visit_request(self, meta: dict[str, Any], visits: list[Capture | Memento]) -> Request:
        visit, rest = visits[0], visits[1:]
        meta = {**meta, "visit": visit, "visits": rest}
        if isinstance(visit, Memento):
            if self.wayback is None:
                raise TypeError("a copy of the Wayback Machine without its index")
            return self._request(self.wayback.address(visit), meta)
        return self._request(str(meta["asked"]), meta)

    def _request(
        self, url: str, meta: dict[str, Any], headers: dict[str, str] | None = None
    ) -> Request:
        return Request(
            url,
            callback=self.parse_page,
            errback=self.page_failed,
            dont_filter=True,
            meta=meta,
            headers=headers,
        )

    async def parse_page(self, response: Response) -> AsyncIterator[Result]:
        """Yield the report of a page, or what became of it; or ask for its second part."""
        result = await self._read_page(response)
        for one in self._end_visit(response.meta, result):
            yield one

    async def parse_part(
        self, response: Response, raw: RawReport, pages: list[str]
    ) -> AsyncIterator[Result]:
        """Join a further page of a multi-page post to its body."""
        result = await self._read_part(response, raw, pages)
        for one in self._end_visit(response.meta, result):
            yield one

    def page_failed(self, failure: Failure) -> Iterator[Result]:
        """Yield what became of a page that gave no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        if not isinstance(failure.value, NotKept):
            yield from self._end_visit(request.meta, self._failed(failure, request))

    def part_failed(self, failure: Failure) -> Iterator[Result]:
        """A report of which a part is missing is not stored: half a text misleads."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        if not isinstance(failure.value, NotKept):
            outcome = self._failed(failure, request)
            told = evolve(outcome, detail=f"a further page of it: {outcome.detail}")
            yield from self._end_visit(request.meta, told)

    def _end_visit(self, meta: dict[str, Any], result: Result) -> Iterator[Result]:
        """The result; where it ends the visit, the next capture of the page is asked for."""
        if isinstance(result, Request):
            yield result
            return
        later: list[Capture | Memento] = meta.get("visits", [])
        if isinstance(result, RawReport):
            result.is_last = not later
        elif isinstance(result, Outcome):
            result = evolve(result, is_last=not later)
        yield result
        if later:
            handed_on = {name: meta[name] for name in ("asked", "page_id", "hints")}
            yield self._visit_request(handed_on, later)

    async def _read_page(self, response: Response) -> Result:
        meta = response.meta
        if response.status == 304 and _is_conditional(response.request):
            return NotModified(
                publisher=self.name,
                url=meta["asked"],
                fetched_at=_seen_at(response),
                captures=tuple(_capture_ids(meta)),
            )
        outcome = self._judge_response(response)
        if outcome is None and response.url != meta["asked"] and self.site.judge(response.url):
            outcome = self._outcome(response, Reason.SOFT_404, f"leads to {response.url}")
        if outcome is not None:
            return outcome
        if not isinstance(response, HtmlResponse):
            return self._outcome(response, Reason.NOT_HTML, _media_type(response))
        try:
            raw = await self._load(response)
        except (UnfinishedError, TooDeepError) as error:
            return self._outcome(response, Reason.UNREADABLE, str(error), State.FAILED)
        return self._next_part(raw, meta, self._further_pages(raw)[:MAX_PARTS])

    async def _load(self, response: HtmlResponse) -> RawReport:
        """Raises UnfinishedError and TooDeepError."""
        meta = response.meta
        raw = await self.work(
            read_page,
            response.body,
            _media_type(response),
            url=response.url,
            publisher=self.name,
            rules=self.site.publisher.content,
            timezone=self.site.publisher.timezone.key,
            status=response.status,
            fetched_at=_seen_at(response),
            requested_urls=[meta["asked"], *self._redirects(meta)],
            hint_published=meta["hints"]["published"],
        )
        modified = meta["hints"]["modified"]
        if modified and not raw.modified:
            raw.modified = modified.isoformat()
        raw.captures = _capture_ids(meta)
        raw.etag = (response.headers.get("ETag") or b"").decode("latin-1")
        raw.last_modified = (response.headers.get("Last-Modified") or b"").decode("latin-1")
        return raw

    def _redirects(self, meta: dict[str, Any]) -> list[str]:
        """Addresses that led on; those of another archive as the pages' own."""
        found = meta.get("redirect_urls", [])
        if self.wayback is None:
            return [*found]
        originals = (self.wayback.original(url) for url in found)
        return [original[0] for original in originals if original]

    def _further_pages(self, raw: RawReport) -> list[str]:
        """The pages that the first one links to, else those that WordPress' REST counts."""
        count = self.page_counts.get(self.site.key(raw.url), 1)
        base = raw.url.rstrip("/")
        return raw.more_pages or [f"{base}/{number}/" for number in range(2, count + 1)]

    def _next_part(
        self, raw: RawReport, meta: dict[str, Any], pages: list[str]
    ) -> RawReport | Request:
        """The report, or the request for the next of the pages that it lacks."""
        pages = [page for page in pages if self.site.allows(page)]
        if not pages or raw.page_kind:
            return raw
        names = ("asked", "page_id", "hints", "visit", "visits")
        # A 304 for the first page would tell nothing of the others.
        raw.etag = raw.last_modified = ""
        return Request(
            self._address(pages[0], raw.fetched_at),
            callback=self.parse_part,
            errback=self.part_failed,
            dont_filter=True,
            meta={name: meta[name] for name in names if name in meta},
            cb_kwargs={"raw": raw, "pages": pages[1:]},
        )

    def _address(self, url: str, seen_at: datetime | None) -> str:
        """Where a page is had: in another archive, the copy nearest in time."""
        if self.wayback is None or seen_at is None:
            return url
        return self.wayback.address(Memento(url, seen_at, ""))

    async def _read_part(self, response: Response, raw: RawReport, pages: list[str]) -> Result:
        outcome = self._judge_response(response)
        if outcome is not None:
            return outcome
        if not isinstance(response, HtmlResponse):
            return self._outcome(response, Reason.INCOMPLETE, response.url)
        rules, media_type = self.site.publisher.content, _media_type(response)
        try:
            text = await self.work(
                read_further_page, response.body, media_type, response.url, rules
            )
        except (UnfinishedError, TooDeepError) as error:
            told = f"a further page of it: {response.url}: {error}"
            return self._outcome(response, Reason.UNREADABLE, told, State.FAILED)
        raw.body = f"{raw.body}\n\n{text}"
        raw.captures += _capture_ids(response.meta)
        return self._next_part(raw, response.meta, pages)

    def _failed(self, failure: Failure, request: Request) -> Outcome:
        error = failure.value or RuntimeError("a failure without an exception")
        state, reason, detail = judge_error(error, request.url)
        visit = request.meta.get("visit")
        return Outcome(
            publisher=self.name,
            url=request.meta["asked"],
            state=state,
            reason=reason,
            detail=detail,
            retry_at=error.retry_at if isinstance(error, NotFetched) else None,
            fetched_at=visit.captured_at if isinstance(visit, Capture) else datetime.now(UTC),
        )

    def _judge_response(self, response: Response) -> Outcome | None:
        judged = judge_status(response.status)
        if judged is None:
            return None
        state, reason, detail = judged
        if self.wayback and state is State.GONE:
            # The archive's own 404: it says nothing of the page.
            state, reason, detail = (
                State.PENDING,
                Reason.NOT_IN_ARCHIVE,
                f"{response.url}: {detail}",
            )
        return self._outcome(response, reason, detail, state)

    def _outcome(
        self, response: Response, reason: Reason, detail: str, state: State = State.NOT_REPORT
    ) -> Outcome:
        return Outcome(
            publisher=self.name,
            url=response.meta["asked"],
            state=state,
            reason=reason,
            detail=detail,
            fetched_at=_seen_at(response),
        )


def _is_conditional(request: Request | None) -> bool:
    """Whether a 304 is an answer to it; a server that sends one unasked has sent no page."""
    return request is not None and any(
        name in request.headers for name in ("If-None-Match", "If-Modified-Since")
    )


def _seen_at(response: Response) -> datetime:
    seen_at = response.meta.get("seen_at")
    return seen_at if isinstance(seen_at, datetime) else datetime.now(UTC)


def _capture_ids(meta: dict[str, Any]) -> list[int]:
    return [meta["capture_id"]] if "capture_id" in meta else []


def _media_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"no content type").decode("latin-1")
