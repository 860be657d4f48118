"""Which of the places that bear a name is meant, or that it cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crawler.claim import Place
from pipelines.claims.gazetteer.kinds import BARE, BY_BREADTH, COUNTRY, GOVERNORATE, OF_SEVERAL

_ONE_LAND = (frozenset({"Damascus", "Rif Dimashq"}),)
"""Governorates that reports write as one: what lies around a city, under the city's name."""


def choose(
    places: Iterable[Place], groups: Sequence[Sequence[str]], country: str | None
) -> Place | None:
    """The place of the first group that any belongs to; None where two are left.

    The country only prefers. Where places of several governorates bear a bare name, a city is
    meant before a quarter, a site or a tract of land, and nothing else is sure.
    """
    left = [place for place in places if any(place.kind in group for group in groups)]
    left = [place for place in left if place.country == country] or left
    ranked = [[place for place in left if place.kind in group] for group in groups]
    first = next((group for group in ranked if group), None)
    if first is None or len(first) > 1:
        return None
    one = first[0]
    if groups is not BARE:
        return one
    abroad = [place for place in left if (place.country, place.adm1) != (one.country, one.adm1)]
    if one.kind in (COUNTRY, GOVERNORATE, "city"):
        abroad = [place for place in abroad if place.kind in ("town", "village", "camp")]
    return None if abroad else one


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether ``inner`` can lie in ``outer``, as far as governorates tell."""
    if inner.country != outer.country or inner.key == outer.key:
        return False
    if outer.adm1 is None:
        return inner.kind != COUNTRY
    if inner.adm1 is None:
        return inner.kind in OF_SEVERAL and outer.kind == GOVERNORATE
    if BY_BREADTH.index(inner.kind) < BY_BREADTH.index(outer.kind):
        return False
    if inner.adm1 == outer.adm1:
        return True
    return outer.kind in (GOVERNORATE, "city") and any(
        inner.adm1 in land and outer.adm1 in land for land in _ONE_LAND
    )


def is_seat(place: Place) -> bool:
    """Whether it has the name of its governorate."""
    return place.name == place.adm1


def breadth(place: Place) -> int:
    """The greater the narrower; a capital is as broad as the governorate of its name."""
    return BY_BREADTH.index(GOVERNORATE if is_seat(place) else place.kind)
