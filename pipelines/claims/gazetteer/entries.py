"""The data files of places, read strictly: what is wrong is told with file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve, frozen

from crawler.claim import Place
from pipelines.claims.gazetteer.kinds import BY_BREADTH, COUNTRY, GOVERNORATE, OF_SEVERAL
from pipelines.claims.gazetteer.spelling import fold

FOLDER = Path(__file__).parent / "lists"
COLUMNS = ("key", "name", "kind", "adm1", "country", "lat", "lon", "aliases")
BETWEEN_ALIASES = "|"

_BOUNDS = {"SY": (32.2, 37.4, 35.5, 42.4), "IQ": (29.0, 37.5, 38.7, 48.8)}
"""South, north, west, east."""


class GazetteerError(ValueError):
    """A data file says something that cannot be used; the text names file and line."""


@frozen
class Entry:
    """A place with all its spellings, and where it is written."""

    place: Place
    """What a lookup gives."""
    names: tuple[str, ...]
    """Its name and the others."""
    where: str
    """File and line, for the errors."""

    @property
    def is_ours(self) -> bool:
        """Whether it was written by hand, and can be mended where it stands."""
        return not self.where.startswith("geonames.csv")


def read_entries(folder: Path = FOLDER) -> tuple[Entry, ...]:
    """All places of ``places/*.csv`` as amended by ``amended.csv``.

    Raises GazetteerError for what is not allowed: see docs/places.md.
    """
    entries: dict[str, Entry] = {}
    for path in sorted((folder / "places").glob("*.csv")):
        for entry in map(_entry, rows_of(path, COLUMNS)):
            key = entry.place.key
            if key in entries:
                raise GazetteerError(f"{entry.where}: {key} stands in {entries[key].where} too")
            entries[key] = entry
    _amend(entries, rows_of(folder / "amended.csv", COLUMNS))
    _check_governorates(entries.values())
    return tuple(entries.values())


@frozen
class Row:
    """A row of a data file."""

    where: str
    """File and line."""
    cells: dict[str, str]
    """By the name of the column."""

    def error(self, told: str) -> GazetteerError:
        """An error at this row."""
        return GazetteerError(f"{self.where}: {told}")


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a file under its line of columns; lines that begin with ``#`` are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        expected: tuple[str, ...] | None = None
        for cells in reader:
            where = f"{path.name}:{reader.line_num}"
            if not any(cells) or cells[0].startswith("#"):
                continue
            if len(cells) != len(columns):
                raise GazetteerError(f"{where}: {len(cells)} columns, not {len(columns)}")
            if expected is None:
                expected = columns
                if tuple(cells) != columns:
                    raise GazetteerError(f"{where}: the columns must be {','.join(columns)}")
                continue
            yield Row(where, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))


def _entry(row: Row) -> Entry:
    cells = row.cells
    for column in ("key", "name", "kind", "country"):
        if not cells[column]:
            raise row.error(f"{column} is empty")
    country, key = cells["country"], cells["key"]
    if country not in _BOUNDS:
        raise row.error(f"country {country!r} is not one of: {', '.join(_BOUNDS)}")
    if not key.startswith((f"hand:{country}/", "geonames:")):
        raise row.error(f"key {key!r} must begin with hand:{country}/ or geonames:")
    lat, lon = _point(row, country)
    place = Place(
        key=key,
        name=cells["name"],
        kind=_kind(row),
        adm1=cells["adm1"] or None,
        country=country,
        lat=lat,
        lon=lon,
    )
    return Entry(place, _names(row, cells["name"]), row.where)


def _kind(row: Row) -> str:
    kind = row.cells["kind"]
    if kind not in BY_BREADTH:
        raise row.error(f"kind {kind!r} is not one of: {', '.join(BY_BREADTH)}")
    return kind


def _names(row: Row, *first: str) -> tuple[str, ...]:
    written = row.cells["aliases"].split(BETWEEN_ALIASES) if row.cells["aliases"] else []
    aliases = [alias.strip() for alias in written]
    if not all(aliases):
        raise row.error("an alias is empty")
    twice = next((alias for alias in aliases if aliases.count(alias) > 1), None)
    if twice is not None:
        raise row.error(f"alias {twice!r} stands there twice")
    return (*first, *aliases)


def _point(row: Row, country: str) -> tuple[float | None, float | None]:
    written = row.cells["lat"], row.cells["lon"]
    if written == ("", ""):
        return None, None
    try:
        lat, lon = map(float, written)
    except ValueError:
        raise row.error(f"lat and lon {written} must both be degrees, or both empty") from None
    south, north, west, east = _BOUNDS[country]
    if not (south <= lat <= north and west <= lon <= east):
        raise row.error(f"{lat}, {lon} is not in {country}")
    return lat, lon


def _amend(entries: dict[str, Entry], rows: Iterable[Row]) -> None:
    """What a row fills in replaces what the place has; aliases are added or taken away."""
    for row in rows:
        key = row.cells["key"]
        entry = entries.get(key)
        if entry is None:
            raise row.error(f"no place has the key {key!r}")
        place = entry.place
        name = row.cells["name"] or place.name
        lat, lon = _point(row, place.country)
        place = evolve(
            place,
            name=name,
            kind=_kind(row) if row.cells["kind"] else place.kind,
            adm1=row.cells["adm1"] or place.adm1,
            lat=place.lat if lat is None else lat,
            lon=place.lon if lon is None else lon,
        )
        entries[key] = Entry(place, _names_amended(row, (name, *entry.names)), entry.where)


def _names_amended(row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names with those of the row; without those that it writes with a ``-`` before them."""
    written = _names(row)
    gone = {fold(alias[1:]) for alias in written if alias.startswith("-")}
    unknown = gone - {fold(name) for name in names}
    if unknown:
        raise row.error(f"{unknown.pop()!r} is no name of {row.cells['key']}")
    added = (alias for alias in written if not alias.startswith("-"))
    return tuple(dict.fromkeys((*(name for name in names if fold(name) not in gone), *added)))


def _check_governorates(entries: Iterable[Entry]) -> None:
    entries = tuple(entries)
    known = {
        (entry.place.country, entry.place.name)
        for entry in entries
        if entry.place.kind == GOVERNORATE
    }
    for entry in entries:
        place = entry.place
        if place.adm1 is None and place.kind not in (COUNTRY, *OF_SEVERAL):
            raise GazetteerError(f"{entry.where}: adm1 is empty")
        if place.adm1 is not None and place.kind == COUNTRY:
            raise GazetteerError(f"{entry.where}: a country has no adm1")
        if place.adm1 is not None and (place.country, place.adm1) not in known:
            raise GazetteerError(
                f"{entry.where}: no governorate of {place.country} is {place.adm1!r}"
            )
