"""Rows of a query as people read them."""

from __future__ import annotations

from typing import Any

import pytest

from browse.answers import Answer, make_answer


def one_row(**values: Any) -> Answer:
    return make_answer(list(values), [list(values.values())])


def shown(answer: Answer) -> dict[str, str]:
    (row,) = answer.rows
    return {column.heading: cell.words for column, cell in zip(answer.columns, row, strict=True)}


NUMBER = {"count_min": 98, "count_max": 98, "qualifier": "exact", "vague": None}
PERIOD = {"date_start": "2017-04-01", "date_end": "2017-04-30", "date_precision": "month"}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (NUMBER, {"Number": "98"}),
        (NUMBER | {"qualifier": "at_least"}, {"Number": "≥ 98"}),
        (NUMBER | {"count_max": 1200}, {"Number": "98–1,200"}),
        (NUMBER | {"count_min": None, "count_max": None, "vague": "dozens"}, {"Number": "dozens"}),
        (NUMBER | {"part_of": 7}, {"Number": "↳ 98"}),
        ({"count_min": 98}, {"Count min": "98"}),
        (PERIOD | {"scope": "period_total"}, {"When": "2017-04", "Scope": "period total"}),
        ({"harm": "killed", "victims": "child"}, {"Harm": "child killed"}),
        ({"harm": "killed", "victims": None}, {"Harm": "killed"}),
        (
            {"actor": None, "actor_text": "warplanes", "attribution": "suspected"},
            {"Party blamed": "warplanes (suspected)"},
        ),
        ({"old_count": 1000, "old_count_max": 1000}, {"Before": "1,000"}),
        ({"new_count": None, "new_count_max": None}, {"Now": "no number"}),
        ({"publisher": "snhr", "published_date": None}, {"Published": "no date, snhr"}),
        ({"publisher": "snhr"}, {"Publisher": "snhr"}),
        (
            {"flags": '["superseded", "title_body_differ"]'},
            {"Flags": "superseded, title body differ"},
        ),
        ({"seen_at": "2026-03-01T12:00:00Z"}, {"Seen (UTC)": "2026-03-01 12:00"}),
        ({"similarity": 0.974}, {"Alike": "97%"}),
        ({"headline_changed": 1}, {"Headline": "yes"}),
    ],
)
def test_columns_are_put_into_words(values: dict[str, Any], words: dict[str, str]) -> None:
    assert shown(one_row(**values)) == words


@pytest.mark.parametrize(
    "values", [{"place": None}, {"flags": "[]"}, {"headline_changed": 0}, {"reason": ""}]
)
def test_a_column_in_which_nothing_stands_is_left_out(values: dict[str, Any]) -> None:
    assert set(shown(one_row(month="2017-04", **values))) == {"Month"}


@pytest.mark.parametrize(
    ("values", "link"),
    [
        ({"quote": "98 civilians", "report_id": 3, "claim_id": 12}, "/report/3#claim-12"),
        ({"sentence": "They died.", "report_id": 3}, "/report/3"),
        ({"new_title": "Now", "report_id": 3}, "/report/3"),
        ({"new_title": "Now", "version": 2, "report_id": 3}, "/report/3?version=2"),
        (
            {"new_quote": "9 died", "new_version": 2, "report_id": 3, "claim_id": 12},
            "/report/3?version=2#claim-12",
        ),
        ({"first_title": "First", "title": "", "first_report_id": 2, "report_id": 3}, "/report/2"),
        ({"url": "https://snhr.org/a/"}, "https://snhr.org/a/"),
        ({"url": "javascript:alert(1)"}, ""),
        ({"old_quote": "97 civilians", "quote": "", "report_id": 3, "claim_id": 12}, ""),
        ({"quote": "98 civilians"}, ""),
        ({"place": "http://x.example/"}, ""),
    ],
)
def test_words_lead_to_the_report_in_which_they_stand(values: dict[str, Any], link: str) -> None:
    answer = one_row(**values)
    assert answer.rows[0][0].link == link


def test_ids_are_shown_where_no_words_lead_to_the_report() -> None:
    assert shown(one_row(report_id=3, reports=2)) == {"Report id": "3", "Reports": "2"}
