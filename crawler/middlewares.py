"""Thin shells between Scrapy and what knows: site and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.context import spider_of
from crawler.failures import NotFetched, certificate_error
from crawler.items import Reason
from crawler.resolving import refused_address
from crawler.urls import without_credentials

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


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
        location = (response.headers.get("Location") or b"").decode("latin-1").partition("?")[0]
        shown = without_credentials(location)
        if 300 <= response.status < 400 and shown != location:
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
