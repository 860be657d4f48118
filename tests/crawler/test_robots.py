"""robots.txt: many requests at once while it is on its way, and what its absence means."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from itertools import pairwise

import pytest
from protego import Protego
from running import ROOT, Project
from scrapy import Request
from scrapy.utils.test import get_crawler
from sites.answers import Answer
from sites.server import Served, serve
from sites.sets import plain_site
from sites.site import Faults
from sites.stranger import stranger

from crawler.robots import RobotsMiddleware

PROGRAM = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

class Hasty(Spider):
    name = "hasty"
    async def start(self):
        for url in sys.argv[2:]:
            yield Request(url, dont_filter=True)
    def parse(self, response):
        print(response.status)

process = AsyncCrawlerProcess({
    "ROBOTSTXT_OBEY": True,
    "RETRY_AFTER_MAX": 300,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "RETRY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "LOG_LEVEL": "ERROR",
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "crawler.robots.RobotsMiddleware": 100,
    },
    **json.loads(sys.argv[1]),
})
process.crawl(Hasty)
process.start()
"""


def ask_at_once(served: Served, paths: list[str], **settings: str) -> list[str]:
    """All paths asked for in one go; returns those that arrived, robots.txt aside."""
    subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(settings), *map(served.url, paths)],
        cwd=ROOT,
        check=True,
        timeout=60,
        capture_output=True,
    )
    return [request.path for request in served.requests if request.path != "/robots.txt"]


PATHS = [f"/blog/2016/02/13/{number}/" for number in range(18000, 18008)]


def test_no_request_slips_through_while_robots_txt_is_on_its_way() -> None:
    faults = Faults(disallow=("Disallow: /blog/",), slow={"/robots.txt": 0.7})
    with serve(plain_site(1, faults=faults)) as served:
        assert ask_at_once(served, PATHS) == []
        assert served.counts()["/robots.txt"] == 1


def test_what_is_allowed_waits_and_then_goes() -> None:
    faults = Faults(disallow=("Disallow: /arabic/",), slow={"/robots.txt": 0.3})
    with serve(plain_site(1, faults=faults)) as served:
        assert sorted(ask_at_once(served, [*PATHS, "/arabic/x"])) == PATHS
        assert served.requests[0].path == "/robots.txt"


PLAIN = "text/plain; charset=utf-8"
FORBID = Answer(200, b"User-agent: *\nDisallow: /blog/\n", PLAIN)


def led(times: int, last: Answer) -> dict[str, Answer]:
    """robots.txt, so many redirects before the answer."""
    paths = ["/robots.txt", *(f"/robots{number}.txt" for number in range(1, times + 1))]
    hops = {here: Answer.moved(there, 302) for here, there in pairwise(paths)}
    return {**hops, paths[-1]: last}


@pytest.mark.parametrize(
    ("answers", "arrive"),
    [
        ({"/robots.txt": Answer.html("none", 404)}, True),
        ({"/robots.txt": Answer.html("none", 410)}, True),
        ({"/robots.txt": Answer.html("who?", 401)}, True),
        ({"/robots.txt": Answer.html("no", 403)}, True),
        ({"/robots.txt": Answer.html("Disallow: /blog/")}, True),
        ({"/robots.txt": Answer(300, FORBID.body, PLAIN)}, True),
        ({"/robots.txt": Answer.html("later", 429)}, False),
        ({"/robots.txt": Answer.html("broken", 500)}, False),
        ({"/robots.txt": Answer.html("busy", 503)}, False),
        ({"/robots.txt": Answer(200, b"no gzip", PLAIN, {"Content-Encoding": "gzip"})}, False),
        ({"/robots.txt": Answer.moved("http://[")}, False),
        ({"/robots.txt": FORBID}, False),
        (led(5, FORBID), False),
        (led(5, Answer.html("none", 404)), True),
        (led(5, Answer.html("broken", 500)), False),
        ({"/robots.txt": Answer.moved("/robots.txt")}, True),
    ],
    ids=[
        *("404", "410", "401", "403", "a page", "300", "429", "500", "503"),
        *("not packed as said", "leads nowhere", "forbids", "leads to what forbids"),
        *("leads to 404", "leads to 500", "leads without end"),
    ],
)
def test_what_the_answer_to_robots_txt_means(answers: dict[str, Answer], arrive: bool) -> None:
    with serve(plain_site(1, faults=Faults(instead=answers))) as served:
        arrived = ask_at_once(served, PATHS[:2])
        assert ("/blog" in "".join(arrived)) is arrive


def test_a_crawl_delay_is_never_less_than_the_crawls_own() -> None:
    with serve(plain_site(1, faults=Faults(disallow=("Crawl-delay: 0.01",)))) as served:
        assert len(ask_at_once(served, PATHS[:2], DOWNLOAD_DELAY="0.5")) == 2
        times = [request.at for request in served.requests]
    assert times[2] - times[1] > 0.45


def test_an_absurd_crawl_delay_is_capped() -> None:
    with serve(plain_site(1, faults=Faults(disallow=("Crawl-delay: 1e9",)))) as served:
        assert len(ask_at_once(served, PATHS[:2], RETRY_AFTER_MAX="0.1")) == 2


def test_http_and_https_of_a_host_have_a_robots_txt_each() -> None:
    rules = RobotsMiddleware(
        get_crawler(settings_dict={"ROBOTSTXT_OBEY": True, "RETRY_AFTER_MAX": 300})
    )
    asked: list[str] = []

    async def fetch(request: Request) -> Protego:
        asked.append(request.url)
        return Protego.parse("")

    rules._fetch_rules = fetch  # type: ignore[method-assign]
    urls = [
        "http://a.org/1",
        "https://a.org/2",
        "http://a.org:80/3",
        "http://b.org/",
        "http://A.org/4",
    ]
    for url in urls:
        asyncio.run(rules.process_request(Request(url)))
    assert asked == [urls[0], urls[1], urls[3]]


def test_a_robots_txt_elsewhere_forbids_and_is_not_asked_for(project: Project) -> None:
    site = plain_site(2)
    with stranger() as other, serve(site) as served:
        site.faults.instead["/robots.txt"] = Answer.moved(f"{other.origin}/robots.txt")
        ran = project.crawl("snhr", served.origin)
        assert ran.status == 7, ran.err
        assert [*served.counts()] == ["/robots.txt"]
        assert other.visits() == 0
        told = f"/robots.txt leads to {other.origin}/robots.txt, where no request may go"
    assert told in ran.out
    assert project.rows("SELECT count(*) FROM issue WHERE instr(detail, ?)", told) != [(0,)]


def test_crawl_delay_is_kept() -> None:
    with serve(plain_site(1, faults=Faults(disallow=("Crawl-delay: 0.5",)))) as served:
        assert len(ask_at_once(served, PATHS[:3])) == 3
        times = [request.at for request in served.requests]
    assert min(later - earlier for earlier, later in pairwise(times[1:])) > 0.45
