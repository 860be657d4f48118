"""``scrapy show``: all that is stored of a report, on a screen and for programs."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from claimed_reports import APRIL, APRIL_CLAIMS, NOW, claim_report, url_of
from running import ROOT, Project
from seen_reports import observe, see, writing

from crawler.commands.claim_table import cell_width
from crawler.commands.terminal_marks import MARKS, mark_spans

SHARED = "http://127.0.0.1:8088/2019/06/01/1/"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Report 1: with claims; 2: a copy of it; 3: two texts, vanished once; 4 and 5: one address."""
    project = Project(tmp_path_factory.mktemp("stored") / "reports.sqlite")
    with writing(project) as session:
        claim_report(session, 1, APRIL, APRIL_CLAIMS, title="98 civilians killed in April")
        claim_report(session, 2, APRIL, [], duplicate_of=1, similarity=0.97, published=None)
        url = "https://snhr.org/3/"
        see(session, url, NOW, "12 people died.", title="First \x1b[31mtitle", subtitle="12 dead")
        see(session, url, NOW + timedelta(days=1), "15 people died.\n\nقُتل ١٥ مدنياً.")
        observe(session, 3, NOW, "disappeared", url=url, detail="HTTP 404\x07 Not Found")
        see(session, SHARED, NOW, "A text.")
        see(session, SHARED, NOW, "A text.", publisher="iraqinews")
    return project


def show(project: Project, *arguments: str) -> str:
    ran = project.scrapy("show", *arguments)
    assert ran.status == 0, ran.err
    return ran.out


def as_json(project: Project, *arguments: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(show(project, "--json", *arguments))
    return told


def on_a_terminal(project: Project, width: int, *arguments: str) -> str:
    """What a terminal of so many columns gets."""
    terminal, shown = pty.openpty()
    subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        env={**project.environment, "COLUMNS": str(width)},
        stdout=shown,
        check=True,
    )
    os.close(shown)
    out = os.read(terminal, 30_000).decode()
    os.close(terminal)
    return out


def test_a_crawled_report_is_shown_with_its_versions_captures_and_digests(copied: Project) -> None:
    ((report,),) = copied.rows("SELECT report_id FROM report WHERE versions = 2")
    out = show(copied, str(report))
    texts = copied.rows("SELECT body FROM report_version WHERE report_id = ?", report)
    current = copied.rows("SELECT body FROM report WHERE report_id = ?", report)
    assert len(texts) == 2
    assert current[0][0] in out
    for capture, sha256, file, offset in copied.rows(
        'SELECT capture_id, sha256, file, "offset" FROM capture WHERE report_id = ?', report
    ):
        assert re.search(rf"^ *{capture}  \S+Z  ", out, re.MULTILINE)
        assert f"SHA-256 {sha256}\n" in out
        assert f"{file}, offset {offset}\n" in out
    assert f"`scrapy diff {report}` tells what changed." in out
    assert re.search(r"^ +1 +20\S+Z  20\S+Z ", out, re.MULTILINE)
    assert re.search(r"^ +2  current  20\S+Z  20\S+Z ", out, re.MULTILINE)


def test_the_older_text_can_be_asked_for_with_its_claims(copied: Project) -> None:
    ((report,),) = copied.rows("SELECT report_id FROM report WHERE versions = 2")
    old, new = show(copied, str(report), "--text", "1"), show(copied, str(report))
    assert "Text (1, not the current one)" in old
    assert "Text\n" in new
    for out, there, not_there in ((old, "12", "15"), (new, "15", "12")):
        text = out.partition("\nText")[2].partition("\nVersions")[0]
        assert re.search(rf"\b{there}\b", text)
        assert not re.search(rf"\b{not_there}\b", text)
    assert "“At least 12 " in old.partition("\nClaims")[2]
    assert "“At least 15 " in new.partition("\nClaims")[2]


@pytest.mark.parametrize(
    "form", ["1", " 1 ", url_of(1), "snhr.example/1", "http://snhr.example/1/?utm_source=x#top"]
)
def test_a_report_is_named_by_its_id_or_any_form_of_its_address(stored: Project, form: str) -> None:
    assert show(stored, form).startswith("report 1 of SNHR (snhr)\n")


def test_claims_are_shown_in_the_order_of_the_text_with_parts_under_wholes(
    stored: Project,
) -> None:
    claims = show(stored, "1").partition("\nClaims\n")[2]
    quotes = re.findall(r"“(.+?)”", claims)
    assert quotes == [quote for quote, _, _ in APRIL_CLAIMS]
    assert "part of claim 2; not to be added to it" in claims
    assert "Never to be added up" in claims


def test_the_words_of_claims_are_bold_on_a_terminal_only(stored: Project) -> None:
    shown = on_a_terminal(stored, 200, "show", "1")
    assert "\x1b[1m98 civilians killed in April\x1b[0m" in shown
    assert "\x1b[1m24 children\x1b[0m" in shown
    assert "\x1b" not in show(stored, "1")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_screen_but_for_what_cannot_be_broken(
    stored: Project, width: int
) -> None:
    shown = on_a_terminal(stored, width, "show", "1")
    plain = shown.replace("\x1b[1m", "").replace("\x1b[0m", "")
    lines = [line for line in plain.splitlines() if "https:" not in line and "SHA-256" not in line]
    assert max(map(cell_width, lines)) <= width


