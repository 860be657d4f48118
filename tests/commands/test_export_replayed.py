"""``scrapy export --evidence`` of reports that came from archive files of others."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from base64 import b32encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from running import Project
from sites.newspaper import post_page
from sites.sets import plain_site
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

# warcio does not close the buffers of records.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

SITE = plain_site(2, base="https://snhr.org")
URL = SITE.url_of(SITE.posts[0])
PAGE = post_page(SITE, SITE.posts[0]).encode()


def page(writer: WARCWriter, year: int) -> ArcWarcRecord:
    return writer.create_warc_record(
        URL,
        "response",
        BytesIO(PAGE),
        http_headers=_head(),
        warc_headers_dict={"WARC-Date": f"{year}-05-01T00:00:00Z"},
    )


def same_again(writer: WARCWriter, year: int) -> ArcWarcRecord:
    """A revisit of the page of 2017, as deduplicating crawlers write it."""
    digest = "sha1:" + b32encode(hashlib.sha1(PAGE, usedforsecurity=False).digest()).decode()
    return writer.create_revisit_record(
        URL,
        digest,
        URL,
        "2017-05-01T00:00:00Z",
        http_headers=_head(),
        warc_headers_dict={"WARC-Date": f"{year}-05-01T00:00:00Z"},
    )


def _head() -> StatusAndHeaders:
    return StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
    )


def exported(project: Project, pattern: Path, out: Path) -> list[dict[str, Any]]:
    assert project.scrapy("crawl", "snhr", "-a", f"archive={pattern}").status == 0
    ran = project.scrapy("export", "--evidence", URL, "--output", str(out))
    assert ran.status == 0, ran.err
    done = subprocess.run(
        [Path(sys.executable).with_name("warcio"), "check", out / "captures.warc.gz"], check=False
    )
    assert done.returncode == 0
    captures: list[dict[str, Any]] = json.loads((out / "captures.json").read_bytes())
    return captures


def urls(path: Path) -> list[tuple[str, str]]:
    with path.open("rb") as stream:
        return [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in ArchiveIterator(stream)
            if record.rec_type != "warcinfo"
        ]


@pytest.mark.parametrize("packed", [True, False])
def test_a_capture_of_others_is_copied_and_told_to_be_so(
    project: Project, tmp_path: Path, *, packed: bool
) -> None:
    source = tmp_path / ("a.warc.gz" if packed else "a.warc")
    with source.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        writer.write_record(page(writer, 2017))
    (capture,) = exported(project, source, tmp_path / "out")
    assert capture["source_file"] == str(source)
    assert capture["repacked"] is not packed
    assert capture["fetched_at"] == "2017-05-01T00:00:00Z"
    assert capture["sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert (tmp_path / "out" / capture["page_file"]).read_bytes() == PAGE
    readme = (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert "From archive files that others made: captures 1." in readme
    assert "Without the request that was sent: captures 1." in readme
    assert ("From a file that was not gzipped" in readme) is not packed


@pytest.mark.parametrize("apart", [True, False])
def test_of_a_revisit_the_record_comes_that_has_its_body(
    project: Project, tmp_path: Path, *, apart: bool
) -> None:
    (tmp_path / "in").mkdir()
    with (tmp_path / "in" / "a.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        writer.write_record(page(writer, 2017))
        if not apart:
            writer.write_record(same_again(writer, 2019))
    if apart:
        with (tmp_path / "in" / "b.warc.gz").open("wb") as stream:
            writer = WARCWriter(stream, gzip=True)
            writer.write_record(same_again(writer, 2019))
    (capture,) = exported(project, tmp_path / "in" / "*.warc.gz", tmp_path / "out")
    assert capture["records"] == ["response"]
    assert capture["sha256"] == hashlib.sha256(PAGE).hexdigest()
    assert urls(tmp_path / "out" / "captures.warc.gz") == [("response", URL)]
    report = json.loads((tmp_path / "out" / "report.json").read_bytes())
    assert report["versions"][0]["last_seen_at"] == "2019-05-01T00:00:00Z"


def test_an_archive_that_is_gone_is_told(project: Project, tmp_path: Path) -> None:
    source = tmp_path / "a.warc.gz"
    with source.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        writer.write_record(page(writer, 2017))
    assert project.scrapy("crawl", "snhr", "-a", f"archive={source}").status == 0
    source.unlink()
    ran = project.scrapy("export", "--evidence", URL, "--output", str(tmp_path / "out"))
    assert ran.status == 4
    assert str(source) in ran.err
    assert "`scrapy verify`" in ran.err
    assert not (tmp_path / "out").exists()
