"""The files of the questions: what they must tell, and that each one runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from browsing import Browser

from browse.questions import QuestionError, parse_question, questions, read_questions

TITLE = '-- title = "Which?"\n-- description = "Each."\n'
PARAMETER = '-- [parameters.day]\n-- label = "Day"\n'


@pytest.mark.parametrize("name", questions())
def test_every_question_runs(name: str, demo: Browser, empty: Browser) -> None:
    for browser in (demo, empty):
        answer = browser.get(f"/reports/{name}.json?_shape=objects")
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("day", ["2017-13-01", "2017-02-30", "soon", "20170101", "<b>"])
def test_a_day_that_is_none_is_told_and_gives_no_rows(day: str, demo: Browser) -> None:
    page = demo.get(f"/reports/coverage?since={day}").text
    assert f"“{day.replace('<', '&lt;').replace('>', '&gt;')}” is no day" in page
    assert "<tbody>" not in page


@pytest.mark.parametrize("day", ["", "2017-01-01"])
def test_a_day_or_none_gives_rows(day: str, demo: Browser) -> None:
    page = demo.get(f"/reports/coverage?since={day}").text
    assert "is no day" not in page
    assert "<tbody>" in page


def test_a_question_tells_its_parameters() -> None:
    text = TITLE + PARAMETER + '-- default = "2017-04-14"\n-- kind = "day"\nSELECT :day LIMIT 9;\n'
    question = parse_question("which-day", text)
    assert question.title == "Which?"
    assert question.sql == "SELECT :day LIMIT 9"
    assert question.limit == 9
    (parameter,) = question.parameters
    assert (parameter.name, parameter.default, parameter.kind) == ("day", "2017-04-14", "day")


@pytest.mark.parametrize(
    "sql", ["SELECT ':no'", "SELECT 1 -- :no\n", "WITH a AS (SELECT 1) SELECT * FROM a"]
)
def test_what_only_looks_like_a_parameter_is_none(sql: str) -> None:
    assert parse_question("which", TITLE + sql + " LIMIT 1").parameters == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT 1", "title is missing"),
        ('-- title = " "\n-- description = "Each."\nSELECT 1', "title is missing"),
        ('-- title = "Which?"\nSELECT 1', "description is missing"),
        ("-- title: Which?\nSELECT 1", "no TOML"),
        (TITLE + '-- colour = "red"\nSELECT 1', "tells colour"),
        (TITLE, "must be one SELECT"),
        (TITLE + "VACUUM", "must be one SELECT"),
        (TITLE + "SELECT 1", "must end with LIMIT"),
        (TITLE + "SELECT 1 LIMIT 5 OFFSET 2", "must end with LIMIT"),
        (TITLE + "SELECT :day", "asks for day"),
        (TITLE + PARAMETER + "SELECT 1", "does not use day"),
        (TITLE + PARAMETER + "SELECT ':day'", "does not use day"),
        (TITLE + '-- [parameters.day]\n-- kind = "day"\nSELECT :day', "label is missing"),
        (TITLE + PARAMETER + '-- kind = "colour"\nSELECT :day', "kind 'colour' is none of"),
        (TITLE + PARAMETER + '-- type = "date"\nSELECT :day', "parameter day tells type"),
        (TITLE + "-- [parameters]\n-- day = 1\nSELECT :day", "must be a table"),
    ],
)
def test_a_question_that_is_not_as_it_must_be_is_refused(text: str, told: str) -> None:
    with pytest.raises(QuestionError, match=told):
        parse_question("which", text)


def test_a_refusal_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "Which One.sql").write_text(TITLE + "SELECT 1", "utf-8")
    with pytest.raises(QuestionError, match=r"Which One\.sql: 'Which One' is no name"):
        read_questions(tmp_path)
