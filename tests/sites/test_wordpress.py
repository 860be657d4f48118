"""The real WordPress answers as publishers' sites do, and as its truth says."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from sites.wordpress.packages import MissingServersError
from sites.wordpress.posts import LISTED, REPORTS, published
from sites.wordpress.serve import edit, read_truth, start
from sites.wordpress.servers import Servers
from sites.wordpress.site import wordpress_site

REST = "/wp-json/wp/v2/posts?per_page=100"


@pytest.fixture(scope="module")
def site() -> Iterator[Servers]:
    with wordpress_site("twentytwentyone") as servers:
        yield servers


@pytest.fixture(scope="module")
def truth(site: Servers) -> list[dict[str, Any]]:
    return read_truth(site)


def ask(site: Servers, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case and body; redirects are not followed."""
    connection = HTTPConnection(urlsplit(site.origin).netloc, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        names = {name.lower(): value for name, value in response.getheaders()}
        return response.status, names, response.read()
    finally:
        connection.close()


def plain(text: str) -> str:
    marks = re.sub(r"<sup.*?</sup>", "", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", marks)).split())


def urls(posts: list[dict[str, Any]], kinds: tuple[str, ...] = LISTED) -> set[str]:
    return {p["url"] for p in posts if p["kind"] in kinds}


def test_rest_gives_every_post_with_its_dates_and_words(
    site: Servers, truth: list[dict[str, Any]]
) -> None:
    rows = {row["link"]: row for row in json.loads(ask(site, REST)[2])}
    assert set(rows) == urls(truth)
    for post in truth:
        if post["kind"] not in (*REPORTS, "untitled"):
            continue
        row = rows[post["url"]]
        assert row["date"] == post["published_local"]
        assert (row["date_gmt"] + "Z", row["modified_gmt"] + "Z") == (
            post["published_utc"],
            post["modified_utc"],
        )
        assert plain(row["title"]["rendered"]) == (post["title"] or "Untitled")
        seen = plain(row["content"]["rendered"])
        assert [line for line in post["lines"] if line not in seen] == []


def test_there_are_several_list_pages_and_every_kind_of_post(truth: list[dict[str, Any]]) -> None:
    kinds = {p["kind"] for p in truth}
    assert {*LISTED, "draft", "private", "scheduled", "page"} == kinds
    assert len(urls(truth)) > 45
    assert {p["language"] for p in truth} == {"en", "ar", "de"}


def test_the_sitemap_has_every_post_and_no_lastmod(
    site: Servers, truth: list[dict[str, Any]]
) -> None:
    status, _, body = ask(site, "/wp-sitemap-posts-post-1.xml")
    found = {e.text for e in ET.fromstring(body).iter() if e.tag.endswith("loc")}  # noqa: S314
    assert (status, found) == (200, urls(truth))
    assert b"lastmod" not in body
    assert b"wp-sitemap-users-1.xml" in ask(site, "/wp-sitemap.xml")[2]


def test_feed_pages_have_every_post_and_end_in_404(
    site: Servers, truth: list[dict[str, Any]]
) -> None:
    found: list[str] = []
    pages = -(-len(urls(truth)) // 10)
    for number in range(1, pages + 1):
        body = ask(site, f"/feed/?paged={number}")[2]
        found += [e.text or "" for e in ET.fromstring(body).iterfind(".//item/link")]  # noqa: S314
    assert sorted(found) == sorted(urls(truth))
    assert ask(site, f"/feed/?paged={pages + 1}")[0] == 404


def test_list_pages_have_every_post_and_the_sticky_one_twice(
    site: Servers, truth: list[dict[str, Any]]
) -> None:
    path, found = "/", []
    while path:
        body = ask(site, path)[2].decode()
        found += re.findall(r'<h[12] class="entry-title[^>]*><a href="([^"]+)"', body)
        following = re.search(r'class="next page-numbers" href="([^"]+)"', body)
        path = urlsplit(following[1]).path if following else ""
    assert sorted(found) == sorted([*urls(truth), *urls(truth, ("sticky",))])
    assert ask(site, "/page/99/")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/?p=38900",
        "/blog/2017/04/13/38900",
        "/blog/2015/01/01/38900/",
        "/blog/2017/04/13/38900/2/",
    ],
)
def test_crooked_addresses_lead_to_the_permalink(site: Servers, path: str) -> None:
    status, headers, _ = ask(site, path)
    assert (status, headers["location"]) == (301, f"{site.origin}/blog/2017/04/13/38900/")


@pytest.mark.parametrize("path", ["/blog/", "/?p=42001", "/?p=42002", "/blog/2016/09/13/42001/"])
def test_what_is_hidden_answers_404(site: Servers, path: str) -> None:
    assert ask(site, path)[0] == 404


def test_rest_ends_in_400(site: Servers) -> None:
    assert ask(site, f"{REST}&page=2")[0] == 400


def test_a_feed_is_answered_with_304_only_to_the_date_where_it_is_compressed(
    site: Servers,
) -> None:
    zipped = {"Accept-Encoding": "gzip"}
    sent = ask(site, "/feed/", **zipped)[1]
    zipped["If-Modified-Since"] = sent["last-modified"]
    assert ask(site, "/feed/", **zipped)[0] == 304
    zipped["If-None-Match"] = sent["etag"]
    assert ask(site, "/feed/", **zipped)[0] == 200


def test_a_protected_post_shows_no_word_of_its_body(
    site: Servers, truth: list[dict[str, Any]]
) -> None:
    post = next(p for p in truth if p["kind"] == "protected")
    body = plain(ask(site, urlsplit(post["url"]).path)[2].decode())
    assert "password protected" in body
    assert not any(line in body for line in post["lines"])


def test_an_edit_is_told_by_rest(site: Servers) -> None:
    before = json.loads(ask(site, "/wp-json/wp/v2/posts/39001")[2])
    edit(site.port, 39001, "A third man died on Friday.", str(site.state))
    after = json.loads(ask(site, "/wp-json/wp/v2/posts/39001")[2])
    assert "A third man died" in after["content"]["rendered"]
    assert after["modified_gmt"] > before["modified_gmt"]
    assert after["date"] == before["date"]


def test_a_second_start_finds_the_site_running(site: Servers) -> None:
    again = start(site.port, "twentytwentyone", str(site.state))
    assert read_truth(again) == read_truth(site)


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr("sites.wordpress.packages.PROGRAMS", ("no-such-server",))
    with pytest.raises(MissingServersError, match=r"no-such-server.*sites.wordpress.packages"):
        start(1, state=str(tmp_path))
    monkeypatch.delenv("REQUIRE_SERVERS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-server"), wordpress_site():
        pass
    monkeypatch.setenv("REQUIRE_SERVERS", "1")
    with pytest.raises(pytest.fail.Exception, match="no-such-server"), wordpress_site():
        pass


def test_ids_are_published_once() -> None:
    ids = [p.post.id for p in published()]
    assert len(ids) == len(set(ids))
