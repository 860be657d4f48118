"""Cuts Syria, Iraq and what lies around them out of Natural Earth's countries, once.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/cut_outline.py package/countries-10m.json

The package is no dependency of the project: what it is needed for is the file that this writes.
Natural Earth (https://www.naturalearthdata.com) is in the public domain; the package world-atlas,
which has it as TopoJSON, is under the ISC licence.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path("browse/static/outline.geojson")
WEST, SOUTH, EAST, NORTH = 31.5, 27.5, 53.5, 39.5
"""Degrees: Syria and Iraq, and as much around them as a wide window shows."""
OWN = ("Syria", "Iraq")
"""Countries that the gazetteer covers; the others are drawn paler."""
STEP = 0.5
"""Degrees between points of a straight line: longer ones would bend, as the shortest way does."""

Point = tuple[float, float]
Ring = list[Point]


def main(source: str) -> int:
    """Writes the file; 0, since everything else raises."""
    atlas = json.loads(Path(source).read_text("utf-8"))
    arcs = [unpack(arc, atlas["transform"]) for arc in atlas["arcs"]]
    features = [
        feature(country["properties"]["name"], polygons)
        for country in atlas["objects"]["countries"]["geometries"]
        if (polygons := list(cut(country, arcs)))
    ]
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in features)
    TARGET.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', "utf-8")
    return 0


def unpack(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """Degrees of an arc, which TopoJSON holds as steps on a grid."""
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append(
            (
                x * transform["scale"][0] + transform["translate"][0],
                y * transform["scale"][1] + transform["translate"][1],
            )
        )
    return points


def cut(country: dict[str, Any], arcs: list[Ring]) -> Iterator[list[Ring]]:
    """The country's polygons within the frame, each its outline and then its holes."""
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    for polygon in polygons:
        rings = [clipped(joined(indices, arcs)) for indices in polygon]
        if rings[0]:
            yield [ring for ring in rings if ring]


def joined(indices: Iterable[int], arcs: list[Ring]) -> Ring:
    """One ring of arcs, which share their ends; ~N is arc N backwards."""
    ring: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc if not ring else arc[1:]
    return ring


def clipped(ring: Ring) -> Ring:
    """What of a ring lies within the frame, cut side by side (Sutherland and Hodgman), closed."""
    for side in (
        lambda point: point[0] - WEST,
        lambda point: EAST - point[0],
        lambda point: point[1] - SOUTH,
        lambda point: NORTH - point[1],
    ):
        ring = list(clipped_at(ring, side))
    rounded = [(round(x, 3), round(y, 3)) for x, y in stepped(ring)]
    thinned = [one for one, after in pairwise(rounded) if one != after]
    return [*thinned, thinned[0]] if len(thinned) > 2 else []


def clipped_at(ring: Ring, depth: Callable[[Point], float]) -> Iterator[Point]:
    """The part of a ring where ``depth`` is not negative, closed."""
    first = None
    for (x, y), (u, v) in pairwise([*ring, ring[0]] if ring else []):
        here, there = depth((x, y)), depth((u, v))
        met = []
        if here >= 0:
            met.append((x, y))
        if (here < 0) != (there < 0):
            share = here / (here - there)
            met.append((x + (u - x) * share, y + (v - y) * share))
        for point in met:
            first = first or point
            yield point
    if first:
        yield first


def stepped(ring: Ring) -> Iterator[Point]:
    """The ring with further points on its long lines."""
    for (x, y), (u, v) in pairwise(ring):
        count = math.ceil(max(abs(u - x), abs(v - y)) / STEP) or 1
        for step in range(count):
            yield x + (u - x) * step / count, y + (v - y) * step / count
    yield from ring[-1:]


def feature(name: str, polygons: list[list[Ring]]) -> dict[str, Any]:
    """A country as GeoJSON; its own name, and whether the gazetteer covers it."""
    return {
        "type": "Feature",
        "properties": {"name": name, "covered": name in OWN},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
