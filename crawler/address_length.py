"""Addresses that are too long are not asked for, wherever they come from."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest


class AddressLengthMiddleware:
    """Refuses long addresses wherever they come from; Scrapy's own forgets them in silence."""

    def __init__(self, longest: int) -> None:
        self._longest = longest

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.getint("URLLENGTH_LIMIT"))

    def process_request(self, request: Request) -> None:
        if len(request.url) > self._longest:
            told = f"an address of {len(request.url)} characters; {self._longest} are allowed"
            raise IgnoreRequest(told)
