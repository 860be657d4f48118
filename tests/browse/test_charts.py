"""What the charts ask of the file, and that all that draws them comes from the site itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from browsing import Browser

from browse.dashboards import chart_queries, dashboards

ASKED = {
    "harm": "killed",
    "claimant": "SNHR",
    "scope": "period_total",
    "victims": "civilian",
    "parts": "wholes",
    "actor": "",
    "publisher": "",
    "since": "",
    "until": "",
}


@pytest.mark.parametrize("name", chart_queries())
def test_every_query_of_the_charts_is_answered(name: str, demo: Browser, empty: Browser) -> None:
    for browser in (demo, empty):
        answer = browser.get("/reports.json", params={**ASKED, "sql": chart_queries()[name]})
        assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("name", chart_queries())
def test_a_query_asks_for_nothing_but_what_its_filters_give(name: str) -> None:
    told = set(dashboards()[name.split("/", maxsplit=1)[0]]["filters"])
    assert set(re.findall(r"(?<!:):(\w+)", chart_queries()[name])) <= told


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"harm": "injured"},
        {"claimant": "SNHR"},
        {"claimant": "no such source"},
        {"victims": "civilian"},
        {"victims": "not stated"},
        {"actor": "Syrian regime"},
        {"actor": "no party named"},
        {"actor": "a party not listed"},
        {"since": "2017-01-01"},
        {"until": "2017-01-01"},
        {"since": "2015-06-19", "until": "2015-06-19", "claimant": "SNHR"},
    ],
    ids=str,
)
def test_the_map_counts_each_claim_that_fits_once(chosen: dict[str, str], demo: Browser) -> None:
    asked = {**ASKED, "claimant": "", "victims": "", **chosen}
    top = "SELECT * FROM claim_top WHERE duplicate_of IS NULL"
    fitting = [row for row in rows(demo, top, {}) if fits(row, asked)]
    placed = [row for row in fitting if row["lat"] is not None]
    wide = [row for row in fitting if row["lat"] is None and row["place"] is not None]
    queries = chart_queries()
    for expected, name in ((placed, "places"), (wide, "wider")):
        counted = rows(demo, queries[f"map/charts/{name}"], asked)
        assert {row["place_key"]: row["claims"] for row in counted} == Counter(
            row["place_key"] for row in expected
        )
    (told,) = rows(demo, queries["map/charts/placeless"], asked)
    number = len(fitting) - len(placed) - len(wide)
    assert told["sentence"].startswith(f"{number} claim" if number else "Every claim")


@pytest.mark.parametrize("name", dashboards())
def test_the_page_of_a_chart_loads_files_of_the_site_only(name: str, demo: Browser) -> None:
    page = demo.get(f"/-/dashboards/{name}").text
    loaded = re.findall(r'<(?:script|link|img)[^>]* (?:src|href)="([^"]*)"', page)
    assert "/-/static-plugins/datasette_dashboards/vega.min.js" in loaded
    for address in loaded:
        assert address.startswith("/")
        assert not address.startswith("//")
        assert demo.get(address).status_code == 200


@pytest.mark.parametrize("name", dashboards())
def test_no_chart_adds_figures_up(name: str) -> None:
    for chart in dashboards()[name]["charts"].values():
        assert not re.search(r"\b(sum|total|avg)\s*\(\s*count_", chart["query"])
        display = chart.get("display", {})
        assert "aggregate" not in json.dumps(display)
        # Bars and areas are stacked, which is a sum for the eye.
        height = display.get("encoding", {}).get("y", {}).get("field")
        if height == "count_min":
            assert not re.search('"type": "(bar|area)"', json.dumps(display))


@pytest.mark.parametrize("asked", ["", "?claimant=%3Cb%3E&since=%22%3E%3Cb%3E"])
def test_what_was_asked_stands_in_the_form_as_text(asked: str, demo: Browser) -> None:
    for name in dashboards():
        assert "<b>" not in demo.get(f"/-/dashboards/{name}{asked}").text


def test_there_is_no_chart_of_another_name(demo: Browser) -> None:
    assert demo.get("/-/dashboards/nothing").status_code == 404
    assert demo.get("/-/dashboards/map/nothing").status_code == 404
    assert demo.get("/-/dashboards/map/places").status_code == 200


@pytest.mark.parametrize("asked", ["scope=nothing", "parts=", "victims=%00", "scope="])
def test_of_a_fixed_choice_a_word_that_is_none_is_the_first(asked: str, demo: Browser) -> None:
    page = demo.get(f"/-/dashboards/claimed-deaths?{asked}").text
    for first in ("period_total", "civilian", "wholes"):
        assert f'<option value="{first}" selected>' in page


def test_a_name_that_the_file_does_not_have_can_be_asked_for(demo: Browser) -> None:
    page = demo.get("/-/dashboards/claimed-deaths?claimant=No+such+source").text
    assert '<option value="No such source" selected>' in page
    assert "claimant=No+such+source" in page


def rows(browser: Browser, sql: str, asked: dict[str, str]) -> list[dict[str, Any]]:
    answer = browser.get("/reports.json", params={**asked, "sql": sql, "_shape": "objects"})
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def fits(claim: dict[str, Any], asked: dict[str, str]) -> bool:
    """Whether a row of ``claim_top`` is what the filters of the map ask for."""
    party = claim["actor"] or ("a party not listed" if claim["actor_text"] else "no party named")
    last = claim["date_end"] or claim["date_start"]
    return (
        claim["harm"] == asked["harm"]
        and asked["claimant"] in {"", claim["claimant"]}
        and asked["victims"] in {"", claim["victims"] or "not stated"}
        and asked["actor"] in {"", party}
        and (not asked["since"] or bool(last and last >= asked["since"]))
        and (
            not asked["until"]
            or bool(claim["date_start"] and claim["date_start"] <= asked["until"])
        )
    )
