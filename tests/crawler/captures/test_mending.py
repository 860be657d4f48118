"""A file after a kill at any byte: whole again, with every response that had been written."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

import pytest
from attrs import evolve
from exchanges import PAGE, check, make_writer, write_pages
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from crawler.captures.mending import Mended, mend
from crawler.captures.reading import ArchiveError, Capture, read_response
from crawler.captures.scanning import read_captures
from crawler.captures.writing import Written


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    return write_pages(tmp_path_factory.mktemp("whole"), 3)


def ends(written: list[Written]) -> list[int]:
    """Where each member of the file ends: what it is, then response and request in turns."""
    size = written[0].file.stat().st_size
    starts = [one.offset for one in written]
    responses = [one.offset + one.length for one in written]
    return sorted([*starts, *responses, size])


def places(captures: Iterable[Capture | Written]) -> list[tuple[int, int]]:
    return [(one.offset, one.length) for one in captures]


def assert_mended(file: Path, mended: Mended, written: list[Written], kept: int) -> None:
    """The file holds the members that end at ``kept`` bytes or before, and nothing else."""
    end = max((end for end in ends(written) if end <= kept), default=0)
    whole = [one for one in written if one.offset + one.length <= kept]
    assert places(mended.captures) == places(whole)
    assert file.read_bytes() == written[0].file.read_bytes()[:end]
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            record.raw_stream.read()
    assert [read_response(one).body for one in mended.captures] == [
        f"<p>{number} killed</p>".encode() * (number + 1) for number in range(len(whole))
    ]


def test_a_kill_at_any_byte_costs_no_response_that_was_written(
    tmp_path: Path, written: list[Written]
) -> None:
    content = written[0].file.read_bytes()
    first, second, third = (one.offset for one in written)
    # Every byte of one exchange, and some of those around it: each costs a wait for the disk.
    for kept in (*range(first, second - 1, 9), *range(second - 1, third + 2), len(content)):
        file = tmp_path / "torn.warc.gz"
        file.write_bytes(content[:kept])
        mended = mend(file, 0)
        end = max(end for end in ends(written) if end <= kept)
        assert (mended.cut, mended.size) == (kept - end, end)
        assert_mended(file, mended, written, kept)


def test_a_file_that_holds_no_whole_record_is_removed(
    tmp_path: Path, written: list[Written]
) -> None:
    content = written[0].file.read_bytes()
    for kept in (*range(0, written[0].offset, 5), written[0].offset - 1):
        file = tmp_path / "torn.warc.gz"
        file.write_bytes(content[:kept])
        assert mend(file, 0) == Mended(captures=(), cut=kept, size=0, problems=())
        assert not file.exists()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kept=st.floats(0, 1),
    tail=st.binary(min_size=1, max_size=200)
    | st.integers(1, 20_000).map(bytes)
    | st.just(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03")
    | st.binary(max_size=40).map(lambda text: gzip.compress(text * 99)[:-3]),
)
def test_what_a_power_loss_leaves_behind_the_end_is_cut(
    tmp_path: Path, written: list[Written], kept: float, tail: bytes
) -> None:
    whole = written[0].file.read_bytes()
    length = written[0].offset + int(kept * (len(whole) - written[0].offset))
    file = tmp_path / "torn.warc.gz"
    file.write_bytes(whole[:length] + tail)
    mended = mend(file, 0)
    # A tail may begin as the file went on.
    common = length + sum(
        1
        for _ in takewhile(lambda pair: pair[0] == pair[1], zip(whole[length:], tail, strict=False))
    )
    end = max(end for end in ends(written) if end <= common)
    assert (mended.cut, mended.size) == (length + len(tail) - end, end)
    assert_mended(file, mended, written, common)


def test_a_member_whose_bytes_have_changed_is_cut_with_all_behind_it(
    tmp_path: Path, written: list[Written]
) -> None:
    content = written[0].file.read_bytes()
    place = written[1].offset + written[1].length - 6
    file = tmp_path / "torn.warc.gz"
    file.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
    mended = mend(file, 0)
    assert places(mended.captures) == places(written[:1])
    assert mended.cut == len(content) - written[1].offset


def test_only_what_lies_behind_the_known_end_is_told(
    tmp_path: Path, written: list[Written]
) -> None:
    file = tmp_path / "torn.warc.gz"
    for known in range(4):
        shutil.copy(written[0].file, file)
        with file.open("ab") as stream:
            stream.write(b"torn")
        whole_to = written[known - 1].offset + written[known - 1].length if known else 0
        mended = mend(file, whole_to)
        assert places(mended.captures) == places(written[known:])
        assert mended.cut == 4
        assert mended.problems == ()


def test_a_sound_file_stays_as_it_is(tmp_path: Path, written: list[Written]) -> None:
    file = Path(shutil.copy(written[0].file, tmp_path))
    before = file.read_bytes()
    for _ in range(2):
        mended = mend(file, 0)
        assert mended.cut == 0
        assert mended.size == len(before) == file.stat().st_size
    assert check(file) == (0, "")


def test_after_mending_the_tools_read_the_file_and_a_new_one_beside_it(
    tmp_path: Path, written: list[Written]
) -> None:
    file = tmp_path / "snhr-x-00001.warc.gz"
    file.write_bytes(written[0].file.read_bytes()[:-20] + bytes(300))
    assert mend(file, written[0].offset).cut
    writer = make_writer(tmp_path, stem="snhr-y")
    second = writer.write(PAGE).file
    writer.close()
    assert check(file, second) == (0, "")
    assert sum(1 for one in (file, second) for _ in read_captures(one, [])) == 4


def test_a_large_response_is_unpacked_in_pieces(tmp_path: Path) -> None:
    writer = make_writer(tmp_path)
    for filling in (b"\x00", b"x"):
        writer.write(evolve(PAGE, body=filling * 5_000_000))
    writer.close()
    mended = mend(writer.files[0], 0)
    assert (len(mended.captures), mended.cut) == (2, 0)


def test_a_file_that_lacks_what_was_known_to_be_whole_is_told(
    tmp_path: Path, written: list[Written]
) -> None:
    file = Path(shutil.copy(written[0].file, tmp_path))
    size = file.stat().st_size
    with pytest.raises(ArchiveError, match=f"has {size} bytes where {size + 1} were written"):
        mend(file, size + 1)
    assert file.stat().st_size == size
    with pytest.raises(ArchiveError, match="cannot be mended: No such file"):
        mend(tmp_path / "gone.warc.gz", 0)
