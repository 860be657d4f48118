"""WARC files of other tools: many hosts, revisits, and what is not a file of ours to read."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Self

import pytest
from attrs import evolve
from exchanges import MOMENT, PAGE, make_writer
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.captures.archive import Archive, open_archive
from crawler.captures.reading import ArchiveError, read_response

# warcio's writer does not close the buffer of a record.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

URL = "https://snhr.org/blog/2017/04/13/38282/"
SAME = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
HTML = [("Content-Type", "text/html")]


class Tool:
    """Writes records as other tools do, one after another."""

    def __init__(self, path: Path, *, packed: bool = True) -> None:
        self.stream = path.open("wb")
        self.writer = WARCWriter(self.stream, gzip=packed)
        self.digest = ""
        """Of the last response."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def response(
        self,
        at: str,
        body: bytes = b"",
        *,
        url: str = URL,
        status: str = "200 OK",
        truncated: str = "",
    ) -> None:
        head = StatusAndHeaders(status, HTML, protocol="HTTP/1.1")
        told = {"WARC-Date": at}
        if truncated:
            told["WARC-Truncated"] = truncated
        record = self.writer.create_warc_record(
            url, "response", BytesIO(body), http_headers=head, warc_headers_dict=told
        )
        self.digest = record.rec_headers.get_header("WARC-Payload-Digest")
        self.writer.write_record(record)

    def revisit(
        self,
        at: str,
        digest: str,
        *,
        refers_to: tuple[str, str] = ("", ""),
        url: str = URL,
        headers: Iterable[tuple[str, str]] | None = (*HTML, ("X-Visit", "second")),
    ) -> None:
        told = {"WARC-Date": at, "WARC-Profile": SAME, "WARC-Payload-Digest": digest}
        if refers_to[0]:
            told["WARC-Refers-To-Target-URI"] = refers_to[0]
        if refers_to[1]:
            told["WARC-Refers-To-Date"] = refers_to[1]
        head = None
        if headers is not None:
            head = StatusAndHeaders("200 OK", list(headers), protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            url, "revisit", http_headers=head, warc_headers_dict=told
        )
        self.writer.write_record(record)


FIRST, SECOND, THIRD = "2017-04-14T10:00:00Z", "2018-04-14T10:00:00Z", "2019-04-14T10:00:00Z"


def bodies(archive: Archive, url: str = URL) -> list[tuple[str, bytes]]:
    return [
        (f"{visit.captured_at:%Y-%m-%dT%H:%M:%SZ}", read_response(visit).body)
        for visit in archive.visits(url)
    ]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(
    "refers_to", [(URL, FIRST), (f"<{URL}>", FIRST), (URL, ""), ("", ""), ("", FIRST)]
)
def test_a_revisit_has_the_body_of_the_record_that_it_repeats(
    tmp_path: Path, packed: bool, refers_to: tuple[str, str]
) -> None:
    with Tool(tmp_path / "a.warc", packed=packed) as tool:
        tool.response(FIRST, b"12 killed")
        tool.revisit(SECOND, tool.digest, refers_to=refers_to)
        tool.response(THIRD, b"15 killed")
    archive = Archive(str(tmp_path / "a.warc"))
    assert bodies(archive) == [(FIRST, b"12 killed"), (SECOND, b"12 killed"), (THIRD, b"15 killed")]
    revisit = archive.visits(URL)[1]
    assert ("X-Visit", "second") in read_response(revisit).headers
    assert (revisit.status, revisit.media_type) == (200, "text/html")
    assert archive.problems == []


def test_a_revisit_before_its_file_of_another_name_finds_the_body(tmp_path: Path) -> None:
    with Tool(tmp_path / "b.warc.gz") as tool:
        tool.response(FIRST, b"12 killed", url="https://snhr.org/other/")
    with Tool(tmp_path / "a.warc.gz") as revisits:
        revisits.revisit(SECOND, tool.digest, refers_to=("https://snhr.org/other/", FIRST))
    assert bodies(Archive(str(tmp_path / "*.warc.gz"))) == [(SECOND, b"12 killed")]


def test_a_revisit_that_repeats_no_headers_has_those_of_the_first(tmp_path: Path) -> None:
    with Tool(tmp_path / "a.warc.gz") as tool:
        tool.response(FIRST, b"12 killed")
        tool.revisit(SECOND, tool.digest, refers_to=(URL, FIRST), headers=None)
    visit = Archive(str(tmp_path / "a.warc.gz")).visits(URL)[1]
    assert (visit.status, visit.media_type) == (200, "text/html")
    assert read_response(visit).headers == tuple(HTML)


