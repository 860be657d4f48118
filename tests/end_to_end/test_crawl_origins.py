"""No request leaves the publisher's origin, by whatever way a page asks for one."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import HASTE, Project, Ran
from sites.answers import Answer
from sites.routes import answer
from sites.server import Served, serve
from sites.sets import plain_site
from sites.site import Site
from sites.stranger import Stranger, stranger

PASSWORD = "open-sesame"  # noqa: S105 -- what must be found nowhere


@pytest.fixture
def other() -> Iterator[Stranger]:
    with stranger() as found:
        yield found
        assert found.visits() == 0


def crawl(project: Project, served: Served, *arguments: str) -> Ran:
    """Every line that there is, so that nothing is logged out of sight."""
    return project.crawl("snhr", served.origin, "-s", "LOG_LEVEL=DEBUG", *arguments)


def outcome(project: Project, site: Site, place: int) -> tuple[str, str | None, str | None]:
    """State, reason and detail of the post at that place of the site's list."""
    ((state, reason, detail),) = project.rows(
        "SELECT state, reason, reason_detail FROM page WHERE url = ?",
        site.url_of(site.posts[place]),
    )
    return state, reason, detail


LED_AWAY = (
    "{other}/blog/2016/02/13/18001/",
    "//127.0.0.1:{port}/blog/2016/02/13/18001/",
    "https://127.0.0.1:{own}/blog/2016/02/13/18001/",
    "http://localhost:{own}/blog/2016/02/13/18001/",
    "http://2130706433:{port}/",
    "http://127.0.0.1:{own}@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\\\@127.0.0.1:{own}/",
)
NOWHERE = ("file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)", "http://[", "http://")


def test_redirects_are_followed_to_no_other_origin(project: Project, other: Stranger) -> None:
    site = plain_site(2 + len(LED_AWAY) + len(NOWHERE))
    with serve(site) as served:
        own = served.origin.rpartition(":")[2]
        targets = [way.format(other=other.origin, port=other.port, own=own) for way in LED_AWAY]
        for place, target in enumerate((*targets, *NOWHERE)):
            # By way of a second address of the site itself: each hop is looked at.
            first, second = site.path_of(site.posts[place]), f"/blog/2016/02/13/{90 + place}/"
            site.faults.instead[first] = Answer.moved(second, 302)
            site.faults.instead[second] = Answer.moved(target, 307)
        assert crawl(project, served).status == 3
        assert project.rows("SELECT count(*) FROM report") == [(2,)]
        outcomes = [outcome(project, site, place) for place in range(len(targets) + len(NOWHERE))]
    off, nowhere = outcomes[: len(targets)], outcomes[len(targets) :]
    assert {found[:2] for found in off} == {("excluded", "off_site")}
    assert all("leads to" in str(detail) for _, _, detail in off)
    assert {found[:2] for found in nowhere} == {("failed", "http_status")}


def test_sources_and_pages_name_other_origins_in_vain(project: Project, other: Stranger) -> None:
    site = plain_site(4)
    with serve(site) as served:
        page, *own = [site.url_of(post) for post in site.posts]
        secret = own[1].replace("http://", f"http://reader:{PASSWORD}@")
        links = [f"{other.origin}/blog/2016/02/13/18009/", page, own[0], secret, "file:///etc/x"]
        site.faults.instead.update(named(served, other, links))
        site.faults.instead[site.path_of(site.posts[0])] = leading_away(site, other)
        ran = crawl(project, served)
        assert {url for (url,) in project.rows("SELECT url FROM report")} == {page, own[0]}, ran.err
        asked = {request.path for request in served.requests}
        assert asked & {"/blog/2016/02/13/18009/", "/etc/x", "/blog/2016/02/13/18001/2/"} == set()
        assert {"/posts.xml", "/moved.xml", "/feed/"} <= asked
        assert not any("authorization" in request.headers for request in served.requests)
    told = project.rows("SELECT detail FROM issue WHERE kind = 'source_bad_url'")
    bad = f"{own[1]} (with a user name or password), file:///etc/x"
    assert {detail for (detail,) in told} == {
        f"{n}: {bad}" for n in ("wordpress", "sitemap", "feed")
    }
    off = project.rows("SELECT state, reason FROM page WHERE url LIKE '%/18009/'")
    assert off == [("excluded", "off_site")]
    assert_nowhere(project, ran)


def leading_away(site: Site, other: Stranger) -> Answer:
    """The first report, with all that a page can do to be followed."""
    away = f"{other.origin}/blog/2016/02/13/18001/"
    head = (
        f'<base href="{other.origin}/"><meta http-equiv="refresh" content="0; url={away}">'
        f'<link rel="canonical" href="{away}"><link rel="next" href="{away}2/">'
        f'<link rel="stylesheet" href="{away}x.css"><script src="{away}x.js"></script>'
        f'<img src="{away}x.png"><iframe src="{away}"></iframe>'
        f'<a href="{other.origin}/report.pdf">PDF</a><a href="report.pdf">PDF</a>'
        f'<div class="page-links"><a class="post-page-numbers" href="{away}2/">2</a></div>'
    )
    html = page_of(site, 0).replace("<head>", f"<head>{head}", 1)
    return Answer.html(html, headers={"Refresh": f"0; url={away}"})


