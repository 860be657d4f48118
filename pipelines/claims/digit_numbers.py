"""Numbers in digits: separators of thousands, decimals before a scale, narrow spaces."""

from __future__ import annotations

import re

from pipelines.claims.arabic_numbers import arabic_scale
from pipelines.claims.number_words import SCALES
from pipelines.claims.tokens import Tokens

_LONGEST = 15
"""Characters of a number at most; what is longer counts nobody."""
_THOUSANDS = re.compile(r"\d{1,3}([.,٬،])\d{3}(?:\1\d{3})*")
_SEPARATOR = re.compile(r"[.,٬،]")
_DECIMAL = re.compile(r"(\d+)(?:[.٫](\d{1,3})|,(\d{1,2}))")
"""A comma and three digits are thousands, before a scale too: "1,302 thousand"."""


def digits_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The value of the digits at token ``i`` with their scale, and the index past them.

    None for a decimal without a scale and for whatever else counts nobody.
    """
    found = _with_scale(tokens, i)
    if found is None or found[1] >= len(tokens) or not tokens.words[found[1]].isdecimal():
        return found
    value, end = found
    rest = _with_scale(tokens, end)
    if rest is None or not trailing_scales(tokens, end, rest[1]):
        return found
    scales = trailing_scales(tokens, i, end)
    return (value + rest[0], rest[1]) if scales and rest[0] < scales[0] else found


def _with_scale(tokens: Tokens, i: int) -> tuple[int, int] | None:
    word, end = tokens.words[i], i + 1
    if len(word) > _LONGEST:
        return None
    if word.isdecimal():
        while end < len(tokens) and continues_digits(tokens, end):
            word, end = word + tokens.words[end], end + 1
            if len(word) > _LONGEST:
                return None
        return _scaled(tokens, int(word), end)
    decimal = _DECIMAL.fullmatch(word)
    if decimal is not None and _scale_at(tokens, end):
        places = decimal[2] or decimal[3]
        scaled = _scaled(tokens, int(decimal[1] + places), end)
        return scaled[0] // 10 ** len(places), scaled[1]
    if _THOUSANDS.fullmatch(word) and int(word[0]) > 0:
        return _scaled(tokens, int(_SEPARATOR.sub("", word)), end)
    return None


def continues_digits(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is three more digits of the number before it: ``1 302``."""
    word, before = tokens.words[i], tokens.words[i - 1] if i else ""
    if len(word) != 3 or len(before) > 3 or not (word.isdecimal() and before.isdecimal()):
        return False
    return (len(before) == 3 or int(before[0]) > 0) and tokens.narrow_space_before(i)


def trailing_scales(tokens: Tokens, start: int, end: int) -> list[int]:
    """What the scale words before ``end`` multiply by: all of them, then fewer."""
    found: list[int] = []
    at = end - 1
    while at > start and (scale := _scale_at(tokens, at)):
        found.insert(0, scale * (found[0] if found else 1))
        at -= 1
    return found


def _scaled(tokens: Tokens, value: int, end: int) -> tuple[int, int]:
    scale = 1
    while scale < 1000 and (larger := _scale_at(tokens, end)) > scale:
        scale, end = scale * larger, end + 1
    if scale == 1 and tokens.low[end : end + 3] == ["and", "a", "half"]:
        larger = _scale_at(tokens, end + 3)
        if larger:
            return value * larger + larger // 2, end + 4
    return value * scale, end


def _scale_at(tokens: Tokens, i: int) -> int:
    """What the word at ``i`` multiplies by; 0 where it is no scale."""
    if i >= len(tokens):
        return 0
    word = tokens.low[i]
    if word == "k":
        return 1000 if tokens.touches(i) else 0
    return SCALES.get(word, 0) if word.isascii() else arabic_scale(word) or 0
