"""``scrapy review``: the real command, on claims of the tests' own making."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from claimed_reports import APRIL, NOW, SNHR, claim_report, month, part, store_april
from running import Project
from seen_reports import writing


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "reports.sqlite")
    store_april(project)
    return project


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """For commands that must not change it."""
    project = Project(tmp_path_factory.mktemp("april") / "reports.sqlite")
    store_april(project)
    return project


def judged(project: Project) -> list[tuple[Any, ...]]:
    return project.rows("SELECT judgement, corrections, note, reviewer FROM claim_review")


def read(project: Project) -> list[tuple[Any, ...]]:
    """The rows of claims, without what follows from people's judgements."""
    columns = project.rows("SELECT name FROM pragma_table_info('claims')")
    names = {name for (name,) in columns} - {"is_top", "review_id"}
    return project.rows(f"SELECT {', '.join(sorted(names))} FROM claims ORDER BY id")  # noqa: S608 -- names of ours


def test_a_claim_is_shown_with_its_sentence_and_a_link(untouched: Project) -> None:
    ran = untouched.scrapy("review", "4")
    assert ran.status == 0, ran.err
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    for line in (
        "claim 4",
        "harm killed",
        "number 56",
        "claimant SNHR (monitor)",
        "actor Russian forces",
        "part of claim 2 (≥ 98)",
        "quote “56 civilians died by Russian forces”",
        "report 1, 98 civilians killed in April",
        "published 2017-05-01 by snhr",
        "link https://snhr.example/1/#:~:text=56%20civilians%20died%20by%20Russian%20forces",
        "Nobody has judged this claim.",
    ):
        assert line in lines
    sentence = next(line for line in lines if line.startswith("sentence "))
    assert sentence.startswith("sentence Of them 56 civilians died by Russian forces, 42")
    assert not any(line.startswith("place") for line in lines)
    whole = " ".join(untouched.scrapy("review", "2").out.split())
    assert "parts 3 (24), 4 (56), 5 (42) quote" in whole
    assert judged(untouched) == []


def test_a_claim_is_one_object_of_json(project: Project) -> None:
    project.scrapy("review", "7", "--accept", "--by", "Amal")
    ran = project.scrapy("review", "7", "--correct", "victims=civilian", "--by", "Badr", "--json")
    claim = json.loads(ran.out)
    assert (claim["claim_id"], claim["victims"], claim["review"]) == (7, "person", "corrected")
    assert claim["corrections"] == {"victims": "civilian"}
    assert claim["sentence"].startswith("SOHR says that 60 to 70")
    told = [(one["judgement"], one["reviewer"]) for one in claim["judgements"]]
    assert told == [("accepted", "Amal"), ("corrected", "Badr")]
    assert claim["judgements"][0]["read_then"]["count_max"] == 70


@pytest.mark.parametrize(
    ("options", "stored"),
    [
        (["--accept"], ("accepted", "{}", None, "Amal")),
        (["--reject", "--note", " of  soldiers "], ("rejected", "{}", "of soldiers", "Amal")),
        (["--correct", "victims=civilian"],
         ("corrected", '{"victims": "civilian"}', None, "Amal")),
        (["--correct", "count_min=61", "count_max=62"],
         ("corrected", '{"count_min": 61, "count_max": 62}', None, "Amal")),
        (["--correct", "count_max=65", "--correct", "place=", "--note", "n"],
         ("corrected", '{"count_max": 65, "place": null}', "n", "Amal")),
        (["--correct", "actor=regime"],
         ("corrected", '{"actor": "Syrian regime"}', None, "Amal")),
        (["--correct", "actor="], ("corrected", '{"actor": null}', None, "Amal")),
        (["--correct", "actor_text=men = women"],
         ("corrected", '{"actor_text": "men = women"}', None, "Amal")),
        (["--correct", "claimant=Syrian Network for Human Rights"],
         ("corrected", '{"claimant": "SNHR"}', None, "Amal")),
        (["--correct", "claimant=a doctor"],
         ("corrected", '{"claimant": "a doctor"}', None, "Amal")),
        (["--correct", "date_start=2017-04-03", "weapon=airstrike"],
         ("corrected", '{"date_start": "2017-04-03", "weapon": "airstrike"}', None, "Amal")),
    ],
)  # fmt: skip
def test_a_judgement_is_kept_beside_what_was_read(
    project: Project, options: list[str], stored: tuple[Any, ...]
) -> None:
    before = read(project)
    ran = project.scrapy("review", "7", *options, "--by", "Amal")
    assert ran.status == 0, ran.err
    assert f"{stored[0]} by Amal on 20" in ran.out
    assert judged(project) == [stored]
    assert read(project) == before
    ((review, reviewer, note),) = project.rows(
        "SELECT review, reviewer, review_note FROM claim WHERE claim_id = 7"
    )
    assert (review, reviewer, note) == (stored[0], stored[3], stored[2])


def test_who_judges_is_the_user_unless_another_is_named(project: Project) -> None:
    assert project.scrapy("review", "1", "--accept", USER="badr").status == 0
    assert project.scrapy("review", "1", "--reject", "--by", " Amal K. ", USER="badr").status == 0
    assert [row[3] for row in judged(project)] == ["badr", "Amal K."]
    out = project.scrapy("review", "1").out
    assert out.index("accepted by badr on ") < out.index("rejected by Amal K. on ")


