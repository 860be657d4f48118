"""``scrapy export --evidence``: the folder of real crawls, checked with other tools than ours."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from base64 import b32decode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from running import Project, Ran
from seen_reports import observe, see, writing
from sites.posts import Post
from sites.server import serve
from sites.sets import plain_site
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

# warcio does not close the buffers of records.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

WARCIO = Path(sys.executable).with_name("warcio")
START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def with_sentence(post: Post, sentence: str) -> Post:
    return replace(post, blocks=(*post.blocks[:-1], sentence, post.blocks[-1]))


class Watched:
    """A site crawled while one post of it was edited, confirmed, moved and removed."""

    def __init__(self, folder: Path) -> None:
        self.project = Project(folder / "reports.sqlite")
        site = plain_site(3, validators=True)
        first = site.posts[1]
        site.posts[1] = with_sentence(first, "At least 12 civilians died, they say.")
        edited = first.published + timedelta(2)
        after = with_sentence(first, "At least 15 civilians died, they say.")
        with serve(site) as served:
            self.url = site.url_of(first)
            self.crawl(served.origin)
            site.edit(first.id, edited, blocks=after.blocks)
            self.crawl(served.origin, "-a", "refresh=all")
            site.edit(first.id, edited, path=f"/blog/2017/01/01/{first.id}/")
            self.crawl(served.origin, "-a", "refresh=all")
            gone = {site.path_of(site.post(first.id)): 410}
            site.faults = replace(site.faults, gone=gone)
            self.crawl(served.origin, "-a", "refresh=all")
        ((self.id,),) = self.project.rows("SELECT report_id FROM report WHERE url = ?", self.url)
        self.folder = folder / "evidence"
        self.ran = export(self.project, self.url, self.folder)
        assert self.ran.status == 0, self.ran.err
        self.report: dict[str, Any] = json.loads((self.folder / "report.json").read_bytes())

    def crawl(self, origin: str, *options: str) -> None:
        ran = self.project.crawl("snhr", origin, *options)
        assert ran.status == 0, ran.err

    def manifests(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Digest and content, in the order in which the README lists them."""
        for path in sorted((self.folder / "manifests").iterdir()):
            yield hashlib.sha256(path.read_bytes()).hexdigest(), json.loads(path.read_bytes())


def export(project: Project, report: str, folder: Path) -> Ran:
    return project.scrapy("export", "--evidence", report, "--output", str(folder))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    return Watched(tmp_path_factory.mktemp("watched"))


@pytest.fixture
def copied(watched: Watched, tmp_path: Path) -> Project:
    """The database and the archive of the watched site, to be damaged."""
    for name in ("reports.sqlite", "reports.sqlite-wal", "reports.sqlite-shm"):
        if watched.project.database.with_name(name).exists():
            shutil.copy(watched.project.database.with_name(name), tmp_path / name)
    shutil.copytree(watched.project.archive, tmp_path / "archive")
    return Project(tmp_path / "reports.sqlite")


def test_the_sums_hold_for_every_file_of_the_folder(watched: Watched) -> None:
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=watched.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    files = {str(p.relative_to(watched.folder)) for p in watched.folder.rglob("*") if p.is_file()}
    told = {line.partition(": ")[0] for line in done.stdout.splitlines()}
    assert told == files - {"SHA256SUMS"}
    sums = hashlib.sha256((watched.folder / "SHA256SUMS").read_bytes()).hexdigest()
    assert f"SHA-256 of SHA256SUMS, to be kept elsewhere: {sums}" in watched.ran.out


def test_a_changed_file_is_found_by_the_sums(watched: Watched, tmp_path: Path) -> None:
    shutil.copytree(watched.folder, tmp_path / "changed")
    text = tmp_path / "changed" / "version-2.txt"
    text.write_bytes(text.read_bytes().replace(b"15 civilians", b"16 civilians"))
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=text.parent, check=False)
    assert done.returncode == 1


