"""How long a server asks to wait, and who waits for it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import Headers, Response

from crawler import waiting
from crawler.failures import NotFetched
from crawler.items import Reason
from crawler.waiting import PATIENCE, PAUSE, WEEK, RetryAfterMiddleware, retry_after

NOW = datetime(2017, 4, 13, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        ("0000000000030", 30),
        ("9" * 40, 999_999_999),
        ("1" + "0" * 30, 100_000_000),
        ("Thu, 13 Apr 2017 12:01:00 GMT", 60),
        ("Thu, 13 Apr 2017 14:01:00 +0200", 60),
        ("Thu, 13 Apr 2017 12:01:00 -0000", 60),
        ("Thursday, 13-Apr-17 12:01:00 GMT", 60),
        ("Thu Apr 13 12:01:00 2017", 60),
        ("Thu, 13 Apr 2017 11:00:00 GMT", 0),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 0),
        ("Thu, 13 Apr 20170 12:01:00 GMT", 0),
        ("Thu, 32 Apr 2017 12:01:00 GMT", 0),
        ("Thu, 13 Apr 2017 12:01:00 +999999", 0),
        ("soon", 0),
        ("-5", 0),
        ("1.5", 0),
        ("1e3", 0),
        ("60 seconds", 0),
        ("60, 120", 0),
        ("\u0661\u0662", 0),
        ("", 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    assert retry_after(Headers({"Retry-After": value}), NOW) == seconds


@pytest.mark.parametrize("zone", ["GMT", "-2359", "+2359"])
def test_the_last_year_there_is_can_be_asked_for(zone: str) -> None:
    value = f"Fri, 31 Dec 9999 23:59:59 {zone}"
    assert retry_after(Headers({"Retry-After": value}), NOW) > 1000 * WEEK


def test_without_retry_after_nothing_is_asked() -> None:
    assert retry_after(Headers(), NOW) == 0


WORDS = st.sampled_from(
    ["Thu,", "13", "Apr", "2017", "9999", "12:01:00", "GMT", "+2400", "-", "0", "99999999999", " "]
)


@given(st.text(max_size=60) | st.lists(WORDS, max_size=9).map(" ".join))
def test_whatever_it_says_is_a_time_to_wait(value: str) -> None:
    raw = value.encode("utf-8", "replace").replace(b"\n", b" ").replace(b"\r", b" ")
    assert 0 <= retry_after(Headers({"Retry-After": raw}), NOW) < 10**12


class Host:
    """A host as the middleware meets it; how long it let each request wait."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, longest: float = 300) -> None:
        self.middleware = RetryAfterMiddleware(longest)
        self.now = 1000.0
        self.slept: list[float] = []
        monkeypatch.setattr(waiting.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(waiting.asyncio, "sleep", self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def ask(self, path: str, status: int = 200, after: str = "") -> float:
        """Seconds that the request waited. Raises NotFetched."""
        request = Request(f"https://monitor.org{path}")
        before = self.now
        asyncio.run(self.middleware.process_request(request))
        waited = self.now - before
        headers = {"Retry-After": after} if after else {}
        self.middleware.process_response(
            request, Response(request.url, status=status, headers=headers)
        )
        return waited


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Host:
    return Host(monkeypatch)


def test_a_page_waits_as_long_as_it_asks_and_the_others_a_while(host: Host) -> None:
    assert host.ask("/a", 429, "120") == 0
    assert host.ask("/b") == PAUSE
    assert host.ask("/c") == 0
    assert host.ask("/a") == 120 - PAUSE
    assert host.ask("/a") == 0


def test_a_short_wait_is_everyones(host: Host) -> None:
    host.ask("/a", 503, "4")
    assert host.ask("/b") == 4


def test_after_some_answers_in_a_row_the_whole_host_waits(host: Host) -> None:
    for number in range(PATIENCE):
        assert host.ask(f"/{number}", 429, "120") == (PAUSE if number else 0)
    assert host.ask("/other") == 120


def test_an_answer_between_them_shows_that_the_host_goes_on(host: Host) -> None:
    for number in range(3 * PATIENCE):
        host.ask(f"/{number}", 429, "120")
        host.ask(f"/good/{number}")
    assert host.ask("/other") == 0


def test_a_page_that_asks_for_too_long_is_left_and_costs_no_other(host: Host) -> None:
    for number in range(PATIENCE - 1):
        with pytest.raises(NotFetched, match="asks to wait 86400 s") as left:
            host.ask(f"/{number}", 429, "86400")
        assert left.value.reason is Reason.RETRY_LATER
        assert left.value.retry_at is not None
    assert host.ask("/other") == 0


def test_a_host_that_asks_for_too_long_again_and_again_is_left(host: Host) -> None:
    for number in range(PATIENCE):
        with pytest.raises(NotFetched):
            host.ask(f"/{number}", 503, "86400")
    with pytest.raises(NotFetched, match="asks to wait 86400 s"):
        host.ask("/other")
    assert host.slept == []


def test_no_date_is_too_far_to_be_kept(host: Host) -> None:
    with pytest.raises(NotFetched) as left:
        host.ask("/a", 503, "Fri, 31 Dec 9999 23:59:59 GMT")
    assert left.value.retry_at is not None
    assert left.value.retry_at <= datetime.now(UTC) + timedelta(seconds=WEEK)


@pytest.mark.parametrize("status", [200, 301, 404, 500])
def test_only_429_and_503_ask_to_wait(host: Host, status: int) -> None:
    host.ask("/a", status, "120")
    assert host.ask("/a") == 0
