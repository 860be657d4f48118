"""WARC files as others write them, read back."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.captures import reading
from crawler.captures.archive import Archive
from crawler.captures.reading import ArchiveError, read_response

# warcio's writer does not close the buffer of a record.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

URL = "https://snhr.org/blog/2017/04/13/38282/"


def write_warc(
    path: Path,
    *responses: tuple[str, str, list[tuple[str, str]], bytes],
    packed: bool = True,
) -> None:
    """Responses as (URL, date, headers, body); a request record beside each."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for url, moment, headers, body in responses:
            status = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "snhr.org")], is_http_request=True)
            given = {"warc_headers_dict": {"WARC-Date": moment}}
            response = writer.create_warc_record(
                url, "response", BytesIO(body), http_headers=status, **given
            )
            request = writer.create_warc_record(url, "request", http_headers=asked)
            writer.write_request_response_pair(request, response)


HTML = [("Content-Type", "text/html; charset=utf-8")]
THEN, LATER = "2017-04-14T10:00:00Z", "2018-01-01T00:00:00Z"


@pytest.mark.parametrize("packed", [True, False])
def test_a_response_is_found_by_its_url(tmp_path: Path, packed: bool) -> None:
    write_warc(tmp_path / "a.warc.gz", (URL, THEN, HTML, b"<p>one</p>"), packed=packed)
    archive = Archive(str(tmp_path / "*.warc.gz"))
    capture = archive.find(URL)
    assert capture is not None
    assert capture.captured_at.isoformat() == "2017-04-14T10:00:00+00:00"
    assert capture.media_type == "text/html"
    assert read_response(capture).body == b"<p>one</p>"
    assert len(list(archive)) == 1


def test_of_two_captures_of_a_url_the_newest_counts(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz", (URL, LATER, HTML, b"new"), (URL, THEN, HTML, b"old"))
    capture = Archive(str(tmp_path / "a.warc.gz")).find(URL)
    assert capture is not None
    assert read_response(capture).body == b"new"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://SNHR.org:443/blog/2017/04/13/38282/#more", URL),
        ("https://snhr.org/ar/مقتل/", "https://snhr.org/ar/%D9%85%D9%82%D8%AA%D9%84/"),
        (URL, "https://SNHR.ORG/blog/2017/04/13/38282/"),
    ],
)
def test_a_capture_is_found_however_its_url_is_written(
    tmp_path: Path, written: str, asked: str
) -> None:
    write_warc(tmp_path / "a.warc.gz", (written, THEN, HTML, b"x"))
    assert Archive(str(tmp_path / "a.warc.gz")).find(asked) is not None


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_that_breaks_off_is_told_and_the_others_are_read(
    tmp_path: Path, packed: bool
) -> None:
    path = tmp_path / "a.warc.gz"
    text = bytes(range(256)) * 40
    write_warc(path, (URL, THEN, HTML, b"whole"), (URL + "2/", THEN, HTML, text), packed=packed)
    content = path.read_bytes()
    last = Archive(str(path)).find(URL + "2/")
    assert last is not None
    for kept in range(last.offset + 150, last.offset + last.length - 20, last.length // 9):
        path.write_bytes(content[:kept])
        archive = Archive(str(path))
        assert archive.find(URL) is not None
        assert archive.find(URL + "2/") is None
        assert len(archive.problems) == 1


@pytest.mark.parametrize("header", ["WARC-Date", "WARC-Target-URI"])
def test_a_malformed_record_is_told_and_the_others_are_read(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.warc"
    write_warc(path, (URL, THEN, HTML, b"one"), (URL + "2/", THEN, HTML, b"two"), packed=False)
    content, name = path.read_bytes(), header.encode() + b": "
    start = content.rindex(b"WARC-Type: response")
    start = content.rindex(b"WARC/1.0", 0, start)
    path.write_bytes(content[:start] + content[start:].replace(name, b"X-" + name))
    archive = Archive(str(path))
    assert archive.find(URL) is not None
    assert archive.problems


def test_http_answers_for_https_and_back(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz", (URL, THEN, HTML, b"x"))
    archive = Archive(str(tmp_path / "a.warc.gz"))
    assert archive.find(URL.replace("https", "http")) == archive.find(URL)
    assert archive.find(URL + "2/") is None
    assert archive.find("ftp://snhr.org/") is None


@pytest.mark.parametrize(
    "body", [b"5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", b"hello world"], ids=["chunked", "plain"]
)
def test_chunks_are_undone_where_there_are_any(tmp_path: Path, body: bytes) -> None:
    headers = [*HTML, ("Transfer-Encoding", "chunked")]
    write_warc(tmp_path / "a.warc.gz", (URL, THEN, headers, body))
    capture = Archive(str(tmp_path / "a.warc.gz")).find(URL)
    assert capture is not None
    assert read_response(capture).body == b"hello world"


def test_packed_bodies_stay_as_they_were_served(tmp_path: Path) -> None:
    body = gzip.compress(b"hello", mtime=0)
    write_warc(tmp_path / "a.warc.gz", (URL, THEN, [*HTML, ("Content-Encoding", "gzip")], body))
    capture = Archive(str(tmp_path / "a.warc.gz")).find(URL)
    assert capture is not None
    assert read_response(capture).body == body


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8bbroken", b"<html></html>" * 99])
def test_what_is_no_warc_is_told_with_its_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.warc.gz").write_bytes(content)
    with pytest.raises(ArchiveError, match=r"bad\.warc\.gz: "):
        Archive(str(tmp_path / "bad.warc.gz"))


def test_a_pattern_that_fits_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such file"):
        Archive(str(tmp_path / "*.warc"))


def test_a_file_that_is_gone_since_is_told(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz", (URL, THEN, HTML, b"x"))
    capture = Archive(str(tmp_path / "a.warc.gz")).find(URL)
    assert capture is not None
    (tmp_path / "a.warc.gz").unlink()
    with pytest.raises(ArchiveError):
        read_response(capture)


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize(("size", "is_read"), [(50_000, True), (110_000, False), (10**7, False)])
def test_a_record_is_read_up_to_a_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, is_read: bool, packed: bool
) -> None:
    monkeypatch.setattr(reading, "LONGEST_RECORD", 100_000)
    path = tmp_path / "a.warc.gz"
    write_warc(path, (URL, THEN, HTML, bytes(size)), packed=packed)
    capture = Archive(str(path)).find(URL)
    assert capture is not None
    if is_read:
        assert len(read_response(capture).body) == size
    else:
        with pytest.raises(reading.RecordTooLargeError, match="is not read"):
            read_response(capture)
