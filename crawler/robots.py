"""robots.txt, obeyed."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.failures import DOWNLOAD_ERRORS, NotFetched, describe
from crawler.items import Reason

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.robotstxt import RobotParser


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, with its race mended and its silence on errors.

    Scrapy 2.14–2.19 lets the third and later requests through while a host's robots.txt is on
    its way. One lock a host holds them back. No answer, or one of 5xx, disallows all (RFC 9309,
    2.3.1.4); 4xx allows all (2.3.1.3). Crawl-delay is kept to.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._rules: dict[str, RobotParser | NotFetched] = {}
        self._longest = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self._agent = self._robotstxt_useragent or self._default_useragent

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002 -- the signature of the base class
        """Raise NotFetched where the host's robots.txt does not allow the request."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self.robot_parser(request)
        if not rules.allowed(request.url, self._agent):
            raise NotFetched(Reason.ROBOTS, "forbidden by robots.txt")
        if rules.crawl_delay(self._agent):
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def robot_parser(self, request: Request) -> RobotParser:
        """The rules of the request's host. Raises NotFetched where they cannot be had."""
        netloc = urlparse_cached(request).netloc
        async with self._locks[netloc]:
            if netloc not in self._rules:
                self._rules[netloc] = await self._fetch_rules(request)
        rules = self._rules[netloc]
        if isinstance(rules, NotFetched):
            raise rules
        return rules

    async def _fetch_rules(self, request: Request) -> RobotParser | NotFetched:
        url = urlparse_cached(request)._replace(path="/robots.txt", params="", query="").geturl()
        meta = {"dont_obey_robotstxt": True}
        robots = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(robots)
        except DOWNLOAD_ERRORS as error:
            return NotFetched(Reason.NETWORK, describe(error, url))
        if response.status >= 500:
            return NotFetched(Reason.NETWORK, f"{url}: HTTP {response.status}")
        body = response.body if response.status < 400 else b""
        rules: RobotParser = self._parserimpl.from_crawler(self.crawler, body)
        self._slow_down(robots, rules.crawl_delay(self._agent))
        return rules

    def _slow_down(self, robots: Request, delay: float | None) -> None:
        """Crawl-delay becomes the delay of the host's slot, to the second."""
        if not delay:
            return
        downloader = self.crawler.engine.downloader
        key, longest = downloader.get_slot_key(robots), min(delay, self._longest)
        downloader.per_slot_settings[key] = {"delay": longest, "concurrency": 1, "jitter": 0}
        if key in downloader.slots:
            slot = downloader.slots[key]
            slot.delay, slot.concurrency, slot.jitter = longest, 1, 0
