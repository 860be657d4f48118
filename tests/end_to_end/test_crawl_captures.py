"""What was seen is kept: captures in standard files, sealed; texts dated by when they were seen."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from running import Project
from sites.server import serve
from sites.sets import plain_site
from sites.site import Faults, Site

from crawler.captures.reading import read_response
from crawler.captures.scanning import read_captures


def warc_check(project: Project) -> None:
    """Every WARC file of the archive passes ``warcio check``."""
    files = sorted(map(str, project.archive.rglob("*.warc.gz")))
    assert files
    command = [sys.executable, "-m", "warcio.cli", "check", *files]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_every_answer_is_captured_and_its_row_leads_to_it(project: Project) -> None:
    site = plain_site(4, faults=Faults(gone={}))
    old = site.path_of(site.posts[0])
    site.faults = Faults(gone={site.path_of(site.posts[1]): 404}, disallow=("/wp-admin/",))
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        asked = served.targets()
    warc_check(project)
    rows = project.rows('SELECT url, status, sha256, file, "offset", length FROM capture')
    assert sum(asked.values()) == len(rows)
    assert {url.removeprefix(served.origin) for url, *_ in rows} == set(asked)
    assert {status for _, status, *_ in rows} >= {200, 404}
    for url, status, sha256, file, offset, length in rows:
        found = {c.offset: c for c in read_captures(project.archive / file, [])}[offset]
        assert (found.url, found.status, found.length) == (url, status, length)
        assert hashlib.sha256(read_response(found).body).hexdigest() == sha256
    ((captured,),) = project.rows(
        "SELECT c.url FROM report_version AS v JOIN capture AS c USING (capture_id)"
        " JOIN report AS r ON r.report_id = v.report_id WHERE r.url = ?",
        served.origin + old,
    )
    assert captured == served.origin + old


def test_a_crawl_ends_with_a_manifest_that_names_the_one_before(project: Project) -> None:
    site = plain_site(3)
    with serve(site) as served:
        for _ in range(2):
            assert project.crawl("snhr", served.origin, "-a", "refresh=all").status == 0
    rows = project.rows("SELECT file, sha256, previous_sha256 FROM manifest ORDER BY manifest_id")
    written = [(project.archive / file).read_bytes() for file, *_ in rows]
    assert [hashlib.sha256(text).hexdigest() for text in written] == [sha for _, sha, _ in rows]
    first, second = (json.loads(text) for text in written)
    assert first["previous"] is None
    assert second["previous"] == {"file": rows[0][0], "sha256": rows[0][1]}
    assert rows[1][2] == rows[0][1]
    assert (len(first["versions"]), len(second["versions"])) == (3, 0)
    for manifest in (first, second):
        for file in manifest["files"]:
            content = (project.archive / file["file"]).read_bytes()
            assert (len(content), hashlib.sha256(content).hexdigest()) == (
                file["bytes"],
                file["sha256"],
            )


def edit(site: Site, number: int, old: str, new: str) -> None:
    post = site.posts[number]
    blocks = tuple(str(block).replace(old, new) for block in post.blocks)
    assert blocks != post.blocks
    modified = post.changed + timedelta(days=1)
    site.posts[number] = replace(post, blocks=blocks, modified=modified)


def test_an_edited_figure_is_a_version_with_a_capture_of_its_own(project: Project) -> None:
    site = plain_site(3)
    first = str(site.posts[1].blocks[0])
    word = next(word for word in first.split() if word.isdigit())
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        edit(site, 1, f"{word} ", "415 ")
        assert project.crawl("snhr", served.origin).status == 0
        url = served.url(site.path_of(site.posts[1]))
    rows = project.rows(
        "SELECT v.number, v.is_current, v.body LIKE '%415 %', c.crawl_id, c.url"
        " FROM report_version AS v JOIN capture AS c USING (capture_id)"
        " JOIN report AS r ON r.report_id = v.report_id WHERE r.url = ? ORDER BY 1",
        url,
    )
    assert rows == [(1, 0, 0, 1, url), (2, 1, 1, 2, url)]
    shown = project.scrapy("diff", url)
    assert f"{word} → 415" in shown.out
    warc_check(project)


@pytest.mark.parametrize("fate", ["gone", "soft_404", "challenge", "shrunk"])
def test_a_page_that_goes_never_replaces_its_text_and_is_told_with_the_moment(
    project: Project, fate: str
) -> None:
    site = plain_site(4)
    path = site.path_of(site.posts[0])
    with serve(site) as served:
        assert project.crawl("snhr", served.origin).status == 0
        before = project.rows("SELECT url, title, body, versions FROM report ORDER BY url")
        whole = site.posts[0]
        if fate == "shrunk":
            site.posts[0] = replace(whole, blocks=("The text is being revised.",), notes=())
        else:
            given = {path: 410} if fate == "gone" else frozenset({path})
            site.faults = Faults(challenge_status=200, **{fate: given})
        assert project.crawl("snhr", served.origin, "-a", "refresh=all").status == 0
        assert project.rows("SELECT url, title, body, versions FROM report ORDER BY url") == before
        url = served.url(path)
        state, report = project.rows("SELECT state, report_id FROM page WHERE url = ?", url)[0]
        assert state == ("gone" if fate == "gone" else "not_report")
        told = project.rows("SELECT url, report_id, at FROM issue WHERE kind = 'disappeared'")
        assert [row[:2] for row in told] == [(url, report)]
        site.posts[0], site.faults = whole, Faults()
        assert project.crawl("snhr", served.origin, "-a", "refresh=all").status == 0
    assert project.rows("SELECT state FROM page WHERE url = ?", url)[0][0] in {
        "stored",
        "unchanged",
    }
    assert project.rows("SELECT report_id FROM issue WHERE kind = 'reappeared'") == [(report,)]
    assert project.rows("SELECT url, title, body, versions FROM report ORDER BY url") == before


def test_captures_go_on_to_another_file_where_one_is_full(project: Project, tmp_path: Path) -> None:
    site = plain_site(6)
    with serve(site) as served:
        ran = project.crawl("snhr", served.origin, "-s", "WARC_MAX_BYTES=20000")
    assert ran.status == 0, ran.err
    files = sorted(project.archive.rglob("*.warc.gz"))
    assert len(files) > 2
    assert [file.name[-13:-8] for file in files] == [f"{n:05}" for n in range(1, len(files) + 1)]
    warc_check(project)


def test_another_archive_folder_than_before_is_told(project: Project, tmp_path: Path) -> None:
    site = plain_site(2)
    with serve(site) as served:
        first = project.crawl("snhr", served.origin)
        assert "ARCHIVE_DIR" not in first.err
        ran = project.crawl("snhr", served.origin, "-s", f"ARCHIVE_DIR={tmp_path / 'other'}")
    assert ran.status == 0
    assert "set ARCHIVE_DIR to the folder of the crawls before" in ran.err
    assert project.rows("SELECT level FROM issue WHERE kind = 'archive_elsewhere'") == [
        ("warning",)
    ]
