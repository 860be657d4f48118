"""The charts and the map as a browser draws them, on a desktop and on a phone."""

from __future__ import annotations

import json
import math
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator
from running import ROOT
from windows import Window, opened, served

DEATHS = "/-/dashboards/claimed-deaths?claimant=SNHR&victims=civilian&scope="
PAGES = {
    "/-/dashboards/reports": ["months", "languages", "undated"],
    DEATHS + "period_total": ["months", "longer", "left_out"],
    DEATHS + "incident": ["incidents", "reported", "left_out"],
    DEATHS + "cumulative": ["running", "left_out"],
    "/-/dashboards/map": ["places", "wider", "placeless"],
}
HOSTILE = "<img src=x onerror=alert(1)>'\"&{{7*7}}"
NAMING = [
    "UPDATE actors SET name = ? || id",
    "UPDATE places SET name = ? || id",
    "UPDATE claims SET claimant = ?",
    "UPDATE claims SET quote = ?",
]


@pytest.fixture
def empty_window(chrome: Chromium, empty_site: str, size: tuple[int, int]) -> Iterator[Window]:
    with opened(chrome, empty_site, size) as window:
        yield window


@pytest.fixture(scope="module")
def hostile_site(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample, with markup in every name that the charts show, and every figure a range."""
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    with closing(sqlite3.connect(demo_file)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        for naming in NAMING:
            copy.execute(naming, (HOSTILE,))
        copy.execute("UPDATE claims SET count_max = count_min + 10")
        copy.execute("UPDATE claims SET victims = 'civilian' WHERE scope = 'cumulative'")
        copy.commit()
    with served(path) as origin:
        yield origin


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_is_drawn_or_says_why_not(page: str, window: Window) -> None:
    window.open(page)
    for chart in PAGES[page]:
        assert window.drawn(chart).get_attribute("data-state") in {"drawn", "empty"}
    assert window.page.locator("figure.chart").count() == len(PAGES[page])
    assert not window.is_wider_than_the_screen()


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_file_gives_sentences_and_no_charts(page: str, empty_window: Window) -> None:
    empty_window.open(page)
    for chart in PAGES[page]:
        drawing = empty_window.drawn(chart).locator(".drawing")
        assert drawing.inner_text().endswith(".")
        assert drawing.locator("svg").count() == 0
    assert not empty_window.is_wider_than_the_screen()


def test_reports_are_bars_by_month_and_publisher(window: Window, demo_file: Path) -> None:
    window.open("/-/dashboards/reports")
    months = ask(
        demo_file,
        "SELECT DISTINCT substr(published_date, 1, 7), publisher FROM report"
        " WHERE duplicate_of IS NULL",
    )
    figure = window.drawn("months")
    assert marks(figure, "rect").count() == len(months)
    assert legend(figure) == ["iraqinews", "snhr", "syriatimes"]
    window.open("/-/dashboards/reports?publisher=syriatimes")
    figure = window.drawn("months")
    assert marks(figure, "rect").count() == sum(name == "syriatimes" for _, name in months)
    assert legend(figure) == ["syriatimes"]


def test_a_bar_is_as_high_as_its_number(window: Window, demo_file: Path) -> None:
    ((most,),) = ask(
        demo_file,
        "SELECT max(n) FROM (SELECT count(*) AS n FROM report WHERE duplicate_of IS NULL"
        " GROUP BY substr(published_date, 1, 7), publisher)",
    )
    window.open("/-/dashboards/reports")
    bars = marks(window.drawn("months"), "rect").all()
    told = [re.search(r"Reports: (\d+)", bar.get_attribute("aria-label") or "") for bar in bars]
    heights = [(bar.bounding_box() or {})["height"] for bar in bars]
    one = max(heights) / most
    assert [round(height / one) for height in heights] == [int(found[1]) for found in told if found]


def test_the_deaths_are_those_that_one_claimant_gives_for_one_scope(
    window: Window, demo_file: Path
) -> None:
    window.open(DEATHS + "period_total")
    shown = table(window.drawn("months")) + table(window.drawn("longer"))
    figures = ask(
        demo_file,
        "SELECT DISTINCT date_start, date_end, actor, count_min, count_max, qualifier"
        " FROM claim_top WHERE claimant = 'SNHR' AND harm = 'killed' AND victims = 'civilian'"
        " AND scope = 'period_total' AND duplicate_of IS NULL AND count_min IS NOT NULL"
        " AND date_start IS NOT NULL AND date_end IS NOT NULL",
    )
    assert len(shown) == len(figures) > 1
    assert sorted(number_in(row[1]) for row in shown) == sorted(row[3] for row in figures)
    lines = marks(window.page.locator("#content"), "rule")
    assert lines.count() == len(figures)


def test_parts_are_drawn_only_where_they_are_asked_for(window: Window) -> None:
    window.open(DEATHS + "period_total")
    whole = table(window.drawn("longer"))
    assert {row[3] for row in whole} == {""}
    window.open(DEATHS + "period_total&parts=shares")
    rows = table(window.drawn("longer"))
    shares = [row for row in rows if row not in whole]
    assert [(row[2], number_in(row[1]) < number_in(row[3])) for row in shares] == [
        ("Syrian regime", True)
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "claimant=No+such+source",
        "claimant=SNHR&since=2100-01-01",
        "claimant=SNHR&until=1900-01-01",
        "claimant=SNHR&victims=journalist",
        "claimant=SNHR&actor=No+such+party",
    ],
)
def test_what_fits_nothing_is_told_in_a_sentence(asked: str, window: Window) -> None:
    window.open(f"/-/dashboards/claimed-deaths?scope=incident&{asked}")
    figure = window.drawn("incidents")
    assert figure.get_attribute("data-state") == "empty"
    assert figure.locator(".drawing").inner_text() == "No claim of an incident fits these filters."
    assert figure.locator("svg").count() == 0


def test_the_form_asks_for_another_claimant(window: Window) -> None:
    window.open("/-/dashboards/claimed-deaths")
    window.page.get_by_label("Who says so").select_option("Syria Times")
    window.page.get_by_label("What is counted").select_option("incident")
    window.page.get_by_role("button", name="Show").click()
    window.page.wait_for_url("**claimant=Syria+Times**")
    assert window.page.get_by_label("Who says so").input_value() == "Syria Times"
    assert marks(window.drawn("incidents"), "symbol").count() > 0


def test_the_points_of_the_map_are_at_their_places(window: Window, demo_file: Path) -> None:
    window.open("/-/dashboards/map")
    figure = window.drawn("places")
    points = [place_of(mark) for mark in figure.locator(".circles_marks path").all()]
    known = {
        key: (lon, lat, name)
        for key, lon, lat, name in ask(
            demo_file,
            "SELECT DISTINCT place_key, lon, lat, place FROM claim_top"
            " WHERE harm = 'killed' AND duplicate_of IS NULL AND lat IS NOT NULL",
        )
    }
    assert {key for key, _, _ in points} == set(known)
    assert len(points) == len(known) >= 4
    outline = window.page.locator(".layer_0_marks path")
    west, south, east, north = frame_of("Iraq")
    box = outline.nth(country_numbers().index("Iraq")).evaluate(
        "path => { const box = path.getBBox(), at = path.getScreenCTM();"
        " return {x: at.e + box.x, y: at.f + box.y, width: box.width, height: box.height}; }"
    )
    for key, x, y in points:
        lon, lat, _ = known[key]
        assert x == pytest.approx(box["x"] + (lon - west) / (east - west) * box["width"], abs=1)
        down = (mercator(north) - mercator(lat)) / (mercator(north) - mercator(south))
        assert y == pytest.approx(box["y"] + down * box["height"], abs=1)
    names = set(figure.locator(".names_marks text").all_text_contents())
    assert names <= {name for _, _, name in known.values()}
    assert "Baghdad" in names


def test_the_map_is_of_the_claimant_and_the_days_that_are_chosen(window: Window) -> None:
    counts = []
    for asked in ("", "?claimant=Syria+Times", "?claimant=Syria+Times&since=2100-01-01"):
        window.open("/-/dashboards/map" + asked)
        window.drawn("places")
        counts.append(window.page.locator(".circles_marks path").count())
    every, of_one, of_no_day = counts
    assert every > of_one > of_no_day == 0


def test_a_mark_opens_what_it_stands_for(window: Window) -> None:
    window.open("/-/dashboards/map")
    window.drawn("places").locator(".circles_marks path").first.click()
    window.page.wait_for_url("**/reports/claim_top?place_key=**")
    assert window.page.locator("table tbody tr").count() == 1
    # That page has tests of its own.
    window.complaints.clear()


@pytest.mark.parametrize("page", PAGES)
def test_every_row_leads_to_what_it_counts(page: str, window: Window) -> None:
    window.open(page)
    for chart in PAGES[page]:
        for row in window.drawn(chart).locator(".as-table tbody tr").all():
            link = row.locator("a")
            if link.count() == 0:
                continue
            address = link.get_attribute("href") or ""
            counted = row.locator("td[data-heading=Claims], td[data-heading=Reports]")
            path, _, anchor = address.partition("#")
            if anchor:
                answer = httpx.get(window.origin + path)
                assert f'id="{anchor}"' in answer.text, address
            else:
                rows = httpx.get(window.origin + path.replace("?", ".json?", 1)).json()["rows"]
                assert len(rows) == number_in(counted.first.text_content() or ""), address


@pytest.mark.parametrize("page", [*PAGES][1:])
def test_markup_in_names_shows_as_text(
    page: str, chrome: Chromium, hostile_site: str, size: tuple[int, int]
) -> None:
    with opened(chrome, hostile_site, size) as window:
        window.open(page.replace("claimant=SNHR", urlencode({"claimant": HOSTILE})))
        for chart in PAGES[page]:
            window.drawn(chart)
        for mark in window.page.locator(".circles_marks path, .mark-rect.role-mark path").all():
            mark.hover(force=True)
        shown = window.page.locator("#content")
        assert HOSTILE in "".join(shown.locator("svg text, option").all_text_contents())
        assert shown.locator("img").count() == 0


@pytest.mark.parametrize("drawn", ["period_total months rect", "cumulative running rule"])
def test_a_range_is_as_high_as_it_is_wide_in_numbers(
    drawn: str, chrome: Chromium, hostile_site: str, size: tuple[int, int]
) -> None:
    scope, chart, kind = drawn.split()
    with opened(chrome, hostile_site, size) as window:
        window.open((DEATHS + scope).replace("claimant=SNHR", urlencode({"claimant": HOSTILE})))
        figure = window.drawn(chart)
        assert figure.locator(".role-axis-label text").count() > 2
        ranges = marks(figure, kind)
        heights = ranges.evaluate_all("marks => marks.map(mark => mark.getBBox().height)")
        assert len(heights) == len(table(figure)) > 0
        assert min(heights) > 5
        assert max(heights) - min(heights) < 0.1


def marks(within: Locator, kind: str) -> Locator:
    """The marks of one kind that Vega drew from the rows, not those of axes and legends."""
    return within.locator(f".mark-{kind}.role-mark path, .mark-{kind}.role-mark line")


def legend(figure: Locator) -> list[str]:
    return figure.locator(".role-legend-label text").all_text_contents()


def table(figure: Locator) -> list[list[str]]:
    """The cells under the chart, a list for each row."""
    rows: list[list[str]] = figure.locator(".as-table tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return rows


def number_in(words: str) -> int:
    """Of "≥ 1,300–1,400" the 1300."""
    found = re.search(r"\d[\d,]*", words)
    assert found, words
    return int(found[0].replace(",", ""))


def place_of(mark: Locator) -> tuple[str, float, float]:
    """Key of the place of a circle, and the middle of the circle in pixels."""
    label = mark.get_attribute("aria-label") or ""
    key = re.search(r"place_key=([^&]+)", label)
    box = mark.bounding_box()
    assert key
    assert box
    return (
        key[1].replace("%3A", ":").replace("%2F", "/"),
        box["x"] + box["width"] / 2,
        box["y"] + box["height"] / 2,
    )


def outlines() -> list[dict[str, Any]]:
    text = (ROOT / "browse/static/outline.geojson").read_text("utf-8")
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features


def country_numbers() -> list[str]:
    return [feature["properties"]["name"] for feature in outlines()]


def frame_of(country: str) -> tuple[float, float, float, float]:
    """West, south, east and north end of a country, in degrees."""
    (found,) = (one for one in outlines() if one["properties"]["name"] == country)
    points = [
        point for polygon in found["geometry"]["coordinates"] for ring in polygon for point in ring
    ]
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def mercator(lat: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def ask(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()
