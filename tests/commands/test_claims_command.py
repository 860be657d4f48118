"""``scrapy claims``: the real command on claims of the tests' own making."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from claimed_reports import (
    APRIL,
    APRIL_CLAIMS,
    NOW,
    claim_report,
    month,
    part,
    store_april,
    url_of,
)
from running import ROOT, Project
from seen_reports import writing

from crawler.claim import Qualifier
from crawler.commands.claim_table import Head, Line, cell_width, draw_lines
from crawler.commands.claim_words import number_words, period_words
from crawler.commands.quote_link import quote_link
from crawler.exporting.cells import safe_cell
from storage.claim_reviews import add_review


@pytest.fixture(scope="module")
def april(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("april") / "reports.sqlite")
    store_april(project)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "reports.sqlite")


def shown(project: Project, *options: str) -> list[dict[str, Any]]:
    ran = project.scrapy("claims", "--json", *options)
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def counts(project: Project, *options: str) -> list[tuple[int | None, int | None]]:
    return [(claim["count_min"], claim["count_max"]) for claim in shown(project, *options)]


WHOLES = [(98, 98), (None, None), (60, 70)]
FOUND: list[tuple[list[str], list[Any]]] = [
    ([], WHOLES),
    (["--actor", "Russian forces"], [(60, 70)]),
    (["--actor", "russia"], [(60, 70)]),
    (["--actor", "russian FORC"], [(60, 70)]),
    (["--actor", "Turkey"], []),
    (["--claimant", "Syrian Observatory for Human Rights"], [(60, 70)]),
    (["--claimant", "the syrian network for human rights"], WHOLES[:2]),
    (["--claimant", "monitor"], WHOLES),
    (["--claimant", "medical"], []),
    (["--place", "idlib"], [(60, 70)]),
    (["--place", "Mosul"], []),
    (["--since", "2017-04-05"], WHOLES[:2]),
    (["--until", "2017-03-31"], []),
    (["--since", "2017-05-01"], []),
    (["--victims", "person"], [(60, 70)]),
    (["--victims", "child"], []),
    (["--harm", "injured"], [(None, None)]),
    (["--harm", "detained"], []),
    (["--scope", "incident"], [(60, 70)]),
    (["--scope", "cumulative"], []),
    (["--publisher", "IraqiNews"], [(60, 70)]),
    (["--report", "2"], [(60, 70)]),
    (["--report", url_of(1)], WHOLES[:2]),
    (["--limit", "1"], [(98, 98)]),
    (["--report", "1", "--all-versions"], [(98, 98), (98, 98), (None, None)]),
]
PARTS: list[tuple[list[str], list[int | None]]] = [
    (["--parts", "--report", "1"], [98, 24, 56, 42, None]),
    (["--parts", "--victims", "child"], [98, 24]),
    (["--parts", "--actor", "Russia"], [98, 56, 60]),
    (["--parts", "--actor", "Russia", "--limit", "1"], [98, 56]),
    (["--parts", "--harm", "injured"], [None]),
    (["--parts", "--scope", "cumulative"], []),
    (["--parts", "--claimant", "SOHR"], [60]),
    (["--parts", "--report", "1", "--all-versions"], [98, 98, 24, 56, 42, None]),
]
WRONG = [
    (["--actor", "Rusia"], "nobody has this name; close are: Russian forces"),
    (["--actor", "xyzzyx"], "nobody has this name; the claims name: Russian forces, Syrian"),
    (["--actor", "kurdish"], "may be Peshmerga, Syrian Democratic Forces"),
    (["--actor", " "], "--actor: give a name, or a part of one"),
    (["--actor", "100%"], "--actor 100%: nobody has this name"),
    (["--claimant", "SNRH"], "nobody has this name; close are: SNHR"),
    (["--claimant", ""], "--claimant: give a name, or a part of one"),
    (["--publisher", "nobody"], "nothing of it is stored; stored are: iraqinews, snhr"),
    (["--publisher", "snh"], "stored are: iraqinews, snhr"),
    (["--report", "77"], "there is no report 77"),
    (["--since", "April"], "April is no day such as 2017-01-01"),
    (["--since", "2017-02-30"], "2017-02-30 is no day"),
    (["--since", "2017-05-01", "--until", "2017-04-01"], "is after --until 2017-04-01"),
    (["--victims", "children"], "invalid choice: 'children'"),
    (["--harm", "kill"], "invalid choice: 'kill'"),
    (["--scope", "month"], "invalid choice: 'month'"),
    (["--limit", "0"], "--limit 0: must be 1 or more"),
    (["--limit", "-3"], "--limit -3: must be 1 or more"),
    (["--limit", "all"], "invalid int value"),
    (["--json", "--csv"], "not allowed with argument"),
    (["Idlib"], "takes no arguments (given: Idlib)"),
    (["--aktor", "Russia"], "there is no option --aktor: `scrapy claims -h` lists them"),
]


def test_each_number_stands_with_its_words_and_a_link_to_them(april: Project) -> None:
    ran = april.scrapy("claims")
    assert ran.status == 0, ran.err
    head, _, *lines = ran.out.splitlines()
    columns = "claim date harm number victims actor claimant place scope"
    assert " ".join(head.split()) == columns
    event = next(number for number, line in enumerate(lines) if "2017-04-04" in line)
    cells = "7 2017-04-04 killed 60–70 person Russian forces (suspected) SOHR Idlib incident"
    assert " ".join(lines[event].split()) == cells
    link = "https://iraqinews.example/2/#:~:text=60%20to%2070%20people%20died"
    assert [line.strip() for line in lines[event + 1 : event + 4]] == [
        "“60 to 70 people died”",
        f"iraqinews, report 2, published 2017-04-05: {link}",
        "flags: superseded",
    ]
    assert any(line.split()[3:5] == ["dozens", "SNHR"] for line in lines)
    assert lines[-1].endswith("Never to be added up: claims overlap.")


@pytest.mark.parametrize(("options", "found"), FOUND)
def test_claims_are_found_by_what_is_known_of_them(
    april: Project, options: list[str], found: list[Any]
) -> None:
    assert counts(april, *options) == found


@pytest.mark.parametrize(("options", "found"), PARTS)
def test_parts_stand_under_their_wholes(
    april: Project, options: list[str], found: list[int | None]
) -> None:
    assert [low for low, _ in counts(april, *options)] == found


def test_a_part_says_of_what_and_is_told_of_where_it_is_not_shown(april: Project) -> None:
    out = april.scrapy("claims", "--victims", "child", "--parts").out
    assert "↳ 24" in out
    assert "part of claim 2; not to be added to it" in out
    assert april.scrapy("claims", "--victims", "child").out == (
        "No whole claim is such, but parts of claims are: --parts shows them.\n"
    )
    both = april.scrapy("claims", "--actor", "Russia").out
    assert "Parts of claims are such, too: --parts shows them." in both
    assert "--parts" not in april.scrapy("claims", "--claimant", "SOHR").out


def test_parts_whose_whole_is_not_stated_or_was_rejected_still_stand(project: Project) -> None:
    with writing(project) as session:
        claims = [*APRIL_CLAIMS[:1], ("24 children", 24, part(None))]
        claim_report(session, 1, APRIL, claims, title="98 civilians killed in April")
        add_review(session, 1, "rejected", reviewer="Amal", now=NOW)
    assert [low for low, _ in counts(project)] == []
    assert [low for low, _ in counts(project, "--parts")] == [24]
    assert "part of a whole that is not shown" in project.scrapy("claims", "--parts").out


def test_a_name_that_is_a_part_of_another_name_is_meant_alone(project: Project) -> None:
    with writing(project) as session:
        for number, claimant in enumerate(("RT", "North Press", "Reuters"), 1):
            told = {"claimant": claimant}
            claim_report(session, number, f"{APRIL} {number}", [("24 children", number, told)])
    assert counts(project, "--claimant", "rt") == [(1, 1)]
    assert counts(project, "--claimant", "rt", "--limit", "5") == [(1, 1)]
    assert counts(project, "--claimant", "north") == [(2, 2)]


def test_what_people_judged_stands_beside(project: Project) -> None:
    store_april(project)
    with writing(project) as session:
        add_review(session, 7, "corrected", corrections={"count_max": "65", "place": ""},
                   note="of two towns", reviewer="Amal", now=NOW)  # fmt: skip
        add_review(session, 1, "rejected", reviewer="Amal", now=NOW)
        add_review(session, 6, "accepted", now=NOW)
    out = project.scrapy("claims").out
    told = "corrected by Amal on 2026-03-01: count_max 70 → 65, place Idlib → nothing"
    assert f"    {told} “of two towns”\n" in out
    assert "60–70" in out
    assert "    accepted by nobody named on 2026-03-01\n" in out
    assert "“98 civilians killed in April”" not in out
    every = project.scrapy("claims", "--all-versions").out
    assert "    rejected by Amal on 2026-03-01\n" in every
    assert shown(project, "--claimant", "SOHR")[0]["corrections"] == {
        "count_max": 65,
        "place": None,
    }


def test_earlier_texts_are_shown_where_they_are_asked_for(project: Project) -> None:
    with writing(project) as session:
        later = NOW + timedelta(days=1)
        claim_report(session, 1, "12 civilians died.", [("12 civilians", 12, {})])
        claim_report(session, 1, "15 civilians died.", [("15 civilians", 15, {})], at=later)
    assert counts(project) == [(15, 15)]
    assert counts(project, "--all-versions") == [(15, 15), (12, 12)]
    out = project.scrapy("claims", "--all-versions").out
    assert "in text 1, not the current one: https://snhr.example/1/" in out


def test_json_has_the_columns_of_the_view_and_lists_as_lists(april: Project) -> None:
    claim = shown(april, "--claimant", "SOHR")[0]
    (row,) = april.rows("SELECT * FROM claim WHERE claim_id = 7")
    assert len(claim) == len(row) + 1
    assert claim["flags"] == ["superseded"]
    assert (claim["date_start"], claim["is_current"]) == ("2017-04-04", True)
    assert claim["link"].startswith("https://iraqinews.example/2/#:~:text=60")


def test_files_have_all_claims_and_a_table_the_latest_twenty(project: Project) -> None:
    with writing(project) as session:
        for number in range(1, 24):
            told = {"date_start": None, **month(2017, 4)}
            claim_report(
                session, number, f"{APRIL} {number}", [("24 children", number, told)],
                published=f"2017-05-{number:02}",
            )  # fmt: skip
    assert len(shown(project)) == 23
    out = project.scrapy("claims").out
    assert out.count("“24 children”") == 20
    assert "The latest 20 are shown; --limit N shows more." in out
    assert "2017-05-23" in out
    assert "2017-05-03" not in out
    assert "The latest" not in project.scrapy("claims", "--limit", "23").out


def test_csv_is_read_back_as_it_was(april: Project) -> None:
    ran = april.scrapy("claims", "--csv", "--parts")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["claim_id"] for row in rows] == ["2", "3", "4", "5", "6", "7"]
    columns = io.StringIO(ran.out).readline().strip().split(",")
    assert columns[:3] == ["claim_id", "report_id", "version_id"]
    assert columns[-1] == "link"
    assert (rows[-1]["quote"], rows[-1]["flags"]) == ("60 to 70 people died", '["superseded"]')
    nothing = april.scrapy("claims", "--csv", "--scope", "cumulative").out
    assert nothing.strip().split(",") == columns


def test_nothing_of_a_text_runs_in_a_spreadsheet(project: Project) -> None:
    text = "=HYPERLINK(1) 24 قُتل, they “say”."
    quotes = ["=HYPERLINK(1) 24 قُتل", "24 قُتل, they"]
    with writing(project) as session:
        claim_report(session, 1, text, [
            (quotes[0], 24, {"claimant": "@SUM(A1)", "actor_text": "-2+3"}),
            (quotes[1], 25, {"claimant": "+1", "place_text": " =1"}),
        ], title="\t=1")  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(project.scrapy("claims", "--csv").out)))
    assert [row["quote"] for row in rows] == [f"'{quotes[0]}", quotes[1]]
    assert [row["claimant"] for row in rows] == ["'@SUM(A1)", "'+1"]
    assert (rows[0]["actor_text"], rows[1]["place_text"]) == ("'-2+3", "' =1")
    assert rows[0]["count_min"] == "24"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("98 civilians", "98 civilians"),
        ("a=b", "a=b"),
        ("'=1", "'=1"),
        (-1.5, -1.5),
        (0, 0),
        (None, None),
        (True, 1),
        ([], "[]"),
        ("=1", "'=1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@A", "'@A"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
    ],
    ids=repr,
)
def test_a_cell_is_guarded_where_it_begins_as_a_formula(value: object, cell: object) -> None:
    assert safe_cell(value) == cell


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_wrong_usage_is_told_in_a_sentence(april: Project, options: list[str], said: str) -> None:
    ran = april.scrapy("claims", *options)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_nothing_found_says_why(project: Project) -> None:
    with writing(project) as session:
        claim_report(session, 1, APRIL, [])
    empty = project.scrapy("claims")
    assert empty.status == 0
    assert empty.out.startswith("No claims are stored:")
    assert "scrapy reextract" in empty.out
    with writing(project) as session:
        claim_report(session, 2, APRIL, [("24 children", 24, {})])
    out = project.scrapy("claims", "--since", "2017-01-01").out
    assert out == "No claim is such. Those without dates are left out.\n"


def test_without_a_database_it_says_how_to_get_one(tmp_path: Path) -> None:
    project = Project(tmp_path / "reports.sqlite")
    ran = project.scrapy("claims")
    assert ran.status == 4
    assert ran.err.startswith("scrapy claims: no database at ")
    assert not project.database.exists()


def on_a_terminal(project: Project, width: int, *arguments: str) -> list[str]:
    """The lines that a terminal of so many columns shows."""
    terminal, shown = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        env={**project.environment, "COLUMNS": str(width)},
        stdout=shown,
        timeout=60,
        check=True,
    )
    os.close(shown)
    assert done.returncode == 0
    out = os.read(terminal, 20_000).decode()
    os.close(terminal)
    return out.splitlines()


@pytest.mark.parametrize("width", [24, 45, 80, 100, 160])
def test_a_table_is_no_wider_than_the_screen_but_for_addresses(april: Project, width: int) -> None:
    lines = on_a_terminal(april, width, "claims")
    links = [line.strip() for line in lines if "https://" in line]
    link = "https://iraqinews.example/2/#:~:text=60%20to%2070%20people%20died"
    assert any(line.endswith(link) for line in links)
    assert max(cell_width(line) for line in lines if "https://" not in line) <= width
    words = " ".join(" ".join(lines).split())
    assert "60–70" in words
    assert ("scope: incident" in words) is (width in {45, 80})
    assert "dozens were injured" in words


def test_a_file_gets_all_words_whatever_the_screen(april: Project) -> None:
    out = april.scrapy("claims", COLUMNS="40").out
    assert "Russian forces (suspected)  SOHR" in out


HEAD = Head(("actor", "place", "number"), cut=frozenset({"actor"}), spare=("place",))


@pytest.mark.parametrize(
    ("width", "row"),
    [
        (None, "aaaaaaaaaaaaaaaaaaaa  Idlib  1,234,567\n"),
        (38, "aaaaaaaaaaaaaaaaaaaa  Idlib  1,234,567\n"),
        (37, "aaaaaaaaaaaaaaaaaa…  Idlib  1,234,567\n"),
        (26, "aaaaaaa…  Idlib  1,234,567\n"),
        (25, "aaaaaaaaaaaaa…  1,234,567\n    place: Idlib\n"),
        (19, "aaaaaaa…  1,234,567\n    place: Idlib\n"),
        (18, "aaaaaaaaaaaaaaaaaaaa\n· Idlib · 1,234,567\n"),
        (1, "aaaaaaaaaaaaaaaaaaaa\n· Idlib · 1,234,567\n"),
    ],
)
def test_a_number_is_never_cut(width: int | None, row: str) -> None:
    out = draw_lines(HEAD, [Line(("a" * 20, "Idlib", "1,234,567"))], width)
    assert out.endswith(row)


def test_columns_without_anything_are_left_out() -> None:
    assert (
        draw_lines(HEAD, [Line(("A", "", "1"))], None) == "actor  number\n-----  ------\nA      1\n"
    )


@pytest.mark.parametrize(
    ("text", "columns"), [("قُتل", 3), ("abc", 3), ("日本", 4), ("", 0), ("a\u200cb", 2)]
)
def test_marks_take_no_room_on_the_screen(text: str, columns: int) -> None:
    assert cell_width(text) == columns


def claim(**given: Any) -> dict[str, Any]:
    dates = {"date_start": None, "date_end": None, "date_precision": None, "scope": "incident"}
    number = {"count_min": 98, "count_max": 98, "vague": None, "qualifier": "exact"}
    return {**dates, **number, **given}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "98"),
        ({"qualifier": Qualifier.AT_LEAST}, "≥ 98"),
        ({"qualifier": Qualifier.MORE_THAN}, "> 98"),
        ({"qualifier": Qualifier.ABOUT}, "~ 98"),
        ({"qualifier": Qualifier.UP_TO}, "≤ 98"),
        ({"count_min": 60, "count_max": 70}, "60–70"),
        ({"count_min": 1302, "count_max": 1302}, "1,302"),
        ({"count_min": 0, "count_max": 0}, "0"),
        ({"count_min": None, "count_max": None, "vague": "dozens"}, "dozens"),
        ({"count_min": None, "vague": "scores", "qualifier": "at_least"}, "≥ scores"),
        ({"count_min": None, "count_max": None}, "no number"),
    ],
)
def test_a_number_is_shown_as_it_is_meant(given: dict[str, Any], words: str) -> None:
    assert number_words(claim(**given)) == words


@pytest.mark.parametrize(
    ("start", "end", "precision", "scope", "words"),
    [
        ("2017-04-04", "2017-04-04", "day", "incident", "2017-04-04"),
        ("2017-04-04", None, "day", "incident", "2017-04-04"),
        ("2017-04-04", "2017-04-06", "day", "incident", "2017-04-04 – 2017-04-06"),
        ("2017-04-01", "2017-04-01", "month", "period_total", "2017-04"),
        ("2017-01-01", "2017-06-01", "month", "period_total", "2017-01 – 2017-06"),
        ("2017-01-01", "2017-01-01", "year", "period_total", "2017"),
        ("2011-03-01", None, "month", "cumulative", "since 2011-03"),
        ("2011-03-01", None, "month", "period_total", "since 2011-03"),
        (None, "2017-06-01", "month", "cumulative", "until 2017-06"),
        ("2017-04-04", "2017-04-04", None, "incident", "2017-04-04"),
        (None, None, None, "incident", ""),
        (None, None, None, "cumulative", ""),
    ],
)
def test_dates_are_shown_no_more_exactly_than_they_are_told(
    start: str | None, end: str | None, precision: str | None, scope: str, words: str
) -> None:
    dates = {"date_start": start, "date_end": end, "date_precision": precision, "scope": scope}
    assert period_words(claim(**dates)) == words


@pytest.mark.parametrize(
    ("url", "quote", "link"),
    [
        ("https://a.org/1", "98 died", "https://a.org/1#:~:text=98%20died"),
        ("https://a.org/1#top", "98 died", "https://a.org/1#top:~:text=98%20died"),
        ("https://a.org/1", "air-raid, & more", "https://a.org/1#:~:text=air%2Draid%2C%20%26%20more"),
        ("https://a.org/1", "one\ntwo", "https://a.org/1#:~:text=one%20two"),
        ("https://a.org/1", "a b c d e f g h i j k", "https://a.org/1#:~:text=a%20b%20c%20d,h%20i%20j%20k"),
        ("https://a.org/1", "٣ قتلى", "https://a.org/1#:~:text=%D9%A3%20%D9%82%D8%AA%D9%84%D9%89"),
    ],
)  # fmt: skip
def test_a_link_leads_to_the_quote(url: str, quote: str, link: str) -> None:
    assert quote_link(url, quote) == link


def test_the_help_names_every_option(project: Project) -> None:
    ran = project.scrapy("claims", "-h")
    assert ran.status == 0
    for name in (
        *("actor", "claimant", "place", "since", "until", "victims", "harm", "publisher"),
        *("scope", "limit", "all-versions", "json", "csv", "parts", "report"),
    ):
        assert f"--{name}" in ran.out
    assert "Exit status:" in ran.out
