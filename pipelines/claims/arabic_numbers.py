"""Arabic number words: units before tens, what is added behind "و", duals."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.claims.lexicon import numbers_of

_FORMS = str.maketrans("أإآىة", "ااايه")
_AND = "و"
_WRITTEN = {
    key: numbers_of("numbers", "arabic", key)
    for key in ("units", "of_teens", "tens", "hundreds", "scales", "duals")
}
_UNITS, _OF_TEENS, _TENS, _HUNDREDS, _SCALES, _DUALS = (
    {word.translate(_FORMS): value for word, value in written.items()}
    for written in _WRITTEN.values()
)
STARTS = frozenset(
    form
    for written in _WRITTEN.values()
    for word in written
    for form in (word, word.translate(_FORMS))
)
"""Words with which such a number may begin."""


def arabic_scale(word: str) -> int | None:
    """What a word multiplies the digits before it by; None where it is no such word."""
    return _SCALES.get(word.translate(_FORMS))


def arabic_at(low: Sequence[str], i: int) -> tuple[int, int] | None:
    """The value of the words that begin at token ``i``, and the index past them."""
    found = _term([_folded(low, i)], low, i)
    if found is None:
        return None
    total, end, scale = found
    while scale > 1 and (more := _term(_added(low, end), low, end)) is not None:
        value, past, smaller = more
        if value >= scale:
            break
        total, end, scale = total + value, past, smaller
    return total, end


def _term(first: Sequence[str], low: Sequence[str], i: int) -> tuple[int, int, int] | None:
    """A number below a thousand with its scale: value, index past it, scale.

    ``first`` is the word at ``i`` as it may be read; none where nothing is added there.
    """
    for word in first:
        if word in _DUALS:
            return _DUALS[word], i + 1, _DUALS[word] // 2
        if word in _SCALES:
            return _SCALES[word], i + 1, _SCALES[word]
        group = _below_thousand(word, low, i)
        if group is not None:
            value, end = group
            scale = _SCALES.get(_folded(low, end), 1)
            return value * scale, end + (scale > 1), scale
    return None


def _below_thousand(word: str, low: Sequence[str], i: int) -> tuple[int, int] | None:
    value, end = _HUNDREDS.get(word, 0), i + 1
    if not value and 2 < _UNITS.get(word, 0) < 10 and _HUNDREDS.get(_folded(low, end)) == 100:
        value, end = _UNITS[word] * 100, end + 1
    if not value:
        return _below_hundred(word, low, i)
    for added in _added(low, end):
        rest = _below_hundred(added, low, end)
        if rest is not None:
            return value + rest[0], rest[1]
    return value, end


def _below_hundred(word: str, low: Sequence[str], i: int) -> tuple[int, int] | None:
    if word in _TENS:
        return _TENS[word], i + 1
    unit = _UNITS.get(word) or _OF_TEENS.get(word)
    if unit is None:
        return None
    if unit < 10 and _UNITS.get(_folded(low, i + 1)) == 10:
        return unit + 10, i + 2
    if word not in _UNITS:
        return None
    tens = next((_TENS[added] for added in _added(low, i + 1) if added in _TENS), 0)
    return (unit + tens, i + 2) if tens and unit < 10 else (unit, i + 1)


def _folded(low: Sequence[str], i: int) -> str:
    return low[i].translate(_FORMS) if i < len(low) else ""


def _added(low: Sequence[str], i: int) -> list[str]:
    """The word at ``i`` without its "and"; none where it has none."""
    word = _folded(low, i)
    return [word[1:]] if word.startswith(_AND) and len(word) > 1 else []
