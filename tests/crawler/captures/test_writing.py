"""Exchanges written to WARC files: found again as they were, whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from exchanges import MOMENT, PAGE, check, make_writer, write_pages
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.captures.archive import Archive
from crawler.captures.composing import Exchange
from crawler.captures.reading import ArchiveError, payload_digest, read_response
from crawler.captures.scanning import read_captures
from crawler.captures.writing import WarcWriter, Written
from crawler.urls import plain_url


def read_back(file: Path) -> list[tuple[str, int, tuple[tuple[str, str], ...], bytes, datetime]]:
    problems: list[str] = []
    found = []
    for capture in read_captures(file, problems):
        response = read_response(capture)
        assert response.status == capture.status
        found.append(
            (response.url, response.status, response.headers, response.body, capture.captured_at)
        )
    assert problems == []
    return found


def records(file: Path) -> list[tuple[str, dict[str, str], bytes]]:
    """Type, headers and block of all records, read with warcio alone."""
    with file.open("rb") as stream:
        found = []
        for record in ArchiveIterator(stream, no_record_parse=True):
            headers = dict(record.rec_headers.headers)
            assert len(headers) == len(record.rec_headers.headers)
            assert headers.get("WARC-Payload-Digest", "sha256:").startswith("sha256:")
            found.append((record.rec_type, headers, record.raw_stream.read()))
        return found


def test_nothing_is_made_before_the_first_exchange(tmp_path: Path) -> None:
    writer = make_writer(tmp_path / "snhr")
    writer.close()
    assert writer.files == []
    assert list(tmp_path.iterdir()) == []


def test_a_file_opens_with_what_it_is_and_then_holds_each_response_and_its_request(
    tmp_path: Path,
) -> None:
    writer = WarcWriter(
        tmp_path / "a" / "b", "snhr-x", software="s 1", max_bytes=9**9, about={"robots": "obey"}
    )
    written = writer.write(PAGE)
    writer.close()
    assert writer.files == [tmp_path / "a" / "b" / "snhr-x-00001.warc.gz"]
    (_, told, about), (kind, response, _), (other, request, asked) = records(writer.files[0])
    assert told["WARC-Filename"] == "snhr-x-00001.warc.gz"
    assert b"software: s 1\r\n" in about
    assert b"isPartOf: snhr-x\r\n" in about
    assert b"robots: obey\r\n" in about
    assert (kind, other) == ("response", "request")
    assert response["WARC-Date"] == request["WARC-Date"] == "2026-03-01T12:00:00.123456Z"
    assert response["WARC-IP-Address"] == "192.0.2.7"
    assert request["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert asked.startswith(b"GET /blog/2017/04/13/38282/ HTTP/1.1\r\nHost: snhr.org\r\nUser-Ag")
    assert written.sha256 == hashlib.sha256(PAGE.body).hexdigest()


def test_offset_and_length_are_those_of_the_response_alone(tmp_path: Path) -> None:
    for written in write_pages(tmp_path, 3):
        with written.file.open("rb") as stream:
            stream.seek(written.offset)
            member = gzip.decompress(stream.read(written.length))
        assert member.startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")
        assert member.count(b"WARC/1.1\r\n") == 1


TEXT = st.text(st.characters(max_codepoint=255, blacklist_characters="\r\n\x00"), max_size=30).map(
    lambda text: text.strip(" \t")
)
TOKEN = st.text("abcXYZ-_!1", min_size=1, max_size=12).filter(
    lambda name: name.lower() not in {"transfer-encoding", "content-length"}
)
EXCHANGES = st.builds(
    Exchange,
    url=st.text("abc/?=&%م-_.~é", max_size=20).map(lambda path: f"http://snhr.org/{path}"),
    status=st.sampled_from([200, 204, 301, 403, 404, 410, 500, 503, 999]),
    reason=TEXT,
    headers=st.lists(st.tuples(TOKEN, TEXT), max_size=5).map(tuple),
    body=st.binary(max_size=300)
    | st.binary(max_size=300).map(lambda body: gzip.compress(body, mtime=0)),
    fetched_at=st.timedeltas(timedelta(days=-10_000), timedelta(days=10_000)).map(
        lambda apart: MOMENT + apart
    ),
    method=st.sampled_from(["GET", "HEAD"]),
    request_headers=st.lists(st.tuples(TOKEN, TEXT), max_size=3).map(tuple),
    ip=st.sampled_from(["", "192.0.2.7", "2001:db8::1"]),
)


@settings(deadline=None)  # the disk is waited for
@given(st.lists(EXCHANGES, min_size=1, max_size=4))
def test_what_is_written_is_read_back(exchanges: list[Exchange]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        writer = make_writer(Path(folder))
        written = [writer.write(exchange) for exchange in exchanges]
        writer.close()
        assert read_back(written[0].file) == [
            (plain_url(one.url), one.status, one.headers, one.body, one.fetched_at)
            for one in exchanges
        ]
        captures = list(read_captures(written[0].file, []))
        assert [(one.offset, one.length) for one in captures] == [
            (one.offset, one.length) for one in written
        ]
        assert [payload_digest(read_response(one)) for one in captures] == [
            one.sha256 for one in written
        ]
        with written[0].file.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.raw_stream.read()


@settings(deadline=None)  # the disk is waited for
@given(
    st.lists(st.tuples(st.text(max_size=9), st.text(max_size=30)), max_size=5).map(tuple),
    st.text(max_size=20),
    st.text(max_size=8),
)
def test_no_header_breaks_a_record(
    headers: tuple[tuple[str, str], ...], reason: str, method: str
) -> None:
    odd = evolve(PAGE, headers=headers, request_headers=headers, reason=reason, method=method)
    with tempfile.TemporaryDirectory() as folder:
        writer = make_writer(Path(folder))
        file = writer.write(odd).file
        writer.write(PAGE)
        writer.close()
        assert [(url, status, body) for url, status, _, body, _ in read_back(file)] == [
            (PAGE.url, 200, PAGE.body)
        ] * 2


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("X-A", "one\r\nSet-Cookie: two", ("X-A", "one Set-Cookie: two")),
        ("X-A\r\nX-B", "one", ("X-A__X-B", "one")),
        ("X:A", "one", ("X_A", "one")),
        ("X-A", "م", ("X-A", "م".encode().decode("latin-1"))),
        ("X-A", "caf\xe9", ("X-A", "caf\xe9")),
        ("Content-Length", "16", ("Content-Length", "16")),
        ("content-length", "17", None),
        ("Transfer-Encoding", "chunked", None),
        ("", "nameless", None),
    ],
)
def test_a_header_is_stored_so_that_the_record_holds(
    tmp_path: Path, name: str, value: str, stored: tuple[str, str] | None
) -> None:
    writer = make_writer(tmp_path)
    file = writer.write(evolve(PAGE, headers=((name, value),))).file
    writer.close()
    assert read_back(file)[0][2] == ((stored,) if stored else ())


@pytest.mark.parametrize("protocol", ["h2", "HTTP/1.2", "", "x\r\ny"])
def test_a_protocol_that_readers_do_not_know_is_written_as_one_they_know(
    tmp_path: Path, protocol: str
) -> None:
    writer = make_writer(tmp_path)
    file = writer.write(evolve(PAGE, protocol=protocol)).file
    writer.close()
    assert records(file)[1][2].startswith(b"HTTP/1.1 200 OK\r\n")


@pytest.mark.parametrize("url", ["http://snhr.org/a b", "http://snhr.org/\r\nWARC-Type: x", "\x00"])
def test_an_address_that_would_break_the_record_is_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        make_writer(tmp_path).write(evolve(PAGE, url=url))
    assert list(tmp_path.iterdir()) == []


def test_an_unchanged_page_is_a_revisit_that_names_the_capture_before(tmp_path: Path) -> None:
    writer = make_writer(tmp_path)
    writer.write(PAGE)
    later = MOMENT + timedelta(days=1)
    unchanged = evolve(
        PAGE,
        status=304,
        reason="Not Modified",
        body=b"",
        headers=(("ETag", '"a"'),),
        fetched_at=later,
    )
    written = writer.write(evolve(unchanged, refers_to=(PAGE.url, MOMENT)))
    writer.write(unchanged)
    writer.close()
    assert written.sha256 == hashlib.sha256(b"").hexdigest()
    assert read_back(written.file)[1:] == [(PAGE.url, 304, (), b"", later)] * 2
    told = records(written.file)[3:]
    assert [kind for kind, _, _ in told] == ["revisit", "request", "metadata"] * 2
    profile = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
    for (_, revisit, block), dated in ((told[0], True), (told[3], False)):
        assert revisit["WARC-Profile"] == profile
        assert revisit["WARC-Refers-To-Target-URI"] == PAGE.url
        moment = "2026-03-01T12:00:00.123456Z" if dated else None
        assert revisit.get("WARC-Refers-To-Date") == moment
        assert block == b""
    assert told[2][1]["WARC-Concurrent-To"] == told[0][1]["WARC-Record-ID"]
    assert told[2][2] == b'http-status-line: HTTP/1.1 304 Not Modified\r\nETag: "a"\r\n\r\n'
    assert check(written.file) == (0, "")


def test_a_304_with_a_body_keeps_it(tmp_path: Path) -> None:
    writer = make_writer(tmp_path)
    file = writer.write(evolve(PAGE, status=304)).file
    writer.close()
    assert read_back(file)[0][3] == PAGE.body


def test_a_file_ends_before_the_exchange_that_would_pass_its_limit(tmp_path: Path) -> None:
    one = write_pages(tmp_path, 1, stem="measure")[0].file.stat().st_size
    writer = make_writer(tmp_path, max_bytes=3 * one)
    body = os.urandom(one)
    written = [writer.write(evolve(PAGE, body=body)) for _ in range(4)]
    large = writer.write(evolve(PAGE, body=os.urandom(5 * one)))
    after = writer.write(PAGE)
    writer.close()
    names = [f"snhr-x-{number:05}.warc.gz" for number in range(1, len(writer.files) + 1)]
    assert [file.name for file in writer.files] == names
    assert len({one.file for one in written}) > 1
    assert after.file != large.file != written[-1].file
    for file in writer.files:
        assert file.stat().st_size <= 3 * one or file == large.file
        assert records(file)[0][0] == "warcinfo"
    assert sum(len(read_back(file)) for file in writer.files) == 6
    assert check(*writer.files) == (0, "")


def test_a_file_that_is_there_is_never_written_to(tmp_path: Path) -> None:
    before = write_pages(tmp_path, 1)[0].file.read_bytes()
    with pytest.raises(ArchiveError, match=r"snhr-x-00001\.warc\.gz: cannot be made: File exists"):
        make_writer(tmp_path).write(PAGE)
    assert (tmp_path / "snhr-x-00001.warc.gz").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be made: Not a directory"):
        make_writer(tmp_path / "file" / "snhr").write(PAGE)


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file of this process may grow beyond ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("room", [0, 1, 500])
def test_an_exchange_that_the_disk_does_not_take_leaves_the_file_as_it_was(
    tmp_path: Path, room: int
) -> None:
    writer = make_writer(tmp_path)
    file = writer.write(PAGE).file
    before = file.read_bytes()
    with disk_of(len(before) + room), pytest.raises(ArchiveError, match="cannot be written at"):
        writer.write(evolve(PAGE, body=os.urandom(5000)))
    assert file.read_bytes() == before
    after = writer.write(PAGE)
    writer.close()
    assert (after.file, after.offset) == (file, len(before))
    assert len(read_back(file)) == 2
    assert check(file) == (0, "")


@pytest.mark.parametrize("size", [0, 100])
def test_a_disk_without_room_for_a_new_file_keeps_none(tmp_path: Path, size: int) -> None:
    writer = make_writer(tmp_path)
    with disk_of(size), pytest.raises(ArchiveError, match="cannot be written at 0: "):
        writer.write(PAGE)
    assert list(tmp_path.iterdir()) == []
    assert writer.files == []
    assert writer.write(PAGE).file.name == "snhr-x-00001.warc.gz"
    writer.close()


def test_warcio_checks_the_digests_of_a_file(tmp_path: Path) -> None:
    file = write_pages(tmp_path, 2)[0].file
    assert check(file) == (0, "")
    plain = gzip.decompress(file.read_bytes())
    for torn, problem in [
        (plain.replace(b"<p>1 killed", b"<p>7 killed"), "payload digest failed"),
        (plain.replace(b"Server: nginx", b"Server: nginy"), "block digest failed"),
        (plain.replace(b"User-Agent: test", b"User-Agent: tesu"), "block digest failed"),
    ]:
        assert torn != plain
        (tmp_path / "torn.warc").write_bytes(torn)
        status, words = check(tmp_path / "torn.warc")
        assert status == 1
        assert problem in words


def test_a_byte_that_was_changed_is_found_when_the_response_is_read(tmp_path: Path) -> None:
    written: Written = write_pages(tmp_path, 2)[0]
    whole = written.file.read_bytes()
    capture = Archive(str(written.file)).find(f"{PAGE.url}0/")
    assert capture is not None
    # The header of a gzip member, 10 bytes, holds nothing of the record.
    for place in range(written.offset + 10, written.offset + written.length):
        written.file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(ArchiveError, match="snhr-x-00001"):
            read_response(capture)


def test_a_group_lies_as_if_it_were_written_one_by_one(tmp_path: Path) -> None:
    pages = [evolve(PAGE, body=os.urandom(size)) for size in (10, 3000, 20)]
    writer = make_writer(tmp_path / "group")
    group = writer.write_group(pages)
    writer.close()
    assert [one.file for one in group] == [group[0].file] * 3
    with group[0].file.open("rb") as stream:
        for written, page in zip(group, pages, strict=True):
            stream.seek(written.offset)
            assert page.body in gzip.decompress(stream.read(written.length))
            assert written.sha256 == hashlib.sha256(page.body).hexdigest()


def test_a_group_that_needs_more_files_takes_them(tmp_path: Path) -> None:
    pages = [evolve(PAGE, body=os.urandom(3000)) for _ in range(5)]
    writer = make_writer(tmp_path, max_bytes=9000)
    files = [written.file.name for written in writer.write_group(pages)]
    assert len(set(files)) == 3
    assert files == sorted(files)
    assert all(file.stat().st_size <= 9000 for file in writer.files)
