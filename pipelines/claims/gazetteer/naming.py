"""Which places bear a name, a governorate or district all those of its capital."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.claim import Place
from pipelines.claims.gazetteer.entries import Entry
from pipelines.claims.gazetteer.kinds import DISTRICT, GOVERNORATE, SETTLEMENTS
from pipelines.claims.gazetteer.spelling import fold


def places_by_name(entries: Iterable[Entry]) -> Mapping[str, tuple[Place, ...]]:
    """Folded name → the places that bear it."""
    borne: dict[str, dict[Place, None]] = {}
    for group in _namesakes(entries):
        for name in {fold(name) for entry in group for name in entry.names}:
            borne.setdefault(name, {}).update(dict.fromkeys(entry.place for entry in group))
    borne.pop("", None)
    return {name: tuple(places) for name, places in borne.items()}


def _namesakes(entries: Iterable[Entry]) -> Iterable[list[Entry]]:
    """Each place; a capital together with the governorate and district of its name."""
    together: dict[object, list[Entry]] = {}
    for entry in entries:
        place = entry.place
        key: object = place.key
        if place.kind in (GOVERNORATE, DISTRICT, *SETTLEMENTS):
            key = place.country, place.adm1, fold(place.name)
        together.setdefault(key, []).append(entry)
    return together.values()
