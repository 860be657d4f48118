"""What it means for a page that no good answer came: exceptions and statuses → outcomes."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError

from crawler.items import Reason, State

DOWNLOAD_ERRORS = (
    CannotResolveHostError,
    # Twisted's, which Scrapy hands on as it is: no route to the host, no free port here.
    ConnectError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
"""What a download handler raises where no answer comes."""

DEAD_HOST = (CannotResolveHostError, ConnectError, DownloadConnectionRefusedError)
"""What tells that no other page of the host will be had either."""

_UNTRUSTED = "certificate verify failed"
"""OpenSSL's words where it is expired, signed by itself or by nobody known."""

BROKEN_ANSWERS = (IgnoreRequest, ValueError, OSError)
"""What Scrapy's middlewares raise on an answer that cannot be followed: redirects without end, a
Location that is no URL."""

LONGEST_DETAIL = 500
"""Characters that a page's row keeps of what went wrong; a server chooses many of them."""

_STATES = {
    Reason.ROBOTS: State.NOT_ALLOWED,
    Reason.OFF_SITE: State.EXCLUDED,
    Reason.NETWORK: State.FAILED,
    Reason.RETRY_LATER: State.FAILED,
    Reason.TOO_LARGE: State.FAILED,
    Reason.INCOMPLETE: State.FAILED,
    Reason.NOT_IN_ARCHIVE: State.PENDING,
}


_REASONS: tuple[tuple[tuple[type[BaseException], ...], Reason], ...] = (
    ((DownloadTimeoutError,), Reason.TIMEOUT),
    ((DownloadCancelledError,), Reason.TOO_LARGE),
    ((ResponseDataLossError,), Reason.INCOMPLETE),
    (DOWNLOAD_ERRORS, Reason.NETWORK),
    ((OSError,), Reason.INCOMPLETE),
    (BROKEN_ANSWERS, Reason.HTTP_STATUS),
)
"""The first that fits counts."""


class NotFetched(IgnoreRequest):
    """A request that is not made; ``reason`` is what the page's row says."""

    def __init__(self, reason: Reason, detail: str, retry_at: datetime | None = None) -> None:
        super().__init__(detail)
        self.reason = reason
        self.retry_at = retry_at


class NotKept(IgnoreRequest):
    """A response that could not be captured: it counts as never asked for."""


def judge_error(error: BaseException, url: str) -> tuple[State, Reason, str]:
    """State, reason and detail of a page whose request ended in an exception."""
    if isinstance(error, NotFetched):
        return _STATES[error.reason], error.reason, cut(str(error))
    for kinds, reason in _REASONS:
        if isinstance(error, kinds):
            return State.FAILED, reason, describe(error, url)
    return State.FAILED, Reason.BUG, cut(f"{type(error).__name__}: {error}")


def judge_status(status: int) -> tuple[State, Reason, str] | None:
    """The same for an HTTP status; None where the page can be read."""
    if status == HTTPStatus.OK:
        return None
    try:
        detail = f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        detail = f"HTTP {status}"
    gone = status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
    return State.GONE if gone else State.FAILED, Reason.HTTP_STATUS, detail


def certificate_error(error: BaseException) -> str:
    """What is wrong with the certificate of a server that was left for it; "" for other errors."""
    causes = [failure.value for failure in getattr(error.__cause__, "reasons", ())]
    if any(isinstance(cause, VerificationError) for cause in causes):
        return "it is another host's"
    refused = (cause for cause in causes if isinstance(cause, SSL.Error))
    return next((_UNTRUSTED for cause in refused if _UNTRUSTED in str(cause)), "")


def describe(error: BaseException, url: str) -> str:
    """One line for a person: what did not come and why."""
    url = cut(url, 200)
    if isinstance(error, CannotResolveHostError):
        return f"{url}: the host's name cannot be resolved"
    if isinstance(error, DownloadConnectionRefusedError):
        return f"{url}: connection refused"
    if isinstance(error, DownloadTimeoutError):
        return f"{url}: no answer in time"
    if isinstance(error, DownloadCancelledError):
        return cut(f"{url}: too large: {error}".removesuffix(": "))
    if isinstance(error, ResponseDataLossError):
        return cut(f"{url}: the answer is not whole: {error}".removesuffix(": "))
    return cut(f"{url}: {type(error).__name__}: {error}")


def cut(text: str, longest: int = LONGEST_DETAIL) -> str:
    """The text, or its beginning with how long it was."""
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text)} characters)"
