"""Answers are unpacked up to a limit; what breaks off or is too large is no answer."""

from __future__ import annotations

from typing import Self

from attrs import frozen
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, ResponseDataLossError
from scrapy.http import HtmlResponse, Response, TextResponse, XmlResponse
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

from crawler.packing import START, PackingError, TooLargeError, is_gzip, unpack, unpack_start


@frozen
class Sizes:
    """The most bytes of an answer."""

    answer: int
    """As it comes, and unpacked."""
    page: int
    """Of what is made into a tree in memory: HTML and JSON."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls(settings.getint("DOWNLOAD_MAXSIZE"), settings.getint("PAGE_MAX_BYTES"))


class UnpackMiddleware:
    """Scrapy's would store as much as it could unpack of a body that breaks off."""

    def __init__(self, sizes: Sizes) -> None:
        self._sizes = sizes

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(Sizes.from_settings(crawler.settings))

    def process_response(self, request: Request, response: Response) -> Response:
        if START in request.meta:
            return start_of(response, request.meta[START])
        return unpacked(response, self._sizes)


def start_of(response: Response, most: int) -> Response:
    """The response with the first bytes of its body, unpacked.

    Raises ResponseDataLossError where it breaks off before, or is not packed as it says.
    """
    named = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1").split(",")
    try:
        body = unpack_start(response.body, named, most)
    except PackingError as error:
        raise ResponseDataLossError(str(error)) from error
    headers = response.headers.copy()
    headers.pop("Content-Encoding", None)
    return response.replace(headers=headers, body=body)


def unpacked(response: Response, sizes: Sizes) -> Response:
    """The response as the spider reads it.

    Raises what Scrapy's downloader raises: DownloadCancelledError for one that is too large,
    ResponseDataLossError for one that breaks off or is not packed as it says.
    """
    codings = response.headers.getlist("Content-Encoding")
    if len(response.body) > sizes.answer:
        raise DownloadCancelledError(f"over {sizes.answer} bytes")
    if codings:
        response = _without_codings(response, codings, sizes)
    if isinstance(response, HtmlResponse) and is_gzip(response.body):
        raise ResponseDataLossError("packed, though nothing says so")
    if _becomes_a_tree(response) and len(response.body) > sizes.page:
        told = f"{len(response.body)} bytes; a page may have {sizes.page}"
        raise DownloadCancelledError(told)
    return response


def _without_codings(response: Response, codings: list[bytes], sizes: Sizes) -> Response:
    named = b",".join(codings).decode("latin-1").split(",")
    try:
        body = unpack(response.body, named, sizes.answer)
    except PackingError as error:
        raise ResponseDataLossError(str(error)) from error
    except TooLargeError as error:
        raise DownloadCancelledError(str(error)) from error
    headers = response.headers.copy()
    del headers["Content-Encoding"]
    kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
    if issubclass(kind, TextResponse):
        # The encoding that was guessed from the packed bytes is worth nothing.
        return response.replace(cls=kind, headers=headers, body=body, encoding=None)
    return response.replace(cls=kind, headers=headers, body=body)


def _becomes_a_tree(response: Response) -> bool:
    return isinstance(response, TextResponse) and not isinstance(response, XmlResponse)