def page_of(site: Site, place: int) -> str:
    return answer(site, site.path_of(site.posts[place])).body.decode()


def named(served: Served, other: Stranger, links: list[str]) -> dict[str, Answer]:
    """The four kinds of sources, each leading away by its own means, too."""
    child, moved = f"{served.origin}/posts.xml", f"{served.origin}/moved.xml"
    locations = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    secret = f"http://reader:{PASSWORD}@127.0.0.1:{other.port}/sitemap.xml"
    sitemaps = (child, moved, f"{other.origin}/sitemap.xml", secret)
    index = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in sitemaps)
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    # The second page repeats the first, so that the other sources are read to their end.
    posts = json.dumps([{"id": at, "link": link} for at, link in enumerate(links)])
    next_page = {"Link": f'<{other.origin}/wp-json/wp/v2/posts?page=2>; rel="next"'}
    rss = f'<rss><channel><link rel="next" href="{other.origin}/feed/"/>{items}</channel></rss>'
    return {
        "/wp-json/wp/v2/posts": Answer.json(posts, headers=next_page),
        "/sitemap_index.xml": Answer.xml(f"<sitemapindex>{index}</sitemapindex>"),
        "/posts.xml": Answer.xml(f"<urlset>{locations}</urlset>"),
        "/moved.xml": Answer.moved(f"{other.origin}/moved.xml"),
        "/feed/": Answer.xml(rss),
        "/": Answer.html(
            f'<link rel="next" href="{other.origin}/page/2/">{anchors}'
            f'<a class="next" href="{other.origin}/page/2/">older</a>'
        ),
    }


def assert_nowhere(project: Project, ran: Ran) -> None:
    """The password is neither told nor in the file, in whatever table."""
    assert PASSWORD not in ran.out + ran.err
    files = [project.database, *project.database.parent.glob("reports.sqlite-*")]
    assert not any(PASSWORD.encode() in Path(file).read_bytes() for file in files)


def test_passwords_in_addresses_are_neither_sent_nor_stored_nor_told(
    project: Project, other: Stranger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Those of pages, and those of this machine: a proxy's and a .netrc's."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://reader:{PASSWORD}@127.0.0.1:{other.port}")
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text(f"machine 127.0.0.1 login reader password {PASSWORD}", "utf-8")
    site = plain_site(3)
    with serve(site) as served:
        target = served.url("/blog/2016/02/13/99/").replace("//", f"//reader:{PASSWORD}@")
        html = page_of(site, 2).replace(
            "<head>", f'<head><link rel="canonical" href="{target}">', 1
        )
        html = html.replace("<p>", f'<p><a href="{target}all.pdf">The report (PDF)</a></p><p>', 1)
        site.faults.instead.update(
            {
                site.path_of(site.posts[1]): Answer.moved(target, 302),
                site.path_of(site.posts[2]): Answer.html(html),
            }
        )
        ran = crawl(project, served)
        assert ran.status == 0, ran.err
        state, reason, detail = outcome(project, site, 1)
        assert outcome(project, site, 2)[0] == "stored"
        assert served.counts()["/blog/2016/02/13/99/"] == 0
        names = {name for request in served.requests for name in request.headers}
        assert names & {"authorization", "proxy-authorization", "cookie"} == set()
    assert (state, reason) == ("excluded", "off_site")
    assert str(detail).endswith("/blog/2016/02/13/99/, there with a user name or password")
    assert_nowhere(project, ran)


def test_a_proxy_that_is_asked_for_gets_its_password_and_nobody_else(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = plain_site(2, base="http://copy.example.org")
    with serve(site) as served:
        # It answers to whole addresses, as a proxy is asked.
        proxy = served.origin.replace("//", f"//reader:{PASSWORD}@")
        monkeypatch.setenv("http_proxy", proxy)
        ran = project.scrapy(
            *("crawl", "snhr", "-a", f"origin={site.base}", *HASTE),
            *("-s", "HTTPPROXY_ENABLED=True", "-s", "LOG_LEVEL=DEBUG"),
        )
        assert ran.status == 0, ran.err
        sent = {request.headers.get("proxy-authorization", "") for request in served.requests}
    secret = b64encode(f"reader:{PASSWORD}".encode()).decode()
    assert sent == {f"Basic {secret}"}
    assert project.rows("SELECT count(*) FROM report") == [(2,)]
    captures = b"".join(gzip.decompress(f.read_bytes()) for f in project.archive.rglob("*.gz"))
    assert b"copy.example.org" in captures
    assert secret.encode() not in captures
    assert secret not in ran.out + ran.err
    assert_nowhere(project, ran)