def test_a_revisit_of_a_digest_of_another_kind_is_found_by_its_moment(tmp_path: Path) -> None:
    with Tool(tmp_path / "a.warc.gz") as tool:
        tool.response(FIRST, b"12 killed")
        tool.revisit(SECOND, "sha256:AB", refers_to=(URL, FIRST))
        tool.revisit(THIRD, "sha256:AB", refers_to=(URL, THIRD))
    archive = Archive(str(tmp_path / "a.warc.gz"))
    assert bodies(archive) == [(FIRST, b"12 killed"), (SECOND, b"12 killed")]
    assert len(archive.problems) == 1


def test_a_revisit_never_has_the_body_of_another_digest(tmp_path: Path) -> None:
    with Tool(tmp_path / "a.warc.gz") as tool:
        tool.response(FIRST, b"12 killed")
        tool.revisit(SECOND, f"sha1:{'A' * 32}", refers_to=(URL, FIRST))
        tool.revisit(THIRD, f"sha1:{'A' * 32}")
    archive = Archive(str(tmp_path / "a.warc.gz"))
    assert bodies(archive) == [(FIRST, b"12 killed")]
    (problem,) = archive.problems
    assert "a.warc.gz: 2 records repeat a page whose first capture is in none" in problem


@pytest.mark.parametrize("known", [True, False])
def test_a_304_of_our_own_stands_for_the_page_before_it(tmp_path: Path, known: bool) -> None:
    later = MOMENT + timedelta(days=1)
    unchanged = evolve(PAGE, status=304, body=b"", headers=(("ETag", '"a"'),), fetched_at=later)
    writer = make_writer(tmp_path)
    writer.write(PAGE)
    writer.write(evolve(unchanged, refers_to=(PAGE.url, MOMENT) if known else None))
    writer.write(evolve(PAGE, body=b"new", fetched_at=later + timedelta(days=1)))
    writer.close()
    archive = Archive(str(writer.files[0]))
    first, second, third = archive.visits(PAGE.url)
    assert (second.captured_at, second.status, second.media_type) == (later, 200, "text/html")
    served = read_response(second)
    assert (served.status, served.body, served.headers) == (200, PAGE.body, PAGE.headers)
    assert first.status == third.status == 200
    assert read_response(third).body == b"new"


def test_a_304_without_a_page_before_it_is_told(tmp_path: Path) -> None:
    with Tool(tmp_path / "a.warc.gz") as tool:
        tool.response(FIRST, status="304 Not Modified")
        tool.response(SECOND, b"12 killed")
    archive = Archive(str(tmp_path / "a.warc.gz"))
    assert bodies(archive) == [(SECOND, b"12 killed")]
    assert "1 records repeat a page" in archive.problems[0]


def test_only_the_hosts_that_are_asked_for_are_kept(tmp_path: Path) -> None:
    urls = [
        URL,
        "http://SNHR.org:80/x/",
        "https://www.snhr.org/",
        "https://notsnhr.org/",
        "https://snhr.org.example/",
        "https://user@snhr.org/",
        "http://[bad/",
        "https://xn--/%",
    ]
    with Tool(tmp_path / "cc.warc.gz") as tool:
        for url in urls:
            tool.response(FIRST, b"x", url=url)
    archive = open_archive(str(tmp_path / "cc.warc.gz"), frozenset({"snhr.org"}))
    assert [one.url for one in archive] == [URL, "http://snhr.org/x/"]
    assert archive.problems == []
    assert Archive(str(tmp_path / "cc.warc.gz")).problems


def test_records_without_an_address_or_of_no_page_are_passed_over(tmp_path: Path) -> None:
    with Tool(tmp_path / "a.warc.gz") as tool:
        tool.response(FIRST, b"no address", url="")
        tool.response(FIRST, b"x", url="dns:snhr.org")
        tool.response(FIRST, b"x", url="urn:snhr")
        tool.response(FIRST, b"12 killed")
    archive = Archive(str(tmp_path / "a.warc.gz"))
    assert bodies(archive) == [(FIRST, b"12 killed")]
    (problem,) = archive.problems
    assert "passed over: no WARC-Target-URI" in problem


