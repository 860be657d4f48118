"""Manifests: the same content always gives the same bytes, and what is changed is seen."""

from __future__ import annotations

import hashlib
import json
import resource
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from crawler.captures.manifests import (
    Manifest,
    ManifestError,
    canonical,
    digest,
    file_digest,
    moment,
    read_manifest,
    write_manifest,
)

CAPTURE = {
    "url": "https://snhr.org/ar/مقتل/",
    "status": 200,
    "fetched_at": "2026-03-01T12:00:00Z",
    "sha256": "0" * 64,
    "file": "snhr/snhr-x-00001.warc.gz",
    "offset": 342,
    "length": 531,
}
MANIFEST = Manifest(
    publisher="snhr",
    crawl={"id": 1, "started_at": datetime(2026, 3, 1, tzinfo=UTC), "outcome": "complete"},
    software={"harm-reports": "0.1.0"},
    settings={"ROBOTSTXT_OBEY": True},
    counts={"fetched": 2},
    previous=None,
    files=({"file": "snhr-x-00001.warc.gz", "bytes": 12, "sha256": "1" * 64},),
    captures=(CAPTURE, {**CAPTURE, "offset": 873}),
    versions=({"report": CAPTURE["url"], "number": 1, "digest": "2" * 64},),
)


def test_a_manifest_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "snhr" / "x.manifest.json"
    sha256 = write_manifest(path, MANIFEST)
    assert sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    crawl = {**MANIFEST.crawl, "started_at": "2026-03-01T00:00:00Z"}
    assert read_manifest(path) == evolve(MANIFEST, crawl=crawl)
    assert [file.name for file in path.parent.iterdir()] == ["x.manifest.json"]


def test_each_file_capture_and_version_has_a_line_of_its_own(tmp_path: Path) -> None:
    write_manifest(tmp_path / "x.json", MANIFEST)
    lines = (tmp_path / "x.json").read_text("utf-8").splitlines()
    assert '{"bytes":12,"file":"snhr-x-00001.warc.gz","sha256":"' + "1" * 64 + '"}' in lines
    assert sum("https://snhr.org/ar/مقتل/" in line for line in lines) == 3
    assert '"previous":null,' in lines


def test_a_manifest_of_nothing_is_one(tmp_path: Path) -> None:
    empty = evolve(MANIFEST, crawl={}, files=(), captures=(), versions=())
    write_manifest(tmp_path / "x.json", empty)
    assert read_manifest(tmp_path / "x.json") == empty


def test_lists_are_read_while_they_are_written(tmp_path: Path) -> None:
    begun: list[int] = []
    part = tmp_path / ".x.json.part"

    def captures() -> Iterator[dict[str, object]]:
        for number in range(20_000):
            if number % 5_000 == 4_999:
                begun.append(part.stat().st_size)
            yield {**CAPTURE, "offset": number}

    write_manifest(tmp_path / "x.json", evolve(MANIFEST, captures=captures()))
    assert begun == sorted(begun)
    assert begun[0] > 100_000
    assert len(list(read_manifest(tmp_path / "x.json").captures)) == 20_000


def test_a_manifest_that_cannot_be_ended_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    sha256 = write_manifest(path, MANIFEST)

    def broken() -> Iterator[dict[str, object]]:
        yield CAPTURE
        raise LookupError("the database is gone")

    with pytest.raises(LookupError):
        write_manifest(path, evolve(MANIFEST, captures=broken()))
    assert file_digest(path) == (path.stat().st_size, sha256)
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_and_leaves_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    sha256 = write_manifest(path, MANIFEST)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, limits[1]))
    try:
        with pytest.raises(ManifestError, match=r"x\.json: cannot be written: .*File too large"):
            write_manifest(path, MANIFEST)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file_digest(path)[1] == sha256
    assert list(tmp_path.iterdir()) == [path]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False).filter(lambda number: abs(number) < 1e300),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON, max_size=5))
def test_the_canonical_form_holds_all_and_has_one_way_to_say_it(value: dict[str, Any]) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert "\n" not in text
    assert canonical(dict(reversed(value.items()))) == text
    assert digest(dict(reversed(value.items()))) == digest(value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [1, 2]}, '{"a":[1,2],"b":1}'),
        ({"م": "قتل"}, '{"م":"قتل"}'),
        ({"at": datetime(2026, 3, 1, 12, tzinfo=UTC)}, '{"at":"2026-03-01T12:00:00Z"}'),
    ],
)
def test_the_canonical_form(value: dict[str, object], written: str) -> None:
    assert canonical(value) == written
    assert digest(value) == hashlib.sha256(written.encode()).hexdigest()


def test_a_lone_surrogate_has_a_digest_and_comes_back(tmp_path: Path) -> None:
    versions = ({"title": "\ud800 12"},)
    write_manifest(tmp_path / "x.json", evolve(MANIFEST, versions=versions))
    assert read_manifest(tmp_path / "x.json").versions == versions
    assert digest(versions[0]) == hashlib.sha256(b'{"title":"\\ud800 12"}').hexdigest()


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ({"a": Path("x")}, TypeError),
        ({"a": b"x"}, TypeError),
        ({"a": float("nan")}, ValueError),
        ({"a": datetime(2026, 3, 1)}, ValueError),  # noqa: DTZ001 -- a naive one is the case
    ],
)
def test_what_has_no_one_form_is_refused(value: dict[str, object], error: type) -> None:
    with pytest.raises(error):
        canonical(value)


def test_a_moment_is_written_in_utc() -> None:
    damascus = timezone(timedelta(hours=3))
    assert moment(datetime(2026, 3, 1, 1, 0, 0, 5, damascus)) == "2026-02-28T22:00:00.000005Z"


def test_the_digest_of_a_file_is_that_of_all_its_bytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 9000
    (tmp_path / "a").write_bytes(content)
    assert file_digest(tmp_path / "a") == (len(content), hashlib.sha256(content).hexdigest())
    (tmp_path / "a").write_bytes(b"")
    assert file_digest(tmp_path / "a") == (0, hashlib.sha256(b"").hexdigest())


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('"format":"harm', '"format":"other', "is no manifest of a crawl"),
        ('"format_version":1', '"format_version":2', "format version 2, where this release reads"),
        ('"publisher":"snhr"', '"publisher":null', "has no publisher"),
        ('"previous":null', '"previous":[]', "has no previous"),
        ('"captures":[', '"caught":[', "has no captures"),
        ('"offset":873', '"offset":"873"', "entry 2 of captures"),
        ('"offset":873', '"offset":true', "entry 2 of captures"),
        ('"bytes":12,', "", "entry 1 of files"),
        ('{"digest"', '[{"digest"', "is no JSON"),
        ("\n]\n}\n", "", "is no JSON"),
    ],
)
def test_a_manifest_that_is_not_as_it_should_be_is_told(
    tmp_path: Path, before: str, after: str, problem: str
) -> None:
    path = tmp_path / "x.manifest.json"
    write_manifest(path, MANIFEST)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ManifestError, match=rf"x\.manifest\.json: .*{problem}"):
        read_manifest(path)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff\xfe", b"[" * 200_000, bytes(300)])
def test_what_is_no_manifest_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(ManifestError, match=r"x\.json: is no "):
        read_manifest(tmp_path / "x.json")


def test_a_manifest_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"x\.json: cannot be read: No such file"):
        read_manifest(tmp_path / "x.json")
