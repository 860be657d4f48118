"""A crawl that is killed again and again loses nothing and asks for no stored report again."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time

import pytest
from running import Project
from sites.server import Served, serve
from sites.sets import plain_site
from sites.site import Faults, Site
from sites.studies import long_report

from crawler.captures.reading import read_response
from crawler.captures.scanning import read_captures

REPORTS = 60
KILLED_AFTER = (1, 9, 4, 14, 7, 11)
"""Requests that arrive before each kill; of pages, of lists, of robots.txt."""


def wait_for_requests(served: Served, count: int, crawl: subprocess.Popen[str]) -> None:
    for _ in range(1200):
        if len(served.requests) >= count or crawl.poll() is not None:
            return
        time.sleep(0.05)
    raise AssertionError(f"no {count} requests after a minute")


@pytest.mark.parametrize("via", ["wordpress", "listing"])
def test_killed_at_any_moment_it_ends_with_every_report_once(project: Project, via: str) -> None:
    site = plain_site(REPORTS, faults=Faults(slow={"*": 0.03}))
    with serve(site) as served:
        kept: set[str] = set()
        for count in KILLED_AFTER:
            served.forget()
            crawl = project.start_crawl("snhr", served.origin, "-a", f"via={via}")
            wait_for_requests(served, count, crawl)
            if count == KILLED_AFTER[-1]:
                project.wait_for_reports(1)
            crawl.kill()
            _, errors = crawl.communicate(timeout=60)
            assert "Traceback" not in errors
            assert not kept & served.counts().keys()
            if project.database.exists():
                assert project.rows("PRAGMA integrity_check") == [("ok",)]
                stored = project.rows("SELECT url FROM page WHERE state = 'stored'")
                kept = {url.removeprefix(served.origin) for (url,) in stored}
        assert kept
        served.forget()
        ran = project.crawl("snhr", served.origin, "-a", f"via={via}")
        assert ran.status == 0, ran.err
        assert not kept & served.counts().keys()
    assert project.rows("SELECT count(*), count(DISTINCT url) FROM report") == [(REPORTS, REPORTS)]
    assert project.rows("SELECT DISTINCT state FROM page") == [("stored",)]
    check_evidence(project)


def check_evidence(project: Project) -> None:
    """Each text has its capture, each capture its bytes, each crawl its manifest."""
    assert project.rows("SELECT count(*) FROM report_version WHERE capture_id IS NULL") == [(0,)]
    files = sorted(project.archive.rglob("*.warc.gz"))
    command = [sys.executable, "-m", "warcio.cli", "check", *map(str, files)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    digests = {
        (file.relative_to(project.archive).as_posix(), capture.offset): hashlib.sha256(
            read_response(capture).body
        ).hexdigest()
        for file in files
        for capture in read_captures(file, [])
    }
    rows = project.rows('SELECT file, "offset", sha256 FROM capture')
    assert {(file, offset): sha256 for file, offset, sha256 in rows} == digests
    crawls = project.rows("SELECT crawl_id FROM crawl ORDER BY crawl_id")
    assert project.rows("SELECT crawl_id FROM manifest ORDER BY manifest_id") == crawls
    before = None
    for file, sha256 in project.rows("SELECT file, sha256 FROM manifest ORDER BY manifest_id"):
        written = (project.archive / file).read_bytes()
        assert hashlib.sha256(written).hexdigest() == sha256
        assert (json.loads(written)["previous"] or {}).get("sha256") == before
        before = sha256


def test_a_torn_end_of_a_file_is_cut_and_told_and_what_is_whole_is_kept(project: Project) -> None:
    site = plain_site(8, faults=Faults(slow={"*": 0.05}))
    with serve(site) as served:
        crawl = project.start_crawl("snhr", served.origin)
        wait_for_requests(served, 14, crawl)
        crawl.kill()
        crawl.communicate(timeout=60)
        (file,) = project.archive.rglob("*.warc.gz")
        with file.open("ab") as stream:
            stream.write(file.read_bytes()[:300])
        ran = project.crawl("snhr", served.origin)
    assert ran.status == 0, ran.err
    assert "an earlier crawl was killed" in ran.err
    assert "bytes of a torn record were cut off" in ran.err
    told = project.rows("SELECT level, crawl_id FROM issue WHERE kind = 'archive_mended'")
    assert told == [("warning", 1)]
    check_evidence(project)


def test_lists_of_a_crawl_that_ended_are_read_anew(project: Project) -> None:
    site = plain_site(4)
    with serve(site) as served:
        for _ in range(2):
            served.forget()
            assert project.crawl("snhr", served.origin, "-a", "via=wordpress").status == 0
            assert served.counts()["/wp-json/wp/v2/posts"] > 1


def test_a_post_whose_first_page_alone_was_captured_is_whole_and_can_be_read_again(
    project: Project,
) -> None:
    """The first page comes from the crawl that died, the second from the one after it."""
    post = long_report()
    site = Site([post])
    second = f"{site.path_of(post)}2/"
    site.faults = Faults(slow={second: 30.0})
    with serve(site) as served:
        crawl = project.start_crawl("snhr", served.origin)
        for _ in range(600):
            if second in served.counts():
                break
            time.sleep(0.1)
        crawl.kill()
        crawl.communicate(timeout=60)
        site.faults = Faults()
        served.forget()
        assert project.crawl("snhr", served.origin).status == 0
        assert served.counts()[site.path_of(post)] == 0
    rows = project.rows("SELECT crawl_id, part FROM capture WHERE part IS NOT NULL ORDER BY part")
    assert rows[0] == (1, 1)
    assert {crawl_id for crawl_id, _ in rows[1:]} == {2}
    verified = project.scrapy("verify")
    assert verified.status == 0, verified.out
    before = project.rows("SELECT * FROM report_version")
    assert project.scrapy("reextract").status == 0
    assert project.rows("SELECT * FROM report_version") == before
