"""Finds spiders: a module of this package where a publisher needs one, else its seed file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.spiderloader import SpiderLoader

from crawler.publishers import publisher_names
from crawler.spiders.base import ReportSpider

if TYPE_CHECKING:
    from scrapy import Spider


class SeedSpiderLoader(SpiderLoader):
    """Scrapy's loader; a seed without a module of its own gets the generic spider."""

    def list(self) -> list[str]:
        """Names of all publishers, sorted."""
        return sorted({*super().list(), *publisher_names()})

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of a publisher. Raises KeyError where there is no such publisher."""
        if spider_name in self._spiders:
            return super().load(spider_name)
        if spider_name not in publisher_names():
            known = ", ".join(self.list())
            raise KeyError(f"no publisher {spider_name!r}; there are: {known}")
        return type(f"{spider_name.title()}Spider", (ReportSpider,), {"name": spider_name})
