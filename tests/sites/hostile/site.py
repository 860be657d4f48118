"""The hostile site as a publisher: its seed, and the good reports between its cases."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from running import ROOT

from sites.hostile.case import Asked, Case, Script, Steps
from sites.hostile.robots import GOOD, TEXT
from sites.hostile.server import Routes, route
from sites.hostile.sources import XML, urlset
from sites.hostile.wire import answer, page, says
from sites.newspaper import post_page
from sites.posts import Post
from sites.sets import plain_site
from sites.site import Site

REPORTS = 20
NAME = "hostile"
STARTS = {"sitemap": "sitemap.xml", "feed": "feed/", "wordpress": "posts", "listing": ""}
"""Where below its path a source of each kind starts."""

_SEED = """\
name = "hostile"
title = "Hostile Site"
home = "http://hostile.example/"
timezone = "Asia/Damascus"
languages = ["en", "ar"]
hosts = ["hostile.example"]

[urls]
report = ['^/reports/[^/]+/', '^/blog/\\d{4}/\\d{2}/\\d{2}/[^/]+/$', '^/forbidden/']
listing = ['^/lists/']

[content]
containers = ["div.td-post-content"]

[[sources]]
kind = "sitemap"
urls = ["http://hostile.example/good/sitemap.xml"]
"""


def seed_of(cases: Sequence[Case]) -> str:
    """A seed file with one source for the pages and one for each source among the cases."""
    sources = "".join(
        f'\n[[sources]]\nkind = "{case.source}"\n'
        f'urls = ["http://hostile.example{case.path}{STARTS[case.source]}"]\n'
        for case in cases
        if case.source in STARTS
    )
    return _SEED + sources


def make_project(folder: Path, cases: Sequence[Case]) -> Path:
    """A folder in which ``scrapy crawl hostile`` finds this code and a seed for the cases."""
    project = folder / "project"
    (project / "seeds").mkdir(parents=True)
    (project / "seeds" / f"{NAME}.toml").write_text(seed_of(cases), "utf-8")
    for name in ("crawler", "pipelines", "storage", "scrapy.cfg"):
        (project / name).symlink_to(ROOT / name)
    return project


def good_site(origin: str, count: int = REPORTS) -> Site:
    """The good reports, at an origin."""
    return plain_site(count, base=origin)


def routes_of(cases: Sequence[Case], count: int = REPORTS) -> Routes:
    """What the site answers: the cases, the good reports, a sitemap of both, robots.txt."""
    robots = [case.serve for case in cases if case.source == "robots"]
    pages: dict[str, Script] = {
        "/robots.txt": robots[0] if robots else says(answer(GOOD, kind=TEXT)),
        "/": says(answer("<html><title>Front page</title><h1>Front page</h1></html>")),
        "/good/sitemap.xml": _sitemap(cases, count),
        "/reports/shared-target/": says(answer(page("shared-target"))),
    }
    site = plain_site(count)
    pages.update((site.path_of(post), _good(post.id, count)) for post in site.posts)
    return route(cases, pages)


def _good(number: int, count: int) -> Script:
    def serve(asked: Asked) -> Steps:
        site = good_site(asked.origin, count)
        yield answer(post_page(site, site.post(number)))

    return serve


def _sitemap(cases: Sequence[Case], count: int) -> Script:
    """The good reports among the bad pages, one after some of these."""

    def serve(asked: Asked) -> Steps:
        site = good_site(asked.origin, count)
        bad = [case.path for case in cases if not case.source]
        paths = _mixed([site.path_of(post) for post in site.posts], bad)
        found = urlset(asked.origin + path for path in [*paths, "/reports/shared-target/"])
        yield answer(found, kind=XML)

    return serve


def _mixed(good: list[str], bad: list[str]) -> list[str]:
    places = {path: (n + 0.5) / len(good) for n, path in enumerate(good)}
    places |= {path: n / len(bad) for n, path in enumerate(bad)}
    return sorted(places, key=places.__getitem__)


def lines_of(post: Post) -> tuple[str, ...]:
    """What the stored body of a good report must hold."""
    return post.lines()
