"""Second visits are cheap: a body is sent again only where nothing tells that it is the same."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from running import Project
from sites.server import Served, serve
from sites.sets import plain_site
from sites.site import Faults, Site

NOW = datetime.now(UTC)


def young_site(**options: object) -> Site:
    """Reports of the last days, which every crawl looks at again."""
    site = plain_site(6, **options)
    days = enumerate(site.posts)
    site.posts = [replace(post, published=NOW - timedelta(days=1 + day)) for day, post in days]
    return site


def sent_again(site: Site, served: Served) -> dict[int, int]:
    """How the pages of reports were answered since ``served.forget()``, by status."""
    paths = {site.path_of(post) for post in site.posts}
    statuses = [request.status for request in served.requests if request.path in paths]
    return {status: statuses.count(status) for status in set(statuses)}


@pytest.mark.parametrize(
    ("via", "validators", "answers"),
    [
        ("wordpress", False, {}),
        ("sitemap", False, {}),
        ("listing", True, {304: 6}),
        ("feed", True, {304: 6}),
        ("listing", False, {200: 6}),
    ],
)
def test_no_body_is_sent_again_where_the_site_gives_any_sign(
    project: Project, via: str, validators: bool, answers: dict[int, int]
) -> None:
    site = young_site(validators=validators, sitemap="yoast")
    with serve(site) as served:
        assert project.crawl("snhr", served.origin, "-a", f"via={via}").status == 0
        served.forget()
        assert project.crawl("snhr", served.origin, "-a", f"via={via}").status == 0
        assert sent_again(site, served) == answers
    ((unchanged, changed),) = project.rows(
        "SELECT unchanged, changed FROM crawl WHERE crawl_id = 2"
    )
    assert (unchanged, changed) == (6, 0)
    seen = project.rows(
        "SELECT count(*) FROM report_version WHERE last_seen_at >="
        " (SELECT started_at FROM crawl WHERE crawl_id = 2)"
    )
    assert seen == [(6,)]


def test_a_304_is_a_capture_that_shows_the_same_text(project: Project) -> None:
    site = young_site(validators=True)
    with serve(site) as served:
        for _ in range(2):
            assert project.crawl("snhr", served.origin, "-a", "via=listing").status == 0
    rows = project.rows(
        "SELECT v.number, group_concat(c.status) FROM capture AS c JOIN report_version AS v"
        " USING (version_id) GROUP BY v.version_id"
    )
    assert rows == [(1, "200,304")] * 6


def test_an_edit_that_validators_tell_is_read(project: Project) -> None:
    site = young_site(validators=True)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin, "-a", "via=listing").status == 0
        first = site.posts[0]
        site.posts[0] = replace(first, blocks=("The toll rose to 415.", *first.blocks))
        served.forget()
        assert project.crawl("snhr", served.origin, "-a", "via=listing").status == 0
        assert sent_again(site, served) == {304: 5, 200: 1}
    assert project.rows("SELECT max(versions) FROM report") == [(2,)]


def age(project: Project, days: int) -> None:
    """Let the visits of the ledger lie so many days further back."""
    connection = sqlite3.connect(project.database)
    for column in ("last_fetched_at", "next_due_at", "answered_at"):
        connection.execute(
            f"UPDATE pages SET {column} ="  # noqa: S608 -- a name of the table above
            f" strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '-{days} days')"
        )
    connection.commit()
    connection.close()


def test_an_old_report_rests_and_then_is_looked_at_again(project: Project) -> None:
    site = plain_site(6)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin, "-a", "via=listing").status == 0
        for days, answers in ((0, {}), (60, {}), (31, {200: 6})):
            age(project, days)
            served.forget()
            ran = project.crawl("snhr", served.origin, "-a", "via=listing")
            assert ran.status == 0
            assert sent_again(site, served) == answers
            assert ("6 old reports rest" in ran.err) is (answers == {})


def test_refresh_all_reads_every_page_anew(project: Project) -> None:
    site = plain_site(6, validators=True)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        served.forget()
        assert project.crawl("snhr", served.origin, "-a", "refresh=all").status == 0
        assert sent_again(site, served) == {200: 6}


def test_a_304_that_nobody_asked_for_is_a_failure(project: Project) -> None:
    site = plain_site(3)
    path = site.path_of(site.posts[0])
    site.faults = Faults(gone={path: 304})
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 3
    rows = project.rows("SELECT state, reason_detail FROM page WHERE url = ?", served.url(path))
    assert rows == [("failed", "HTTP 304 Not Modified")]


def test_a_clock_that_was_ahead_is_told(project: Project) -> None:
    site = plain_site(3)
    with serve(site) as served:
        assert "clock" not in project.crawl("snhr", served.origin).err
        connection = sqlite3.connect(project.database)
        connection.execute("UPDATE crawls SET finished_at = '2999-01-01T00:00:00Z'")
        connection.commit()
        connection.close()
        ran = project.crawl("snhr", served.origin)
    assert "one is wrong" in ran.err
    assert project.rows("SELECT level FROM issue WHERE kind = 'clock'") == [("warning",)]
