"""``scrapy search``: what the screen and programs get, and what is refused."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from claimed_reports import NOW, claim_report
from running import ROOT, Project
from seen_reports import see, writing

from crawler.commands.claim_table import cell_width
from storage.crawls import finish_crawl, start_crawl
from storage.ledger import publisher_id

ARABIC = "قُتل ٢٣ مدنياً بقصفٍ على مدينة الرَّقَّة، بينهم أطفال."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two crawls: 30 reports of mortars, one of them edited by the second; one in Arabic."""
    project = Project(tmp_path_factory.mktemp("library") / "reports.sqlite")
    with writing(project) as session:
        owner = publisher_id(session, "snhr", "SNHR", "https://snhr.example/")
        for number, at in enumerate((NOW, NOW + timedelta(days=1))):
            crawl = start_crawl(session, owner, at, {})
            if not number:
                for one in range(1, 30):
                    claim_report(
                        session, one, "A mortar hit it.", [], title=f"Mortar no{one}", at=at
                    )
            see(
                session, "https://snhr.org/e/", at, f"Mortars killed {12 + number}.", title="Edited"
            )
            finish_crawl(session, crawl, at, "complete", 0)
        see(session, "https://snhr.org/ar/", NOW, ARABIC, publisher="iraqinews",
            title="\x1b]0;owned\x07 مقتل مدنيين")  # fmt: skip
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "reports.sqlite")


def hits(project: Project, *arguments: str) -> list[dict[str, Any]]:
    ran = project.scrapy("search", "--json", *arguments)
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


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
    out = os.read(terminal, 20_000).decode()
    os.close(terminal)
    return out


def test_how_many_more_there_are_is_told(library: Project) -> None:
    out = library.scrapy("search", "mortar").out
    assert out.endswith("20 of 29 reports are shown; --limit N shows more\n")
    out = library.scrapy("search", "mortar", "--limit", "29").out
    assert out.endswith("\n29 reports\n")
    assert library.scrapy("search", "killed").out.endswith("\n1 report\n")
    assert library.scrapy("search", "mortar", "nowhere").out == "no report has all these words\n"


def test_json_is_alone_on_the_output_and_tells_what_is_cut_beside_it(library: Project) -> None:
    ran = library.scrapy("search", "mortar", "--json", "--limit", "2")
    assert [json.loads(line)["publisher"] for line in ran.out.splitlines()] == ["snhr", "snhr"]
    assert ran.err == "2 of 29 reports are shown; --limit N shows more\n"
    assert library.scrapy("search", "mortar", "--json", "--limit", "29").err == ""


@pytest.mark.parametrize(
    "typed",
    ["الرقة", "الرقه", "رقة", "الرَّقَّةِ", "الرقــة", "٢٣", "23", "۲۳", "اطفال", "أطفال", "مدنيا",
     '"مدينة الرقة"', "«مدينة الرقه»", "قتل مدنيا"],
)  # fmt: skip
def test_arabic_is_found_as_people_type_it(library: Project, typed: str) -> None:
    assert [hit["language"] for hit in hits(library, typed)] == ["en"]  # as the store was told
    assert "[" in hits(library, typed)[0]["snippet"]


@pytest.mark.parametrize("typed", ["حلب", "قة", "24", "2", '"الرقة مدينة"', "raqqa"])
def test_other_words_are_not_found(library: Project, typed: str) -> None:
    assert hits(library, typed) == []


def test_hits_are_bold_on_a_terminal_in_title_and_passage(library: Project) -> None:
    out = on_a_terminal(library, 80, "search", "mortar", "--limit", "1")
    assert out.count("\x1b[1mMortar\x1b[0m") == 1
    assert out.count("\x1b[1mmortar\x1b[0m") == 1
    assert "[mortar]" not in out


def test_a_hit_that_is_bold_in_arabic_has_its_vowel_signs(library: Project) -> None:
    assert "\x1b[1mالرَّقَّة\x1b[0m" in on_a_terminal(library, 80, "search", "الرقه")