def test_copies_name_each_other(stored: Project) -> None:
    assert re.search(r"copied by +report 2 of snhr, https://snhr.example/2/\n", show(stored, "1"))
    assert re.search(r"copy of +report 1 \(similarity 0.97\)\n", show(stored, "2"))
    assert [copy["report_id"] for copy in as_json(stored, "1")["copies"]] == [2]


def test_what_is_not_known_is_said(stored: Project) -> None:
    out = show(stored, "2")
    assert re.search(r"published +on no day that it tells\n", out)
    assert "none: stored before captures were kept" in out
    assert re.search(r"cite as +SNHR, “A title”, no date, .*, no capture kept\n", out)
    assert out.endswith("\nClaims\n\nnone\n")
    assert "\nIssues\n" not in out


def test_claims_that_nobody_read_are_told_with_what_reads_them(stored: Project) -> None:
    assert "not read yet: `scrapy reextract` reads them" in show(stored, "3")


def test_issues_are_shown_and_nothing_acts_on_the_terminal(stored: Project) -> None:
    out = show(stored, "3")
    assert re.search(r"Issues\n\n.*\n.*\n20\S+Z  warning  disappeared\n", out)
    assert "    HTTP 404<U+0007> Not Found\n" in out
    assert "First <U+001B>[31mtitle" in out
    assert not set("\x1b\x07") & set(out)
    assert "قُتل ١٥ مدنياً." in out


def test_json_has_all_of_it(stored: Project) -> None:
    report = as_json(stored, "3")
    columns = [name for (name,) in stored.rows("SELECT name FROM pragma_table_info('report')")]
    assert set(columns) <= set(report)
    assert report["body"] == "15 people died.\n\nقُتل ١٥ مدنياً."
    assert report["sections"] == []
    texts = [(one["number"], one["is_current"], one["body"]) for one in report["versions"]]
    assert texts == [(1, False, "12 people died."), (2, True, report["body"])]
    assert [one["kind"] for one in report["issues"]] == ["disappeared"]
    assert [one["url"] for one in report["addresses"]] == ["https://snhr.org/3/"]
    assert report["citation"] == report["versions"][1]["citation"]
    claims = as_json(stored, "1")["claims"]
    assert [claim["quote"] for claim in claims] == [quote for quote, _, _ in APRIL_CLAIMS]


def test_json_has_every_capture_of_a_crawled_report(copied: Project) -> None:
    ((report,),) = copied.rows("SELECT report_id FROM report WHERE versions = 2")
    told = {capture["capture_id"] for capture in as_json(copied, str(report))["captures"]}
    rows = copied.rows("SELECT capture_id FROM capture WHERE report_id = ?", report)
    assert {capture for (capture,) in rows} <= told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give one report, by its id or a URL of it (given: none)"),
        (["1", "2"], "(given: 1 2)"),
        (["0"], "there is no report 0: `scrapy search` shows the ids"),
        (["99"], "there is no report 99"),
        (["9" * 40], "there is no report"),
        (["-1"], "no report"),
        (["https://snhr.org/none/"], "no report stands at https://snhr.org/none/"),
        (["killed"], "no report stands at killed"),
        ([SHARED], "more than one report stands at"),
        (["1", "--text", "2"], "report 1 has no text 2; it has: 1"),
        (["3", "--text", "0"], "report 3 has no text 0; it has: 1, 2"),
        (["3", "--text", "old"], "invalid int value: 'old'"),
        (["3", "--text", "1", "--json"], "--json has every text: leave out --text"),
        (["1", "--captures"], "there is no option --captures: `scrapy show -h` lists them"),
    ],
)
def test_wrong_usage_is_told(stored: Project, arguments: list[str], said: str) -> None:
    ran = stored.scrapy("show", *arguments)
    assert ran.status == 2, ran.out
    assert said in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err


def test_without_a_database_it_says_how_to_get_one(tmp_path: Path) -> None:
    ran = Project(tmp_path / "none.sqlite").scrapy("show", "1")
    assert ran.status == 4
    assert ran.err.startswith("scrapy show: no database at ")


def test_the_help_has_examples_and_statuses(stored: Project) -> None:
    out = show(stored, "-h")
    for words in ("scrapy show 1734", "--text 1", "Exit status: 0"):
        assert words in out


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([], "abcdef"),
        ([(0, 6)], "<abcdef>"),
        ([(1, 2), (4, 5)], "a<b>cd<e>f"),
        ([(4, 5), (1, 2)], "a<b>cd<e>f"),
        ([(1, 4), (2, 3)], "a<bcd>ef"),
        ([(1, 3), (2, 5)], "a<bcde>f"),
        ([(1, 3), (3, 5)], "a<bcde>f"),
    ],
)
def test_places_that_overlap_are_marked_as_one(spans: list[tuple[int, int]], marked: str) -> None:
    shown = mark_spans("abcdef", spans)
    assert shown.replace(MARKS[0], "<").replace(MARKS[1], ">") == marked
