"""The means that a sentence tells, and which of them a claim is about."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from crawler.claim import Weapon
from pipelines.claims.lexicon import classed, words_of
from pipelines.claims.tokens import Tokens

WORDS = classed("weapons", (kind for kind in Weapon if kind is not Weapon.UNKNOWN), Weapon)
_GENERAL = frozenset(words_of("grammar", "weapons", "general"))
"""Last words of means that say less than those told beside them."""
_NEAR = 8


@frozen
class Means:
    """Words for a weapon; ``start`` and ``end`` are token indexes."""

    start: int
    end: int
    kind: Weapon


def means(tokens: Tokens) -> list[Means]:
    """The weapons that a sentence names, in order."""
    return [Means(start, end, kind) for start, end, kind in WORDS.find(tokens.low)]


def closest(found: list[Means], words: Sequence[str], start: int, end: int) -> Means | None:
    """The means of a claim whose words are the tokens ``start`` to ``end``.

    What follows within the clause tells it ("killed in shelling"), else what stands before
    ("the shells hit a market, wounding four"). ``words`` are the sentence's, in lower case.
    """
    if not found:
        return None
    after = [one for one in found if one.start >= start]
    earlier = [one for one in found if one.end <= start]
    nearest = min(after, key=lambda one: one.start, default=None)
    latest = max(earlier, key=lambda one: one.end, default=None)
    if nearest is not None and (nearest.start - end <= 12 or latest is None):
        return _finest([one for one in after if one.start - nearest.end <= _NEAR], words)
    if latest is not None:
        return _finest([one for one in earlier if latest.start - one.end <= _NEAR][::-1], words)
    return None


def _finest(found: list[Means], words: Sequence[str]) -> Means:
    """Of means told together the first that is no general word."""
    return next((one for one in found if words[one.end - 1] not in _GENERAL), found[0])
