"""Every robots.txt of the hostile site, each at an origin of its own, in one crawl."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from running import ROOT
from sites.hostile.case import Case
from sites.hostile.robots import ALL, CASES, NONE
from sites.hostile.server import Hostile, serve_hostile
from sites.hostile.site import routes_of

PROGRAM = """
import json, sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

class Hasty(Spider):
    name = "hasty"
    async def start(self):
        for origin in sys.argv[2:]:
            for path in ("/reports/shared-target/", "/forbidden/"):
                yield Request(origin + path, dont_filter=True, meta={"handle_httpstatus_all": True})
    def parse(self, response):
        pass

theirs = get_project_settings()
ours = {name: theirs[name] for name in (
    "DOWNLOAD_HANDLERS", "DOWNLOAD_MAXSIZE", "PAGE_MAX_BYTES", "HEADERS_MAX_BYTES",
    "COOKIES_ENABLED", "ROBOTSTXT_OBEY", "TELNETCONSOLE_ENABLED",
    "REMOTE_CONTROL_ENABLED", "USER_AGENT",
)}
process = AsyncCrawlerProcess({
    **ours,
    "DOWNLOADER_MIDDLEWARES": {
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "crawler.robots.RobotsMiddleware": 100,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "crawler.unpacking.UnpackMiddleware": 590,
    },
    **json.loads(sys.argv[1]),
})
process.crawl(Hasty)
process.start()
"""
SETTINGS = {
    "CONCURRENT_REQUESTS": 100,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_TIMEOUT": 8,
    "HEADERS_TIMEOUT": 3,
    "PAGE_TIMEOUT": 10,
    "RETRY_AFTER_MAX": 0.02,
    "REDIRECT_MAX_TIMES": 5,
    "RETRY_TIMES": 1,
    "LOG_LEVEL": "CRITICAL",
}
HERE = [case for case in CASES if case.name != "robots-away"]
"""Where requests may go is another middleware's; see ``test_robots``."""
RULELESS = frozenset(
    f"robots-{name}" for name in ("404", "403", "page", "binary", "loop", "bomb", "groups")
)
"""These forbid nothing in the part that is read."""


@pytest.fixture(scope="module")
def arrived() -> Iterator[dict[str, Hostile]]:
    """What each of the sites was asked for."""
    with ExitStack() as served:
        sites = {
            case.name: served.enter_context(serve_hostile(routes_of([case], 1), scale=0.02))
            for case in HERE
        }
        origins = [site.origin for site in sites.values()]
        command = [sys.executable, "-c", PROGRAM, json.dumps(SETTINGS), *origins]
        ran = subprocess.run(
            command, cwd=ROOT, check=True, timeout=120, capture_output=True, text=True
        )
        assert "Traceback" not in ran.stderr
        yield sites


@pytest.mark.parametrize("case", HERE, ids=[case.name for case in HERE])
def test_robots_txt_is_obeyed_whatever_is_wrong_with_it(
    case: Case, arrived: dict[str, Hostile]
) -> None:
    paths = {request.path for request in arrived[case.name].requests} - {"/robots.txt"}
    forbidden = set() if case.name in RULELESS else {"/forbidden/"}
    assert not paths & forbidden
    assert (ALL if "/reports/shared-target/" in paths else NONE) in case.fates


def test_no_other_server_is_asked(arrived: dict[str, Hostile]) -> None:
    assert [stray for site in arrived.values() for stray in site.strays] == []
