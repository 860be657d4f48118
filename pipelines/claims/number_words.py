"""English number words as they are said: "one hundred and twenty-three", "two and a half million"."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.claims.lexicon import numbers_of

CARDINALS = numbers_of("numbers", "cardinals")
SCALES = numbers_of("numbers", "scales")
_TENS = {word: value for word, value in CARDINALS.items() if value >= 20}
_UNITS = {word: value for word, value in CARDINALS.items() if 0 < value < 10}
WORDS = CARDINALS | {
    f"{tens}-{unit}": _TENS[tens] + _UNITS[unit] for tens in _TENS for unit in _UNITS
}
_LARGE = {word: value for word, value in SCALES.items() if value >= 1000}
_SMALL = {word: value for word, value in SCALES.items() if value < 1000}


def words_at(low: Sequence[str], i: int) -> tuple[int, int] | None:
    """The value of the words that begin at token ``i``, and the index past them.

    What follows is added only where it is less than the scale before it: "two hundred and seven"
    is one number, "two hundred and three hundred" are two.
    """
    found = _term(low, i)
    if found is None:
        return None
    total, end, scale = found
    while scale > 1:
        more = _term(low, end + (low[end : end + 1] == ["and"]))
        if more is None or more[0] >= scale or low[more[1] - 1] in _SMALL_ONLY:
            break
        total, end, scale = total + more[0], more[1], more[2]
    return (total, end) if total else None


_SMALL_ONLY = frozenset({"dozen"})


def _term(low: Sequence[str], i: int) -> tuple[int, int, int] | None:
    """A number below a thousand with its scale: value, index past it, scale."""
    group = _below_thousand(low, i)
    if group is None:
        if i >= len(low) or low[i] not in SCALES:
            return None
        group = (1, i)
    value, end = group
    half = low[end : end + 3] == ["and", "a", "half"]
    scale = _LARGE.get(low[end + 3], 0) if half and end + 3 < len(low) else 0
    if scale:
        return value * scale + scale // 2, end + 4, scale
    scale = 1
    while end < len(low) and low[end] in _LARGE and scale <= max(_LARGE.values()):
        scale *= _LARGE[low[end]]
        end += 1
    return value * scale, end, scale
