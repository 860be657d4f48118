"""robots.txt, obeyed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from protego import Protego
from scrapy import Request, signals
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest, StopDownload
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawler.failures import BROKEN_ANSWERS, DOWNLOAD_ERRORS, NotFetched, NotKept, describe
from crawler.items import Reason
from crawler.packing import START
from crawler.robots_rules import MOST, product_of, rules_for
from crawler.urls import Origin, origin_of

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

DAY = 86_400.0
"""Seconds for which rules are kept (RFC 9309, 2.4); a polite crawl may take longer."""
TAKEN = 4 * MOST
"""Bytes that are taken from the server; what follows them is not waited for."""
_ENDLESS = "max redirections reached"
"""Scrapy's words where a redirect follows on redirects."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's, with its race mended and its silence on errors.

    Scrapy 2.14–2.19 lets the third and later requests through while a host's robots.txt is on
    its way. One lock a host holds them back. No answer, one of 5xx, or 429 disallows all (RFC 9309,
    2.3.1.4); any other 4xx allows all (2.3.1.3), and so do redirects without end (2.3.1.2).
    Redirects off the site disallow all: what the owner says there cannot be asked for.
    Crawl-delay is kept to. One that is too long is read to its first 500 KiB (2.5).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._locks: defaultdict[Origin | None, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._rules: dict[Origin | None, tuple[float, Protego | NotFetched]] = {}
        self._longest = crawler.settings.getfloat("RETRY_AFTER_MAX")
        self._least = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._product = product_of(self._robotstxt_useragent or self._default_useragent)
        self._received: WeakKeyDictionary[Request, int] = WeakKeyDictionary()
        crawler.signals.connect(self._stop_at_enough, signals.bytes_received)

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:  # noqa: ARG002 -- the signature of the base class
        """Raise NotFetched where the host's robots.txt does not allow the request."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        rules = await self._rules_of(request)
        if not rules.can_fetch(request.url, "*"):
            raise NotFetched(Reason.ROBOTS, "forbidden by robots.txt")
        if rules.crawl_delay("*"):
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def _rules_of(self, request: Request) -> Protego:
        """The rules of the request's host. Raises NotFetched where they cannot be had."""
        origin = origin_of(request.url)
        async with self._locks[origin]:
            asked_at, rules = self._rules.get(origin, (0.0, None))
            if rules is None or time.monotonic() - asked_at > DAY:
                rules = await self._fetch_rules(request)
                self._rules[origin] = time.monotonic(), rules
        if isinstance(rules, NotFetched):
            raise rules
        return rules

    async def _fetch_rules(self, request: Request) -> Protego | NotFetched:
        url = urlparse_cached(request)._replace(path="/robots.txt", params="", query="").geturl()
        meta = {"dont_obey_robotstxt": True, START: MOST, "download_maxsize": 0}
        robots = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(robots)
        except NotKept:
            raise
        except NotFetched as error:
            if error.reason is Reason.OFF_SITE:
                return NotFetched(Reason.ROBOTS, f"{url} {error}, where no request may go")
            if error.reason in {Reason.NETWORK, Reason.RETRY_LATER}:
                return error
            # What is wrong with robots.txt is not what is wrong with the page.
            return NotFetched(Reason.NETWORK, f"{url}: {error}")
        except (*DOWNLOAD_ERRORS, *BROKEN_ANSWERS) as error:
            if not isinstance(error, IgnoreRequest) or str(error) != _ENDLESS:
                return NotFetched(Reason.NETWORK, describe(error, url))
            body = b""
        else:
            if response.status >= 500 or response.status == 429:
                return NotFetched(Reason.NETWORK, f"{url}: HTTP {response.status}")
            body = response.body if 200 <= response.status < 300 else b""
        rules = rules_for(body, self._product)
        self._slow_down(robots, rules.crawl_delay("*"))
        return rules

    def _stop_at_enough(self, data: bytes, request: Request) -> None:
        if START in request.meta:
            self._received[request] = self._received.get(request, 0) + len(data)
            if self._received[request] > TAKEN:
                raise StopDownload(fail=False)

    def _slow_down(self, robots: Request, delay: float | None) -> None:
        """Crawl-delay becomes the delay of the host's slot, to the second."""
        if not delay:
            return
        if delay > self._longest:
            told = "%s asks for %.0f s between requests; %.0f are kept (RETRY_AFTER_MAX)"
            logger.warning(told, robots.url, delay, self._longest)
        downloader = self.crawler.engine.downloader
        key, kept = downloader.get_slot_key(robots), max(min(delay, self._longest), self._least)
        downloader.per_slot_settings[key] = {"delay": kept, "concurrency": 1, "jitter": 0}
        if key in downloader.slots:
            slot = downloader.slots[key]
            slot.delay, slot.concurrency, slot.jitter = kept, 1, 0
