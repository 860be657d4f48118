"""``scrapy verify``: whatever was changed is found and named, and what was not is left in peace."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from running import ROOT, Project
from sites.server import serve
from sites.sets import monitor_sites

from crawler.captures.scanning import read_captures
from crawler.rereading.verifying import Verdict, verify
from pipelines.text import fingerprint
from storage.engine import open_reader

Change = Callable[[Project], None]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the file and the archive of three crawls, an edit before each further one."""
    folder = tmp_path_factory.mktemp("crawled")
    project = Project(folder / "reports.sqlite")
    sites = monitor_sites(2)
    with serve(*sites) as served:
        assert project.crawl("snhr", served.origin).status == 0
        for step in (1, 2):
            post = sites[0].posts[0]
            edited = (*post.blocks, f"The toll has since risen to {90 + step}.")
            sites[0].edit(post.id, post.published + timedelta(days=step), blocks=edited)
            assert project.crawl("snhr", served.origin).status == 0
    return folder


@pytest.fixture
def copied(crawled: Path, tmp_path: Path) -> Project:
    """A copy of that, to do harm to."""
    shutil.copytree(crawled, tmp_path / "copy")
    return Project(tmp_path / "copy" / "reports.sqlite")


def warcs(project: Project) -> list[Path]:
    return sorted(project.archive.rglob("*.warc.gz"))


def manifests(project: Project) -> list[Path]:
    rows = project.rows("SELECT file FROM manifests ORDER BY id")
    return [project.archive / name for (name,) in rows]


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x01
    path.write_bytes(bytes(content))


def run_sql(*statements: str) -> Change:
    def change(project: Project) -> None:
        connection = sqlite3.connect(project.database)
        for statement in statements:
            assert connection.execute(statement).rowcount == 1, statement
        connection.commit()
        connection.close()

    return change


