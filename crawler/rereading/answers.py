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

from crawler.captures.archive import open_archive
from crawler.captures.reading import ArchiveError, Capture, CapturedResponse, read_response
from crawler.captures.scanning import read_captures
from crawler.capturing import as_response
from crawler.middlewares import is_whole_gzip
from crawler.settings import DOWNLOAD_MAXSIZE
from storage.models import Capture as CaptureRow
from storage.models import Crawl

_PACKED = {"gzip", "x-gzip"}


def place_of(row: CaptureRow, folder: Path) -> Capture:
    """Where a capture lies; ``folder`` is ARCHIVE_DIR."""
    return Capture(
        url=row.url,
        file=folder / row.file,
        offset=row.offset,
        length=row.length,
        captured_at=row.fetched_at,
        status=row.status,
        media_type=row.media_type,
    )


def read_served(row: CaptureRow, crawl: Crawl, folder: Path) -> CapturedResponse:
    """What was served. Raises ArchiveError where it cannot be read any more.

    In an archive of others a record may refer to another one for its body.
    """
    place = place_of(row, folder)
    if not crawl.options.get("archive"):
        return read_response(place)
    return read_response(_completed(place, str(crawl.options["archive"])))


def _completed(place: Capture, pattern: str) -> Capture:
    problems: list[str] = []
    found = next(read_captures(place.file, problems, place.offset), None)
    if found is None or found.offset != place.offset:
        raise ArchiveError("; ".join(problems) or f"{place.file} at {place.offset}: no response")
    if found.revisit is None:
        return place
    for capture in open_archive(pattern).visits(found.url):
        if capture.offset == found.offset and capture.file.resolve() == found.file.resolve():
            return capture
    raise ArchiveError(f"{place.file} at {place.offset}: what it repeats is in none of {pattern}")


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
