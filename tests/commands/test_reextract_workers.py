"""``scrapy reextract`` by several workers: the same rows, told in the same order, within limits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rereading.stored_site import changing, copy_of, set_words, tables
from running import Project
from sites.blocks import Markup
from sites.server import serve
from sites.sets import plain_site
from sqlalchemy import select

from storage.models import ReportVersion

SMALL = ("-s", f"PARSE_MEMORY={24 * 2**20}")
GOOD = 12


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Reports as an older release read them; one takes more memory than ``SMALL`` gives."""
    project = Project(tmp_path_factory.mktemp("crawled") / "reports.sqlite")
    site = plain_site(GOOD)
    large = Markup("<p>Some <b>words</b> stand <i>here</i>.</p>" * 30_000)
    site.posts.append(replace(site.posts[0], id=90_000, title="At length", blocks=(large,)))
    with serve(site) as served:
        patient = ("-a", "via=listing", "-s", "PARSE_TIMEOUT=100")
        ran = project.crawl("snhr", served.origin, *patient)
    assert ran.status == 0, ran.err
    with changing(project) as session:
        for version in session.scalars(select(ReportVersion)):
            set_words(session, version, title=f"{version.title} 4711")
    return project


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)], ids=["written", "dry"])
def test_one_worker_and_three_do_and_tell_the_same(
    crawled: Project, tmp_path: Path, dry_run: tuple[str, ...]
) -> None:
    told = []
    rows = []
    for workers in ("1", "3"):
        copied = copy_of(crawled, tmp_path / workers)
        ran = copied.scrapy("reextract", "--workers", workers, "-s", "PARSE_TIMEOUT=100", *dry_run)
        assert ran.status == 0, ran.out + ran.err
        told.append(ran.out)
        rows.append(tables(copied))
    assert told[0] == told[1]
    changed = {name for name in rows[0] if rows[0][name] != rows[1][name]}
    assert changed <= {"manifests"}
    assert told[0].count("rewritten: ") == (GOOD + 1 if dry_run else 0)


def test_a_report_past_the_limits_stays_and_is_told(crawled: Project, tmp_path: Path) -> None:
    copied = copy_of(crawled, tmp_path)
    ran = copied.scrapy("reextract", *SMALL)
    assert ran.status == 3, ran.out + ran.err
    assert ran.out.count("unreadable: ") == 1
    assert f"took more than {24 * 2**20} bytes of memory (PARSE_MEMORY)" in ran.out
    titles = [title for (title,) in copied.rows("SELECT title FROM report ORDER BY title")]
    assert [title for title in titles if "4711" in title] == ["At length 4711"]


@pytest.mark.parametrize("number", ["0", "-1", "some"])
def test_a_number_of_workers_that_cannot_be_is_told(project: Project, number: str) -> None:
    ran = project.scrapy("reextract", f"--workers={number}")
    assert ran.status == 2
    assert "--workers" in ran.err
