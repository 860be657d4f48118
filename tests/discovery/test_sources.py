"""Sources one after the other: the first complete one, cross-checked by the rest."""

import asyncio
import gc
from weakref import ref

from test_discovery_walks import FEED, HOME, INDEX, SITE, Web, page, posts, rest_url, rss, urlset

from crawler.discovery.entries import Answer, SourceError, Trouble
from crawler.discovery.sources import Discovery, SourceRun
from crawler.items import Discovered

REPORT = f"{HOME}/blog/2017/04/13/{{}}/"


def discover(pages: dict[str, object], via: str = "auto") -> tuple[list[Discovered], Discovery]:
    discovery = Discovery(SITE, Web(pages).fetch, via=via)

    async def run() -> list[Discovered]:
        return [found async for batch in discovery.batches() for found in batch]

    return asyncio.run(run()), discovery


def by_kind(discovery: Discovery) -> dict[str, SourceRun]:
    return {run.kind: run for run in discovery.runs}


def feed_of(*numbers: int) -> str:
    return rss(*numbers).replace(f"<link>{HOME}/", f"<link>{HOME}/blog/2017/04/13/")


GOOD_REST: dict[str, object] = {rest_url(1): posts(1, 2, total=2), rest_url(2): 400}


def test_after_a_complete_source_the_others_are_read_no_further_than_they_bring_something() -> None:
    pages = {
        **GOOD_REST,
        INDEX: urlset(REPORT.format(1), REPORT.format(2)),
        FEED: feed_of(1, 2),
        f"{FEED}?paged=2": feed_of(3),
        f"{HOME}/": page(1, next_url="/page/2/"),
        f"{HOME}/page/2/": page(4),
    }
    found, discovery = discover(pages)
    assert discovery.found == 2
    assert {item.url for item in found} == {REPORT.format(1), REPORT.format(2)}
    runs = by_kind(discovery)
    assert runs["wordpress"].complete
    assert all(run.cross_check for kind, run in runs.items() if kind != "wordpress")


def test_what_a_complete_source_lacks_is_added_and_told() -> None:
    pages = {**GOOD_REST, INDEX: urlset(*(REPORT.format(number) for number in (1, 2, 3)))}
    _, discovery = discover(pages)
    assert discovery.found == 3
    assert by_kind(discovery)["sitemap"].lacking == [REPORT.format(3)]


def test_a_source_that_lies_is_told_and_the_next_one_is_taken_whole() -> None:
    pages = {
        rest_url(1): posts(1, total=40),
        rest_url(2): 400,
        INDEX: urlset(REPORT.format(2)),
    }
    _, discovery = discover(pages)
    runs = by_kind(discovery)
    assert [error.trouble for error in runs["wordpress"].troubles] == [Trouble.LYING]
    assert runs["sitemap"].complete
    assert discovery.found == 2


def test_one_source_alone_is_read_where_it_is_asked_for() -> None:
    _, discovery = discover({**GOOD_REST, FEED: feed_of(7)}, via="feed")
    assert [run.kind for run in discovery.runs] == ["feed"]
    assert discovery.found == 1


def test_an_address_that_is_absent_is_no_trouble_where_another_one_answers() -> None:
    _, discovery = discover(GOOD_REST)
    assert by_kind(discovery)["wordpress"].troubles == []
    assert by_kind(discovery)["feed"].troubles != []


def test_an_empty_source_is_not_taken_as_complete() -> None:
    _, discovery = discover({INDEX: urlset(), FEED: feed_of(1)})
    assert not by_kind(discovery)["sitemap"].complete
    assert discovery.found == 1


def test_where_no_source_answers_none_is_said_to() -> None:
    dead = SourceError(Trouble.UNREACHABLE, "no network")
    _, discovery = discover({rest_url(1): dead, INDEX: dead, FEED: dead, f"{HOME}/": dead})
    assert not any(run.answered for run in discovery.runs)


def test_what_is_no_report_or_off_site_is_named_with_its_reason() -> None:
    pages = {
        INDEX: urlset(
            REPORT.format(1),
            f"{HOME}/about/",
            "https://elsewhere.example/blog/2017/04/13/1/",
            "javascript:alert(1)",
        )
    }
    found, discovery = discover(pages, via="sitemap")
    assert [item.excluded for item in found] == [None, "not_report_url", "off_site"]
    assert by_kind(discovery)["sitemap"].bad_urls == ["javascript:alert(1)"]
    assert discovery.found == 1


def test_the_same_page_under_two_addresses_is_found_once() -> None:
    pages = {INDEX: urlset(REPORT.format(1), REPORT.format(1).rstrip("/") + "?utm_source=x")}
    found, discovery = discover(pages, via="sitemap")
    assert discovery.found == 1
    assert len({item.key for item in found}) == 1


def test_relative_links_of_a_source_are_joined_to_its_own_address() -> None:
    relative = rss(1).replace(f"<link>{HOME}/1/", "<link>/blog/2017/04/13/1/")
    found, _ = discover({FEED: relative}, via="feed")
    assert [(item.url, item.excluded) for item in found] == [(REPORT.format(1), None)]


def test_no_answer_is_kept_while_pages_are_read_nor_by_what_went_wrong() -> None:
    no_list = page(9).replace("<a ", "<b ")
    pages = {
        rest_url(1): posts(1, 2, total=40),
        rest_url(2): no_list,
        INDEX: urlset(*(REPORT.format(number) for number in (1, 2, 3))) + "<",
        FEED: feed_of(1, 4),
        f"{FEED}?paged=2": no_list,
        f"{HOME}/": page(5, next_url="/page/2/"),
        f"{HOME}/page/2/": page(6),
    }
    web, answers = Web(pages), []

    async def fetch(url: str) -> Answer:
        answer = await web.fetch(url)
        answers.append(ref(answer))
        return answer

    async def run() -> list[str]:
        kept = []
        async for _ in discovery.batches():
            gc.collect()
            kept += [answer.url for one in answers if (answer := one())]
        return kept

    discovery = Discovery(SITE, fetch, via="auto")
    assert asyncio.run(run()) == []
    assert len(answers) > len(pages)
    assert sum(len(run.troubles) for run in discovery.runs) >= 2
