"""The walk that every publisher shares: sources → URLs → pages → raw reports."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from attrs import evolve
from scrapy import Request, Spider
from scrapy.http import HtmlResponse, Response, TextResponse
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from crawler.captures.archive import open_archive
from crawler.discovery import wordpress
from crawler.discovery.archive import ArchiveDiscovery
from crawler.discovery.entries import Answer, SourceError, Trouble
from crawler.discovery.sources import Discovery
from crawler.extraction.html import extract_body, parse
from crawler.failures import (
    BROKEN_ANSWERS,
    DEAD_HOST,
    DOWNLOAD_ERRORS,
    NotFetched,
    describe,
    judge_error,
    judge_status,
)
from crawler.items import Discovered, Outcome, RawReport, Reason, State
from crawler.loaders import load_report
from crawler.options import read_options
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

MAX_PARTS = 50
"""Pages of one multi-page post that are read and joined."""


class ReportSpider(Spider):
    """A spider that needs a seed file only; ``name`` is the publisher's."""

    def __init__(self, name: str | None = None, **options: str) -> None:
        super().__init__(name)
        self.options = read_options(options)
        self.site = Site(load_publisher(SEEDS / f"{self.name}.toml"), self.options.origin)
        self.archive = open_archive(self.options.archive) if self.options.archive else None
        self.page_counts: dict[str, int] = {}
        self._dead_hosts: set[str] = set()
        self.discovery = self._make_discovery()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **options: str) -> Self:  # noqa: ANN401 -- Scrapy's signature
        spider = super().from_crawler(crawler, *args, **options)
        contact = crawler.settings["CONTACT"].strip()
        if contact:
            agent = f"{crawler.settings['USER_AGENT'].removesuffix(')')}; {contact})"
            crawler.settings.set("USER_AGENT", agent, priority="spider")
        elif not spider.archive and not spider.options.origin:
            spider.logger.warning("CONTACT is not set, so the site's owner cannot reach you")
        if spider.archive:
            # Nobody is to be spared by a replay.
            crawler.settings.set("ROBOTSTXT_OBEY", value=False, priority="spider")
            crawler.settings.set("AUTOTHROTTLE_ENABLED", value=False, priority="spider")
            crawler.settings.set("DOWNLOAD_DELAY", value=0, priority="spider")
        return spider

    def _make_discovery(self) -> Discovery | ArchiveDiscovery:
        if self.archive:
            return ArchiveDiscovery(self.site, self.archive, self.fetch)
        return Discovery(self.site, self.fetch, via=self.options.via, since=self.options.since)

    async def start(self) -> AsyncIterator[list[Discovered]]:
        """Yield what the sources name; the ledger turns it into requests."""
        if self.archive is None:
            await self._learn_page_counts()
        async for batch in self.discovery.batches():
            yield batch

    async def _learn_page_counts(self) -> None:
        for source in self.site.publisher.sources:
            if source.kind == "wordpress":
                for endpoint in self.site.source_urls(source):
                    counts = await wordpress.page_counts(self.fetch, endpoint)
                    self.page_counts.update((self.site.key(url), n) for url, n in counts.items())

    async def fetch(self, url: str) -> Answer:
        """Get a page of a source. Raises SourceError where no answer comes."""
        host = urlsplit(url).netloc
        if host in self._dead_hosts:
            raise SourceError(Trouble.UNREACHABLE, f"{host} did not answer before")
        try:
            request = Request(url, dont_filter=True, callback=NO_CALLBACK)
            response = await self.crawler.engine.download_async(request)
        except NotFetched as error:
            if error.reason in {Reason.ROBOTS, Reason.OFF_SITE}:
                raise SourceError(Trouble.REFUSED, f"{url}: {error}") from error
            raise SourceError(Trouble.UNREACHABLE, str(error)) from error
        except (*DOWNLOAD_ERRORS, *BROKEN_ANSWERS) as error:
            if isinstance(error, DEAD_HOST):
                self._dead_hosts.add(host)
            raise SourceError(Trouble.UNREACHABLE, describe(error, url)) from error
        headers = response.headers.to_unicode_dict()
        text = response.text if isinstance(response, TextResponse) else ""
        return Answer(
            url=response.url,
            status=response.status,
            headers={str(name).lower(): value for name, value in headers.items()},
            body=response.body,
            text=text,
        )

    def page_request(self, url: str, published: date | None, modified: datetime | None) -> Request:
        """The request for a page of the ledger; the dates are what its sources told."""
        return Request(
            url,
            callback=self.parse_page,
            errback=self.page_failed,
            dont_filter=True,
            meta={"asked": url},
            cb_kwargs={"asked": url, "published": published, "modified": modified},
        )

    def parse_page(
        self, response: Response, asked: str, published: date | None, modified: datetime | None
    ) -> Iterator[RawReport | Outcome | Request]:
        """Yield the report of a page, or what became of it; or ask for its second part."""
        outcome = self._judge_response(response, asked)
        if outcome is None and response.url != asked and self.site.judge(response.url):
            outcome = self._outcome(response, asked, Reason.SOFT_404, f"leads to {response.url}")
        if outcome or not isinstance(response, HtmlResponse):
            outcome = outcome or self._outcome(
                response, asked, Reason.NOT_HTML, _media_type(response)
            )
            yield self._older_capture(response.meta) or outcome
            return
        raw = load_report(
            parse(response.text),
            url=response.url,
            publisher=self.name,
            rules=self.site.publisher.content,
            timezone=self.site.publisher.timezone.key,
            status=response.status,
            fetched_at=_fetched_at(response),
            requested_urls=[asked, *response.meta.get("redirect_urls", [])],
            hint_published=published,
        )
        if raw.page_kind and (older := self._older_capture(response.meta)):
            yield older
            return
        if modified and not raw.modified:
            raw.modified = modified.isoformat()
        yield from self._next_part(raw, asked, self._further_pages(raw)[:MAX_PARTS])

    def _older_capture(self, meta: dict[str, Any]) -> Request | None:
        """Asks an archive for the capture before one that is no report: sites die that way."""
        older = meta.get("older", 0) + 1
        asked = str(meta["asked"])
        if self.archive is None or self.archive.find(asked, older) is None:
            return None
        request = self.page_request(asked, None, None)
        request.meta["older"] = older
        return request

    def _further_pages(self, raw: RawReport) -> list[str]:
        """The pages that the first one links to, else those that WordPress' REST counts."""
        count = self.page_counts.get(self.site.key(raw.url), 1)
        base = raw.url.rstrip("/")
        return raw.more_pages or [f"{base}/{number}/" for number in range(2, count + 1)]

    def _next_part(
        self, raw: RawReport, asked: str, pages: list[str]
    ) -> Iterator[RawReport | Request]:
        pages = [page for page in pages if self.site.allows(page)]
        if not pages:
            yield raw
            return
        yield Request(
            pages[0],
            callback=self.parse_part,
            errback=self.part_failed,
            dont_filter=True,
            meta={"asked": asked},
            cb_kwargs={"asked": asked, "raw": raw, "pages": pages[1:]},
        )

    def parse_part(
        self, response: Response, asked: str, raw: RawReport, pages: list[str]
    ) -> Iterator[RawReport | Outcome | Request]:
        """Join a further page of a multi-page post to its body."""
        outcome = self._judge_response(response, asked)
        if outcome or not isinstance(response, HtmlResponse):
            yield outcome or self._outcome(response, asked, Reason.INCOMPLETE, response.url)
            return
        part = extract_body(parse(response.text), response.url, self.site.publisher.content)
        raw.body = f"{raw.body}\n\n{part.text}"
        yield from self._next_part(raw, asked, pages)

    def page_failed(self, failure: Failure) -> Iterator[Outcome | Request]:
        """Yield what became of a page that gave no answer."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        older = self._older_capture(request.meta)
        yield older or self._failed(failure, request)

    def _failed(self, failure: Failure, request: Request) -> Outcome:
        error = failure.value or RuntimeError("a failure without an exception")
        state, reason, detail = judge_error(error, request.url)
        return Outcome(
            publisher=self.name,
            url=request.meta["asked"],
            state=state,
            reason=reason,
            detail=detail,
            retry_at=error.retry_at if isinstance(error, NotFetched) else None,
            fetched_at=datetime.now(UTC),
        )

    def part_failed(self, failure: Failure) -> Iterator[Outcome]:
        """A report of which a part is missing is not stored: half a text misleads."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        outcome = self._failed(failure, request)
        yield evolve(outcome, detail=f"a further page of it: {outcome.detail}")

    def _judge_response(self, response: Response, asked: str) -> Outcome | None:
        judged = judge_status(response.status)
        if judged is None:
            return None
        state, reason, detail = judged
        return self._outcome(response, asked, reason, detail, state)

    def _outcome(
        self,
        response: Response,
        asked: str,
        reason: Reason,
        detail: str,
        state: State = State.NOT_REPORT,
    ) -> Outcome:
        return Outcome(
            publisher=self.name,
            url=asked,
            state=state,
            reason=reason,
            detail=detail,
            fetched_at=_fetched_at(response),
        )


def _fetched_at(response: Response) -> datetime:
    captured_at = response.meta.get("captured_at")
    return captured_at if isinstance(captured_at, datetime) else datetime.now(UTC)


def _media_type(response: Response) -> str:
    return (response.headers.get("Content-Type") or b"no content type").decode("latin-1")
