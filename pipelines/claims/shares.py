"""What a part tells of itself, apart from its whole: "52 in Aleppo", "37 by shelling"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from attrs import frozen

from pipelines.claims.dates import DateMention
from pipelines.claims.passages import Passage
from pipelines.claims.places import PlaceMention
from pipelines.claims.statements import Statement
from pipelines.claims.weapons import Means

_WHERE = frozenset({"in", "on", "at"})
_WITH = frozenset({"by", "in", "with", "from"})
_WHEN = frozenset({"in", "on", "during"})
_ARTICLES = frozenset({"a", "an", "the"})


class _Span(Protocol):
    @property
    def start(self) -> int: ...


S = TypeVar("S", bound=_Span)


@frozen
class Share:
    """The words right after a part's number that are of nothing else."""

    place: PlaceMention | None = None
    weapon: Means | None = None
    date: DateMention | None = None


def share_of(passage: Passage, one: Statement) -> Share:
    """Where, with what and when a part was, as far as it says so itself."""
    low, end = passage.tokens.low, one.quantity.end
    link = low[end] if end < len(low) else ""
    begin = end + 1 + (low[end + 1 : end + 2] != [] and low[end + 1] in _ARTICLES)
    return Share(
        _at(passage.places, begin) if link in _WHERE else None,
        _at(passage.means, begin if link in _WITH else end),
        _at(passage.dates, begin if link in _WHEN else end),
    )


def taken_from(passage: Passage, parts: Iterable[Statement]) -> set[int]:
    """Ids of the words that are told of parts alone.

    "Five were killed, two of them by shelling" tells nothing of the five; "five were killed, two
    children among them in shelling" does.
    """
    taken: set[int] = set()
    for one in parts:
        share = share_of(passage, one)
        is_bare = one.quantity.is_bare or one.quantity.of_them
        told = (share.place, share.weapon, share.date) if is_bare else (share.place,)
        taken |= {id(mention) for mention in told if mention is not None}
    return taken


def _at(found: Iterable[S], i: int) -> S | None:
    return next((one for one in found if one.start == i), None)
