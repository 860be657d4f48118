"""The days beside a month: "7 and 8 April", "the 22nd of August", "April 7 to 9"."""

from __future__ import annotations

from crawler.claim import Harm
from pipelines.claims.lexicon import numbers_of, words_of
from pipelines.claims.nouns import NOUNS
from pipelines.claims.numeric_dates import year_at
from pipelines.claims.tokens import Tokens

_COUNTING = frozenset(words_of("dates", "months", "counting"))
_ORDINALS = numbers_of("dates", "ordinals")
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_LINKS = frozenset({"and", "&", "-", "–", "/", "to", "until", "till", "through"})
_MOST_DAYS = 6
"""Days that share a month at most: "2, 3 and 4 April"."""


def days_before(tokens: Tokens, i: int, past: int) -> tuple[int, list[int]]:
    """The days before a month and where they begin: "7 and 8 April", "the 22nd of August"."""
    low = tokens.low
    has_of = low[i - 1 : i] == ["of"]
    found = _day_ending(low, i - has_of, past, spelled=has_of)
    if found is None or (low[found[0] - 1 : found[0]] == [":"] and tokens.touches(found[0])):
        return i, []
    start, days = found[0], [found[1]]
    while len(days) < _MOST_DAYS and start - 2 >= past and _may_link(low[start - 1], len(days)):
        earlier = _day_ending(low, start - 1, past, spelled=has_of)
        if earlier is None or earlier[1] >= days[0]:
            break
        start, days = earlier[0], [earlier[1], *days]
    return start, days


def _may_link(word: str, days: int) -> bool:
    """Whether a word joins one more day to those after it: commas only before an "and"."""
    return word in _LINKS or (word == "," and days > 1)


def _day_ending(low: list[str], end: int, past: int, *, spelled: bool) -> tuple[int, int] | None:
    """The day whose last token is before ``end``: where it begins, and its number."""
    at = end - 1
    if at >= past and low[at] in _SUFFIXES:
        at -= 1
    if at < past:
        return None
    day = _ORDINALS.get(low[at]) if spelled else None
    day = day or _small(low[at])
    return (at, day) if day else None


def days_after(tokens: Tokens, end: int, before: str) -> tuple[int, list[int]]:
    """The days after a month and where they end: "April 7", "April 7th to 9th"."""
    low = tokens.low
    day, at = _day_beginning(low, end)
    if day is None:
        return end, []
    if before in _COUNTING and year_at(low, at + (low[at : at + 1] == [","])) is None:
        return end, []
    if before != "on" and at < len(low) and day > 1 and counts_people(low, at):
        return end, []
    days = [day]
    if low[at : at + 1] and low[at] in _LINKS:
        later, past = _day_beginning(low, at + 1)
        if later is not None and later > day and _ends_days(low, at, past):
            at, days = past, [day, later]
    return at, days


def _day_beginning(low: list[str], i: int) -> tuple[int | None, int]:
    day = _small(low[i]) if i < len(low) else None
    return day, i + 1 + (day is not None and i + 1 < len(low) and low[i + 1] in _SUFFIXES)


def _ends_days(low: list[str], link: int, past: int) -> bool:
    """Whether the number after "and" is a day, and counts nothing of its own."""
    if low[link] not in {"and", "&"} or past >= len(low) or low[past - 1] in _SUFFIXES:
        return True
    return not low[past].isalpha() or low[past] in _COUNTING


def counts_people(low: list[str], i: int) -> bool:
    """Whether a plural follows that the number before token ``i`` would count."""
    match = NOUNS.at(low, i)
    if match is None or not match[1].is_plural:
        return False
    return match[1].harm not in {Harm.ATTACK, Harm.MASSACRE}


def _small(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 3 and 0 < int(word) < 32 else None
