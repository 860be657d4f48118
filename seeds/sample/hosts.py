"""What each host of the sample archive answers, in the order in which it was captured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sites.answers import Answer
from sites.posts import Post
from sites.routes import answer
from sites.site import Faults, Site

from seeds.sample.content import read_posts

Captured = tuple[str, Answer]
"""URL and what it answered."""
NAME = "Sample pages (invented)"
"""Name of every site of the sample, in its titles and metadata."""


def captured_pages() -> Iterator[Captured]:
    """All captures of the three publishers."""
    yield from _snhr()
    yield from _iraqinews()
    yield from _syriatimes()


def _ask(site: Site, *paths: str) -> Iterator[Captured]:
    for path in paths:
        yield site.base + path, answer(site, path)


def _posts(site: Site) -> Iterator[Captured]:
    yield from _ask(site, *(site.path_of(p) for p in site.posts))


def _marked(site: Site, tables: dict[int, dict[str, Any]], mark: str) -> list[str]:
    return [site.path_of(p) for p in site.posts if tables[p.id].get(mark)]


def _snhr() -> Iterator[Captured]:
    posts, tables = read_posts("snhr", "Asia/Damascus")
    site = Site(posts, base="https://snhr.org", name=NAME, per_page=8, sitemap="yoast")
    gone = dict.fromkeys(_marked(site, tables, "gone"), 404)
    site.faults = Faults(soft_404=frozenset(_marked(site, tables, "soft_404")), gone=gone)
    first = site.path_of(posts[0])
    yield from _ask(site, "/", "/page/2/", "/blog/category/casualties/", "/about/")
    index = "/sitemap_index.xml"
    yield from _ask(site, index, "/post-sitemap.xml", "/page-sitemap.xml", "/category-sitemap.xml")
    yield from _ask(site, "/author-sitemap.xml", "/feed/", "/feed/?paged=2", "/feed/?paged=3")
    yield from _posts(site)
    yield from _ask(site, f"/?p={posts[0].id}", first.rstrip("/"), f"{first}?utm_source=letter")
    yield f"http://snhr.org{first}", Answer.moved(f"https://snhr.org{first}")
    mirror = replace(site, posts=posts[:5], base="https://sn4hr.org", faults=Faults())
    yield from _ask(mirror, first, f"/?p={posts[2].id}", mirror.path_of(posts[2]))
    yield from _arabic(site)
    yield from _news(site)
    yield from _clippings(posts[0])


def _arabic(site: Site) -> Iterator[Captured]:
    posts, _ = read_posts("snhr_arabic", "Asia/Damascus")
    arabic = replace(
        site, posts=posts, prefix="/arabic", permalink="arabic", html_lang="ar", faults=Faults()
    )
    yield from _ask(arabic, "/arabic/", "/arabic/feed/")
    yield from _posts(arabic)
    yield from _ask(arabic, arabic.path_of(posts[0]).rstrip("/"))


def _news(site: Site) -> Iterator[Captured]:
    posts, _ = read_posts("snhr_news", "Asia/Damascus")
    news = replace(site, posts=posts, base="https://news.snhr.org", layout="daily", faults=Faults())
    yield from _ask(news, "/", "/feed/")
    yield from _posts(news)


def _clippings(post: Post) -> Iterator[Captured]:
    """Another publisher's words on a host of this one: excluded by the seed."""
    clipping = replace(post, id=611, title="A newspaper on the closed crossings", twins=())
    media = Site([clipping], base="https://media.snhr.org", name=NAME, permalink="daily")
    yield from _posts(media)


def _iraqinews() -> Iterator[Captured]:
    posts, tables = read_posts("iraqinews", "Asia/Baghdad")
    site = Site(
        posts,
        base="https://www.iraqinews.com",
        name=NAME,
        look="iraqinews",
        permalink="section",
        html_lang="en-GB",
    )
    checked = frozenset(_marked(site, tables, "challenge"))
    site.faults = Faults(challenge=checked, challenge_status=200)
    yield from _ask(site, "/", "/iraq-war/", "/features/", "/feed/")
    yield from _posts(site)
    old = next(p for p in posts if p.published.year == 2013)
    path = f"/blog/{old.published:%Y/%m/%d}/{old.name}"
    staged = replace(site, posts=[replace(old, path=path)], base="https://dev.iraqinews.com")
    yield from _ask(staged, path, f"/?p={old.id}")
    yield from _ask(site, f"/?p={old.id}", f"{site.path_of(posts[0])}?utm_medium=social")


def _syriatimes() -> Iterator[Captured]:
    posts, tables = read_posts("syriatimes", "Asia/Damascus")
    later = [p for p in posts if tables[p.id].get("later")]
    before = [p for p in posts if p not in later]
    joomla = Site(
        before,
        base="http://syriatimes.sy",
        name=NAME,
        look="joomla",
        permalink="joomla",
        per_page=2,
    )
    lists = ("/index.php/news/local", "/index.php/news/local?start=2")
    yield from _ask(joomla, "/index.php", *lists, "/index.php/analyses-and-studies")
    yield from _posts(joomla)
    www = replace(joomla, base="http://www.syriatimes.sy")
    yield from _ask(www, www.path_of(before[1]))
    successor = Site(
        later,
        base="http://syriatimes.sy",
        name=NAME,
        look="iraqinews",
        permalink="name",
    )
    yield from _posts(successor)
    yield from _ask(successor, f"/?p={later[0].id}")
