"""The running crawl as its components see it: Scrapy's own types leave the spider open."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, cast

from crawler.captures.archive import Archive
from crawler.discovery.archive import ArchiveDiscovery
from crawler.discovery.sources import Discovery
from crawler.options import CrawlOptions
from crawler.site import Site

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class CrawlingSpider(Protocol):
    """What middlewares, extensions and pipelines use of a spider."""

    name: str
    site: Site
    options: CrawlOptions
    archive: Archive | None
    discovery: Discovery | ArchiveDiscovery

    def page_request(self, url: str, published: date | None, modified: datetime | None) -> Request:
        """The request for a page of the ledger."""


def spider_of(crawler: Crawler) -> CrawlingSpider:
    """The spider of a crawl that has begun. Raises RuntimeError before that."""
    if crawler.spider is None:
        raise RuntimeError("the crawl has no spider yet")
    return cast("CrawlingSpider", crawler.spider)
