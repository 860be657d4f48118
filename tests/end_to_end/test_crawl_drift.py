"""A site whose layout changes and comes back, and what only looks like that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from running import Project
from sites.server import serve
from sites.sets import plain_site, reports_of
from sites.site import Faults, Site
from sites.studies import rich_report

RENAMED = Faults(container="story-text-new")


def rich_site(count: int, **options: object) -> Site:
    """Reports with lists and tables, of which the generic way loses some."""
    site, rich = plain_site(count, **options), rich_report()
    site.posts = [
        replace(post, blocks=(*post.blocks, *rich.blocks), notes=rich.notes) for post in site.posts
    ]
    return site


def texts(project: Project) -> list[tuple[str, ...]]:
    return project.rows(
        "SELECT r.url, v.number, v.title, v.body, v.method FROM report_version AS v"
        " JOIN report AS r USING (report_id) ORDER BY r.url, v.number"
    )


def last_crawl(project: Project, *columns: str) -> tuple[object, ...]:
    asked = f"SELECT {', '.join(columns)} FROM crawl ORDER BY crawl_id DESC LIMIT 1"  # noqa: S608 -- names of the tests
    return project.rows(asked)[0]


@pytest.mark.parametrize(("reports", "metadata"), [(12, False), (4, True)])
def test_a_renamed_container_is_drift_and_costs_no_text(
    project: Project, reports: int, metadata: bool
) -> None:
    site = rich_site(reports, metadata=metadata)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        good = texts(project)
        site.faults = RENAMED
        ran = project.crawl("snhr", served.origin, "-a", "refresh=all")
        assert ran.status == 6, ran.err
        assert f"{reports} of {reports} pages have no body where the publisher's rules say" in (
            ran.err
        )
        assert texts(project) == good
        assert last_crawl(project, "outcome", "exit_status", "read", "generic") == (
            *("drift", 6, reports, reports),
        )
        kept = project.rows(
            "SELECT url, reason_detail FROM page WHERE state = 'unchanged' AND reason = 'layout'"
        )
        assert sorted(url for url, _ in kept) == sorted(map(site.url_of, reports_of(site)))
        assert all("the stored text stays" in told for _, told in kept)
        told = project.rows("SELECT count(*) FROM issue WHERE kind = 'layout' AND url IS NOT NULL")
        assert told == [(reports,)]
        # It goes on saying so.
        assert project.crawl("snhr", served.origin).status == 6
        assert texts(project) == good

        site.faults = Faults()
        ran = project.crawl("snhr", served.origin)
        assert ran.status == 0, ran.err
    assert texts(project) == good
    assert last_crawl(project, "outcome", "fetched", "changed", "generic") == (
        *("complete", reports, 0, 0),
    )
    assert project.rows("SELECT count(*) FROM page WHERE reason = 'layout'") == [(0,)]
    assert project.scrapy("verify").status == 0


def test_captures_of_a_changed_layout_are_kept_and_read_again_without_harm(
    project: Project,
) -> None:
    site = rich_site(4)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        site.faults = RENAMED
        assert project.crawl("snhr", served.origin, "-a", "refresh=all").status == 6
        urls = [site.url_of(post) for post in reports_of(site)]
    good = texts(project)
    for url in urls:
        assert project.rows("SELECT count(*) FROM capture WHERE url = ?", url) == [(2,)]
    ran = project.scrapy("reextract")
    assert ran.status == 0, ran.err
    assert texts(project) == good
    assert project.scrapy("verify").status == 0


def test_reports_first_met_in_an_unknown_layout_are_read_again_when_it_is_known(
    project: Project,
) -> None:
    site, grown = rich_site(3), rich_site(15)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        site.posts, site.faults = grown.posts, RENAMED
        assert project.crawl("snhr", served.origin).status == 6
        generic = project.rows("SELECT count(*) FROM report WHERE method LIKE 'generic%'")
        assert generic[0][0] >= 12
        site.faults = Faults()
        assert project.crawl("snhr", served.origin).status == 0
        posts = {site.url_of(post): post for post in reports_of(site)}
    assert project.rows("SELECT count(*) FROM report WHERE method LIKE 'generic%'") == [(0,)]
    for url, body in project.rows("SELECT url, body FROM report"):
        post, text = posts.pop(url), " ".join(body.split())
        assert [line for line in post.lines() if " ".join(line.split()) not in text] == []
    assert posts == {}


def test_a_small_site_with_little_that_is_new_cries_no_drift(project: Project) -> None:
    site = plain_site(4)
    newest = site.newest()
    site.posts = newest[1:]
    with serve(site) as served:
        for _ in range(2):
            assert project.crawl("snhr", served.origin).status == 0
        site.posts = newest
        assert project.crawl("snhr", served.origin).status == 0
        assert last_crawl(project, "new", "read") == (1, 1)
        site.edit(newest[0].id, newest[0].published + timedelta(days=1), title="Another headline")
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT count(*) FROM issue WHERE kind IN ('drift', 'layout')") == [(0,)]


def test_an_archive_of_another_layout_is_no_drift(project: Project, tmp_path: Path) -> None:
    site = plain_site(15)
    site.faults = RENAMED
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 6
    files = sorted(project.archive.glob("snhr/*.warc.gz"))
    elsewhere = Project(tmp_path / "replayed" / "reports.sqlite")
    for _ in range(2):
        ran = elsewhere.scrapy("crawl", "snhr", "-a", f"archive={files[0]}")
        assert ran.status in {0, 7}, ran.err
    assert elsewhere.rows("SELECT count(*) FROM issue WHERE kind = 'drift'") == [(0,)]


def test_a_crawl_that_takes_up_an_interrupted_one_cries_no_drift(project: Project) -> None:
    site = plain_site(30)
    with serve(site) as served:
        site.faults = Faults(slow={"*": 0.2})
        running = project.start_crawl("snhr", served.origin)
        project.wait_for_reports(5)
        running.kill()
        running.communicate()
        site.faults = Faults()
        ran = project.crawl("snhr", served.origin)
        assert ran.status == 0, ran.err
        assert project.crawl("snhr", served.origin).status == 0
    assert project.rows("SELECT count(*) FROM report") == [(30,)]
    assert project.rows("SELECT count(*) FROM issue WHERE kind = 'drift'") == [(0,)]