def test_warcio_passes_every_record_of_the_slice(watched: Watched) -> None:
    done = subprocess.run(
        [WARCIO, "check", "-v", watched.folder / "captures.warc.gz"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    kinds = 2 * len(watched.report["captures"]) + 1
    assert done.stdout.count("digest pass") == kinds


def test_it_has_both_texts_the_redirect_and_the_disappearance(watched: Watched) -> None:
    shown = [(c["status"], c["shows"]) for c in watched.report["captures"]]
    assert shown[0] == (200, "version 1")
    assert shown[1] == (200, "version 2")
    assert (301, "redirect") in shown
    assert shown[-1] == (410, "no text of the report")
    assert [i["kind"] for i in watched.report["issues"]] == ["disappeared"]
    assert [v["number"] for v in watched.report["versions"]] == [1, 2]
    for number, figure in ((1, "12"), (2, "15")):
        assert f"At least {figure} civilians died" in read(watched, f"version-{number}.txt")
    changes = read(watched, "changes.txt")
    assert "numbers: 12 → 15" in changes
    assert "disappeared" in changes


def test_no_capture_of_another_report_is_in_it(watched: Watched) -> None:
    others = watched.project.rows(
        "SELECT capture_id FROM capture WHERE report_id <> ? OR report_id IS NULL AND status = 200",
        watched.id,
    )
    assert others
    assert not {i for (i,) in others} & {c["capture_id"] for c in watched.report["captures"]}


def test_records_are_those_of_the_sources_byte_for_byte(watched: Watched) -> None:
    slice_ = (watched.folder / "captures.warc.gz").read_bytes()
    for capture in watched.report["captures"]:
        source = (watched.project.archive / capture["source_file"]).read_bytes()
        start, length = capture["source_offset"], capture["source_length"]
        member = slice_[capture["offset"] : capture["offset"] + capture["length"]]
        assert member == source[start : start + length]
        assert capture["records"] == ["response", "request"]


def test_the_payloads_have_the_digests_that_the_manifests_hold(watched: Watched) -> None:
    found: dict[int, str] = {}
    with (watched.folder / "captures.warc.gz").open("rb") as stream:
        records = ArchiveIterator(stream)
        for record in records:
            payload = record.raw_stream.read()
            if record.rec_type == "response":
                named = record.rec_headers.get_header("WARC-Payload-Digest")
                sha256 = hashlib.sha256(payload).hexdigest()
                assert b32decode(named.partition(":")[2]).hex() == sha256
                found[records.get_record_offset()] = sha256
    sealed = {entry["sha256"] for _, m in watched.manifests() for entry in m["captures"]}
    with (watched.folder / "captures.csv").open(encoding="utf-8", newline="") as stream:
        table = list(csv.DictReader(stream))
    assert len(table) == len(found) == len(watched.report["captures"])
    for row in table:
        assert found[int(row["offset"])] == row["sha256"]
        assert row["sha256"] in sealed
        assert (watched.folder / "manifests" / row["sealed_by"]).exists()


def test_the_digest_of_each_version_stands_in_a_manifest(watched: Watched) -> None:
    sealed = {entry["sha256"] for _, m in watched.manifests() for entry in m["versions"]}
    for number in (1, 2):
        content = (watched.folder / f"version-{number}.json").read_bytes()
        assert hashlib.sha256(content).hexdigest() in sealed
        again = json.dumps(
            json.loads(content), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        assert again.encode() == content
        assert json.loads(content)["body"] in read(watched, f"version-{number}.txt")


def test_each_manifest_names_the_one_before_it(watched: Watched) -> None:
    links = list(watched.manifests())
    assert len(links) == 4
    assert links[0][1]["previous"] is None
    for (sha256, _), (_, following) in pairwise(links):
        assert following["previous"]["sha256"] == sha256
    readme = read(watched, "README.txt")
    places = [readme.index(f"SHA-256  {sha256}") for sha256, _ in links]
    assert places == sorted(places)


def test_pages_can_be_read_and_not_run(watched: Watched) -> None:
    pages = list((watched.folder / "pages").iterdir())
    assert all(page.name.endswith((".html.txt", ".bin")) for page in pages)
    named = {c["page_file"]: c for c in watched.report["captures"] if c["page_file"]}
    assert {f"pages/{page.name}" for page in pages} == set(named)
    text = (watched.folder / "pages" / Path(min(named)).name).read_bytes()
    assert b"civilians died, they say" in text


def test_the_readme_says_what_it_is_and_what_it_does_not_prove(watched: Watched) -> None:
    readme = read(watched, "README.txt")
    for words in (
        "sha256sum -c SHA256SUMS",
        "warcio check",
        "replayweb.page",
        "Get-FileHash",
        "from article:published_time",
        "disappeared",
        "WHAT THIS PROVES, AND WHAT IT DOES NOT",
        watched.url,
    ):
        assert words in readme
    assert "Not sealed yet" not in readme
    for path in watched.folder.rglob("*"):
        assert path.name in readme or path.parent.name in {"pages", "manifests"}


def test_a_304_confirms_a_version_and_lies_in_the_slice(project: Project, tmp_path: Path) -> None:
    site = plain_site(2, validators=True)
    with serve(site) as served:
        assert project.crawl("snhr", served.origin, "-a", "via=listing").status == 0
        with closing(sqlite3.connect(project.database)) as connection, connection:
            connection.execute("UPDATE pages SET next_due_at = NULL, source_modified_at = NULL")
        assert project.crawl("snhr", served.origin, "-a", "via=listing").status == 0
        url = site.url_of(site.posts[0])
    assert export(project, url, tmp_path / "out").status == 0
    captures = json.loads((tmp_path / "out" / "captures.json").read_bytes())
    assert [(c["status"], c["version"]) for c in captures] == [(200, 1), (304, 1)]
    assert captures[1]["records"] == ["revisit", "request", "metadata"]
    done = subprocess.run([WARCIO, "check", tmp_path / "out" / "captures.warc.gz"], check=False)
    assert done.returncode == 0


def test_an_id_means_the_same_as_an_address_and_an_empty_folder_is_filled(
    watched: Watched, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    assert export(watched.project, str(watched.id), tmp_path / "out").status == 0
    for name in ("version-1.json", "version-2.txt", "changes.txt"):
        assert (tmp_path / "out" / name).read_bytes() == (watched.folder / name).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give one of reports, claims and pages, or --evidence REPORT"),
        (["reports"], "name the file: --output reports.csv"),
        (["--output", "new"], "or --evidence REPORT for the proof of one report"),
        (["--evidence", "1"], "name the folder to make"),
        (["--evidence", "1", "--output", ""], "name the folder to make"),
        (["--evidence", "777", "--output", "new"], "there is no report 777"),
        (["--evidence", "https://snhr.org/x/", "--output", "new"], "no report stands at"),
        (["--evidence", "1", "--output", "full"], "is not empty"),
        (["--evidence", "1", "--output", "full/file"], "is no folder"),
        (["--evidence", "1", "--output", "link"], "is no folder"),
        (["claims", "--evidence", "1", "--output", "new"], "(given: claims)"),
        (["--evidence", "1", "--output", "new", "--force"], "no more"),
    ],
)
def test_wrong_usage_is_told_and_makes_nothing(
    watched: Watched, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    placed = [
        str(tmp_path / word) if before == "--output" and word else word
        for before, word in zip(["", *arguments], arguments, strict=False)
    ]
    ran = watched.project.scrapy("export", *placed)
    assert ran.status == 2, ran.err
    assert said in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["full", "link"]
    assert (tmp_path / "full" / "file").read_text() == "mine"


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def flip_capture(project: Project) -> None:
    ((file, offset, length),) = project.rows(
        'SELECT file, "offset", length FROM capture WHERE version_id IS NOT NULL'
        " AND report_id = (SELECT report_id FROM report_version WHERE number = 2)"
        " ORDER BY capture_id LIMIT 1"
    )
    flip(project.archive / file, offset + length // 2)


def change(project: Project, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(project.database)) as connection, connection:
        connection.execute(sql, values)


def forge_capture(project: Project) -> None:
    """Another answer, as well digested as the true one, which its row describes."""
    ((url, file, offset),) = project.rows(
        'SELECT url, file, "offset" FROM capture WHERE status = 410'
    )
    head = StatusAndHeaders("410 Gone", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    packed = BytesIO()
    writer = WARCWriter(packed, gzip=True)
    writer.write_record(
        writer.create_warc_record(url, "response", BytesIO(b"forged"), http_headers=head)
    )
    path = project.archive / file
    path.write_bytes(path.read_bytes()[:offset] + packed.getvalue())
    sha256 = hashlib.sha256(b"forged").hexdigest()
    values = (sha256, len(packed.getvalue()))
    change(project, "UPDATE captures SET sha256 = ?, length = ? WHERE status = 410", *values)


DAMAGES = {
    "a byte of a capture": flip_capture,
    "a forged capture with its row": forge_capture,
    "no archive": lambda p: shutil.rmtree(p.archive),
    "a digest of a capture": lambda p: change(
        p, "UPDATE captures SET sha256 = hex(zeroblob(32)) WHERE status = 410"
    ),
    "a stored text": lambda p: change(
        p, "UPDATE report_versions SET body = replace(body, '12 civ', '13 civ')"
    ),
    "a stored date": lambda p: change(p, "UPDATE reports SET published_date = '2015-01-01'"),
    "a byte of a manifest": lambda p: flip(sorted(p.archive.glob("*/*.json"))[1], 700),
    "the newest manifest": lambda p: max(p.archive.glob("*/*.json")).unlink(),
    "a broken chain": lambda p: change(p, "DELETE FROM manifests WHERE id = 2"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_does_not_hold_is_not_exported(copied: Project, tmp_path: Path, damage: str) -> None:
    ((url,),) = copied.rows(
        "SELECT url FROM report WHERE report_id = (SELECT report_id FROM report_version"
        " WHERE number = 2)"
    )
    DAMAGES[damage](copied)
    (tmp_path / "place").mkdir()
    ran = export(copied, url, tmp_path / "place" / "out")
    assert ran.status == 4, ran.out + ran.err
    assert "`scrapy verify`" in ran.err
    assert "Traceback" not in ran.err
    assert not list((tmp_path / "place").iterdir())


def test_an_undamaged_copy_is_exported(copied: Project, watched: Watched, tmp_path: Path) -> None:
    assert export(copied, watched.url, tmp_path / "out").status == 0


def test_hostile_words_are_shown_and_kept_exactly(project: Project, tmp_path: Path) -> None:
    title = "=1+1 \x1b[2J\u202egpj.exe <script>alert(1)</script>"
    with writing(project) as session:
        url = "https://snhr.org/blog/2017/04/13/38282/"
        report = see(session, url, START, "12 died \x07\u2066here.", title=title)
        observe(session, report, START, "disappeared", url=url, detail="\x1b]0;x\x07 410")
    ran = export(project, str(report), tmp_path / "out")
    assert ran.status == 0, ran.err
    assert json.loads((tmp_path / "out" / "version-1.json").read_bytes())["title"] == title
    for name in ("README.txt", "version-1.txt", "changes.txt"):
        text = (tmp_path / "out" / name).read_text("utf-8")
        assert not set("\x1b\x07\u202e\u2066") & set(text)
    assert "<U+001B>[2J<U+202E>gpj" in (tmp_path / "out" / "version-1.txt").read_text("utf-8")
    readme = (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert "Not sealed yet" in readme
    assert "stored before captures were kept" in readme
    assert "not sealed by a manifest yet: version 1" in ran.out
    assert not (tmp_path / "out" / "captures.warc.gz").exists()


def test_a_disk_that_does_not_take_it_is_told(watched: Watched, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    ran = export(watched.project, watched.url, tmp_path / "file" / "out")
    assert ran.status == 4
    assert "cannot be written" in ran.err
    assert "Traceback" not in ran.err


def test_without_a_database_it_says_how_to_get_one(project: Project, tmp_path: Path) -> None:
    ran = export(project, "1", tmp_path / "out")
    assert ran.status == 4
    assert ran.err.startswith("scrapy export: no database at ")
    assert not (tmp_path / "out").exists()


def read(watched: Watched, name: str) -> str:
    return (watched.folder / name).read_text("utf-8")
