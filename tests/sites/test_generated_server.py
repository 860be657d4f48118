"""The server counts, waits, refuses and recovers as its sites say."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

from sites.server import Served, serve
from sites.sets import monitor_sites, plain_site
from sites.site import Faults, Site


def ask(served: Served, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(served.origin).netloc, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


@pytest.fixture
def site() -> Site:
    return plain_site(3)


@pytest.fixture
def served(site: Site) -> Iterator[Served]:
    with serve(site) as running:
        yield running


def test_requests_are_counted_by_path(served: Served) -> None:
    for path in ("/", "/?p=1", "/feed/?paged=1", "/feed/?paged=2"):
        ask(served, path)
    assert served.counts() == {"/": 2, "/feed/": 2}
    assert served.targets()["/feed/?paged=2"] == 1


def test_a_site_believes_to_stand_at_the_origin_while_it_is_served(site: Site) -> None:
    with serve(site) as running:
        assert site.url_of(site.posts[0]).startswith(running.origin)
    assert site.base == ""


def test_sites_are_told_apart_by_their_prefix() -> None:
    with serve(*monitor_sites(1)) as running:
        assert 'lang="ar"' in ask(running, "/arabic/2017/05/11/8030/")[1].decode()
        assert 'lang="en-US"' in ask(running, "/blog/2017/04/13/38900/")[1].decode()


def test_a_busy_path_recovers(site: Site, served: Served) -> None:
    path = site.path_of(site.posts[0])
    site.faults = Faults(busy={path: 2}, retry_after="7")
    answers = [ask(served, path)[0] for _ in range(3)]
    assert [a.status for a in answers] == [429, 429, 200]
    assert answers[0].headers["Retry-After"] == "7"


def test_a_failing_path_recovers_or_does_not(site: Site, served: Served) -> None:
    mended, broken, _ = (site.path_of(p) for p in site.posts)
    site.faults = Faults(failing={mended: 1, broken: -1})
    assert [ask(served, mended)[0].status for _ in range(2)] == [500, 200]
    assert [ask(served, broken)[0].status for _ in range(3)] == [500, 500, 500]


def test_a_slow_answer_does_not_hold_the_others_up(site: Site, served: Served) -> None:
    site.faults = Faults(slow={"/": 0.5})
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(ask, served, "/")
        while not served.requests:
            pass
        assert ask(served, "/robots.txt")[0].status == 200
        assert not slow.done()
    assert served.most_at_once == 2


def test_pages_come_compressed_to_who_takes_that(served: Served) -> None:
    assert ask(served, "/", **{"Accept-Encoding": "gzip"})[0].headers["Content-Encoding"] == "gzip"
    assert ask(served, "/")[0].headers["Content-Encoding"] is None


def test_the_tag_of_a_compressed_feed_is_not_known_to_wordpress(served: Served) -> None:
    zipped = {"Accept-Encoding": "gzip"}
    sent = ask(served, "/feed/", **zipped)[0].headers
    zipped["If-Modified-Since"] = sent["Last-Modified"]
    assert ask(served, "/feed/", **zipped)[0].status == 304
    zipped["If-None-Match"] = sent["ETag"]
    assert ask(served, "/feed/", **zipped)[0].status == 200


def test_posts_with_validators_answer_304(site: Site, served: Served) -> None:
    path = site.path_of(site.posts[0])
    assert ask(served, path)[0].headers["ETag"] is None
    site.validators = True
    tag = ask(served, path)[0].headers["ETag"]
    assert ask(served, path, **{"If-None-Match": tag})[0].status == 304
    site.edit(site.posts[0].id, site.posts[0].published, title="Corrected")
    assert ask(served, path, **{"If-None-Match": tag})[0].status == 200
