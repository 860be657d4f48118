"""A site that is gone, read from the Wayback Machine: its copies, with their own moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from running import HASTE, Project, Ran
from sites.sets import newspaper_site
from sites.wayback import WaybackMachine, serve_wayback

FIRST, LATER = (
    datetime(2018, 2, 3, 4, 5, 6, tzinfo=UTC),
    datetime(2019, 7, 8, 9, 10, 11, tzinfo=UTC),
)
BASE = "http://syriatimes.sy"


def machine_with(count: int = 4) -> WaybackMachine:
    """Holds the reports of a newspaper, of the first a later text too."""
    site = newspaper_site(count)
    site.base = BASE
    machine = WaybackMachine()
    for post in site.posts:
        machine.keep(site, site.path_of(post), FIRST)
    first = site.posts[0]
    site.posts[0] = replace(first, blocks=("The toll rose to 415.", *first.blocks))
    machine.keep(site, site.path_of(first), LATER)
    return machine


def crawl(project: Project, origin: str, *options: str) -> Ran:
    return project.scrapy(
        *("crawl", "syriatimes", "-a", "via=wayback", "-a", f"origin={origin}"), *HASTE, *options
    )


def test_copies_become_versions_dated_by_the_archive(project: Project) -> None:
    machine = machine_with()
    with serve_wayback(machine) as origin:
        ran = crawl(project, origin)
    assert ran.status == 0, ran.err
    urls = project.rows("SELECT url FROM report ORDER BY url")
    assert [url for (url,) in urls] == sorted({held.original for held in machine.held})
    rows = project.rows(
        "SELECT v.number, v.is_current, v.first_seen_at, v.last_seen_at, v.body LIKE '%415%',"
        " c.url LIKE ? || '/web/20%id_/' || r.url, c.original_url = r.url, c.original_at"
        " FROM report_version AS v JOIN capture AS c USING (capture_id)"
        " JOIN report AS r ON r.report_id = v.report_id WHERE r.versions = 2 ORDER BY 1",
        origin,
    )
    first, later = "2018-02-03T04:05:06Z", "2019-07-08T09:10:11Z"
    assert rows == [
        (1, 0, first, first, 0, 1, 1, first),
        (2, 1, later, later, 1, 1, 1, later),
    ]
    assert project.rows("SELECT DISTINCT state, discovered_via FROM page") == [
        ("stored", "wayback")
    ]
    assert "http://syriatimes.sy" not in " ".join(
        url for (url,) in project.rows("SELECT url FROM capture") if not url.startswith(origin)
    )


def test_copies_that_were_read_are_not_asked_for_again(project: Project) -> None:
    machine = machine_with()
    with serve_wayback(machine) as origin:
        assert crawl(project, origin).status == 0
        asked = len(machine.captures())
        assert asked == 5
        assert crawl(project, origin).status == 0
        assert len(machine.captures()) == asked
        assert project.rows("SELECT new, unchanged FROM crawl WHERE crawl_id = 2") == [(0, 4)]
        assert crawl(project, origin, "-a", "refresh=all").status == 0
        assert len(machine.captures()) == 2 * asked


def test_a_copy_that_does_not_come_is_asked_for_by_the_next_crawl(project: Project) -> None:
    machine = machine_with(2)
    lost = machine.held[1].original
    machine.faults.lost = frozenset({lost})
    with serve_wayback(machine) as origin:
        crawl(project, origin)
        assert project.rows("SELECT state, reason FROM page WHERE url = ?", lost) == [
            ("pending", "not_in_archive")
        ]
        machine.faults.lost = frozenset()
        assert crawl(project, origin).status == 0
    assert project.rows("SELECT count(*) FROM report") == [(2,)]


def test_an_archive_that_does_not_answer_is_told(project: Project) -> None:
    machine = machine_with(2)
    machine.faults.failing = -1
    with serve_wayback(machine) as origin:
        ran = crawl(project, origin)
    assert ran.status == 7
    assert "no source could be reached" in ran.out


def test_wrong_combinations_are_told(project: Project) -> None:
    ran = project.scrapy("crawl", "syriatimes", "-a", "via=wayback", "-a", "archive=x.warc.gz")
    assert ran.status == 2
    assert "wayback" in ran.err