def test_in_a_pipe_hits_stand_in_brackets(library: Project) -> None:
    out = library.scrapy("search", "mortar", "--limit", "1").out
    assert "[Mortar] " in out
    assert "A [mortar] hit it." in out
    assert "\x1b" not in out


@pytest.mark.parametrize("width", [30, 80])
def test_no_line_is_wider_than_the_screen_but_for_addresses(library: Project, width: int) -> None:
    out = on_a_terminal(library, width, "search", "mortar", "--limit", "3")
    plain = out.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert max(cell_width(line) for line in plain.splitlines() if "https:" not in line) <= width


def test_what_a_title_holds_does_not_act_on_the_terminal(library: Project) -> None:
    out = library.scrapy("search", "الرقة").out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "<U+001B>]0;owned<U+0007>" in out


def test_without_words_the_last_crawls_news_are_listed(library: Project) -> None:
    out = library.scrapy("search", "--since-crawl", "last").out
    assert "snhr  (changed)  Edited\n" in out
    assert out.endswith("\n2 reports\n")  # nobody crawled iraqinews: all of it is new
    assert [hit["news"] for hit in hits(library, "--since-crawl", "2", "killed")] == ["changed"]
    assert {hit["news"] for hit in hits(library, "--since-crawl", "1", "mortar")} == {"new"}
    assert hits(library, "--since-crawl", "2", "mortar") == []


def test_without_words_a_publisher_can_be_listed(library: Project) -> None:
    assert len(hits(library, "--publisher", "iraqinews")) == 1
    nothing = library.scrapy("search", "--since", "2030-01-01")
    assert (nothing.status, nothing.out) == (0, "no report is such\n")


def test_a_limit_of_any_size_is_taken(library: Project) -> None:
    assert len(hits(library, "mortar", "--limit", "9" * 30)) == 29


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give at least one word to search for, or --since-crawl last"),
        ([" "], "give at least one word"),
        (["?!"], "no letter and no digit to search for in: ?!"),
        (["?!", "--since-crawl", "last"], "no letter and no digit"),
        (["x", "--limit", "0"], "--limit 0: must be 1 or more"),
        (["x", "--limit", "-3"], "--limit -3: must be 1 or more"),
        (["x", "--limit", "all"], "invalid int value: 'all'"),
        (["x", "--publisher", "nobody"], "stored are: iraqinews, snhr"),
        (["x", "--publisher", ""], "stored are: iraqinews, snhr"),
        (["x", "--language", "xx"], "no report is in it; stored are: en"),
        (["x", "--since", "2017"], "2017 is no day such as 2017-01-01"),
        (["x", "--until", "2017-02-30"], "2017-02-30 is no day"),
        (["x", "--since", "2018-01-01", "--until", "2017-01-01"], "is after --until 2017-01-01"),
        (["x", "--since-crawl", "3"], "there is no crawl 3: they are numbered to 2"),
        (["x", "--since-crawl", "-1"], "neither the number of a crawl nor the word last"),
        (["x", "--since-crawl", "first"], "neither the number of a crawl nor the word last"),
        (["x", "--since-crawl", "9" * 30], "neither the number of a crawl nor the word last"),
        (
            ["x", "--after", "2017-01-01"],
            "there is no option --after: `scrapy search -h`",
        ),
    ],
)
def test_wrong_usage_is_told(library: Project, arguments: list[str], said: str) -> None:
    ran = library.scrapy("search", *arguments)
    assert ran.status == 2, ran.out
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_database_without_a_crawl_says_so(project: Project) -> None:
    with writing(project) as session:
        see(session, "https://snhr.org/1/", NOW, "A mortar.")
    ran = project.scrapy("search", "--since-crawl", "last")
    assert ran.status == 2
    assert "there was no crawl yet" in ran.err


def test_the_help_has_examples_and_statuses(project: Project) -> None:
    out = project.scrapy("search", "-h").out
    for words in ("scrapy search barrel bombs Idlib", "--since-crawl last", "Exit status: 0"):
        assert words in out
