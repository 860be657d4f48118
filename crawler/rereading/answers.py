"""A stored capture as the response that the spider was given."""

from __future__ import annotations

from pathlib import Path

from scrapy import Request
from scrapy.http import Response

from crawler.captures.reading import CapturedResponse, read_response
from crawler.capturing import as_response
from crawler.evidence.places import place_of
from crawler.settings import DOWNLOAD_MAXSIZE, PAGE_MAX_BYTES
from crawler.unpacking import Sizes, unpacked
from storage.models import Capture as CaptureRow

_SIZES = Sizes(DOWNLOAD_MAXSIZE, PAGE_MAX_BYTES)


def read_served(row: CaptureRow, folder: Path) -> CapturedResponse:
    """What was served. Raises ArchiveError where it cannot be read any more."""
    return read_response(place_of(row, folder))


def answer(request: Request, served: CapturedResponse) -> Response:
    """The response on the spider's side: unpacked, with its request.

    Raises one of ``DOWNLOAD_ERRORS`` for a body that was cut short, is not packed as it says or is
    too large.
    """
    response = unpacked(as_response(request.url, served), _SIZES)
    response.request = request
    return response
