"""Sources that no lexicon knows, by their own names: "Ali Abdullah, a member of …, told"."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.tokens import Tokens

_SAYING = frozenset(words_of("grammar", "speakers", "saying"))
_BEFORE: Phrases[None] = Phrases((w, None) for w in words_of("grammar", "speakers", "according"))
_NO_NAMES = frozenset(words_of("grammar", "speakers", "no_names")) | frozenset(MONTHS)
_APPOSITION = 14
"""Tokens between a name and its verb at most: what the source is."""
_SHORTEST, _LONGEST = 2, 5
"""Words of a name."""


def named_sources(tokens: Tokens) -> Iterator[tuple[int, int, int]]:
    """First token of a name that says something, the token past it, and that of its verb."""
    low = tokens.low
    for verb in [at for at, word in enumerate(low) if word in _SAYING]:
        word = low[verb]
        span = _ending(tokens, verb) or _explained(tokens, verb)
        if span is None and word == "said" and verb and low[verb - 1] in {",", "”", '"'}:
            span = _beginning(tokens, verb + 1)
        if span is not None:
            yield *span, verb
    for start, end, _ in _BEFORE.find(low):
        span = _beginning(tokens, end)
        if span is not None:
            yield *span, start


def _explained(tokens: Tokens, verb: int) -> tuple[int, int] | None:
    """A name with what it is between commas, before the verb."""
    if not verb or tokens.low[verb - 1] != ",":
        return None
    for at in range(verb - 2, max(verb - 2 - _APPOSITION, 0), -1):
        if tokens.low[at] in {"“", '"', ".", ";", ":"}:
            return None
        if tokens.low[at] == ",":
            return _ending(tokens, at)
    return None


def _ending(tokens: Tokens, end: int) -> tuple[int, int] | None:
    start = end
    while start and end - start <= _LONGEST and is_of_name(tokens, start - 1):
        start -= 1
    return (start, end) if _SHORTEST <= end - start <= _LONGEST else None


def _beginning(tokens: Tokens, start: int) -> tuple[int, int] | None:
    start += tokens.low[start : start + 1] == ["the"]
    end = start
    while end < len(tokens) and end - start <= _LONGEST and is_of_name(tokens, end):
        end += 1
    return (start, end) if _SHORTEST <= end - start <= _LONGEST else None


def is_of_name(tokens: Tokens, i: int) -> bool:
    """Whether a word begins with a capital: "Najim", "al-Jubouri"."""
    word = tokens.words[i]
    is_capital = word[0].isupper() or word.rpartition("-")[2][:1].isupper()
    return is_capital and tokens.low[i] not in _NO_NAMES and not word.endswith("-based")
