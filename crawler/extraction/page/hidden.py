"""What a browser would not show of a page: by attributes, inline styles and simple style rules.

Scripts and linked style sheets are not read. Where a style may be the first step of an animation,
or a script may show the rest, the text stays: to lose words of a report is worse than to keep some
that nobody saw.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml import etree

LONGEST = 2000
"""Characters of a style that are looked at."""
_MOST_PARTS = 500
_SHOWN_LATER = frozenset(("html", "body", "main", "article"))
"""Some pages hide these until a script has run."""
_ANIMATED = re.compile(
    r"(?<![a-z])(?:wow|aos|sr|anim(?:at\w*)?|fade\w*|slide\w*|zoom\w*|reveal\w*|lazy\w*|motion"
    r"|parallax|scroll\w*|appear\w*|elementor-invisible|preload\w*|js|transition\w*|in-?view)"
    r"(?![a-z])",
    re.IGNORECASE,
)
"""Names of classes by which scripts let an element appear."""
_ANIMATING = ("animation", "transition", "transform", "will-change", "background-clip")
_HINTS = ("data-w-id", "data-aos", "data-animation", "data-animate", "data-settings", "data-sr-id")
"""Attributes of the same: Webflow, AOS, Elementor, ScrollReveal."""
_COMMENT = re.compile(r"/\*[^*]{0,500}\*/")
_SIZE = re.compile(r"(-?\d{0,6}(?:\.\d{0,6})?)\s?(px|r?em|pt|ch|vw|vh|%)?")
_PIXELS = {"px": 1, "em": 16, "rem": 16, "pt": 1.3, "ch": 8, "vw": 12, "vh": 8, "%": 5, "": 1}
_FAR = -400
"""Pixels beyond which nothing is on the screen; hanging indents are some dozens."""
_MARGINS = ("margin-left", "margin-top", "margin-right")
_OFFSETS = ("left", "top", "right", "bottom")
_CLIPPED = re.compile(
    r"rect\((?:\s*,?\s*[01](?:px)?){4}\s*\)|inset\(\s*(?:50|100)%\s*\)|circle\(\s*0\w*\s*\)"
)


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser would not show it, by its own attributes."""
    if element.tag in _SHOWN_LATER:
        return False
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if not style:
        return False
    how = _hiding(style[:LONGEST])
    if how == "size":
        inside = islice(element.iterdescendants(), _MOST_PARTS)
        return not any("font-size" in (part.get("style") or "") for part in inside)
    return how == "surely" or (how == "maybe" and not may_appear(element))


def is_unseen(element: etree._Element) -> bool:
    """``is_hidden`` of an element or of one that it stands in."""
    return is_hidden(element) or any(map(is_hidden, element.iterancestors()))


def may_appear(element: etree._Element) -> bool:
    """Whether a script may let it appear, by its classes and attributes."""
    names = element.get("class") or ""
    return _ANIMATED.search(names[:LONGEST]) is not None or any(
        element.get(name) is not None for name in _HINTS
    )


def hides(told: dict[str, str]) -> bool:
    """Whether declarations hide an element, unless it is about to appear."""
    return bool(_way_of(told))


@lru_cache(maxsize=4096)
def _hiding(style: str) -> str:
    return _way_of(declarations(style))


def _way_of(told: dict[str, str]) -> str:
    """How they hide: ``surely``, ``maybe`` (as the start of an animation does, too), ``size``
    (its own text, not that of parts with a size of their own), or "" for not at all."""
    if told.get("display") == "none" or told.get("content-visibility") == "hidden":
        return "surely"
    if _is_away(told) or _is_shut(told) or _has_no_color(told):
        return "surely"
    animating = any(name.startswith(_ANIMATING) for name in told)
    if told.get("visibility") in ("hidden", "collapse"):
        return "" if animating else "maybe"
    if _is_nothing(told.get("opacity", ""), 0.05):
        return "" if animating else "maybe"
    return "size" if _is_nothing(told.get("font-size", ""), 1) else ""


def declarations(style: str) -> dict[str, str]:
    """Properties and their values in small letters; the last of two counts, as in a browser."""
    told: dict[str, str] = {}
    for part in _COMMENT.sub("", style.lower()).split(";"):
        name, mark, value = part.partition(":")
        if mark:
            told[name.strip()] = value.replace("!important", "").strip()
    return told


def _is_away(told: dict[str, str]) -> bool:
    """Whether it is off the screen, clipped to nothing or of no size."""
    if _pixels(told.get("text-indent", "")) <= _FAR:
        return True
    placed = told.get("position") in ("absolute", "fixed")
    moved = (*_MARGINS, *_OFFSETS) if placed else _MARGINS
    if any(_pixels(told.get(name, "")) <= _FAR for name in moved):
        return True
    clip = told.get("clip", "") or told.get("clip-path", "") or told.get("-webkit-clip-path", "")
    if clip and _CLIPPED.fullmatch(clip) and (placed or "clip-path" in told):
        return True
    return told.get("transform", "") in ("scale(0)", "scale(0,0)", "scale(0, 0)")


def _is_shut(told: dict[str, str]) -> bool:
    """Whether it is a box of no height or width that shows nothing beyond its border."""
    if told.get("overflow", "") not in ("hidden", "clip"):
        return False
    sizes = (told.get(name, "") for name in ("height", "max-height", "width", "max-width"))
    return any(_is_nothing(size, 1) for size in sizes)


def _has_no_color(told: dict[str, str]) -> bool:
    color = told.get("color", "")
    ground = told.get("background-color") or told.get("background", "")
    if "clip" in told.get("background-clip", told.get("-webkit-background-clip", "")):
        return False
    return bool(color) and _plain_color(color) == _plain_color(ground)


def _plain_color(color: str) -> str:
    named = {"white": "#ffffff", "black": "#000000"}.get(color, color.replace(" ", ""))
    is_short = len(named) == 4 and named.startswith("#")
    return "#" + "".join(letter * 2 for letter in named[1:]) if is_short else named


def _pixels(size: str) -> float:
    """About how many; 2 for what is no size, so that it is neither nothing nor far away."""
    match = _SIZE.fullmatch(size)
    if match is None or match[1] in ("", "-", ".", "-."):
        return 2
    return float(match[1]) * _PIXELS[match[2] or ""]


def _is_nothing(size: str, most: float) -> bool:
    return bool(size) and 0 <= _pixels(size) <= most