def page_place(project: Project) -> tuple[Path, int, int]:
    """File, offset and length of a capture in the middle of the first archive file."""
    found = [one for one in read_captures(warcs(project)[0], []) if one.media_type == "text/html"]
    capture = found[len(found) // 2]
    return capture.file, capture.offset, capture.length


def flip_compressed(project: Project) -> None:
    file, offset, length = page_place(project)
    flip(file, offset + length // 2)


def flip_payload(project: Project) -> None:
    """Another letter in a page, packed anew to the same length, so that gzip has no complaint."""
    file, offset, length = page_place(project)
    content = file.read_bytes()
    plain = zlib.decompress(content[offset : offset + length], zlib.MAX_WBITS + 16)
    for place in range(len(plain) - 200, len(plain) // 2, -1):
        if not plain[place : place + 1].isalpha():
            continue
        changed = plain[:place] + bytes([plain[place] ^ 0x02]) + plain[place + 1 :]
        packer = zlib.compressobj(4, zlib.DEFLATED, zlib.MAX_WBITS + 16)
        packed = packer.compress(changed) + packer.flush()
        if len(packed) == length:
            file.write_bytes(content[:offset] + packed + content[offset + length :])
            return
    raise AssertionError("no letter can be changed without another length")


def truncate(project: Project) -> None:
    path = warcs(project)[0]
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def delete_warc(project: Project) -> None:
    warcs(project)[1].unlink()


def flip_manifest(project: Project) -> None:
    path = manifests(project)[1]
    flip(path, path.read_bytes().index(b'"sha256":"') + 12)


def swap_manifests(project: Project) -> None:
    one, other = manifests(project)[:2]
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def delete_manifest(project: Project) -> None:
    manifests(project)[1].unlink()


def append_capture(project: Project) -> None:
    file, offset, length = page_place(project)
    content = file.read_bytes()
    file.write_bytes(content + content[offset : offset + length])


def change_words_and_fingerprint(project: Project) -> None:
    """As somebody would who knows how it is made.

    In the first with the word, not in a fixed one: which number it has hangs on what came first.
    """
    ((version_id, title, subtitle, body),) = project.rows(
        "SELECT id, title, subtitle, body FROM report_versions"
        " WHERE body LIKE '%civilian%' ORDER BY id LIMIT 1"
    )
    body = body.replace("civilian", "soldier")
    connection = sqlite3.connect(project.database)
    connection.execute(
        "UPDATE report_versions SET body = ?, fingerprint = ? WHERE id = ?",
        (body, fingerprint(title, subtitle, body), version_id),
    )
    connection.commit()
    connection.close()


DAMAGES: list[tuple[Change, tuple[str, ...]]] = [
    (flip_compressed, ("capture", "00001.warc.gz at")),
    (flip_payload, ("capture", "payload SHA-256")),
    (truncate, ("capture", "archive file", "bytes")),
    (delete_warc, ("archive file", "no such file")),
    (append_capture, ("a row of it", "none, of http://127.0.0.1")),
    (flip_manifest, ("manifest", "SHA-256")),
    (swap_manifests, ("manifest", "SHA-256")),
    (delete_manifest, ("manifest", "no such file")),
    (
        run_sql("DELETE FROM manifests WHERE id = 2"),
        ("chain before", "expected manifest"),
    ),
    (
        run_sql("UPDATE report_versions SET body = replace(body, 'a', 'e') WHERE id = 5"),
        ("version", "expected fingerprint"),
    ),
    (
        run_sql("UPDATE report_versions SET title = title || ' 7' WHERE id = 5"),
        ("version", "expected fingerprint"),
    ),
    (
        run_sql("UPDATE reports SET published_date = '2001-01-01' WHERE id = 3"),
        ("version", "as sealed by"),
    ),
    (change_words_and_fingerprint, ("version", "as sealed by")),
    (
        run_sql("UPDATE report_versions SET first_seen_at = '2001-01-01T00:00:00Z' WHERE id = 5"),
        ("version", "as sealed by"),
    ),
    (
        run_sql("DELETE FROM report_versions WHERE id = (SELECT max(id) FROM report_versions)"),
        ("version", "a row, as"),
    ),
    (
        run_sql("UPDATE captures SET sha256 = replace(sha256, '1', '2') WHERE id = 9"),
        ("capture 9", "payload SHA-256"),
    ),
    (
        run_sql("UPDATE captures SET url = url || 'x' WHERE id = 9"),
        ("capture 9", "expected address"),
    ),
    (run_sql("DELETE FROM captures WHERE id = 9"), ("capture", "a row of it")),
]


def judge(project: Project) -> Verdict:
    """What the command judges, without a process of its own."""
    database = open_reader(project.url)
    try:
        with database.reading() as session:
            return verify(session, project.archive, lambda: None)
    finally:
        database.close()


@pytest.mark.parametrize(
    ("change", "told"),
    DAMAGES,
    ids=[f"{number}-{change.__name__}" for number, (change, _) in enumerate(DAMAGES)],
)
def test_what_was_changed_is_found_and_named(
    copied: Project, change: Change, told: tuple[str, ...]
) -> None:
    change(copied)
    found = "\n".join(damage.line for damage in judge(copied).damages)
    assert [words for words in told if words not in found] == [], found


def test_damage_is_told_line_by_line_with_a_status_of_its_own(copied: Project) -> None:
    flip_compressed(copied)
    ran = copied.scrapy("verify")
    assert ran.status == 4, ran.out + ran.err
    assert "DAMAGE capture" in ran.out
    assert " damaged\n" in ran.out
    assert "intact" not in ran.out


def test_what_nobody_touched_is_intact_and_stays_as_it_is(copied: Project) -> None:
    files = {path: path.read_bytes() for path in copied.archive.rglob("*") if path.is_file()}
    content = copied.database.read_bytes()
    ran = copied.scrapy("verify")
    assert ran.status == 0, ran.out + ran.err
    assert "intact" in ran.out
    ((newest,),) = copied.rows("SELECT sha256 FROM manifests ORDER BY id DESC LIMIT 1")
    assert f"keep this elsewhere: snhr {newest}" in ran.out
    assert copied.database.read_bytes() == content
    assert {p: p.read_bytes() for p in copied.archive.rglob("*") if p.is_file()} == files


def test_json_tells_the_same(copied: Project) -> None:
    whole = json.loads(copied.scrapy("verify", "--json").out)
    assert whole["intact"] is True
    assert whole["damage"] == []
    assert whole["checked"]["manifests"] == 3
    delete_warc(copied)
    ran = copied.scrapy("verify", "--json")
    assert ran.status == 4
    assert {one["found"] for one in json.loads(ran.out)["damage"]} == {"no such file"}


def test_words_that_todays_rules_do_not_read_are_damage_also_before_they_are_sealed(
    copied: Project,
) -> None:
    run_sql(
        "UPDATE reports SET is_sealed = 0"
        " WHERE id = (SELECT report_id FROM report_versions"
        " WHERE body LIKE '%civilian%' ORDER BY id LIMIT 1)",
    )(copied)
    change_words_and_fingerprint(copied)
    ran = copied.scrapy("verify")
    assert ran.status == 4, ran.out + ran.err
    assert "in capture" in ran.out


def test_files_of_another_crawler_in_the_folder_are_left_in_peace(copied: Project) -> None:
    sample = ROOT / "seeds" / "sample" / "sample.warc.gz"
    shutil.copy(sample, copied.archive / "snhr" / "rec-20200101-00001.warc.gz")
    (copied.archive / "snhr" / "notes.txt").write_text("mine")
    assert copied.scrapy("verify").status == 0


def test_a_crawl_that_is_still_running_may_have_more_in_its_file_than_rows(copied: Project) -> None:
    """Its end, or the next crawl, gives them rows and seals them."""
    run_sql(
        "UPDATE crawls SET outcome = NULL WHERE id = 3", "DELETE FROM manifests WHERE crawl_id = 3"
    )(copied)
    connection = sqlite3.connect(copied.database)
    connection.execute("UPDATE reports SET is_sealed = 0")
    connection.commit()
    connection.close()
    last = warcs(copied)[2]
    capture = next(iter(read_captures(last, [])))
    content = last.read_bytes()
    last.write_bytes(content + content[capture.offset : capture.offset + capture.length])
    ran = copied.scrapy("verify")
    assert ran.status == 0, ran.out + ran.err


@pytest.mark.parametrize(
    ("arguments", "status"), [(("verify", "snhr"), 2), (("verify", "--deep"), 2)]
)
def test_wrong_usage_is_told(copied: Project, arguments: tuple[str, ...], status: int) -> None:
    assert copied.scrapy(*arguments).status == status


def test_without_a_database_there_is_nothing_to_verify(project: Project) -> None:
    ran = project.scrapy("verify")
    assert ran.status == 4
    assert "no database" in ran.err
