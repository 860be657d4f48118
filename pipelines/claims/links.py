"""How a number without a harm of its own hangs on one that was told before it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from crawler.claim import Victims
from pipelines.claims.actors import Mention
from pipelines.claims.attributing import is_by, is_held
from pipelines.claims.gazetteer.gazetteer import gazetteer
from pipelines.claims.groups import Group
from pipelines.claims.lexicon import words_of
from pipelines.claims.months import MONTHS
from pipelines.claims.nouns import CASE, NOUNS
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.weapons import WORDS as WEAPONS

_LABELS = frozenset(words_of("grammar", "breakdowns", "labels"))
_UNDONE = frozenset(words_of("grammar", "breakdowns", "undone"))
_LISTED = 24
"""Tokens before the colon of an item of a list at most."""
_LABEL = 4
"""Tokens of a bullet and a label before the number of an item at most."""
_BY = 6
"""Tokens from a number to its party at most."""


class Link(Enum):
    """How a number without a harm hangs on one told before."""

    REFERENCE = auto()
    """It repeats it: "among the 56 civilians"."""
    AMONG = auto()
    """It is a part of those harmed: "among the wounded were two children"."""
    CASE = auto()
    """It counts "cases", of what was told before."""
    PART = auto()
    """It is a share: by a party, in a place, "of them", an item of a list."""
    SIBLING = auto()
    """It is the same of another time: "374 in February, up from 331 in January"."""


def link_of(  # noqa: PLR0911 -- one return for each kind of link
    tokens: Tokens, group: Group, parties: Sequence[Mention], *, among: bool, is_item: bool
) -> Link | None:
    """How the number hangs on one told before; None where it does not.

    ``among`` tells that the sentence speaks of those harmed ("among the dead"), ``is_item`` that
    it is an item of a list.
    """
    quantity = group.whole
    if group.is_reference:
        return Link.REFERENCE
    if among and quantity.victims is not None:
        return Link.AMONG
    if quantity.noun is not None and quantity.noun.kind == CASE:
        return Link.CASE
    if _is_part(tokens, group, parties, is_item=is_item):
        return Link.PART
    if quantity.noun is not None or quantity.of_them or not _is_plain(tokens, quantity):
        return None
    if _is_share(tokens, quantity, parties):
        return Link.PART
    return Link.SIBLING if _is_of_month(tokens, quantity) else None


def _is_part(tokens: Tokens, group: Group, parties: Sequence[Mention], *, is_item: bool) -> bool:
    quantity = group.whole
    if quantity.of_them:
        return _UNDONE.isdisjoint(tokens.low[quantity.end : quantity.end + 5])
    if group.is_orphan and quantity.victims is not None:
        return True
    if is_item and not quantity.is_implicit and _heads_item(tokens, quantity):
        return True
    return _is_item_of_party(tokens, group, parties)


def _heads_item(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether the number begins an item, after a bullet, a place or the name of its victims."""
    start = quantity.start
    if start > _LABEL or ":" not in tokens.low[:start]:
        return start <= _LABEL
    for at in range(start):
        match = NOUNS.at(tokens.low, at)
        if match is not None and match[1].is_human:
            quantity.victims = quantity.victims or match[1].victims
            return True
    return bool(gazetteer().find(tokens.words, 0)) or not _LABELS.isdisjoint(tokens.low[:start])


def _is_item_of_party(tokens: Tokens, group: Group, parties: Sequence[Mention]) -> bool:
    """Whether the number stands after "<party>:" at the beginning of an item of a list."""
    start = group.whole.start
    if start > _LISTED or not any(m.start < start for m in parties):
        return False
    before = tokens.low[:start]
    return before[-1] in {":", "–", "-", "—"} or before[-2:] == [":", "killed"]


def _is_plain(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is a number alone, with words after it."""
    is_named = quantity.is_implicit or quantity.is_others or quantity.is_definite
    return not is_named and quantity.end < len(tokens)


def _is_share(  # noqa: PLR0911 -- one return for each kind of share
    tokens: Tokens, quantity: Quantity, parties: Sequence[Mention]
) -> bool:
    """Whether a bare number is told to be a share: of a party, a weapon, a place, some victims."""
    low, start, end = tokens.low, quantity.start, quantity.end
    if any(end < m.start <= end + _BY and is_by(low[end : m.start]) for m in parties):
        return True
    if any(m.end <= start and is_held(low[m.end : start]) for m in parties):
        return True
    if start > 1 and low[start - 1] == "with" and tokens.is_capital(start - 2):
        return True
    if end + 1 == len(low):
        return False
    if low[end] in {"were", "are"}:
        return _takes_victims(low, quantity)
    if low[end] in {"in", "on"}:
        return _is_where(tokens, end + 1)
    return low[end] == "by" and low[end + 1] in WEAPONS.starts


def _takes_victims(low: list[str], quantity: Quantity) -> bool:
    """Take over what the number's predicate says it counts: "67 were children"."""
    match = NOUNS.at(low, quantity.end + 1)
    if match is None or not match[1].is_human or not match[1].is_plural:
        return False
    quantity.victims, quantity.end = match[1].victims, match[0]
    return True


def _is_where(tokens: Tokens, i: int) -> bool:
    match = NOUNS.at(tokens.low, i)
    if match is not None and match[1].kind == Victims.FACILITY:
        return True
    return tokens.is_capital(i) and gazetteer().find(tokens.words, i) > 0


def _is_of_month(tokens: Tokens, quantity: Quantity) -> bool:
    after = tokens.low[quantity.end : quantity.end + 2]
    return after[:1] in (["in"], ["on"]) and len(after) > 1 and after[1] in MONTHS
