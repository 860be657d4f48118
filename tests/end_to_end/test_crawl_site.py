"""The whole way, as users go it: the real command crawls a served site, sqlite3 reads the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from running import Project
from sites.answers import Answer
from sites.noise import noise_lines
from sites.posts import DAMASCUS, Post
from sites.server import Served, serve
from sites.sets import monitor_sites, news_site, newspaper_site, plain_site, reports_of
from sites.site import Faults, Site

from crawler.waiting import PATIENCE

VIAS = ("auto", "wordpress", "sitemap", "feed", "listing")


def stored_urls(project: Project) -> list[str]:
    return sorted(url for (url,) in project.rows("SELECT url FROM report"))


def urls_of(*sites: Site) -> list[str]:
    return sorted(site.url_of(post) for site in sites for post in reports_of(site))


@pytest.mark.parametrize("via", VIAS)
def test_a_monitors_site_is_stored_whole_whatever_the_source(project: Project, via: str) -> None:
    sites = monitor_sites()
    with serve(*sites) as served:
        ran = project.crawl("snhr", served.origin, "-a", f"via={via}")
        assert ran.status == 0, ran.err
        assert stored_urls(project) == urls_of(*sites)
        for site in sites:
            for post in reports_of(site):
                check_report(project, site, post)
        protected = project.rows("SELECT count(*) FROM page WHERE reason = 'password_form'")
        assert protected == [(1,)]
    bodies = "\n".join(body for (body,) in project.rows("SELECT body FROM report"))
    assert [line for line in noise_lines() if line in bodies] == []


def check_report(project: Project, site: Site, post: Post) -> None:
    """Every field of a stored report against what was typed into the site."""
    ((title, subtitle, day, language, body, post_id),) = project.rows(
        "SELECT coalesce(title, ''), subtitle, published_date, language, body, post_id FROM report"
        " WHERE url = ?",
        site.url_of(post),
    )
    assert title == post.title
    assert subtitle == post.subtitle
    assert day == post.published.date().isoformat()
    assert language == post.language
    assert int(post_id) == post.id
    text = " ".join(body.split())
    missing = [line for line in post.lines() if " ".join(line.split()) not in text]
    assert missing == []


@pytest.mark.parametrize(
    ("publisher", "site"), [("iraqinews", news_site()), ("syriatimes", newspaper_site())]
)
def test_the_other_publishers_are_stored_whole(
    project: Project, publisher: str, site: Site
) -> None:
    with serve(site) as served:
        ran = project.crawl(publisher, served.origin)
        assert ran.status == 0, ran.err
        assert stored_urls(project) == urls_of(site)
        for post in reports_of(site):
            ((title, body),) = project.rows(
                "SELECT title, body FROM report WHERE url = ?", site.url_of(post)
            )
            assert title == post.title
            text = " ".join(body.split())
            assert [line for line in post.lines() if " ".join(line.split()) not in text] == []


@pytest.mark.parametrize("via", VIAS)
def test_a_second_crawl_of_an_unchanged_site_adds_no_row_and_changes_no_text(
    project: Project, via: str
) -> None:
    with serve(*monitor_sites()) as served:
        assert project.crawl("snhr", served.origin).status == 0
        counts, texts = project.counts(), project.rows("SELECT * FROM report_version")
        second = project.crawl("snhr", served.origin, "-a", f"via={via}", "-a", "refresh=all")
        assert second.status == 0, second.err
    assert project.counts() == counts
    assert [row[:7] for row in project.rows("SELECT * FROM report_version")] == [
        row[:7] for row in texts
    ]
    assert project.rows("SELECT new, changed FROM crawl ORDER BY crawl_id") == [
        (counts["reports"], 0),
        (0, 0),
    ]


def test_an_edited_report_becomes_a_version_beside_the_old_one(project: Project) -> None:
    site = plain_site(5)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        post = site.posts[2]
        edited = (*post.blocks, "The toll has since risen to 99.")
        site.edit(post.id, post.published + timedelta(days=2), blocks=edited)
        served.forget()
        assert project.crawl("snhr", served.origin, "-a", "via=wordpress").status == 0
        visited = [path for path in served.counts() if path.startswith("/blog/")]
        url = site.url_of(post)
    assert visited == [site.path_of(site.post(post.id))]
    versions = project.rows(
        "SELECT number, is_current, v.body LIKE '%risen to 99%' FROM report_version v"
        " JOIN report r USING (report_id) WHERE r.url = ? ORDER BY number",
        url,
    )
    assert versions == [(1, 0, 0), (2, 1, 1)]
    assert project.rows("SELECT versions FROM report WHERE url = ?", url) == [(2,)]


def test_copies_keep_their_words_and_point_to_the_first(project: Project) -> None:
    sites = monitor_sites()
    with serve(*sites) as served:
        assert project.crawl("snhr", served.origin).status == 0
    copies = project.rows(
        "SELECT c.post_id, f.post_id, c.similarity FROM report c"
        " JOIN report f ON f.report_id = c.duplicate_of ORDER BY c.post_id"
    )
    assert [(copy, first) for copy, first, _ in copies] == [
        ("41001", "18023"),
        ("41002", "18046"),
    ]
    assert copies[0][2] == 1.0
    assert 0.8 < copies[1][2] < 1.0


@pytest.mark.parametrize(
    ("faults", "kind"),
    [
        (Faults(rest="html"), "source_broken"),
        (Faults(rest="error"), "source_unreachable"),
        (Faults(rest="too_many"), "source_lying"),
        (Faults(rest="endless"), "source_lying"),
        (Faults(rest="off", sitemap="broken"), "source_partial"),
        (Faults(rest="off", sitemap="html"), "source_broken"),
        (Faults(rest="off", sitemap="off", feed="endless"), "source_partial"),
    ],
)
def test_a_source_that_fails_or_lies_is_told_and_the_next_one_taken(
    project: Project, faults: Faults, kind: str
) -> None:
    site = plain_site(25, faults=faults)
    with serve(site) as served:
        ran = project.crawl("snhr", served.origin, "-s", "RETRY_TIMES=0")
        assert ran.status == 0, ran.err
        assert stored_urls(project) == urls_of(site)
    assert kind in [found for (found,) in project.rows("SELECT kind FROM issue")]


def test_an_endless_list_is_left_and_told(project: Project) -> None:
    site = plain_site(25, faults=Faults(listing="endless"))
    with serve(site) as served:
        ran = project.crawl("snhr", served.origin, "-a", "via=listing")
        assert ran.status == 0, ran.err
        assert stored_urls(project) == urls_of(site)
        assert len(served.requests) < 60
    assert project.rows("SELECT kind FROM issue") == [("source_lying",)]


def test_where_nothing_answers_one_line_says_so(project: Project) -> None:
    with serve(plain_site(1)) as served:
        origin = served.origin
    ran = project.crawl("snhr", origin, "-s", "RETRY_TIMES=0")
    assert ran.status == 7
    assert ran.out.startswith("snhr: no source could be reached: ")
    assert ran.out.count("\n") == 1
    assert "Traceback" not in ran.err
    assert project.rows("SELECT outcome, exit_status FROM crawl") == [("no_source", 7)]


def test_challenges_soft_404s_and_lost_pages_are_recorded_and_not_stored(
    project: Project,
) -> None:
    site = plain_site(20)
    paths = [site.path_of(post) for post in site.newest()]
    site.faults = Faults(
        challenge=frozenset(paths[:1]),
        challenge_status=200,
        soft_404=frozenset(paths[1:2]),
        gone={paths[2]: 410},
        failing={paths[3]: -1},
    )
    with serve(site) as served:
        ran = project.crawl("snhr", served.origin, "-s", "RETRY_TIMES=1")
    assert ran.status == 3
    found = project.rows(
        "SELECT state, reason, url FROM page WHERE state NOT IN ('stored', 'excluded')"
    )
    assert {(state, reason, url.removeprefix(served.origin)) for state, reason, url in found} == {
        ("not_report", "challenge_page", paths[0]),
        ("not_report", "soft_404", paths[1]),
        ("gone", "http_status", paths[2]),
        ("failed", "http_status", paths[3]),
    }
    assert project.rows("SELECT count(*) FROM report") == [(16,)]


def test_a_page_that_failed_is_fetched_by_the_next_crawl(project: Project) -> None:
    site = plain_site(3)
    path = site.path_of(site.posts[0])
    site.faults = Faults(failing={path: 1})
    with serve(site) as served:
        assert project.crawl("snhr", served.origin, "-s", "RETRY_ENABLED=False").status == 3
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT count(*) FROM report") == [(3,)]


def test_a_changed_layout_is_drift(project: Project) -> None:
    site = plain_site(15, metadata=False)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        site.faults = Faults(container="story-text-new")
        ran = project.crawl("snhr", served.origin, "-a", "refresh=all")
    assert ran.status == 6, ran.out
    assert project.rows("SELECT outcome FROM crawl ORDER BY crawl_id") == [
        ("complete",),
        ("drift",),
    ]
    assert ("drift",) in project.rows("SELECT kind FROM issue")


def test_since_until_and_limit_are_kept(project: Project) -> None:
    site = plain_site(25)
    days = sorted(post.published.date() for post in site.posts)
    since, until = days[5], days[14]
    with serve(site) as served:
        window = ("-a", f"since={since}", "-a", f"until={until}")
        assert project.crawl("snhr", served.origin, *window).status == 0
        assert [day for (day,) in project.rows("SELECT published_date FROM report ORDER BY 1")] == [
            day.isoformat() for day in days[5:15]
        ]
        assert project.crawl("snhr", served.origin, "-a", "limit=4").status == 0
        assert project.rows("SELECT count(*) FROM report") == [(14,)]
        assert project.crawl("snhr", served.origin).status == 0
        assert project.rows("SELECT count(*) FROM report") == [(25,)]


@pytest.mark.parametrize("via", ["wordpress", "listing"])
def test_a_limit_gives_so_many_reports_though_some_pages_are_none(
    project: Project, via: str
) -> None:
    site = plain_site(25)
    newest = site.newest()
    site.posts = [replace(post, protected=post in newest[:3]) for post in site.posts]
    with serve(site) as served:
        assert project.crawl("snhr", served.origin, "-a", f"via={via}", "-a", "limit=6").status == 0
    assert project.rows("SELECT count(*) FROM report") == [(6,)]


def test_robots_are_obeyed_from_the_first_request_on(project: Project) -> None:
    site = plain_site(20)
    refused = [site.path_of(post) for post in site.posts[:8]]
    site.faults = Faults(
        disallow=tuple(f"Disallow: {path}" for path in refused), slow={"/robots.txt": 0.5}
    )
    with serve(site) as served:
        ran = project.crawl("snhr", served.origin)
        assert ran.status == 0, ran.err
        assert [path for path in served.counts() if path in refused] == []
        assert served.requests[0].path == "/robots.txt"
    states = project.rows("SELECT state, reason, count(*) FROM page GROUP BY 1, 2 ORDER BY 1")
    assert ("not_allowed", "robots", 8) in states


def test_one_request_at_a_time_with_the_publishers_contact(project: Project) -> None:
    with serve(plain_site(5)) as served:
        ran = project.scrapy(
            *("crawl", "snhr", "-a", f"origin={served.origin}"),
            *("-s", "DOWNLOAD_DELAY=0.05", "-s", "AUTOTHROTTLE_START_DELAY=0.05"),
            CONTACT="desk@example.org",
        )
        assert ran.status == 0, ran.err
        assert served.most_at_once == 1
        agents = {request.headers["user-agent"] for request in served.requests}
    assert agents == {"harm-reports/0.1 (archive of reports of civilian harm; desk@example.org)"}


def test_retry_after_is_honoured(project: Project) -> None:
    site = plain_site(3)
    path = site.path_of(site.posts[1])
    site.faults = Faults(busy={path: 1}, retry_after="2")
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        times = moments(served, path)
    assert len(times) == 2
    assert times[1] - times[0] >= 2
    assert project.rows("SELECT count(*) FROM report") == [(3,)]


def test_a_page_that_asks_for_too_long_is_left_for_a_later_crawl_and_costs_no_other(
    project: Project,
) -> None:
    site = plain_site(3)
    path = site.path_of(site.posts[1])
    site.faults = Faults(busy={path: 9}, retry_after="86400")
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 3
        assert len(moments(served, path)) == 1
    told = "SELECT state, reason, count(*) FROM page WHERE state <> 'excluded' GROUP BY 1, 2"
    assert project.rows(told) == [("failed", "retry_later", 1), ("stored", None, 2)]


def test_a_host_that_asks_for_too_long_again_and_again_is_left_alone(project: Project) -> None:
    site = plain_site(40)
    site.faults = Faults(busy={site.path_of(post): 9 for post in site.posts}, retry_after="86400")
    with serve(site) as served:
        one = ("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
        assert project.crawl("snhr", served.origin, *one).status == 3
        asked = sum(len(moments(served, site.path_of(post))) for post in site.posts)
    # Some were on their way already.
    assert PATIENCE <= asked < 40
    told = "SELECT state, reason, count(*) FROM page WHERE state <> 'excluded' GROUP BY 1, 2"
    assert project.rows(told) == [("failed", "retry_later", 40)]


@pytest.mark.parametrize("path", ["/sitemap_index.xml", "/robots.txt"])
def test_a_list_or_robots_txt_that_asks_for_too_long_is_not_asked_for_again(
    project: Project, path: str
) -> None:
    site = plain_site(2)
    site.faults.instead[path] = Answer.html("busy", 503, {"Retry-After": "86400"})
    with serve(site) as served:
        ran = project.crawl("snhr", served.origin, "-a", "via=sitemap")
        assert ran.status == 7, ran.err
        assert served.counts()[path] == 1
    told = project.rows("SELECT detail FROM issue WHERE kind = 'source_unreachable'")
    assert "the host asks to wait 86400 s" in told[0][0]


def moments(served: Served, path: str) -> list[float]:
    return [request.at for request in served.requests if request.path == path]


def test_a_redirect_to_the_home_page_is_no_report(project: Project) -> None:
    site = plain_site(2)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        url = served.url("/?p=" + str(site.posts[0].id))
        kinds = project.rows("SELECT kind FROM report_url WHERE url = ?", url)
    assert kinds == [("shortlink",)]


def test_a_published_day_is_the_publishers_own(project: Project) -> None:
    site = plain_site(1)
    late = datetime(2017, 4, 13, 0, 40, tzinfo=DAMASCUS)
    site.posts = [replace(site.posts[0], published=late, modified=late)]
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT published_at, published_date FROM report") == [
        ("2017-04-12T21:40:00Z", "2017-04-13")
    ]
