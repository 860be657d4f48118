"""The generated pages have the structure and the traps that they are made for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html

from sites.noise import AD, COMMENT_FORM, FOOTER, LATEST, RELATED, REPLY_FORM, noise_lines
from sites.posts import Post
from sites.routes import answer
from sites.sets import monitor_sites, news_site, newspaper_site, plain_site, shortened
from sites.site import Faults, Site
from sites.studies import rich_report
from sites.twins import twinned_report


def page(site: Site, path: str) -> html.HtmlElement:
    found = answer(site, path)
    assert found.status == 200, path
    return html.fromstring(found.body.decode())


def text_of(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def site_of(post: Post, **options: object) -> Site:
    return Site([post], base="https://snhr.org", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", ["classic", "cloud", "daily"])
def test_every_line_of_a_body_stands_in_its_container(layout: str) -> None:
    site = site_of(rich_report(), layout=layout)
    (container,) = page(site, site.path_of(rich_report())).xpath(
        "//div[contains(@class, 'td-post-content')]"
    )
    cells = " ".join(" ".join(container.itertext()).split())
    for line in rich_report().lines():
        words = line.replace("1502 people", "1502").split()
        assert words[0] in cells
        assert words[-1] in cells


@pytest.mark.parametrize("layout", ["classic", "cloud"])
@pytest.mark.parametrize("line", [RELATED[0].title, RELATED[2].text, LATEST[1].title, AD, FOOTER])
def test_a_post_is_surrounded_by_noise(layout: str, line: str) -> None:
    site = site_of(rich_report(), layout=layout)
    assert line in text_of(page(site, site.path_of(rich_report())))


def test_the_breadcrumb_is_glued_together_and_cut() -> None:
    post = rich_report()
    site = site_of(post)
    (crumbs,) = page(site, site.path_of(post)).xpath("//div[@class='td-crumb-container']")
    assert text_of(crumbs).startswith("HomeThematic ReportsSpecial ReportsViolations at")


def test_the_daily_form_has_an_empty_date_and_related_news_before_the_body() -> None:
    english, _ = monitor_sites(1)
    english.base = "https://news.snhr.org"
    post = english.post(42050)
    seen = text_of(page(english, english.path_of(post)))
    assert "Date: Related News" in seen
    assert seen.index(RELATED[2].title) < seen.index(post.lines()[0])


@pytest.mark.parametrize("switcher", ["available", "wpml"])
def test_the_language_switcher_stands_in_the_content(switcher: str) -> None:
    post = twinned_report()
    site = site_of(post, switcher=switcher)
    links = page(site, site.path_of(post)).xpath(
        "//div[contains(@class, 'td-post-content')]//a[contains(@href, '/arabic/')]/@href"
    )
    assert links == ["https://snhr.org/arabic/2017/05/11/8030/"]


def test_a_footnote_mark_is_glued_to_its_word() -> None:
    site = site_of(rich_report())
    assert "1502" + "1 people" in text_of(page(site, site.path_of(rich_report())))


def test_dates_of_related_posts_stand_in_the_same_markup_as_the_own_one() -> None:
    site = site_of(rich_report())
    times = page(site, site.path_of(rich_report())).xpath("//time[contains(@class,'entry-date')]")
    assert len({t.get("datetime") for t in times}) == 1 + len(RELATED) + len(LATEST)


def test_metadata_is_in_utc_and_the_page_in_local_time() -> None:
    site = site_of(rich_report())
    tree = page(site, site.path_of(rich_report()))
    assert tree.xpath("string(//meta[@property='article:published_time']/@content)") == (
        "2017-04-12T21:40:00+00:00"
    )
    assert tree.xpath("string(//header//time/@datetime)") == "2017-04-13T00:40:00+03:00"


def test_core_wordpress_writes_neither_json_ld_nor_open_graph() -> None:
    site = site_of(rich_report(), metadata=False)
    source = answer(site, site.path_of(rich_report())).body.decode()
    assert "ld+json" not in source
    assert "og:" not in source
    assert "article:published_time" not in source


def test_a_protected_post_shows_a_form_and_no_word_of_its_body() -> None:
    post = replace(rich_report(), protected=True)
    site = site_of(post)
    seen = text_of(page(site, site.path_of(post)))
    assert "password protected" in seen
    assert not any(line in seen for line in post.lines() if len(line) > 30)


def test_a_changed_layout_has_another_container() -> None:
    site = site_of(rich_report(), faults=Faults(container="post-body"))
    tree = page(site, site.path_of(rich_report()))
    assert not tree.xpath("//div[contains(@class, 'td-post-content')]")
    assert tree.xpath("//div[contains(@class, 'post-body')]")


def test_a_news_page_has_its_title_twice_and_the_form_before_the_neighbours() -> None:
    site = news_site()
    site.base = "https://www.iraqinews.com"
    post = site.posts[2]
    seen = text_of(page(site, site.path_of(post)))
    assert seen.count(post.title) >= 2
    last = post.lines()[-1]
    before, _ = site.neighbours(post)
    assert before
    assert seen.index(last) < seen.index(REPLY_FORM[0]) < seen.rindex(before.title)


def test_an_article_of_the_newspaper_ends_in_its_byline() -> None:
    site = newspaper_site()
    site.base = "http://syriatimes.sy"
    post = site.posts[0]
    (body,) = page(site, site.path_of(post)).xpath("//div[@itemprop='articleBody']")
    assert text_of(body).endswith(post.author)
    assert "(ST)" in text_of(body)


def test_a_shortened_post_is_short_and_true_to_its_text() -> None:
    post = shortened(plain_site(1).posts[0], 100)
    (line,) = post.lines()
    assert len(line) <= 100
    assert plain_site(1).posts[0].lines()[0].startswith(line[:60])


def test_the_noise_of_the_comment_form_is_listed() -> None:
    assert set(COMMENT_FORM) < set(noise_lines())
