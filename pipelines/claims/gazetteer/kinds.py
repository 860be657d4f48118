"""What kinds of places there are, and which of them a word such as ``city`` can mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COUNTRY = "country"
GOVERNORATE = "governorate"
DISTRICT = "district"

SETTLEMENTS = ("city", "town", "village")
LAND = ("region", "valley", "mountain", "island")
SITES = ("airport", "airbase", "base", "dam", "crossing", "bridge", "road", "prison", "hospital")
OF_SEVERAL = (*LAND, "road")
"""What may lie in several governorates."""

BY_BREADTH = (
    COUNTRY,
    GOVERNORATE,
    *LAND,
    DISTRICT,
    *SETTLEMENTS,
    "camp",
    "neighbourhood",
    *SITES,
)
"""All kinds; what may hold another comes before it."""

BARE = (
    (COUNTRY,),
    SETTLEMENTS,
    (GOVERNORATE,),
    LAND,
    ("camp",),
    ("neighbourhood",),
    SITES,
    (DISTRICT,),
)
"""Whom a bare name means, where places of several kinds bear it in one governorate."""

_SETTLEMENT = (SETTLEMENTS, ("neighbourhood",), ("camp",))
_QUARTER = (("neighbourhood",), (DISTRICT,))
_AROUND = ((GOVERNORATE,), (DISTRICT,), SETTLEMENTS, LAND)
_FLYING = (("airport", "airbase"),)

_MEANS: dict[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(("city", "town", "village", "hamlet", "farm"), _SETTLEMENT),
    **dict.fromkeys(("governorate", "province", "muhafazah"), ((GOVERNORATE,),)),
    **dict.fromkeys(("district", "canton"), ((DISTRICT,), ("neighbourhood",), SETTLEMENTS)),
    **dict.fromkeys(("subdistrict", "nahiya", "nahiyah"), ((DISTRICT,), SETTLEMENTS)),
    **dict.fromkeys(("neighbourhood", "neighborhood", "quarter"), _QUARTER),
    **dict.fromkeys(("countryside", "suburbs", "suburb", "outskirts"), _AROUND),
    **dict.fromkeys(("vicinity", "surroundings", "region"), _AROUND),
    "area": BARE,
    "side": ((GOVERNORATE,), SETTLEMENTS, (DISTRICT,), LAND),
    "camp": (("camp",), SETTLEMENTS),
    **dict.fromkeys(("airport", "airbase"), _FLYING),
    "base": (("base", "airbase"),),
    "prison": (("prison",),),
    "hospital": (("hospital",),),
    "dam": (("dam",),),
    "bridge": (("bridge",),),
    "crossing": (("crossing",), SETTLEMENTS),
    **dict.fromkeys(("road", "highway"), (("road",),)),
    **dict.fromkeys(("mountain", "mountains", "valley", "desert", "plain"), (LAND,)),
    "island": (("island",), SETTLEMENTS),
    "country": ((COUNTRY,),),
}
MEANS: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(_MEANS)
"""A word after a name → groups of kinds that it can mean, the likeliest first."""


LEADING_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "rif": "countryside",
        "reef": "countryside",
        "محافظة": "governorate",
        "ريف": "countryside",
        "مدينة": "city",
        "بلدة": "town",
        "قرية": "village",
        "ناحية": "subdistrict",
        "قضاء": "district",
        "حي": "neighbourhood",
        "مخيم": "camp",
        "مطار": "airport",
        "سد": "dam",
    }
)
"""Words for kinds that stand right before the name, and the English ones that mean the same."""


def groups_for(word: str | None) -> tuple[tuple[str, ...], ...] | None:
    """The groups of kinds that a word means; those of a bare name for None, None if unknown."""
    return BARE if word is None else MEANS.get(word)
