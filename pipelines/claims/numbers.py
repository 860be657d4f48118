"""Numbers in digits and words: their value, their range, and what is no count of anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from crawler.claim import Qualifier
from pipelines.claims.lexicon import LexiconError, Phrases, table, words_of
from pipelines.claims.tokens import Tokens

HIGHEST = 10**9
"""No claim about people is larger; what is, is no number of victims."""

_THOUSANDS = re.compile(r"\d{1,3}(?:[.,٬]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,٫]\d{1,3}")


def _cardinals(key: str) -> dict[str, int]:
    found = table("numbers").get(key)
    if not isinstance(found, dict) or not all(type(value) is int for value in found.values()):
        raise LexiconError(f"numbers.toml: {key} must give a number for each word")
    return found


CARDINALS = _cardinals("cardinals")
SCALES = _cardinals("scales")
GROUPS: Phrases[int] = Phrases(_cardinals("groups").items())
VAGUE: Phrases[None] = Phrases((word, None) for word in words_of("numbers", "vague", "words"))
QUALIFIERS: Phrases[Qualifier] = Phrases(
    (phrase, qualifier)
    for qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.ABOUT, Qualifier.UP_TO)
    for phrase in words_of("numbers", "qualifiers", qualifier)
)
SUFFIXES: Phrases[Qualifier] = Phrases(
    (phrase, qualifier)
    for qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN)
    for phrase in words_of("numbers", "suffixes", qualifier)
)
_COMPOUNDS = {
    f"{tens}-{unit}": CARDINALS[tens] + CARDINALS[unit]
    for tens in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    for unit in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
}
WORDS = CARDINALS | _COMPOUNDS
STARTS = frozenset(WORDS) | set(SCALES) | set(GROUPS.starts) | set(VAGUE.starts)


@frozen
class Number:
    """A number as the tokens state it."""

    low: int | None
    """The value, or the lower end of a range; None for a vague word."""
    high: int | None
    """The upper end; equal to ``low`` but for a range."""
    end: int
    """Index of the token past it."""
    vague: str | None = None
    """The vague words, such as ``dozens``."""


def number_at(tokens: Tokens, i: int) -> Number | None:
    """The number that begins at token ``i``: a range, a vague word, digits or words."""
    low = tokens.low
    if (vague := VAGUE.at(low, i)) is not None:
        return Number(None, None, vague[0], " ".join(low[i : vague[0]]))
    if (group := GROUPS.at(low, i)) is not None:
        return Number(group[1], group[1], group[0])
    first = _value_at(tokens, i)
    if first is None:
        return None
    value, end = first
    upper = _range_end(tokens, i, end)
    if upper is not None and value < upper[0] <= HIGHEST:
        return Number(value, upper[0], upper[1])
    return Number(value, value, end) if value <= HIGHEST else None


def _range_end(tokens: Tokens, i: int, end: int) -> tuple[int, int] | None:
    low = tokens.low
    if end + 1 >= len(low):
        return None
    between = i > 0 and low[i - 1] == "between" and low[end] == "and"
    spread = low[end] in {"-", "–", "to", "or"}
    return _value_at(tokens, end + 1) if between or spread else None


def _value_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    word = tokens.low[i]
    if word[0].isdigit():
        return _digits_at(tokens, i)
    if word in WORDS or word in SCALES:
        return _words_at(tokens.low, i)
    return None


def _digits_at(tokens: Tokens, i: int) -> tuple[int, int] | None:
    word, end, low = tokens.words[i], i + 1, tokens.low
    if len(word) > 15:
        return None
    scale = SCALES.get(low[end]) if end < len(low) else None
    if word.isdecimal():
        while end < len(low) and _continues(tokens, end):
            word += tokens.words[end]
            end += 1
        value = int(word)
        return (value * scale, end + 1) if scale else (value, end)
    if scale and _DECIMAL.fullmatch(word):
        return round(float(re.sub(r"[,٫]", ".", word)) * scale), end + 1
    if _THOUSANDS.fullmatch(word):
        return int(re.sub(r"[.,٬]", "", word)), end
    return None


def _continues(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is three more digits of the number before it: ``1 302``."""
    word = tokens.words[i]
    if len(word) != 3 or not word.isdecimal() or tokens.starts[i] != tokens.ends[i - 1] + 1:
        return False
    return tokens.narrow_space_before(i)


def _words_at(low: Sequence[str], i: int) -> tuple[int, int] | None:
    """Number words as they are said: "one hundred and twenty-three", never "twenty" + "seven, 3"."""
    total = current = 0
    smallest = HIGHEST
    at = i
    while at < len(low):
        word = low[at]
        if word in SCALES:
            scale = SCALES[word]
            if scale == 100 and 0 < current < 100:
                current, smallest = current * 100, 100
            elif scale > 100 and (current or at == i):
                total, current, smallest = total + (current or 1) * scale, 0, scale
            elif at == i and scale == 100:
                current, smallest = 100, 100
            else:
                break
        elif word in WORDS and _fits(WORDS[word], smallest):
            current += WORDS[word]
            smallest = 10 if WORDS[word] >= 20 and WORDS[word] % 10 == 0 else 1
        elif not (word == "and" and smallest >= 100 and at > i and _is_small(low, at + 1)):
            break
        at += 1
    value = total + current
    return (value, at) if at > i and value > 0 else None


def _fits(value: int, smallest: int) -> bool:
    return value < smallest and smallest > 1 and (smallest > 10 or 0 < value < 10)


def _is_small(low: Sequence[str], i: int) -> bool:
    """Whether a number word below a hundred stands at ``i`` and no noun of its own follows "and"."""
    return i < len(low) and low[i] in WORDS
