"""What the charts ask of the file, and that all that draws them comes from the site itself."""

from __future__ import annotations

import re

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


@pytest.mark.parametrize("name", dashboards())
def test_the_page_of_a_chart_loads_files_of_the_site_only(name: str, demo: Browser) -> None:
    page = demo.get(f"/-/dashboards/{name}").text
    loaded = re.findall(r'<(?:script|link|img)[^>]* (?:src|href)="([^"]*)"', page)
    assert "/-/static-plugins/datasette_dashboards/vega.min.js" in loaded
    for address in loaded:
        assert address.startswith("/")
        assert not address.startswith("//")
        assert demo.get(address).status_code == 200


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
