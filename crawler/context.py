"""The running crawl as its components see it: Scrapy's own types leave the spider open."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, cast

from crawler.captures.archive import Archive
from crawler.discovery.archive import ArchiveDiscovery
from crawler.discovery.sources import Discovery
from crawler.discovery.wayback import WaybackDiscovery, WaybackIndex
from crawler.measure import Tally
from crawler.options import CrawlOptions
from crawler.shapes import Shapes
from crawler.site import Site
from crawler.workers import Work

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

STORAGE_FAILED = object()
"""Scrapy signal, with ``error``: what was fetched cannot be kept, so the crawl must end."""


class CrawlingSpider(Protocol):
    """What middlewares, extensions and pipelines use of a spider."""

    name: str
    site: Site
    options: CrawlOptions
    archive: Archive | None
    wayback: WaybackIndex | None
    discovery: Discovery | ArchiveDiscovery | WaybackDiscovery
    tally: Tally
    work: Work
    shapes: Shapes

    def page_request(
        self,
        url: str,
        *,
        page_id: int,
        published: date | None,
        modified: datetime | None,
        etag: str | None,
        last_modified: str | None,
        taken: AbstractSet[tuple[str, datetime]],
    ) -> Request | None:
        """The request for a page of the ledger, ``page_id`` in its meta.

        ``taken``: copies of another archive that need not be read again; None if that is all.
        """


def spider_of(crawler: Crawler) -> CrawlingSpider:
    """The spider of a crawl that has begun. Raises RuntimeError before that."""
    if crawler.spider is None:
        raise RuntimeError("the crawl has no spider yet")
    return cast("CrawlingSpider", crawler.spider)
