"""Names that alone are no proof of a place: English words, people, many villages, other lands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from pipelines.claims.gazetteer.entries import FOLDER, Entry, GazetteerError, rows_of
from pipelines.claims.gazetteer.kinds import SETTLEMENTS
from pipelines.claims.gazetteer.spelling import fold

COLUMNS = ("name", "needs", "why")


class Needs(StrEnum):
    """What must stand with a name before it is taken for the place that bears it."""

    NOTHING = "nothing"
    """Several places bear it, and the broadest is meant."""
    WORD = "word"
    """A preposition or the word for its kind, or what it lies in."""
    GOVERNORATE = "governorate"
    """What it lies in."""
    NEVER = "never"
    """No help: it lies in another country, or is no place."""


def read_wary(folder: Path = FOLDER) -> Mapping[str, Needs]:
    """The folded names of ``wary.csv``; raises GazetteerError for what is not allowed."""
    found: dict[str, Needs] = {}
    for row in rows_of(folder / "wary.csv", COLUMNS):
        name, needs = fold(row.cells["name"]), row.cells["needs"]
        if not name:
            raise row.error("name is empty")
        if name in found:
            raise row.error(f"{row.cells['name']!r} stands there twice")
        if needs not in tuple(Needs):
            raise row.error(f"needs {needs!r} is not one of: {', '.join(Needs)}")
        found[name] = Needs(needs)
    return found


def read_english(folder: Path = FOLDER) -> frozenset[str]:
    """The English words of ``english.txt``."""
    text = (folder / "english.txt").read_text(encoding="utf-8")
    return frozenset(
        word for line in text.splitlines() if not line.startswith("#") for word in line.split()
    )


def check_names(
    entries: Iterable[Entry], wary: Mapping[str, Needs], english: frozenset[str]
) -> None:
    """That ``wary.csv`` has every doubtful name of ours; raises GazetteerError for one it lacks.

    Doubtful is an English word, and a name that two settlements of a country bear, or any places
    of two of its governorates.
    """
    bearers: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for name in entry.names:
            folded = fold(name)
            if folded in wary:
                continue
            if entry.is_ours and folded in english:
                raise GazetteerError(
                    f"{entry.where}: {name!r} is an English word; wary.csv must say what it needs"
                )
            other = bearers.setdefault((entry.place.country, folded), entry)
            if _clash(entry, other):
                raise GazetteerError(
                    f"{entry.where}: {name!r} is a name of {other.place.key} ({other.where}) too;"
                    " wary.csv must say what it needs"
                )


def _clash(one: Entry, other: Entry) -> bool:
    """Whether two places could be taken for each other, and one of them can be mended."""
    if one.place.key == other.place.key or not (one.is_ours or other.is_ours):
        return False
    alike = one.place.kind in SETTLEMENTS and other.place.kind in SETTLEMENTS
    return alike or one.place.adm1 != other.place.adm1
