"""The stage that has pages' words looked at by workers: order, days asked for, what is given up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler

from crawler.items import NotModified, Outcome, RawReport, Reason, Report, State
from crawler.options import read_options
from crawler.publishers import SEEDS, load_publisher
from crawler.site import Site
from crawler.spiders.pages import PageSpider
from crawler.workers import UnfinishedError, here
from pipelines.copies.shingles import signature
from pipelines.copies.similarity import text_of
from pipelines.normalize import NormalizePipeline

URL = "https://snhr.org/blog/2017/04/13/38282/"
NOW = datetime(2024, 1, 2, tzinfo=UTC)


def raw(title: str = "Seven killed", requested: str = URL) -> RawReport:
    return RawReport(
        publisher="snhr",
        url=URL,
        requested_urls=[requested],
        title=title,
        body="Seven civilians were killed in the shelling of the market, two of them women.",
        method="publisher:div.td-post-content",
        published_local="2017-04-13",
        fetched_at=NOW,
    )


def stage(work: Any = here, **options: str) -> NormalizePipeline:
    crawler = Crawler(Spider)
    spider: Any = PageSpider("snhr")
    spider.site, spider.work = Site(load_publisher(SEEDS / "snhr.toml")), work
    spider.options = read_options(options)
    crawler.spider = spider
    return NormalizePipeline.from_crawler(crawler)


def test_a_report_comes_out_with_its_language_and_signature() -> None:
    report = asyncio.run(stage().process_item(raw()))
    assert isinstance(report, Report)
    assert report.language == "en"
    assert report.signature == signature(text_of(report.title, report.body))


@pytest.mark.parametrize("since", ["2017-04-14", "2020-01-01"])
def test_a_day_that_was_not_asked_for_is_told(since: str) -> None:
    told = asyncio.run(stage(since=since).process_item(raw()))
    assert isinstance(told, Outcome)
    assert (told.state, told.reason) == (State.EXCLUDED, Reason.OUTSIDE_DATES)


@pytest.mark.parametrize(
    "item",
    [
        NotModified(publisher="snhr", url=URL, fetched_at=NOW),
        Outcome(publisher="snhr", url=URL, state=State.GONE, reason=Reason.HTTP_STATUS),
    ],
    ids=["not-modified", "outcome"],
)
def test_what_is_no_page_goes_on_untouched(item: NotModified | Outcome) -> None:
    assert asyncio.run(stage().process_item(item)) is item


async def unfinished(*_: object) -> Report:
    raise UnfinishedError("took longer than 10 s (PARSE_TIMEOUT)")


def test_a_page_whose_words_take_too_long_has_failed_and_says_why() -> None:
    told = asyncio.run(stage(unfinished).process_item(raw(requested="https://snhr.org/?p=1")))
    assert isinstance(told, Outcome)
    assert (told.state, told.reason) == (State.FAILED, Reason.UNREADABLE)
    assert (told.url, told.fetched_at) == ("https://snhr.org/?p=1", NOW)
    assert told.detail == "took longer than 10 s (PARSE_TIMEOUT)"


@pytest.mark.parametrize(
    ("second", "order"),
    [(URL, ["first", "second"]), ("https://snhr.org/?p=2", ["second", "first"])],
    ids=["one-page", "two-pages"],
)
def test_visits_of_one_page_stay_in_their_order_and_others_do_not_wait(
    second: str, order: list[str]
) -> None:
    done: list[str] = []

    async def slow_first(function: Callable[..., Report], page: RawReport, site: Site) -> Report:
        await asyncio.sleep(0.05 if page.title == "first" else 0)
        return function(page, site)

    async def run() -> None:
        one = stage(slow_first)

        async def process(page: RawReport) -> None:
            item = await one.process_item(page)
            assert isinstance(item, Report)
            done.append(item.title)

        await asyncio.gather(process(raw("first")), process(raw("second", second)))

    asyncio.run(run())
    assert done == order
