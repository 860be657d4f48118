"""What no good answer means for a page."""

from gzip import BadGzipFile

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError, NoRouteError

from crawler.failures import NotFetched, judge_error, judge_status
from crawler.items import Reason

URL = "https://snhr.org/blog/2017/04/13/38282/"


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (CannotResolveHostError(), "failed", "network"),
        (DownloadFailedError(), "failed", "network"),
        (NoRouteError(101, "Network is unreachable"), "failed", "network"),
        (ConnectError(113, "No route to host"), "failed", "network"),
        (DownloadTimeoutError(), "failed", "timeout"),
        (DownloadCancelledError(), "failed", "too_large"),
        (ResponseDataLossError(), "failed", "incomplete"),
        (NotFetched(Reason.ROBOTS, "forbidden"), "not_allowed", "robots"),
        (NotFetched(Reason.OFF_SITE, "leads away"), "excluded", "off_site"),
        (NotFetched(Reason.RETRY_LATER, "asks for an hour"), "failed", "retry_later"),
        (NotFetched(Reason.NOT_IN_ARCHIVE, "not there"), "pending", "not_in_archive"),
        (IgnoreRequest("max redirections reached"), "failed", "http_status"),
        (ValueError("Invalid IPv6 URL"), "failed", "http_status"),
        (BadGzipFile("not a gzipped file"), "failed", "incomplete"),
        (ZeroDivisionError("x"), "failed", "bug"),
    ],
)
def test_each_error_has_its_state_and_reason(error: Exception, state: str, reason: str) -> None:
    judged = judge_error(error, URL)
    assert judged[:2] == (state, reason)
    assert judged[2]


@pytest.mark.parametrize(
    ("status", "state"),
    [(404, "gone"), (410, "gone"), (403, "failed"), (500, "failed"), (429, "failed")],
)
def test_each_status_but_200_is_a_state(status: int, state: str) -> None:
    judged = judge_status(status)
    assert judged is not None
    assert judged[0] == state
    assert str(status) in judged[2]


def test_status_200_can_be_read() -> None:
    assert judge_status(200) is None
