"""No name of a file is a publisher's: not its address, nor what its headers say."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from attrs import evolve
from exchanges import PAGE, make_writer

from crawler.captures.naming import stem_of

STARTED = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("https://snhr.org/../../../etc/cron.d/stray", ()),
        ("https://snhr.org/%2e%2e%2f%2e%2e%2fstray", ()),
        ("https://snhr.org/blog/stray.warc.gz", ()),
        ("https://snhr.org/C:%5Cstray", ()),
        (PAGE.url, (("Content-Disposition", 'inline; filename="../../stray"'),)),
        (PAGE.url, (("Content-Location", "/../../stray"), ("Content-Type", "a/../../stray"))),
    ],
)
def test_captures_lie_in_files_that_we_named(
    url: str, headers: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    folder = tmp_path / "archive" / "snhr"
    stem = stem_of("snhr", STARTED)
    writer = make_writer(folder, stem=stem)
    written = writer.write(evolve(PAGE, url=url, headers=(*PAGE.headers, *headers)))
    writer.close()
    assert written.file == folder / f"{stem}-00001.warc.gz"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [written.file]
