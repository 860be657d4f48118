"""The generated endpoints answer as WordPress does, faults included."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sites.routes import answer
from sites.sets import monitor_sites, news_site, newspaper_site, plain_site
from sites.site import Faults, Site

REST = "/wp-json/wp/v2/posts"


def based(site: Site) -> Site:
    site.base = "http://127.0.0.1:1"
    return site


def rest_ids(site: Site, query: str) -> list[int]:
    return [row["id"] for row in json.loads(answer(site, f"{REST}?{query}").body)]


def locations(body: bytes) -> list[str]:
    return [e.text or "" for e in ET.fromstring(body).iter() if e.tag.endswith("}loc")]  # noqa: S314


@given(count=st.integers(0, 40), per_page=st.integers(1, 17))
def test_rest_pages_hold_every_post_once(count: int, per_page: int) -> None:
    site = based(plain_site(count))
    first = answer(site, f"{REST}?per_page={per_page}")
    pages = int(first.headers["X-WP-TotalPages"])
    seen = [i for n in range(1, pages + 1) for i in rest_ids(site, f"per_page={per_page}&page={n}")]
    assert sorted(seen) == sorted(p.id for p in site.posts)
    assert first.headers["X-WP-Total"] == str(count)
    assert answer(site, f"{REST}?per_page={per_page}&page={max(pages, 1) + 1}").status == 400


@pytest.mark.parametrize("query", ["per_page=101", "per_page=0", "page=0"])
def test_rest_refuses_pages_that_wordpress_refuses(query: str) -> None:
    assert answer(based(plain_site()), f"{REST}?{query}").status == 400


def test_rest_tells_what_was_modified_since() -> None:
    site = based(plain_site(20))
    day = max(p.published for p in site.posts) + timedelta(days=2)
    site.edit(site.posts[3].id, day, title="Corrected")
    query = f"modified_after={(day - timedelta(days=1)).strftime('%Y-%m-%dT%H:%M:%S')}"
    assert rest_ids(site, query) == [site.posts[3].id]


def test_rest_holds_every_page_of_a_post_and_no_word_of_a_protected_one() -> None:
    english, _ = monitor_sites(1)
    rows = {r["id"]: r for r in json.loads(answer(based(english), f"{REST}?per_page=100").body)}
    assert rows[39500]["content"]["rendered"].count("<!--nextpage-->") == 2
    assert rows[42000]["content"] == {"rendered": "", "protected": True}


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [("html", 200, "text/html"), ("off", 404, "application/json"), ("error", 500, "text/html")],
)
def test_rest_fails_in_its_ways(fault: str, status: int, kind: str) -> None:
    found = answer(based(plain_site(faults=Faults(rest=fault))), REST)
    assert (found.status, found.content_type.split(";")[0]) == (status, kind)


def test_rest_lies_about_totals() -> None:
    more = answer(based(plain_site(25, faults=Faults(rest="too_many"))), f"{REST}?per_page=10")
    less = answer(based(plain_site(25, faults=Faults(rest="too_few"))), f"{REST}?per_page=10")
    assert (more.headers["X-WP-Total"], more.headers["X-WP-TotalPages"]) == ("55", "6")
    assert (less.headers["X-WP-Total"], less.headers["X-WP-TotalPages"]) == ("10", "1")


@pytest.mark.parametrize("style", ["core", "yoast", "gzip"])
def test_sitemaps_lead_to_every_post_and_to_noise(style: str) -> None:
    site = based(plain_site(25, sitemap=style, sitemap_size=10))
    index = answer(site, answer(site, "/sitemap.xml").headers["Location"].removeprefix(site.base))
    seen: list[str] = []
    for place in locations(index.body):
        found = answer(site, place.removeprefix(site.base)).body
        seen += locations(gzip.decompress(found) if style == "gzip" else found)
    posts = {site.url_of(p) for p in site.posts}
    assert posts < set(seen)
    assert any("/author/" in url for url in seen)
    assert (b"<lastmod>" in index.body) == (style != "core")


def test_sitemaps_fail_in_their_ways() -> None:
    broken = based(plain_site(faults=Faults(sitemap="broken")))
    loop = based(plain_site(faults=Faults(sitemap="loop")))
    with pytest.raises(ET.ParseError):
        locations(answer(broken, "/wp-sitemap.xml").body)
    assert f"{loop.base}/wp-sitemap.xml" in locations(answer(loop, "/wp-sitemap.xml").body)


def test_feeds_end_in_404_and_hold_whole_texts() -> None:
    site = based(plain_site(12))
    assert site.newest()[11].lines()[3] in answer(site, "/feed/?paged=2").body.decode()
    assert answer(site, "/feed/?paged=3").status == 404


def test_a_feed_holds_only_the_first_page_of_a_post_and_the_form_of_a_protected_one() -> None:
    english, _ = monitor_sites(1)
    whole = "".join(answer(based(english), f"/feed/?paged={n}").body.decode() for n in (1, 2))
    assert "<h3>Chapter 1" in whole
    assert "<h3>Chapter 2" not in whole
    assert "post-password-form" in whole
    assert english.post(42000).lines()[0] not in whole


def test_an_endless_feed_repeats_its_first_page() -> None:
    site = based(plain_site(12, faults=Faults(feed="endless")))
    assert answer(site, "/feed/?paged=77").body == answer(site, "/feed/").body


def test_a_feed_answers_conditional_requests_as_wordpress_does() -> None:
    site = based(plain_site(3))
    sent = answer(site, "/feed/").headers
    same_day = {"if-modified-since": sent["Last-Modified"]}
    assert answer(site, "/feed/", same_day).status == 304
    assert answer(site, "/feed/", {**same_day, "if-none-match": sent["ETag"]}).status == 304
    assert answer(site, "/feed/", {**same_day, "if-none-match": '"x-gzip"'}).status == 200
    earlier = {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}
    assert answer(site, "/feed/", earlier).status == 200


@pytest.mark.parametrize("pager", ["core", "tagdiv", "block"])
def test_listings_lead_on_to_their_end(pager: str) -> None:
    site = based(plain_site(25, pager=pager))
    titles = "//div[@class='td-ss-main-content']//h3/a/@href"
    rule = "//a[contains(@class,'next') or @aria-label='next-page']/@href"
    path, seen = "/", []
    while path:
        tree = html.fromstring(answer(site, path).body.decode())
        seen += tree.xpath(titles)
        path = "".join(tree.xpath(rule)).removeprefix(site.base)
    assert sorted(seen) == sorted(site.url_of(p) for p in site.posts)
    assert answer(site, "/page/4/").status == 404


def test_an_endless_listing_always_has_a_next_page() -> None:
    site = based(plain_site(25, faults=Faults(listing="endless")))
    assert b"next page-numbers" in answer(site, "/page/99/").body


def test_a_sticky_post_comes_first_and_again_at_its_date() -> None:
    site = based(plain_site(5))
    site.posts[0] = replace(site.posts[0], sticky=True)
    assert [p.id for p in site.listed()].count(site.posts[0].id) == 2
    assert site.listed()[0].id == site.posts[0].id


@pytest.mark.parametrize(
    "path",
    [
        "/?p={id}",
        "/blog/2016/02/13/{id}",
        "/blog//2016/02/13/{id}/",
        "/blog/2015/01/01/{id}/",
        "/blog/2016/02/13/{id}/2/",
    ],
)
def test_crooked_addresses_lead_to_the_permalink(path: str) -> None:
    site = based(plain_site(1))
    found = answer(site, path.format(id=site.posts[0].id))
    assert (found.status, found.headers["Location"]) == (301, site.url_of(site.posts[0]))


@pytest.mark.parametrize("path", ["/blog/", "/?p=1", "/blog/2016/02/13/999/", "/page/0/", "/x.php"])
def test_what_does_not_exist_answers_404(path: str) -> None:
    assert answer(based(plain_site(1)), path).status == 404


@pytest.mark.parametrize("extra", ["?utm_source=feed", "?lang=en", "?replytocom=4"])
def test_parameters_change_neither_page_nor_canonical(extra: str) -> None:
    site = based(plain_site(1))
    own = site.path_of(site.posts[0])
    assert answer(site, own + extra).body == answer(site, own).body


def test_a_comment_page_has_a_canonical_of_its_own() -> None:
    site = based(plain_site(1))
    own = site.path_of(site.posts[0]) + "comment-page-1/"
    assert f'href="{site.base}{own}#comments"' in answer(site, own).body.decode()


def test_each_page_of_a_long_post_has_its_part_and_its_canonical() -> None:
    english, _ = monitor_sites(1)
    own = based(english).path_of(english.post(39500))
    second = answer(english, f"{own}2/").body.decode()
    assert "<h3>Chapter 2" in second
    assert "<h3>Chapter 1" not in second
    assert f'rel="canonical" href="{english.base}{own}2/"' in second


def test_a_news_site_lists_its_sections() -> None:
    site = based(news_site(6))
    features = [p for p in site.posts if p.categories[0].slug == "features"]
    tree = html.fromstring(answer(site, "/features/").body.decode())
    seen = {h for h in tree.xpath("//h3/a/@href") if "/features/" in h}
    assert seen == {site.url_of(p) for p in features}


def test_a_joomla_list_goes_on_by_start() -> None:
    site = based(newspaper_site(25))
    first = answer(site, "/index.php").body.decode()
    assert 'href="/index.php?start=10" class="next"' in first
    assert "start=30" not in answer(site, "/index.php?start=20").body.decode()
    assert answer(site, "/index.php?start=30").status == 404
    assert answer(site, REST).status == 404


def test_faults_of_pages() -> None:
    site = based(plain_site(4))
    soft, gone, checked, _ = (site.path_of(p) for p in site.posts)
    site.faults = Faults(
        soft_404=frozenset({soft}), gone={gone: 410}, challenge=frozenset({checked})
    )
    assert answer(site, soft).status == 200
    assert b"Page not found" in answer(site, soft).body
    assert answer(site, gone).status == 410
    assert answer(site, checked).status == 403
    assert b"Just a moment" in answer(site, checked).body
