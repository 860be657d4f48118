"""A stored capture as the response that the spider was given."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.statscollectors import DummyStatsCollector

from crawler.captures.reading import CapturedResponse, read_response
from crawler.capturing import as_response
from crawler.evidence.places import place_of
from crawler.middlewares import is_whole_gzip
from crawler.settings import DOWNLOAD_MAXSIZE
from storage.models import Capture as CaptureRow

_PACKED = {"gzip", "x-gzip"}


def read_served(row: CaptureRow, folder: Path) -> CapturedResponse:
    """What was served. Raises ArchiveError where it cannot be read any more."""
    return read_response(place_of(row, folder))


def answer(request: Request, served: CapturedResponse) -> Response:
    """The response on the spider's side: unpacked, with its request.

    Raises ResponseDataLossError for a body that was cut short, IgnoreRequest and what else
    Scrapy raises for one that cannot be unpacked: all of ``BROKEN_ANSWERS``, or
    ``DOWNLOAD_ERRORS``.
    """
    response = as_response(request.url, served)
    packing = (response.headers.get("Content-Encoding") or b"").decode("latin-1").lower()
    if packing.strip() in _PACKED and not is_whole_gzip(response.body):
        raise ResponseDataLossError("the packed body breaks off")
    unpacked = _unpacker().process_response(request, response)
    if not isinstance(unpacked, Response):
        raise TypeError("an unpacked response is no response")
    unpacked.request = request
    return unpacked


@cache
def _unpacker() -> HttpCompressionMiddleware:
    """Scrapy's own; it asks for a crawler, which never runs."""
    crawler = Crawler(Spider, {"DOWNLOAD_MAXSIZE": DOWNLOAD_MAXSIZE})
    crawler.stats = DummyStatsCollector(crawler)
    return HttpCompressionMiddleware(crawler=crawler)