def test_claims_show_the_judgement(project: Project) -> None:
    project.scrapy(
        "review", "7", "--correct", "count_max=65", "--by", "Amal", "--note", "two towns"
    )
    out = project.scrapy("claims", "--claimant", "SOHR").out
    assert "count_max 70 → 65 “two towns”" in out
    project.scrapy("review", "7", "--reject", "--by", "Amal")
    assert project.scrapy("claims", "--claimant", "SOHR").out == "No claim is such.\n"
    assert project.rows("SELECT count(*) FROM claim_top WHERE claim_id = 7") == [(0,)]


def test_a_judgement_holds_when_the_text_is_read_anew(project: Project) -> None:
    project.scrapy("review", "3", "--accept", "--by", "Amal")
    whole = ("At least 98 civilians were killed", 98, {**SNHR, **month(2017, 4)})
    again = ("including 24 children", 24, part(0, **SNHR, **month(2017, 4)))
    with writing(project) as session:
        claim_report(session, 1, f"{APRIL} So.", [whole, again], at=NOW + timedelta(days=1))
    ((claim_id,),) = project.rows(
        "SELECT claim_id FROM claim WHERE is_current = 1 AND count_min = 24"
    )
    out = project.scrapy("review", str(claim_id)).out
    assert "accepted by Amal on " in out
    assert "Something of this claim is read otherwise now than when it was judged last." in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give one claim, by its number (given: none); `scrapy claims` shows the numbers"),
        (["seven"], "give one claim, by its number (given: seven)"),
        (["-7"], "give one claim, by its number (given: -7)"),
        (["7.0"], "give one claim, by its number (given: 7.0)"),
        (["٧"], "give one claim, by its number (given: ٧)"),
        (["9" * 30], "give one claim, by its number"),
        (["7", "1"], "give one claim, by its number (given: 7 1)"),
        (["7", "--acept"], "there is no option --acept"),
        (["4711"], "there is no claim 4711: `scrapy claims` shows the numbers"),
        (["0", "--accept", "--by", "A"], "there is no claim 0"),
        (["4711", "--accept", "--by", "A"], "there is no claim 4711"),
        (["7", "--accept"], "a judgement is somebody's: give --by NAME"),
        (["7", "--accept", "--by", " "], "a judgement is somebody's: give --by NAME"),
        (["7", "--accept", "--reject", "--by", "A"], "--accept and --reject: give one of them"),
        (["7", "--accept", "--correct", "victims=child", "--by", "A"], "give one of them"),
        (["7", "--note", "well"], "--note and --by belong to --accept, --reject or --correct"),
        (["7", "--by", "Amal"], "--note and --by belong to --accept, --reject or --correct"),
        (["7", "--correct", "--by", "A"], "expected at least one argument"),
        (["7", "--correct", "victims", "--by", "A"], "--correct victims: must be FIELD=VALUE"),
        (["--correct", "victims=child", "7"], "--correct 7: must be FIELD=VALUE"),
        (["7", "--correct", "victims=child", "victims=man", "--by", "A"], "victims is given twice"),
        (["7", "--correct", "victims=children", "--by", "A"], "known are: civilian, child"),
        (["7", "--correct", "harm=", "--by", "A"], "harm is never empty"),
        (["7", "--correct", "count_min=many", "--by", "A"], "count_min: 'many' cannot be stored"),
        (["7", "--correct", "count_min=-1", "--by", "A"], "count_min: '-1' cannot be stored"),
        (["7", "--correct", "count_min=71", "--by", "A"], "are no range: correct both"),
        (["7", "--correct", "date_start=April", "--by", "A"], "'April' cannot be stored"),
        (["7", "--correct", "quote=75 died", "--by", "A"], "'quote' cannot be corrected"),
        (["7", "--correct", "=child", "--by", "A"], "'' cannot be corrected"),
        (["7", "--correct", "actor=Rusia", "--by", "A"], "close are: Russian forces"),
        (["7", "--correct", "actor=xyzzyx", "--by", "A"], "other words go into actor_text"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence_and_changes_nothing(
    untouched: Project, arguments: list[str], said: str
) -> None:
    ran = untouched.scrapy("review", *arguments, USER="")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert judged(untouched) == []


@pytest.mark.parametrize("options", [[], ["--accept", "--by", "Amal"]])
def test_without_a_database_none_is_made(tmp_path: Path, options: list[str]) -> None:
    project = Project(tmp_path / "reports.sqlite")
    ran = project.scrapy("review", "1", *options)
    assert ran.status == 4
    assert ran.err.startswith("scrapy review: no database at ")
    assert not project.database.exists()


def test_a_file_that_is_no_database_is_told(project: Project) -> None:
    project.database.write_bytes(b"no database at all" * 100)
    ran = project.scrapy("review", "1", "--accept", "--by", "Amal")
    assert ran.status == 4
    assert "is not a SQLite database" in ran.err
    assert "Traceback" not in ran.err
