"""A crawl that a limit ends keeps what it has, says so, and the next one goes on."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from running import Project
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults


@pytest.mark.parametrize("limit", ["CLOSESPIDER_PAGECOUNT=9", "CLOSESPIDER_TIMEOUT=1"])
def test_a_limit_ends_the_crawl_and_the_next_one_goes_on(project: Project, limit: str) -> None:
    name, _, value = limit.partition("=")
    with serve(plain_site(20, faults=Faults(slow={"*": 0.15}))) as served:
        ran = project.crawl("snhr", served.origin, "-s", limit)
        assert ran.status == 3, ran.err
        assert project.rows("SELECT outcome, exit_status FROM crawl") == [("limited", 3)]
        told = project.rows("SELECT detail FROM issue WHERE kind = 'run_limit'")
        assert told == [(f"{name} ({value}) ended the crawl; the next one takes up what is left",)]
        assert project.rows("SELECT count(*) FROM issue WHERE kind = 'drift'") == [(0,)]
        stored = project.rows("SELECT count(*) FROM report")[0][0]
        assert stored < 20
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(20, 20)]
    pages = [count for path, count in served.counts().items() if path.startswith("/blog/2")]
    assert max(pages) == 1


def add_sessions(project: Project, origin: str, path: str, count: int) -> None:
    """As if a list had named one report under so many sessions."""
    rows = [
        (f"{origin}{path}?sid={number}", f"{origin.partition('//')[2]}{path}?sid={number}")
        for number in range(count)
    ]
    with closing(sqlite3.connect(project.database)) as connection, connection:
        connection.executemany(
            "INSERT INTO pages (publisher_id, url, key, state, attempts, discovered_via,"
            " first_seen_at) VALUES (1, ?, ?, 'pending', 0, 'feed', '2026-03-01 12:00:00')",
            rows,
        )


def test_sessions_without_end_are_left_and_told_and_reports_are_not(project: Project) -> None:
    site = plain_site(30)
    few = ("-s", "SHAPE_MAX_MISSES=10", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1")
    left = "SELECT count(*) FROM page WHERE state = 'excluded' AND reason = 'trap'"
    with serve(site) as served:
        assert project.crawl("snhr", served.origin, *few).status == 0
        assert project.rows("SELECT count(*) FROM report") == [(30,)]
        assert project.rows(left) == [(0,)]
        add_sessions(project, served.origin, site.path_of(site.posts[3]), 300)
        served.forget()
        ran = project.crawl("snhr", served.origin, *few)
        assert ran.status == 0, ran.err
        asked = [one for one in served.requests if one.query.startswith("sid=")]
        # Some are on their way when the tenth has told.
        assert 10 <= len(asked) < 250
        assert project.rows(left) == [(300 - len(asked),)]
        ((detail, url),) = project.rows("SELECT detail, url FROM issue WHERE kind = 'trap'")
        assert detail.startswith("10 addresses like /blog/9?sid in a row gave no new report")
        assert "?sid=" in url
        served.forget()
        assert project.crawl("snhr", served.origin, *few).status == 0
        asked_again = [one for one in served.requests if one.query.startswith("sid=")]
        assert len(asked_again) == 1
    assert project.rows("SELECT count(*) FROM report") == [(30,)]
