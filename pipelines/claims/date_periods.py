"""Two dates that bound a period, and dates from which one is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from attrs import evolve

from crawler.claim import DateBasis, Scope
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.when import DAY, MONTH, YEAR, DateMention, When

_ORDER = (DAY, MONTH, YEAR)
_LINKS = {tuple(words.split()) for words in words_of("dates", "periods", "links")}
_LINK_WORDS = frozenset({"to", "until", "till", "through", "-", "–"})
_OPEN: Phrases[None] = Phrases((words, None) for words in words_of("dates", "periods", "open"))
_ENDS = tuple(tuple(words.split()) for words in words_of("dates", "periods", "ends"))
_LONGEST_LINK = 8
"""Tokens between the bounds of a period at most: "until early on the morning of"."""
_BEFORE = 4
"""Tokens before the first bound among which "from" or "between" stands."""
_SINCE = 12
"""Tokens before a date among which "since" stands: "since starting its operations in 2014"."""


def periods(low: list[str], found: Sequence[DateMention]) -> list[DateMention]:
    """Join "from A to B", "between A and B" and "A and B"; open "since A"; leave out "until A"."""
    joined: list[DateMention] = []
    for mention in found:
        before = joined[-1] if joined else None
        if before is not None and _bounds(low, before, mention):
            joined[-1] = _joined(before, mention)
        elif (opening := _opening(low, mention, before)) is not None:
            when = evolve(mention.when, end=None, scope=Scope.CUMULATIVE)
            joined.append(DateMention(opening, mention.end, when))
        elif mention.end < len(low) and (past := _OPEN.at(low, mention.end)) is not None:
            when = evolve(mention.when, end=None, scope=Scope.CUMULATIVE)
            joined.append(DateMention(mention.start, past[0], when))
        elif not _only_ends(low, mention.start):
            joined.append(mention)
    return joined


def _joined(first: DateMention, second: DateMention) -> DateMention:
    one, other = first.when, second.when
    precision = max(one.precision, other.precision, key=_ORDER.index)
    bases = {one.basis, other.basis}
    basis = DateBasis.EXPLICIT if DateBasis.EXPLICIT in bases else one.basis
    when = When(one.start, other.end or other.start, precision, basis, Scope.PERIOD_TOTAL)
    return DateMention(first.start, second.end, when)


def _bounds(low: list[str], first: DateMention, second: DateMention) -> bool:
    """Whether two dates bound one period."""
    between = low[first.end : second.start]
    end = second.when.end or second.when.start
    if len(between) > _LONGEST_LINK or min(second.when.start, end) < first.when.start:
        return False
    if tuple(between) in _LINKS:
        return True
    before = low[max(first.start - _BEFORE, 0) : first.start]
    if "between" in before:
        return "and" in between
    if between == ["and"]:
        return _follow(first.when, second.when)
    is_opened = not {"from", "since"}.isdisjoint(before) or first.when.end is None
    return is_opened and not _LINK_WORDS.isdisjoint(between)


def _follow(first: When, second: When) -> bool:
    """Whether two months or years follow each other: "in 2016 and 2017"."""
    if first.precision is DAY or first.precision is not second.precision or first.end is None:
        return False
    return first.end + timedelta(days=1) == second.start


def _opening(low: list[str], mention: DateMention, before: DateMention | None) -> int | None:
    """Index of "since" before a date: "since starting its operations in 2014"."""
    lowest = max(mention.start - _SINCE, before.end if before else 0, 0)
    for at in range(mention.start - 1, lowest - 1, -1):
        if low[at] == "since":
            return at
        if low[at] in {";", "and"} or (low[at] == "," and low[at + 1 : mention.start] != ["on"]):
            return None
    return None


def _only_ends(low: list[str], i: int) -> bool:
    """Whether a date only ends something that began nobody says when: "was held until 2018"."""
    return any(tuple(low[max(i - len(words), 0) : i]) == words for words in _ENDS)
