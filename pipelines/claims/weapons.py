"""The means that a sentence tells, and which of them a claim is about."""

from __future__ import annotations

from attrs import frozen

from crawler.claim import Weapon
from pipelines.claims.lexicon import classed
from pipelines.claims.tokens import Tokens

WORDS = classed("weapons", (kind for kind in Weapon if kind is not Weapon.UNKNOWN), Weapon)
_VAGUE = frozenset({"attack", "attacks", "aggression", "clashes", "shot"})


@frozen
class Means:
    """Words for a weapon; ``start`` and ``end`` are token indexes."""

    start: int
    end: int
    kind: Weapon


def means(tokens: Tokens) -> list[Means]:
    """The weapons that a sentence names, in order."""
    found = []
    for start, end, kind in WORDS.find(tokens.low):
        found.append(Means(start, end, kind))
    return found


def closest(found: list[Means], start: int, end: int, *, before: int = 0) -> Means | None:
    """The means of a claim whose words are the tokens ``start`` to ``end``.

    What follows within the clause tells it ("killed in shelling"), else what stands before
    ("the shells hit a market, wounding four"); ``before`` is where the clause begins.
    """
    after = [one for one in found if one.start >= start]
    earlier = [one for one in found if one.end <= start and one.start >= before]
    nearest = min(after, key=lambda one: one.start, default=None)
    latest = max(earlier, key=lambda one: one.end, default=None)
    if nearest is not None and (nearest.start - end <= 12 or latest is None):
        return nearest
    return latest or nearest
