"""The spider that every publisher shares: its sources are read, then its pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.http import TextResponse, XmlResponse
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings

from crawler.captures.archive import open_archive
from crawler.discovery import wordpress
from crawler.discovery.archive import ArchiveDiscovery
from crawler.discovery.entries import Answer, SourceError, Trouble
from crawler.discovery.limits import Limits
from crawler.discovery.sources import Discovery
from crawler.discovery.wayback import WaybackDiscovery, WaybackIndex
from crawler.extraction.page.decoding import decode
from crawler.failures import BROKEN_ANSWERS, DEAD_HOST, DOWNLOAD_ERRORS, NotFetched, describe
from crawler.items import Discovered, Reason
from crawler.measure import Tally
from crawler.options import read_options
from crawler.publishers import SEEDS, load_publisher
from crawler.shapes import Shapes
from crawler.site import Site
from crawler.spiders.pages import PageSpider
from crawler.urls import without_credentials
from crawler.workers import JobLimits, Workers

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


PRELOAD = "crawler.preloaded"
"""The module of what a worker needs; by its name, since it stands above all that it loads."""
WITH_LANGUAGES = "crawler.preloaded_languages"
"""The same for publishers whose languages are not told by their letters alone."""


class ReportSpider(PageSpider):
    """A spider that needs a seed file only; ``name`` is the publisher's."""

    def __init__(self, name: str | None = None, **options: str) -> None:
        super().__init__(name)
        self.options = read_options(options)
        self.site = Site(load_publisher(SEEDS / f"{self.name}.toml"), self.options.site_origin)
        if self.options.archive:
            self.archive = open_archive(self.options.archive, self.site.publisher.all_hosts)
        if self.options.wayback_origin:
            self.wayback = WaybackIndex(self.site, self.options.wayback_origin)
        self._dead_hosts: set[str] = set()
        self.discovery = self._make_discovery()
        self.tally = Tally()
        self.shapes = Shapes(0)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **options: str) -> Self:  # noqa: ANN401 -- Scrapy's signature
        spider = super().from_crawler(crawler, *args, **options)
        if isinstance(spider.discovery, Discovery):
            spider.discovery.limits = _limits(crawler.settings)
        if not spider.archive and not spider.wayback:
            spider.shapes = Shapes(crawler.settings.getint("SHAPE_MAX_MISSES"))
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
        spider._start_workers(crawler)  # noqa: SLF001 -- its own class
        return spider

    def _start_workers(self, crawler: Crawler) -> None:
        """Pages and claims are read by workers; they get ready while the sources are read."""
        settings = crawler.settings
        limits = JobLimits(settings.getfloat("PARSE_TIMEOUT"), settings.getint("PARSE_MEMORY"))
        told_by_letters = set(self.site.publisher.languages) in ({"en"}, {"ar", "en"})
        preload = PRELOAD if told_by_letters else WITH_LANGUAGES
        workers = Workers(settings.getint("PARSE_WORKERS"), limits, preload)
        self.work = workers.work
        if isinstance(self.discovery, Discovery):
            self.discovery.work = workers.work
        crawler.signals.connect(workers.close, signals.engine_stopped)

    def _make_discovery(self) -> Discovery | ArchiveDiscovery | WaybackDiscovery:
        if self.archive:
            return ArchiveDiscovery(self.site, self.archive, self.fetch)
        if self.wayback:
            return WaybackDiscovery(self.site, self.wayback, self.fetch, self.options.since)
        return Discovery(self.site, self.fetch, via=self.options.via, since=self.options.since)

    async def start(self) -> AsyncIterator[list[Discovered]]:
        """Yield what the sources name; the ledger turns it into requests."""
        if self.archive is None and self.wayback is None:
            await self._learn_page_counts()
        async for batch in self.discovery.batches():
            yield batch

    async def _learn_page_counts(self) -> None:
        for source in self.site.publisher.sources:
            if source.kind == "wordpress":
                for endpoint in self.site.source_urls(source):
                    counts = await wordpress.page_counts(self.fetch, endpoint, self.work)
                    self.page_counts.update((self.site.key(url), n) for url, n in counts.items())

    async def fetch(self, url: str) -> Answer:
        """Get a page of a source. Raises SourceError where no answer comes."""
        shown = without_credentials(url)
        host = urlsplit(url).netloc
        if host in self._dead_hosts:
            raise SourceError(Trouble.UNREACHABLE, f"{host} did not answer before")
        try:
            request = Request(url, dont_filter=True, callback=NO_CALLBACK)
            response = await self.crawler.engine.download_async(request)
        except NotFetched as error:
            if error.reason in {Reason.ROBOTS, Reason.OFF_SITE}:
                raise SourceError(Trouble.REFUSED, f"{shown}: {error}") from error
            raise SourceError(Trouble.UNREACHABLE, str(error)) from error
        except (*DOWNLOAD_ERRORS, *BROKEN_ANSWERS) as error:
            if isinstance(error, DEAD_HOST):
                self._dead_hosts.add(host)
            raise SourceError(Trouble.UNREACHABLE, describe(error, shown)) from error
        headers = response.headers.to_unicode_dict()
        told = (response.headers.get("Content-Type") or b"").decode("latin-1")
        is_text = isinstance(response, TextResponse) and not isinstance(response, XmlResponse)
        text = decode(response.body, told).text if is_text else ""
        return Answer(
            url=response.url,
            status=response.status,
            headers={str(name).lower(): value for name, value in headers.items()},
            body=response.body,
            text=text,
        )


def _limits(settings: BaseSettings) -> Limits:
    return Limits(
        requests=settings.getint("SOURCE_MAX_REQUESTS"),
        urls=settings.getint("SOURCE_MAX_URLS"),
        depth=settings.getint("SOURCE_MAX_DEPTH"),
        barren=settings.getint("SOURCE_MAX_BARREN"),
        extra=settings.getint("SOURCE_MAX_EXTRA"),
        url_length=settings.getint("URLLENGTH_LIMIT"),
    )
