"""``scrapy export reports|claims|pages``: the real command, its files read by other programs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from claimed_reports import NOW, claim_report, store_april
from running import ROOT, Project
from seen_reports import see, writing

from crawler.exporting.cells import safe_cell
from crawler.exporting.new_file import new_file
from storage.crawls import finish_crawl, start_crawl
from storage.ledger import publisher_id

FORMULAS = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠A",
            "\u200b=1", "\ufeff=1", "\u00a0=1", "\u202e=1"]  # fmt: skip
PLAIN: list[object] = ["", "a=1", "1-2", "'=1", "الرقة", "«=»", "/x", "12", 0, -33, 1.5, None]


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two reports with claims, one in whose title stands a formula; no pages, no captures."""
    project = Project(tmp_path_factory.mktemp("april") / "reports.sqlite")
    store_april(project)
    with writing(project) as session:
        see(session, "https://snhr.org/3/", NOW, "الرقة\n\n=2+2", title='=HYPERLINK("x"), 1')
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "reports.sqlite")


def export(project: Project, kind: str, path: Path, *options: str) -> None:
    ran = project.scrapy("export", kind, "--output", str(path), *options)
    assert ran.status == 0, ran.err


def lines(project: Project, kind: str, *options: str) -> list[dict[str, Any]]:
    """Rows as JSON Lines on the standard output."""
    ran = project.scrapy("export", kind, "--format", "jsonl", "--output", "-", *options)
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def columns(project: Project, view: str) -> list[str]:
    return [name for (name,) in project.rows("SELECT name FROM pragma_table_info(?)", view)]


