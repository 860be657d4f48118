"""``scrapy compare``: the real command, on figures of several sources of the tests' own making."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from claimed_reports import (
    APRIL,
    COALITION,
    IDLIB,
    NOW,
    RAQQA,
    SNHR,
    SOHR,
    claim_report,
    month,
    on,
    part,
    store_comparable,
    url_of,
)
from running import ROOT, Project
from seen_reports import writing

from crawler.commands.claim_periods import Period, is_same_place, period_of, places_agree
from storage.claim_reviews import add_review

CJTF = "US-led coalition (CJTF-OIR)"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("told") / "reports.sqlite")
    store_comparable(project)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "reports.sqlite")


def tables(project: Project, *options: str) -> dict[tuple[str, str], list[tuple[Any, ...]]]:
    """Victims and scope of each table → claimant, number and the number of which it is a part."""
    found = {}
    for table in asked(project, *options)["tables"]:
        found[table["victims"], table["scope"]] = [
            (row["claimant"], row["count_min"], row["whole"] and row["whole"]["count_min"])
            for row in table["figures"]
        ]
    return found


def asked(project: Project, *options: str) -> dict[str, Any]:
    ran = project.scrapy("compare", "--json", *options)
    assert ran.status == 0, ran.err
    plain: dict[str, Any] = json.loads(ran.out)
    return plain


TOTALS = ("civilian", "period_total")
EVENTS = ("civilian", "incident")
GOES_ON = ("civilian", "cumulative")
CHILDREN = ("child", "period_total")
OF_MONTH = [("SNHR", 260, 640), ("SOHR", 187, None)]
OF_EVENT = [("SNHR", 11, None), ("SOHR", 14, None)]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--actor", "US-led coalition"],
         {EVENTS: OF_EVENT, TOTALS: OF_MONTH, GOES_ON: [(CJTF, 396, None)],
          CHILDREN: [("SNHR", 40, 260)]}),
        (["--actor", "the Coalition", "--scope", "period_total", "--victims", "civilian"],
         {TOTALS: OF_MONTH}),
        (["--actor", "CJTF-OIR", "--scope", "incident", "--all"],
         {EVENTS: [("SOHR", 3, None), *OF_EVENT, ("SNHR", 9, None)]}),
        (["--actor", "coalition", "--claimant", "SNHR", "--scope", "period_total"],
         {TOTALS: OF_MONTH[:1], CHILDREN: [("SNHR", 40, 260)]}),
        (["--actor", "coalition", "--claimant", "coalition", "--claimant", "SOHR",
          "--scope", "cumulative"], {GOES_ON: [(CJTF, 396, None)]}),
        (["--actor", "coalition", "--since", "2017-06-01", "--scope", "cumulative"],
         {GOES_ON: [(CJTF, 396, None)]}),
        (["--actor", "coalition", "--since", "2017-05-01", "--scope", "period_total"], {}),
        (["--actor", "coalition", "--until", "2017-03-31", "--scope", "period_total"], {}),
        (["--actor", "coalition", "--harm", "injured"], {}),
        (["--actor", "coalition", "--claimant", "Airwars"], {}),
        (["--actor", "Russia"], {}),
        (["1"], {EVENTS: [*OF_EVENT, ("SNHR", 9, None)], TOTALS: OF_MONTH,
                 CHILDREN: [("SNHR", 40, 260)]}),
        (["2"], {TOTALS: OF_MONTH}),
        (["3"], {EVENTS: [("SOHR", 3, None), *OF_EVENT]}),
        (["4"], {GOES_ON: [(CJTF, 396, None)]}),
        ([url_of(6, "syriatimes")], {TOTALS: OF_MONTH}),
        (["1", "--claimant", "Reuters", "--scope", "period_total", "--victims", "civilian"],
         {TOTALS: OF_MONTH[:1]}),
        (["1", "--actor", "Russia"], {}),
    ],
)  # fmt: skip
def test_figures_of_one_party_stand_beside_each_other(
    told: Project, options: list[str], found: dict[Any, Any]
) -> None:
    assert tables(told, *options) == found


def test_the_tables_tell_period_words_and_how_to_read_them(told: Project) -> None:
    ran = told.scrapy("compare", "--actor", "coalition")
    assert ran.status == 0, ran.err
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    start = lines.index("US-led coalition: killed, civilian, period total")
    link = "https://snhr.example/1/#:~:text=260%20of%20them%20by%20the%20coalition"
    assert lines[start + 2] == "period claimant number part of claim from"
    assert lines[start + 4 : start + 8] == [
        "2017-04 SNHR 260 640 2 snhr",
        "“260 of them by the coalition”",
        f"snhr, report 1, published 2017-05-01: {link}",
        "part of 640: “640 civilians were killed”",
    ]
    assert lines[start + 8] == "2017-04 SOHR 187 6 iraqinews"
    assert lines[start + 11] == "said again in report 6"
    assert any(line.startswith("since 2014-08-08, told 2017-05-30 US-led") for line in lines)
    assert "Left out: events of which one claimant alone tells: 2; --all shows them." in lines
    assert "Left out: figures without dates: 1; `scrapy claims` shows them." in lines
    assert lines[-1].startswith("How to read: each line is one claimant's own figure")
    assert "447" not in ran.out


def test_the_report_itself_is_marked_and_being_alone_is_told(told: Project) -> None:
    out = told.scrapy("compare", "2").out
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert "2017-04 SOHR 187 6 this report" in rows
    assert "2017-04 SNHR 260 640 2 snhr" in rows
    assert "No other claimant" not in out
    assert "No other claimant gives such a figure." in told.scrapy("compare", "4").out
    nobody = told.scrapy("compare", "1", "--harm", "injured").out
    assert nobody == "Report 1 gives no figure of a known party that can be compared.\n"


def test_a_part_of_the_partys_own_number_is_no_further_figure(project: Project) -> None:
    given = {"actor": COALITION, **SNHR, **month(2017, 4)}
    words = "98 died, 56 by the coalition, 12 of these in Raqqa. In May it was 7, 3 in Idlib."
    may = {"actor": COALITION, **SNHR, **month(2017, 5)}
    with writing(project) as session:
        claim_report(session, 1, words, [
            ("98 died", 98, {**SNHR, **month(2017, 4)}),
            ("56 by the coalition", 56, part(0, **given)),
            ("12 of these in Raqqa", 12, part(1, place=RAQQA, place_text="Raqqa", **given)),
            ("it was 7", 7, may),
            ("3 in Idlib", 3, part(None, place=IDLIB, place_text="Idlib", **may)),
        ])  # fmt: skip
    assert tables(project, "--actor", "coalition") == {
        TOTALS: [("SNHR", 56, 98), ("SNHR", 7, None)]
    }


def test_what_was_rejected_is_no_figure_and_a_copy_is_none_of_its_own(project: Project) -> None:
    given = {"actor": COALITION, **SNHR, **month(2017, 4)}
    with writing(project) as session:
        claim_report(session, 1, "It killed 98.", [("killed 98", 98, given)])
        claim_report(session, 2, "It killed 89.", [("killed 89", 89, given)])
        claim_report(session, 3, "It killed 77.", [("killed 77", 77, given)],
                     duplicate_of=1, similarity=0.9)  # fmt: skip
        add_review(session, 2, "rejected", reviewer="Amal", now=NOW)
        add_review(
            session, 1, "corrected", corrections={"victims": "man"}, reviewer="Amal", now=NOW
        )
    assert tables(project, "--actor", "coalition") == {TOTALS: [("SNHR", 98, None)]}
    assert "victims civilian → man" in project.scrapy("compare", "--actor", "coalition").out


def test_a_place_that_is_named_otherwise_makes_no_further_figure(project: Project) -> None:
    event = {"actor": COALITION, **SNHR, **on("2017-04-12")}
    words = (
        "31 dead in Tout. 31 civilians died in Tout village."
        " 31 men died in Hama, and 31 more nobody knows where."
    )
    with writing(project) as session:
        claim_report(session, 1, words, [
            ("31 dead in Tout", 31, {"place_text": "Tout", **event}),
            ("31 civilians died in Tout village", 31, {"place_text": "Tout village", **event}),
            ("31 men died in Hama", 31, {"place_text": "Hama", **event}),
            ("31 more", 31, event),
        ])  # fmt: skip
    (table,) = asked(project, "--actor", "coalition", "--all")["tables"]
    told = [(row["place_text"], len(row["again"])) for row in table["figures"]]
    assert told == [(None, 0), ("Hama", 0), ("Tout", 1)]


def test_different_numbers_of_one_claimant_both_stand(project: Project) -> None:
    given = {"actor": COALITION, **SNHR, **month(2017, 4)}
    with writing(project) as session:
        claim_report(session, 1, "It killed 98.", [("killed 98", 98, given)])
        claim_report(
            session, 2, "It killed 99.", [("killed 99", 99, given)], published="2017-06-01"
        )
        day = {**given, "date_precision": None, "date_end": date(2017, 4, 30)}
        claim_report(session, 3, "So it killed 98.", [("killed 98", 98, day)])
    (table,) = asked(project, "--actor", "coalition")["tables"]
    assert [(row["count_min"], len(row["again"])) for row in table["figures"]] == [(98, 1), (99, 0)]
    assert {(row["first_day"], row["last_day"]) for row in table["figures"]} == {
        ("2017-04-01", "2017-04-30")
    }


def test_an_event_is_held_against_those_of_its_place_and_days_alone(project: Project) -> None:
    event = {"actor": COALITION, **on("2017-04-12")}
    raqqa = {"place": RAQQA, "place_text": "Raqqa"}
    with writing(project) as session:
        claim_report(session, 1, "5 died in Raqqa.", [("5 died", 5, {**event, **raqqa, **SNHR})])
        others = [
            ("6 died", 6, {**event, **SOHR, "place": IDLIB, "place_text": "Idlib"}),
            ("7 died", 7, {**event, **SOHR, **raqqa, **on("2017-04-13")}),
            ("8 died", 8, {**event, **SNHR, **raqqa}),
        ]
        words = "6 died in Idlib. 7 died a day later. 8 died."
        claim_report(session, 2, words, others, publisher="iraqinews")
        claim_report(session, 3, "9 died.", [("9 died", 9, {**event, **SOHR})])
    assert tables(project, "1") == {EVENTS: [("SOHR", 9, None), ("SNHR", 5, None)]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give a report, or a party by --actor"),
        (["77"], "there is no report 77"),
        (["1", "2"], "give one report, by its id or a URL of it (given: 1 2)"),
        (["https://snhr.example/99/"], "no report stands at https://snhr.example/99/"),
        (["--actor", "Rusia"], "nobody has this name; close are: Russian forces"),
        (["--actor", ""], "--actor: give a name, or a part of one"),
        (["--actor", "kurdish"], "may be Peshmerga"),
        (["--actor", "coalition", "--claimant", "SNRH"], "close are: SNHR"),
        (["--actor", "coalition", "--harm", "kill"], "invalid choice: 'kill'"),
        (["--actor", "coalition", "--scope", "month"], "invalid choice: 'month'"),
        (["--actor", "coalition", "--since", "May"], "May is no day"),
        (["--actor", "coalition", "--since", "2017-05-01", "--until", "2017-04-01"], "is after"),
        (["--aktor", "coalition"], "there is no option --aktor"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(told: Project, arguments: list[str], said: str) -> None:
    ran = told.scrapy("compare", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_part_of_several_names_is_asked_back(project: Project) -> None:
    with writing(project) as session:
        claim_report(session, 1, APRIL, [
            ("24 children", 24, {"actor_text": "masked men", **SNHR}),
            ("98 civilians", 98, {"actor": COALITION, **SNHR}),
        ])  # fmt: skip
    ran = project.scrapy("compare", "--actor", "masked")
    assert ran.status == 2
    assert "only words of texts, no name of a party; the claims name: US-led coalition" in ran.err
    assert project.scrapy("compare", "--actor", "led coal").status == 0


def test_without_a_database_it_says_how_to_get_one(tmp_path: Path) -> None:
    project = Project(tmp_path / "reports.sqlite")
    ran = project.scrapy("compare", "1")
    assert ran.status == 4
    assert ran.err.startswith("scrapy compare: no database at ")


def test_the_query_in_the_docs_answers_as_the_command_does(told: Project) -> None:
    page = (ROOT / "docs/claims.md").read_text("utf-8")
    query = page.partition("## Compare")[2].split("```sql\n")[1].split("```")[0]
    rows = [(row[3], row[4], row[7]) for row in told.rows(query)]
    assert list(dict.fromkeys(rows)) == [(CJTF, 396, None), *OF_MONTH]
    command = re.findall(r"scrapy compare [^`]*?--claimant SOHR(?=\n\n)", page)[-1]
    arguments = shlex.split(command.replace("\\\n", " "))[2:]
    found = tables(told, *arguments)
    assert [*found[GOES_ON], *found[TOTALS]] == [(CJTF, 396, None), *OF_MONTH]


def claim(**given: Any) -> dict[str, Any]:
    dates = {"date_start": None, "date_end": None, "date_precision": "day", "scope": "incident"}
    place = dict.fromkeys(("place_key", "place", "place_text", "place_kind", "adm1", "country"))
    return {**dates, **place, "published_date": "2017-05-01", **given}


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ({"date_start": "2017-04-04"}, "2017-04-04", "2017-04-04"),
        ({"date_start": "2017-04-04", "date_end": "2017-04-06"}, "2017-04-04", "2017-04-06"),
        ({"date_start": "2017-02-01", "date_precision": "month"}, "2017-02-01", "2017-02-28"),
        ({"date_start": "2016-01-01", "date_precision": "year"}, "2016-01-01", "2016-12-31"),
        ({"date_end": "2017-02-01", "date_precision": "month"}, None, "2017-02-28"),
        ({"date_start": "2017-03-01", "scope": "period_total"}, "2017-03-01", "2017-05-01"),
        ({"date_start": "2011-03-01", "scope": "cumulative"}, "2011-03-01", "2017-05-01"),
        ({"scope": "cumulative"}, None, "2017-05-01"),
        ({"scope": "cumulative", "published_date": None}, None, None),
    ],
)
def test_a_claim_is_about_all_days_that_its_words_may_mean(
    given: dict[str, Any], first: str | None, last: str | None
) -> None:
    period = period_of(claim(**given))
    assert period is not None
    assert [day and day.isoformat() for day in (period.first, period.last)] == [first, last]


@pytest.mark.parametrize("scope", ["incident", "period_total"])
def test_without_dates_a_claim_has_no_period(scope: str) -> None:
    assert period_of(claim(scope=scope)) is None


APR, MAY = date(2017, 4, 1), date(2017, 5, 1)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((APR, MAY), (MAY, MAY), True),
        ((APR, APR), (APR, APR), True),
        ((None, MAY), (APR, APR), True),
        ((APR, None), (MAY, None), True),
        ((None, None), (APR, APR), True),
        ((APR, APR), (MAY, MAY), False),
        ((None, APR), (MAY, None), False),
        ((MAY, None), (None, APR), False),
    ],
)
def test_periods_overlap_in_a_day(one: Any, other: Any, overlap: bool) -> None:
    assert Period(*one).overlaps(Period(*other)) is overlap
    assert Period(*other).overlaps(Period(*one)) is overlap


CITY = {"place_key": "1", "place": "Idlib", "place_kind": "city", "adm1": "Idlib", "country": "SY"}
AROUND = CITY | {"place_key": "2", "place_kind": "governorate"}
SYRIA = CITY | {"place_key": "3", "place": "Syria", "place_kind": "country", "adm1": None}
TOWN = CITY | {"place_key": "4", "place": "Sarmin", "place_kind": "town"}
IRAQ = SYRIA | {"place_key": "5", "place": "Iraq", "country": "IQ"}
ALEPPO = AROUND | {"place_key": "6", "place": "Aleppo", "adm1": "Aleppo"}


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (CITY, CITY, True),
        (CITY, {}, True),
        (CITY, AROUND, True),
        (CITY, SYRIA, True),
        (CITY, {"place_text": "IDLIB"}, True),
        ({"place_text": "a camp"}, {"place_text": "a camp"}, True),
        (CITY, {"place_text": "Idlib countryside"}, True),
        (CITY, {"place_text": "Idlibian"}, False),
        (CITY, TOWN, False),
        (CITY, ALEPPO, False),
        (CITY, IRAQ, False),
        (AROUND, ALEPPO, False),
        (SYRIA, IRAQ, False),
        (CITY, {"place_text": "Hama"}, False),
        ({"place_text": "a camp"}, {"place_text": "a market"}, False),
    ],
)
def test_places_agree_where_they_may_be_one(
    one: dict[str, Any], other: dict[str, Any], agree: bool
) -> None:
    assert places_agree(claim(**one), claim(**other)) is agree
    assert places_agree(claim(**other), claim(**one)) is agree


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (CITY, CITY, True),
        ({}, {}, True),
        (CITY, {"place_text": "idlib"}, True),
        ({"place_text": "Tout"}, {"place_text": "Tout village"}, True),
        (CITY, {}, False),
        (CITY, AROUND, False),
        (CITY, SYRIA, False),
        (CITY, {"place_text": "Hama"}, False),
        ({"place_text": "Tout"}, {"place_text": "Toutan"}, False),
    ],
)
def test_a_place_is_the_same_only_where_it_is_named(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    assert is_same_place(claim(**one), claim(**other)) is same
    assert is_same_place(claim(**other), claim(**one)) is same
