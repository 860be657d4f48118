"""Counts what was read, before it is decided what of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from crawler.context import spider_of
from crawler.items import NotModified, Outcome, Report

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class MeasurePipeline:
    """Report → the same; of a page in an archive its last answer counts."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Report | Outcome | NotModified) -> Report | Outcome | NotModified:
        if isinstance(item, Report) and item.is_last:
            spider_of(self.crawler).tally.add(item)
        return item