@pytest.mark.parametrize("cell", FORMULAS, ids=ascii)
def test_a_cell_that_a_spreadsheet_may_run_gets_an_apostrophe(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", PLAIN, ids=ascii)
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe_cell(cell) == cell


@pytest.mark.parametrize(
    ("value", "cell"), [(True, 1), (False, 0), (["=1"], '["=1"]'), ({"a": "ة"}, '{"a": "ة"}')]
)
def test_lists_are_json_in_a_cell_and_truth_is_a_number(value: object, cell: object) -> None:
    assert safe_cell(value) == cell


@pytest.mark.parametrize("kind", ["reports", "claims", "pages"])
def test_a_csv_has_the_columns_of_the_view_and_a_citation(
    april: Project, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "rows.csv"
    export(april, kind, path)
    head = next(csv.reader(io.StringIO(path.read_bytes().decode("utf-8"))))
    assert head == [*columns(april, kind.removesuffix("s")), "citation"]


def test_a_formula_of_a_title_does_not_run_and_arabic_stays(april: Project, tmp_path: Path) -> None:
    path = tmp_path / "new" / "reports.csv"
    export(april, "reports", path)
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"))))
    assert len(rows) == 3
    assert rows[2]["title"] == '\'=HYPERLINK("x"), 1'
    assert rows[2]["body"] == "الرقة\n\n=2+2"
    assert rows[2]["citation"] == (
        "SNHR, “=HYPERLINK(\"x\"), 1”, no date, https://snhr.org/3/, no capture kept"
    )  # fmt: skip
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_byte_order_mark_stands_only_where_it_is_asked_for(
    april: Project, tmp_path: Path
) -> None:
    export(april, "claims", tmp_path / "plain.csv")
    export(april, "claims", tmp_path / "marked.csv", "--bom")
    assert (tmp_path / "marked.csv").read_bytes() == (
        b"\xef\xbb\xbf" + (tmp_path / "plain.csv").read_bytes()
    )


def test_json_lines_have_lists_truth_and_text_as_they_are(april: Project) -> None:
    claims = lines(april, "claims")
    assert [claim["count_min"] for claim in claims] == [98, 98, 24, 56, 42, None, 60]
    assert claims[0]["is_current"] is True
    assert claims[6]["flags"] == ["superseded"]
    assert claims[6]["corrections"] is None
    assert claims[6]["citation"].startswith("IRAQINEWS, “A title”, 2017-04-05, ")
    assert lines(april, "reports")[2]["title"] == '=HYPERLINK("x"), 1'


def test_parquet_has_types_and_the_same_rows(april: Project, tmp_path: Path) -> None:
    export(april, "claims", tmp_path / "claims.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "claims.parquet")
    types = {name: str(table.schema.field(name).type) for name in table.column_names}
    assert types["count_min"] == "int64"
    assert types["lat"] == "double"
    assert types["is_part"] == "bool"
    assert types["date_start"] == "date32[day]"
    assert types["flags"].startswith("list<")
    assert types["citation"] == "string"
    rows = table.to_pylist()
    assert rows[6]["date_start"] == date(2017, 4, 4)
    told = [json.loads(json.dumps(row, default=str)) for row in rows]
    assert told == lines(april, "claims")


def test_parquet_keeps_moments_in_utc(april: Project, tmp_path: Path) -> None:
    export(april, "reports", tmp_path / "reports.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "reports.parquet")
    assert str(table.schema.field("first_seen_at").type) == "timestamp[ms, tz=UTC]"
    assert table.column("first_seen_at").to_pylist()[0] == NOW
    assert table.column("published_at").to_pylist() == [None, None, None]
    assert table.column("sections").to_pylist() == [[], [], []]


def test_a_file_without_rows_has_its_columns_all_the_same(april: Project, tmp_path: Path) -> None:
    for name in ("none.csv", "none.jsonl", "none.parquet"):
        export(april, "reports", tmp_path / name, "--since", "2030-01-01")
    assert (tmp_path / "none.csv").read_text().count("\n") == 1
    assert (tmp_path / "none.jsonl").read_bytes() == b""
    table = pyarrow.parquet.read_table(tmp_path / "none.parquet")
    assert table.column_names == [*columns(april, "report"), "citation"]


@pytest.mark.parametrize(
    ("kind", "options", "ids"),
    [
        ("reports", [], [1, 2, 3]),
        ("reports", ["--publisher", "snhr"], [1, 3]),
        ("reports", ["--publisher", "iraqinews"], [2]),
        ("reports", ["--language", "en"], [1, 2, 3]),
        ("reports", ["--since", "2017-04-06"], [1]),
        ("reports", ["--until", "2017-04-05"], [2]),
        ("reports", ["--since", "2017-04-05", "--until", "2017-05-01"], [1, 2]),
        ("reports", ["--words", "civilians Russian"], [1]),
        ("reports", ["--words", '"Russian jets"'], [2]),
        ("reports", ["--words", "الرقه"], [3]),
        ("reports", ["--words", "civilians", "--publisher", "iraqinews"], []),
        ("reports", ["--words", "nothing of the kind"], []),
        ("claims", ["--wholes"], [2, 6, 7]),
        ("claims", ["--actor", "Russia"], [4, 7]),
        ("claims", ["--claimant", "SOHR"], [7]),
        ("claims", ["--place", "Raqqa"], [6]),
        ("claims", ["--victims", "child"], [3]),
        ("claims", ["--harm", "injured"], [6]),
        ("claims", ["--scope", "period_total", "--harm", "injured"], [6]),
        ("claims", ["--publisher", "iraqinews"], [7]),
        ("claims", ["--report", "2"], [7]),
        ("claims", ["--report", "3"], []),
        ("claims", ["--since", "2017-05-01"], []),
    ],
)
def test_rows_are_those_that_were_asked_for(
    april: Project, kind: str, options: list[str], ids: list[int]
) -> None:
    name = f"{kind.removesuffix('s')}_id"
    assert [row[name] for row in lines(april, kind, *options)] == ids


def test_what_is_new_since_a_crawl_is_exported(project: Project) -> None:
    with writing(project) as session:
        owner = publisher_id(session, "snhr", "SNHR", "https://snhr.example/")
        for day in (1, 2):
            at = NOW.replace(day=day)
            crawl = start_crawl(session, owner, at, {})
            claim_report(session, day, f"{day} died.", [(f"{day} died", day, {})], at=at)
            claim_report(session, 3, "Seen again.", [], at=at)
            finish_crawl(session, crawl, at, "complete", 0)
        start_crawl(session, owner, NOW.replace(day=3), {})
    for since in ("last", "2"):
        rows = lines(project, "reports", "--since-crawl", since)
        assert [row["url"][-3:] for row in rows] == ["/2/"]
        rows = lines(project, "claims", "--since-crawl", since)
        assert [row["count_min"] for row in rows] == [2]
    assert len(lines(project, "reports", "--since-crawl", "1")) == 3
    assert lines(project, "reports", "--since-crawl", "3") == []


def test_pages_are_cited_by_their_last_capture_and_chosen_by_state(copied: Project) -> None:
    pages = lines(copied, "pages")
    counted = dict(copied.rows("SELECT state, count(*) FROM page GROUP BY state"))
    assert len(pages) == sum(counted.values())
    assert len(lines(copied, "pages", "--state", "stored")) == counted.get("stored", 0)
    for page in pages:
        if page["report_id"] is not None and page["answered_at"]:
            digests = copied.rows("SELECT sha256 FROM capture WHERE url = ?", page["url"])
            assert page["citation"].rpartition("SHA-256 ")[2] in [one for (one,) in digests]


def test_a_report_is_cited_with_the_capture_that_first_showed_its_text(copied: Project) -> None:
    for row in lines(copied, "reports"):
        ((title, digest, at),) = copied.rows(
            "SELECT p.title, c.sha256, c.fetched_at FROM report_version AS v"
            " JOIN capture AS c ON c.capture_id = v.capture_id JOIN publishers AS p"
            " WHERE v.report_id = ? AND v.is_current = 1 AND p.name = ?",
            row["report_id"],
            row["publisher"],
        )
        assert row["citation"] == (
            f"{title}, “{row['title']}”, {row['published_date'] or 'no date'}, {row['url']},"
            f" captured {at}, SHA-256 {digest}"
        )


def test_a_file_that_is_there_stays_unless_force_is_given(april: Project, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("mine")
    ran = april.scrapy("export", "claims", "--output", str(path))
    assert ran.status == 2
    assert "is there already: name another file, or --force replaces it" in ran.err
    assert path.read_text() == "mine"
    export(april, "claims", path, "--force")
    assert path.read_text().startswith("claim_id,")
    assert [one.name for one in tmp_path.iterdir()] == ["mine.csv"]


def test_a_link_to_a_file_stays_a_link(april: Project, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    export(april, "claims", tmp_path / "link.csv", "--force")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().startswith("claim_id,")


def test_what_was_written_is_told(april: Project, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    ran = april.scrapy("export", "claims", "--output", str(path))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    size = f"{path.stat().st_size:,} bytes"
    assert ran.out == (
        f"7 claims in {path} (jsonl, {size})\nSHA-256 {sha256}\n"
        "Never to be added up: claims overlap.\n"
    )
    assert ran.err == ""
    ran = april.scrapy("export", "claims", "--output", str(path), "--force", "--json")
    assert json.loads(ran.out) == {
        "kind": "claims",
        "format": "jsonl",
        "output": str(path),
        "rows": 7,
        "bytes": path.stat().st_size,
        "sha256": sha256,
    }


def test_rows_on_the_standard_output_are_alone_there(april: Project) -> None:
    ran = april.scrapy("export", "reports", "--format", "csv", "--output", "-")
    assert len(list(csv.reader(io.StringIO(ran.out)))) == 4
    assert ran.err == "3 reports\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reports"], "name the file: --output reports.csv"),
        (["claims", "--format", "parquet"], "name the file: --output claims.parquet"),
        (["reports", "--output", "new"], "say in which format: --format csv"),
        (["reports", "--output", "new.xlsx"], "say in which format"),
        (["reports", "--output", "-"], "say in which format"),
        (["reports", "--output", "new.csv", "--format", "xlsx"], "invalid choice: 'xlsx'"),
        (["claim", "--output", "new.csv"], "give one of reports, claims and pages"),
        (["reports", "claims", "--output", "new.csv"], "(given: reports claims)"),
        (["reports", "--output", "new.jsonl", "--bom"], "--bom is for CSV, not for jsonl"),
        (["reports", "--output", "new.csv", "--actor", "Russia"], "--actor chooses claims"),
        (["reports", "--output", "new.csv", "--all-versions"], "--all-versions chooses claims"),
        (["pages", "--output", "new.csv", "--language", "en"], "chooses reports or claims, not"),
        (["claims", "--output", "new.csv", "--words", "x"], "--words chooses reports, not claims"),
        (["claims", "--output", "new.csv", "--state", "gone"], "--state chooses pages"),
        (["pages", "--output", "new.csv", "--state", "lost"], "invalid choice: 'lost'"),
        (["reports", "--output", "new.csv", "--words", "?!"], "no letter and no digit"),
        (["claims", "--output", "new.csv", "--wholes", "--all-versions"], "of current texts"),
        (["claims", "--output", "new.csv", "--actor", "Nobody"], "nobody has this name"),
        (["claims", "--output", "new.csv", "--report", "99"], "there is no report 99"),
        (["reports", "--output", "new.csv", "--publisher", "x"], "stored are: iraqinews, snhr"),
        (["reports", "--output", "new.csv", "--language", "fr"], "stored are: en"),
        (["reports", "--output", "new.csv", "--since", "May"], "May is no day such as"),
        (["reports", "--output", "new.csv", "--since-crawl", "7"], "there is no crawl 7"),
        (["reports", "--output", "new.csv", "--since-crawl", "last"], "there was no crawl yet"),
        (["reports", "--output", "new.csv", "--since-crawl", "first"], "nor the word last"),
        (
            ["reports", "--output", "new.csv", "--since", "2017-02-01", "--until", "2017-01-01"],
            "--since 2017-02-01 is after --until 2017-01-01",
        ),
        (["reports", "--output", "folder", "--format", "csv"], "is a folder: name a file in it"),
        (["reports", "--output", "pipe", "--format", "csv", "--force"], "is no file that could"),
    ],
)
def test_wrong_usage_is_told_and_makes_nothing(
    april: Project, tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "pipe").symlink_to("/dev/null")
    placed = [
        str(tmp_path / word) if before == "--output" and word != "-" else word
        for before, word in zip(["", *arguments], arguments, strict=False)
    ]
    ran = april.scrapy("export", *placed)
    assert ran.status == 2, ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "pipe"]


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_the_database_is_never_replaced(april: Project, end: str) -> None:
    path = april.database.with_name(april.database.name + end)
    ran = april.scrapy(
        "export", "reports", "--format", "csv", "--output", str(path), "--force"
    )  # fmt: skip
    assert ran.status == 2
    assert "is the database itself" in ran.err
    assert len(lines(april, "reports")) == 3


def test_nothing_is_written_among_the_captures(april: Project) -> None:
    path = april.archive / "snhr" / "reports.csv"
    ran = april.scrapy("export", "reports", "--output", str(path))
    assert ran.status == 2
    assert "lies in ARCHIVE_DIR" in ran.err


def test_a_place_that_takes_no_file_is_told(april: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    ran = april.scrapy("export", "reports", "--output", str(tmp_path / "file" / "out.csv"))
    assert ran.status == 4
    assert "cannot be written: " in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_disk_that_is_full_leaves_what_stood_there(
    project: Project, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "out" / f"rows.{form}"
    path.parent.mkdir()
    path.write_text("mine")
    with writing(project) as session:
        digests = (hashlib.sha256(bytes(number)).hexdigest() for number in range(5_000))
        see(session, "https://snhr.org/1/", NOW, " ".join(digests))
    limited = (
        "import resource, sys\n"
        "from scrapy.cmdline import execute\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "execute(['scrapy', *sys.argv[1:]])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "export", "reports", "--output", str(path), "--force"],
        cwd=ROOT,
        env=project.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4, done.stderr
    assert "cannot be written: File too large" in done.stderr
    assert path.read_text() == "mine"
    assert list(path.parent.iterdir()) == [path]


def test_a_reader_who_has_enough_is_no_error(project: Project) -> None:
    with writing(project) as session:
        see(session, "https://snhr.org/1/", NOW, "word " * 100_000)
    asked = ("export", "reports", "--format", "jsonl", "--output", "-")
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *asked],
        cwd=ROOT,
        env=project.environment,
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_a_database_it_says_how_to_get_one(project: Project, tmp_path: Path) -> None:
    ran = project.scrapy("export", "reports", "--output", str(tmp_path / "reports.csv"))
    assert ran.status == 4
    assert ran.err.startswith("scrapy export: no database at ")
    assert list(tmp_path.iterdir()) == []


def test_the_help_has_examples_and_statuses(project: Project) -> None:
    out = project.scrapy("export", "-h").out
    for words in ("scrapy export claims --format parquet", "--evidence 1734", "Exit status: 0"):
        assert words in out


def write_meanwhile(path: Path) -> None:
    """Ours, while somebody else makes a file of that name."""
    with new_file(path) as stream:
        stream.write(b"ours")
        path.write_bytes(b"theirs")


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    with pytest.raises(FileExistsError):
        write_meanwhile(path)
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


def write_and_stop(path: Path) -> None:
    """Half a file, as when Ctrl-C ends the command."""
    with new_file(path) as stream:
        stream.write(b"half")
        raise KeyboardInterrupt


def test_what_ends_the_writing_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write_and_stop(tmp_path / "reports.csv")
    assert list(tmp_path.iterdir()) == []
