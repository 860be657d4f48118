"""Whatever way pages came, their captures read again give what the crawl stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rereading.stored_site import changing, set_words, tables, views
from running import HASTE, ROOT, Project
from sites.newspaper import post_page
from sites.server import serve
from sites.sets import newspaper_site, plain_site
from sites.site import Faults
from sites.studies import long_report
from sites.wayback import WaybackMachine, serve_wayback
from sqlalchemy import select

from crawler.captures.writing import Exchange, WarcWriter
from crawler.publishers import SEEDS, load_publisher
from crawler.rereading.reextracting import Reextraction
from storage.engine import open_database
from storage.models import ReportVersion

FIRST, LATER = datetime(2018, 2, 3, 4, 5, 6, tzinfo=UTC), datetime(2019, 7, 8, 9, tzinfo=UTC)
HTML = (("Content-Type", "text/html; charset=utf-8"),)


def live_with_tries_that_fail(project: Project) -> None:
    site = plain_site(3)
    path = site.path_of(site.posts[1])
    site.faults = Faults(failing={path: 1})
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT count(*) FROM capture WHERE status = 500") == [(1,)]


def not_modified(project: Project) -> None:
    """The second crawl is told 304, the third reads a new text."""
    site = plain_site(3)
    with serve(site) as served:
        for _ in range(2):
            assert project.crawl("snhr", served.origin, "-a", "via=listing").status == 0
        post = site.posts[0]
        site.edit(post.id, LATER, blocks=(*post.blocks, "The toll has since risen to 99."))
        assert project.crawl("snhr", served.origin, "-a", "via=listing").status == 0


def wayback(project: Project) -> None:
    site = newspaper_site(3)
    site.base = "http://syriatimes.sy"
    machine = WaybackMachine()
    for post in site.posts:
        machine.keep(site, site.path_of(post), FIRST)
    first = site.posts[0]
    site.posts[0] = replace(first, blocks=("The toll rose to 415.", *first.blocks))
    machine.keep(site, site.path_of(first), LATER)
    with serve_wayback(machine) as origin:
        given = ("-a", "via=wayback", "-a", f"origin={origin}")
        assert project.scrapy("crawl", "syriatimes", *given, *HASTE).status == 0


def sample(project: Project) -> None:
    archive = ROOT / "seeds" / "sample" / "sample.warc.gz"
    assert project.scrapy("crawl", "snhr", "-a", f"archive={archive}").status == 0


def archive_of_others(project: Project) -> None:
    """A redirect, two texts of its target, and a post whose second page was captured once."""
    site = plain_site(2, base="https://snhr.org")
    long = long_report(2)
    site.posts.append(long)
    one, two = (site.url_of(post) for post in site.posts[:2])
    elsewhere = project.database.parent / "elsewhere"
    writer = WarcWriter(elsewhere, "rec", software="another", max_bytes=10**9)

    def keep(url: str, at: datetime, body: str, status: int = 200, to: str = "") -> None:
        headers = (*HTML, ("Location", to)) if to else HTML
        writer.write(Exchange(url, status, "", headers, body.encode(), at))

    keep(one, FIRST, "", 301, to=two)
    keep(two, FIRST, post_page(site, site.posts[1]))
    keep(site.url_of(long), FIRST, post_page(site, long))
    keep(f"{site.url_of(long)}2/", FIRST, post_page(site, long, page=2))
    for number, post in enumerate(site.posts[1:], 1):
        edited = replace(post, blocks=("The toll rose to 415.", *post.blocks))
        site.posts[number] = edited
        keep(site.url_of(edited), LATER, post_page(site, edited))
    writer.close()
    archive = elsewhere / "*.warc.gz"
    assert project.scrapy("crawl", "snhr", "-a", f"archive={archive}").status == 0
    assert project.rows("SELECT count(*) FROM report WHERE versions = 2") == [(2,)]


WAYS: list[Callable[[Project], None]] = [
    live_with_tries_that_fail,
    not_modified,
    wayback,
    sample,
    archive_of_others,
]


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_captures_read_again_give_what_the_crawl_stored(
    project: Project, way: Callable[[Project], None]
) -> None:
    way(project)
    before, seen = tables(project), views(project)
    assert project.scrapy("verify").status == 0, project.scrapy("verify").out
    ran = project.scrapy("reextract")
    assert ran.status == 0, ran.out + ran.err
    assert {name for name, rows in tables(project).items() if rows != before[name]} == set()
    with changing(project) as session:
        for version in session.scalars(select(ReportVersion)):
            set_words(session, version, body=f"{version.body}\n\nRead 1234 times")
    ran = project.scrapy("reextract")
    assert ran.status == 0, ran.out + ran.err
    for name, rows in views(project).items():
        assert rows == seen[name], name
    ran = project.scrapy("verify")
    assert ran.status == 0, ran.out + ran.err


def test_other_rules_of_a_publisher_are_told_by_a_dry_run(project: Project, tmp_path: Path) -> None:
    """As the next release's seed may have them: the body without its first paragraph."""
    live_with_tries_that_fail(project)
    seed = (SEEDS / "snhr.toml").read_text("utf-8")
    changed = seed.replace("noise = [", 'noise = ["p:first-of-type",')
    assert changed != seed
    (tmp_path / "snhr.toml").write_text(changed, "utf-8")
    before = tables(project)
    known = project.rows("SELECT version_id, number, body FROM report_version ORDER BY 1")
    database = open_database(project.url)
    for dry_run in (True, False):
        again = Reextraction(
            database, load_publisher(tmp_path / "snhr.toml"), 1, project.archive, dry_run=dry_run
        )
        reports, _ = again.work()
        for report_id in reports:
            again.reread_report(report_id)
        assert (again.tally.rewritten, again.tally.new) == (3, 0)
        if dry_run:
            assert tables(project) == before
    database.close()
    rows = project.rows("SELECT version_id, number, body FROM report_version ORDER BY 1")
    assert [row[:2] for row in rows] == [row[:2] for row in known]
    for (_, _, body), (_, _, longer) in zip(rows, known, strict=True):
        assert longer.endswith(body)
        assert len(body) < len(longer)
