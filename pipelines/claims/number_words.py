"""English number words as they are said: "one hundred and twelve", "two and a half million"."""

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


def words_at(low: Sequence[str], i: int) -> tuple[int, int] | None:
    """The value of the words that begin at token ``i``, and the index past them.

    What follows is added only where it is less than the scale before it: "two thousand and seven"
    is one number, "two thousand and three thousand" are two.
    """
    found = _term(low, i)
    if found is None:
        return None
    total, end, scale = found
    while scale > 1:
        at = _past_and(low, end)
        more = None if _word(low, at) in SCALES else _term(low, at)
        if more is None or not 0 < more[0] < scale:
            break
        total, end, scale = total + more[0], more[1], more[2]
    return (total, end) if total else None


def _term(low: Sequence[str], i: int) -> tuple[int, int, int] | None:
    """A number with its scale: value, index past it, scale."""
    group = (1, i) if _word(low, i) in _LARGE else _group(low, i)
    if group is None:
        return None
    value, end = group
    if _has_half(low, end) and (scale := _LARGE.get(_word(low, end + 3))):
        return value * scale + scale // 2, end + 4, scale
    scale = _LARGE.get(_word(low, end), 1)
    if scale == 1:
        return value, end, scale
    if _has_half(low, end + 1):
        return value * scale + scale // 2, end + 4, 1
    return value * scale, end + 1, scale


def _group(low: Sequence[str], i: int) -> tuple[int, int] | None:
    """A number before a large scale: up to "ninety-nine hundred", or of dozens."""
    found = (1, i) if _word(low, i) in SCALES else _below_hundred(low, i)
    if found is None:
        return None
    value, end = found
    scale = SCALES.get(_word(low, end), 1)
    if scale == 1 or scale >= 1000:
        return found
    value, end = value * scale, end + 1
    rest = _below_hundred(low, _past_and(low, end)) if scale == 100 else None
    if rest is None or rest[0] == 0 or SCALES.get(_word(low, rest[1]), 1000) < 1000:
        return value, end
    return value + rest[0], rest[1]


def _below_hundred(low: Sequence[str], i: int) -> tuple[int, int] | None:
    word = _word(low, i)
    if word not in WORDS:
        return None
    if word in _TENS and (unit := _UNITS.get(_word(low, i + 1))):
        return _TENS[word] + unit, i + 2
    return WORDS[word], i + 1


def _has_half(low: Sequence[str], i: int) -> bool:
    return _word(low, i) == "and" and list(low[i + 1 : i + 3]) == ["a", "half"]


def _past_and(low: Sequence[str], i: int) -> int:
    return i + (_word(low, i) == "and")


def _word(low: Sequence[str], i: int) -> str:
    return low[i] if i < len(low) else ""
