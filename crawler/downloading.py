"""Scrapy's HTTP download handler with limits where it has none: heads, time, wholeness.

Twisted bounds a header line by 16 KiB, but neither their number nor the time they may take, and
cuts a body at its Content-Length however much more comes.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

from attrs import frozen
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import HtmlResponse, Response
from scrapy.settings import BaseSettings
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.internet.protocol import connectionDone
from twisted.python.failure import Failure
from twisted.web._newclient import Request as SentRequest
from twisted.web.client import ResponseFailed, _HTTP11ClientFactory
from twisted.web.http import _IdentityTransferDecoder
from twisted.web.iweb import IResponse

from crawler.backlog import Backlog
from crawler.turns import LARGE

_ENDS = (b"</html", b"</body")
"""What ends a page; WordPress and its like never leave both out."""


class HeadTooLargeError(Exception):
    """Header lines pass what an answer may have of them."""


class HeadTooSlowError(Exception):
    """The header lines did not come to their end in time."""


@frozen
class Limits:
    """What one answer may take."""

    head: int
    """Bytes of its header lines, folded and informational ones included."""
    head_seconds: float
    """From the request on to the last header line."""
    page_seconds: float
    """All answers to one request together: redirects and new tries."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Limits:
        return cls(
            head=settings.getint("HEADERS_MAX_BYTES"),
            head_seconds=settings.getfloat("HEADERS_TIMEOUT"),
            page_seconds=settings.getfloat("PAGE_TIMEOUT"),
        )


class LimitedHandler(HTTP11DownloadHandler):
    """Raises what its base class does, and DownloadCancelledError for a head that is too large."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._limits = Limits.from_settings(crawler.settings)
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._backlog = Backlog(crawler)
        self._pool._factory = _factory(self._limits, self._backlog)  # noqa: SLF001 -- Twisted has no other way

    async def download_request(self, request: Request) -> Response:
        spent = float(request.meta.get("seconds_spent", 0))
        left = self._limits.page_seconds - spent
        if left <= 0:
            raise DownloadTimeoutError(f"{spent:.0f} s with redirects and new tries")
        asked = float(request.meta.get("download_timeout") or self._seconds)
        await self._backlog.wait_for_room()
        request.meta["download_timeout"] = min(asked, left)
        began = time.monotonic()
        try:
            response = await super().download_request(request)
        except (DownloadFailedError, ResponseDataLossError) as error:
            told = _told(error)
            if told is error:
                # An error that is its own cause would hide what is below it.
                raise
            raise told from error
        finally:
            request.meta["download_timeout"] = asked
            request.meta["seconds_spent"] = spent + time.monotonic() - began
        if not 100 <= response.status <= 999:
            raise DownloadFailedError(f"no HTTP status: {str(response.status)[:20]}")
        if "partial" in response.flags and is_cut(response):
            raise ResponseDataLossError("no true length was sent, and not the end of the page")
        self._backlog.add(request, len(response.body))
        return response


def is_cut(response: Response) -> bool:
    """Whether a page of which nobody said how long it is lacks its end.

    What is packed tells by itself whether it is whole; so does XML.
    """
    plain = "Content-Encoding" not in response.headers
    body = response.body.lower()
    return plain and isinstance(response, HtmlResponse) and not any(end in body for end in _ENDS)


def _told(error: Exception) -> Exception:
    """What lies below the error of Twisted, where it is one of ours."""
    cause = error.__cause__
    while isinstance(cause, ResponseFailed):
        reason = cause.reasons[0]
        cause = reason.value if isinstance(reason, Failure) else reason
    if isinstance(cause, HeadTooLargeError):
        return DownloadCancelledError(str(cause))
    if isinstance(cause, HeadTooSlowError):
        return DownloadTimeoutError(str(cause))
    return error


class _LimitedParser(_LenientHTTPClientParser):
    """Counts the bytes of the head."""

    head = 0
    limit = 0

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 -- Twisted's name
        self.head += len(line) + 2
        if self.head > self.limit:
            raise HeadTooLargeError(f"over {self.limit} bytes of header lines")
        super().lineReceived(line)

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802 -- Twisted's name
        raise HeadTooLargeError(f"a header line of {len(line)} bytes or more")


class _LimitedProtocol(_LenientHTTP11ClientProtocol):
    """Ends connections whose head takes too long, or that send more than they say."""

    limits: Limits
    backlog: Backlog
    came = 0
    """Bytes of the answer at hand."""
    _head_timer: asyncio.TimerHandle

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 -- Twisted's name
        before, self.came = self.came, self.came + len(data)
        if before <= LARGE < self.came:
            self.backlog.ask_turn(self)
        super().dataReceived(data)  # type: ignore[no-untyped-call]  # Twisted's

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 -- Twisted's name
        self._end()
        super().connectionLost(reason)  # type: ignore[no-untyped-call]  # Twisted's

    def pause(self) -> None:
        """Let nothing more of the answer come."""
        if self.transport is not None:
            self.transport.pauseProducing()

    def resume(self) -> None:
        """Let it come again."""
        if self.transport is not None:
            self.transport.resumeProducing()

    def request(self, request: SentRequest) -> Deferred[IResponse]:
        self.came = 0
        answered = super().request(request)
        parser: Any = self._parser
        parser.__class__ = _LimitedParser
        parser.limit = self.limits.head
        self._wait_for_head(self.limits.head_seconds)

        def stop(result: IResponse) -> IResponse:
            self._head_timer.cancel()
            return result

        return answered.addBoth(stop)

    def _wait_for_head(self, left: float) -> None:
        """Seconds are counted one by one: while the crawl itself stands still, none is."""
        if left <= 0:
            self._head_too_slow()
            return
        piece = min(left, 1.0)
        loop = asyncio.get_running_loop()
        self._head_timer = loop.call_later(piece, self._wait_for_head, left - piece)

    def _head_too_slow(self) -> None:
        told = f"no whole head within {self.limits.head_seconds:g} s"
        give_up: Callable[[Failure], None] = self._giveUp
        give_up(failure_of(HeadTooSlowError(told)))

    def _finishResponse_WAITING(self, rest: bytes) -> None:  # noqa: N802 -- Twisted's name
        """More than the stated length: it is of something else, and the page may be cut by it.

        What follows must not be taken for the answer to the next request either.
        """
        if rest.strip() and self._parser is not None:
            if isinstance(self._parser.bodyDecoder, _IdentityTransferDecoder):
                # As if no length had been stated: the reader is told that the body may be cut.
                self._parser.bodyDecoder.contentLength = None
                self._parser.bodyDecoder.finishCallback = bytes
            if self._currentRequest is not None:
                self._currentRequest.persistent = False
        self._end()
        super()._finishResponse_WAITING(rest)

    def _end(self) -> None:
        """Whatever came of the answer, nothing more does."""
        self.backlog.end(self, self.came)
        self.came = 0


def failure_of(error: Exception) -> Failure:
    """What Twisted hands on in place of an exception."""
    return Failure(error)  # type: ignore[no-untyped-call]  # Twisted's


def _factory(limits: Limits, backlog: Backlog) -> type[_HTTP11ClientFactory]:
    protocol = type("Protocol", (_LimitedProtocol,), {"limits": limits, "backlog": backlog})

    class Factory(_HTTP11ClientFactory):
        noisy = False

        def buildProtocol(self, addr: IAddress | None) -> _LimitedProtocol:  # noqa: ARG002, N802 -- Twisted's
            made: _LimitedProtocol = protocol(self._quiescentCallback)
            return made

    return Factory
