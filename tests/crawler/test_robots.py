"""robots.txt: many requests at once while it is on its way, and what its absence means."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from running import ROOT
from sites.server import Served, serve
from sites.sets import plain_site
from sites.site import Faults

PROGRAM = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess

class Hasty(Spider):
    name = "hasty"
    async def start(self):
        for url in sys.argv[1:]:
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
})
process.crawl(Hasty)
process.start()
"""


def ask_at_once(served: Served, paths: list[str]) -> list[str]:
    """All paths asked for in one go; returns those that arrived, robots.txt aside."""
    subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(served.url, paths)],
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


@pytest.mark.parametrize(("robots", "arrive"), [("off", True), ("error", False)])
def test_no_robots_txt_allows_and_a_broken_one_does_not(robots: str, arrive: bool) -> None:
    with serve(plain_site(1, faults=Faults(robots=robots))) as served:
        assert bool(ask_at_once(served, PATHS[:2])) is arrive


def test_crawl_delay_is_kept() -> None:
    with serve(plain_site(1, faults=Faults(disallow=("Crawl-delay: 0.5",)))) as served:
        assert len(ask_at_once(served, PATHS[:3])) == 3
        times = [request.at for request in served.requests]
    assert min(later - earlier for earlier, later in pairwise(times[1:])) > 0.45