def test_a_page_that_a_tool_captured_in_part_is_told_and_not_read(tmp_path: Path) -> None:
    with Tool(tmp_path / "a.warc.gz") as tool:
        tool.response(FIRST, b"12 kil", truncated="length")
        tool.response(SECOND, b"12 killed")
    archive = Archive(str(tmp_path / "a.warc.gz"))
    assert bodies(archive) == [(SECOND, b"12 killed")]
    (problem,) = archive.problems
    assert "in part only (WARC-Truncated: length)" in problem


def test_the_visits_of_a_page_are_what_tells_of_it(tmp_path: Path) -> None:
    plain = URL.replace("https", "http")
    with Tool(tmp_path / "a.warc.gz") as tool:
        tool.response(THIRD, b"gone", status="410 Gone")
        tool.response(FIRST, b"first")
        tool.response(SECOND, status="503 Service Unavailable")
        tool.response(SECOND, b"by http", url=plain)
        tool.response(SECOND, url=plain, status="301 Moved Permanently")
        tool.response(FIRST, b"refused", url=f"{URL}2/", status="403 Forbidden")
        tool.response(SECOND, b"broken", url=f"{URL}2/", status="500 Internal Server Error")
    archive = Archive(str(tmp_path / "a.warc.gz"))
    assert bodies(archive) == [(FIRST, b"first"), (SECOND, b"by http"), (THIRD, b"gone")]
    assert [visit.status for visit in archive.visits(plain)] == [200, 200, 301, 410]
    assert bodies(archive, f"{URL}2/") == [(SECOND, b"broken")]
    assert archive.visits("https://snhr.org/nowhere/") == []
    assert archive.visits("no address") == []


def test_the_capture_nearest_to_a_moment_is_found(tmp_path: Path) -> None:
    with Tool(tmp_path / "a.warc.gz") as tool:
        for at in (SECOND, FIRST, THIRD):
            tool.response(at, at.encode())
    archive = Archive(str(tmp_path / "a.warc.gz"))
    for at, nearest in [
        (datetime(2016, 1, 1, tzinfo=UTC), FIRST),
        (datetime(2018, 4, 1, tzinfo=UTC), SECOND),
        (datetime(2030, 1, 1, tzinfo=UTC), THIRD),
        (None, THIRD),
    ]:
        found = archive.find(URL, at)
        assert found is not None
        assert read_response(found).body == nearest.encode()
    assert archive.find(f"{URL}2/", datetime(2018, 4, 1, tzinfo=UTC)) is None


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2017-04-14T10:00:00Z", datetime(2017, 4, 14, 10, tzinfo=UTC)),
        ("2017-04-14T10:00:00", datetime(2017, 4, 14, 10, tzinfo=UTC)),
        ("2017-04-14T10:00:00.123456789Z", datetime(2017, 4, 14, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2017-04-14T13:00:00+03:00", datetime(2017, 4, 14, 10, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_as_tools_write_it(tmp_path: Path, date: str, read: datetime) -> None:
    with Tool(tmp_path / "a.warc.gz") as tool:
        tool.response(date, b"x")
    found = Archive(str(tmp_path / "a.warc.gz")).find(URL)
    assert found is not None
    assert found.captured_at == read


def test_a_file_gzipped_in_one_piece_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with Tool(tmp_path / "a.warc", packed=False) as tool:
        for number in range(3):
            tool.response(FIRST, b"x" * 30_000, url=f"{URL}{number}/")
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress((tmp_path / "a.warc").read_bytes()))
    with pytest.raises(ArchiveError, match=r"b\.warc\.gz: .* in one piece.*warcio recompress"):
        Archive(str(tmp_path / "b.warc.gz"))


def test_a_wacz_package_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "crawl.wacz", "w") as package:
        package.writestr("archive/data.warc.gz", b"x")
    with pytest.raises(ArchiveError, match=r"crawl\.wacz: is a zip, as WACZ.*unzip it"):
        Archive(str(tmp_path / "crawl.wacz"))


def test_a_file_packed_with_zstd_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.warc.zst").write_bytes(b"\x28\xb5\x2f\xfd" + bytes(50))
    with pytest.raises(ArchiveError, match=r"a\.warc\.zst: is packed with zstd"):
        Archive(str(tmp_path / "a.warc.zst"))
