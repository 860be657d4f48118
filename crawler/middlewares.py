"""Thin shells between Scrapy and what knows: site, Retry-After, whole bodies."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, ResponseDataLossError
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.context import spider_of
from crawler.failures import NotFetched, certificate_error
from crawler.items import Reason
from crawler.resolving import refused_address
from crawler.urls import without_credentials

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


PATIENCE = 5
"""Answers in a row that ask for too long a wait, after which nothing more is asked of the host."""
WEEK = 7 * 86_400.0
"""Seconds; what a host asks beyond this is a mistake, and is not remembered."""


UNPACKED_AT_ONCE = 1_000_000
"""Bytes; a bomb is thus never unpacked whole to see whether it is."""


class SiteMiddleware:
    """Lets requests go to the publisher's site only, redirects included."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider = spider_of(self.crawler)
        allows = spider.wayback.allows if spider.wayback else spider.site.allows
        if not allows(request.url):
            raise NotFetched(Reason.OFF_SITE, f"leads to {without_credentials(request.url)}")


class AddressMiddleware:
    """Says no in plain words where an address, a name or a certificate is not to be trusted.

    It stands before what would log a password, follow a redirect or try again.
    """

    def process_response(self, request: Request, response: Response) -> Response:
        location = (response.headers.get("Location") or b"").decode("latin-1")
        shown = without_credentials(location)
        if shown != location:
            told = f"{request.url} leads to {shown}, there with a user name or password"
            raise NotFetched(Reason.OFF_SITE, told)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, CannotResolveHostError):
            host = urlparse_cached(request).hostname or ""
            address = refused_address(host)
            if address:
                told = f"{host} stands at {address}, which is not on the open internet"
                raise NotFetched(Reason.NETWORK, f"{told}; only -a origin= leads there")
        wrong = certificate_error(exception)
        if wrong:
            told = f"{request.url}: the server's certificate is not to be trusted: {wrong}"
            raise NotFetched(Reason.NETWORK, told)


class RetryAfterMiddleware:
    """Waits as long as a host's Retry-After asks; what asks for too much is left for later.

    That is the page, since one page's word is not its site's; where ``PATIENCE`` answers of a host
    in a row ask for too much, it is all of the host.
    """

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._resume_at: dict[str, float] = {}
        self._refusals: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.getfloat("RETRY_AFTER_MAX"))

    async def process_request(self, request: Request) -> None:
        wait = self._resume_at.get(urlparse_cached(request).netloc, 0.0) - time.monotonic()
        if wait > self._longest:
            raise _later(wait)
        if wait > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Response:
        netloc = urlparse_cached(request).netloc
        asks = response.status in {429, 503}
        wait = retry_after(response.headers, datetime.now(UTC)) if asks else 0.0
        too_long = wait > self._longest
        self._refusals[netloc] = self._refusals[netloc] + 1 if too_long else 0
        if wait and (not too_long or self._refusals[netloc] >= PATIENCE):
            resume_at = time.monotonic() + wait
            self._resume_at[netloc] = max(self._resume_at.get(netloc, 0.0), resume_at)
        if too_long:
            raise _later(wait)
        return response


def _later(wait: float) -> NotFetched:
    resume_at = datetime.now(UTC) + timedelta(seconds=min(wait, WEEK))
    return NotFetched(Reason.RETRY_LATER, f"the host asks to wait {wait:.0f} s", resume_at)


def retry_after(headers: Headers, now: datetime) -> float:
    """Seconds that a Retry-After header, a number or a date, asks for; 0 where there is none."""
    value = (headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


class WholeBodyMiddleware:
    """Refuses packed bodies that break off, which Scrapy unpacks as far as they go."""

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 -- Scrapy's signature
        packing = (response.headers.get("Content-Encoding") or b"").decode("latin-1").lower()
        if packing.strip() in {"gzip", "x-gzip"} and not is_whole_gzip(response.body):
            raise ResponseDataLossError("the packed body breaks off")
        return response


def is_whole_gzip(body: bytes) -> bool:
    """Whether each gzip member of a body comes to its end; True also for what is no gzip."""
    while body[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            while not unpacker.eof:
                if not unpacker.decompress(unpacker.unconsumed_tail or body, UNPACKED_AT_ONCE):
                    break
                body = b""
        except zlib.error:
            return False
        if not unpacker.eof:
            return False
        body = unpacker.unused_data
    return True
