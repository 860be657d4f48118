"""The outline under the map, and the script that cuts it."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from itertools import pairwise
from math import dist
from types import ModuleType

import pytest
from running import ROOT

from pipelines.claims.gazetteer.entries import read_entries

Point = Sequence[float]
Ring = Sequence[Point]
COUNTRIES = {"SY": "Syria", "IQ": "Iraq"}


@pytest.fixture(scope="module")
def outline() -> dict[str, list[list[Ring]]]:
    """Country → polygons, each its outer ring and then its holes."""
    told = json.loads((ROOT / "browse/static/outline.geojson").read_text("utf-8"))
    return {one["properties"]["name"]: one["geometry"]["coordinates"] for one in told["features"]}


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """``scripts/cut_outline.py``, which stands outside of all packages."""
    spec = importlib.util.spec_from_file_location("cut_outline", ROOT / "scripts/cut_outline.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_places_of_the_gazetteer_lie_in_their_country_on_the_map(
    outline: dict[str, list[list[Ring]]],
) -> None:
    places = [entry.place for entry in read_entries() if entry.place.lat is not None]
    astray = {
        place.name
        for place in places
        if not is_in((place.lon or 0, place.lat or 0), outline[COUNTRIES[place.country]])
    }
    assert len(places) > 500
    assert astray == set()


def test_every_ring_is_closed_and_within_the_frame(
    outline: dict[str, list[list[Ring]]], script: ModuleType
) -> None:
    for polygons in outline.values():
        for ring in (ring for polygon in polygons for ring in polygon):
            assert ring[0] == ring[-1]
            for x, y in ring:
                assert script.WEST <= x <= script.EAST
                assert script.SOUTH <= y <= script.NORTH


@pytest.mark.parametrize(
    ("ring", "cut"),
    [
        ([(40, 30), (41, 30), (41, 31), (40, 30)], [(40, 30), (41, 30), (41, 31), (40, 30)]),
        ([(53, 30), (54, 30), (54, 31), (53, 30)], [(53, 30), (53.5, 30), (53.5, 30.5), (53, 30)]),
        ([(60, 30), (61, 30), (61, 31), (60, 30)], []),
        ([(40, 50), (41, 50), (41, 51), (40, 50)], []),
        ([], []),
    ],
)
def test_what_is_outside_of_the_frame_is_cut_off(ring: Ring, cut: Ring, script: ModuleType) -> None:
    corners = [point for point in script.clipped(ring) if point in cut]
    assert corners == cut


def test_arcs_are_joined_forwards_and_backwards(script: ModuleType) -> None:
    arcs = [[(0, 0), (1, 0)], [(0, 0), (1, 1), (1, 0)]]
    assert script.joined([0, ~1], arcs) == [(0, 0), (1, 0), (1, 1), (0, 0)]


def is_in(point: Point, polygons: Sequence[Sequence[Ring]]) -> bool:
    """Whether a point is in a country, or so near to its border that the outline is too coarse."""
    return any(
        is_within(point, rings[0]) or min(dist(point, corner) for corner in rings[0]) < 0.1
        for rings in polygons
    )


def is_within(point: Point, ring: Ring) -> bool:
    """By counting the sides that a line to the east crosses."""
    x, y = point
    crossed = sum(
        (v > y) != (w > y) and x < u + (y - v) / (w - v) * (t - u)
        for (u, v), (t, w) in pairwise(ring)
    )
    return crossed % 2 == 1
