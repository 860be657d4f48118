"""Retry-After: how long a server asks to wait, and who waits."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.failures import NotFetched
from crawler.items import Reason

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

PATIENCE = 5
"""Answers of a host in a row that ask to wait, after which it is the host that asks, not a page."""
PAUSE = 15.0
"""Seconds for which the other pages of a host wait at the most where one page asks for it."""
WEEK = 7 * 86_400.0
"""Seconds; what a host asks beyond this is a mistake, and is not remembered."""


class RetryAfterMiddleware:
    """Waits as long as a server's Retry-After asks; what asks for too much is left for later.

    That is the page, since one page's word is not its site's: the others wait for ``PAUSE`` at the
    most, and not at all for a page that is left. Where ``PATIENCE`` answers of a host in a row ask,
    all of the host waits, or is left.
    """

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._hosts: dict[str, float] = {}
        self._pages: dict[str, float] = {}
        self._asked: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.getfloat("RETRY_AFTER_MAX"))

    async def process_request(self, request: Request) -> None:
        host = self._hosts.get(urlparse_cached(request).netloc, 0.0)
        wait = max(host, self._pages.pop(request.url, 0.0)) - time.monotonic()
        if wait > self._longest:
            raise _later(wait)
        if wait > 0:
            await asyncio.sleep(wait)

    def process_response(self, request: Request, response: Response) -> Response:
        netloc = urlparse_cached(request).netloc
        asks = response.status in {429, 503}
        wait = retry_after(response.headers, datetime.now(UTC)) if asks else 0.0
        self._asked[netloc] = self._asked[netloc] + 1 if wait else 0
        if wait:
            self._hold(netloc, self._share(netloc, wait))
        if wait > self._longest:
            raise _later(wait)
        if wait:
            self._pages[request.url] = time.monotonic() + wait
        return response

    def _share(self, netloc: str, wait: float) -> float:
        """How long all of the host waits where one answer asks for ``wait``."""
        if self._asked[netloc] >= PATIENCE:
            return wait
        return min(wait, PAUSE) if wait <= self._longest else 0.0

    def _hold(self, netloc: str, wait: float) -> None:
        resume_at = time.monotonic() + wait
        self._hosts[netloc] = max(self._hosts.get(netloc, 0.0), resume_at)


def _later(wait: float) -> NotFetched:
    resume_at = datetime.now(UTC) + timedelta(seconds=min(wait, WEEK))
    return NotFetched(Reason.RETRY_LATER, f"the host asks to wait {wait:.0f} s", resume_at)


def retry_after(headers: Headers, now: datetime) -> float:
    """Seconds that a Retry-After header, a number or a date, asks for.

    0 where there is none, where it is neither, or a moment that has passed.
    """
    value = (headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value.lstrip("0")[:9] or 0)
    try:
        moment = parsedate_to_datetime(value)
        return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
