"""Exchanges copied out of WARC files of our own and of others."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from attrs import evolve
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.captures.reading import ArchiveError
from crawler.captures.scanning import read_captures
from crawler.captures.writing import Exchange, WarcWriter
from crawler.evidence.slicing import Copied, copy_exchange, write_info

# warcio does not close the buffers of records.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

URL = "https://snhr.org/blog/2017/04/13/38282/"
MOMENT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def others_file(path: Path, *, packed: bool, request_first: bool = False) -> None:
    """Two exchanges as other tools write them."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        for number in (1, 2):
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            response = writer.create_warc_record(
                f"{URL}{number}/", "response", BytesIO(b"<p>12 killed</p>"), http_headers=head
            )
            identity = response.rec_headers.get_header("WARC-Record-ID")
            asked = StatusAndHeaders(f"GET /{number} HTTP/1.1", [("Host", "snhr.org")])
            request = writer.create_warc_record(
                f"{URL}{number}/",
                "request",
                http_headers=asked,
                warc_headers_dict={"WARC-Concurrent-To": identity},
            )
            for record in (request, response) if request_first else (response, request):
                writer.write_record(record)


def copied(source: Path, target: Path) -> list[Copied]:
    with target.open("wb") as into:
        write_info(into, target.name, {"description": "a slice"})
        return [
            copy_exchange(source, capture.offset, capture.length, into)
            for capture in read_captures(source, [])
        ]


def kinds(path: Path) -> list[str]:
    with path.open("rb") as stream:
        return [record.rec_type for record in ArchiveIterator(stream)]


def check(path: Path) -> int:
    command = [Path(sys.executable).with_name("warcio"), "check", path]
    return subprocess.run(command, check=False).returncode


def test_our_own_exchanges_come_with_all_that_follows_them(tmp_path: Path) -> None:
    page = Exchange(URL, 200, "OK", (("Content-Type", "text/html"),), b"<p>12</p>", MOMENT)
    writer = WarcWriter(tmp_path, "snhr-x", software="test", max_bytes=10**9)
    writer.write(page)
    writer.write(evolve(page, status=304, body=b""))
    writer.write(page)
    writer.close()
    (source,) = writer.files
    found = copied(source, tmp_path / "slice.warc.gz")
    assert [one.records for one in found] == [
        ("response", "request"),
        ("revisit", "request", "metadata"),
        ("response", "request"),
    ]
    assert not any(one.repacked for one in found)
    assert kinds(tmp_path / "slice.warc.gz") == kinds(source)
    whole = (tmp_path / "slice.warc.gz").read_bytes()
    assert source.read_bytes().endswith(whole[found[0].offset :])


@pytest.mark.parametrize(
    ("packed", "first", "records"),
    [
        (True, False, ("response", "request")),
        (True, True, ("response",)),
        (False, False, ("response",)),
        (False, True, ("response",)),
    ],
)
def test_exchanges_of_others(
    tmp_path: Path, *, packed: bool, first: bool, records: tuple[str, ...]
) -> None:
    source, target = tmp_path / "a.warc", tmp_path / "slice.warc.gz"
    others_file(source, packed=packed, request_first=first)
    found = copied(source, target)
    assert [one.records for one in found] == [records, records]
    assert [one.repacked for one in found] == [not packed, not packed]
    assert kinds(target) == ["warcinfo", *records, *records]
    assert check(target) == 0
    one = target.read_bytes()[found[0].offset :][: found[0].length]
    assert gzip.decompress(one) in (
        gzip.decompress(source.read_bytes()) if packed else source.read_bytes()
    )


def test_a_request_of_another_response_is_not_taken(tmp_path: Path) -> None:
    source, target = tmp_path / "a.warc.gz", tmp_path / "slice.warc.gz"
    others_file(source, packed=True, request_first=True)
    first = next(iter(read_captures(source, [])))
    with target.open("wb") as into:
        # The next record is the request of the second response.
        assert copy_exchange(source, first.offset, first.length, into).records == ("response",)


def test_a_request_that_breaks_off_is_left(tmp_path: Path) -> None:
    source, target = tmp_path / "a.warc.gz", tmp_path / "slice.warc.gz"
    others_file(source, packed=True)
    captures = list(read_captures(source, []))
    end = captures[0].offset + captures[0].length
    source.write_bytes(source.read_bytes()[: end + 150])
    with target.open("wb") as into:
        assert copy_exchange(source, captures[0].offset, captures[0].length, into).records == (
            "response",
        )
    assert check(target) == 0


@pytest.mark.parametrize(("offset", "length"), [(3, 400), (10**9, 400), (0, 0), (0, 1)])
def test_where_no_record_lies_nothing_is_copied(tmp_path: Path, offset: int, length: int) -> None:
    source = tmp_path / "a.warc.gz"
    others_file(source, packed=True)
    with pytest.raises(ArchiveError):
        copy_exchange(source, offset, length, BytesIO())


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="No such file"):
        copy_exchange(tmp_path / "a.warc.gz", 0, 100, BytesIO())
