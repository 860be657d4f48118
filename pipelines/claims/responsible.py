"""Who owned to the deed of which a report tells."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.claims.actors import Mention
from pipelines.claims.lexicon import words_of
from pipelines.claims.passages import Passage

_CLAIMED = frozenset(words_of("grammar", "responsible", "claimed"))
_DEEDS = frozenset(words_of("grammar", "responsible", "deeds"))
_REACH = 8
"""Tokens from a party to the deed that it owns to at most."""


def claimed_by(read: Sequence[Passage]) -> tuple[Passage, Mention] | None:
    """Who owned to the deed: "ISIS claimed responsibility for the attack"; None for nobody."""
    for passage in read:
        for mention in passage.parties if passage.may_own else ():
            if _owns(passage.tokens.low, mention):
                return passage, mention
    return None


def _owns(low: list[str], mention: Mention) -> bool:
    before = low[max(mention.start - 3, 0) : mention.start]
    if "claimed" in before and "by" in before:
        return True
    after = low[mention.end : mention.end + _REACH]
    return not _CLAIMED.isdisjoint(after[:4]) and not _DEEDS.isdisjoint(after)
