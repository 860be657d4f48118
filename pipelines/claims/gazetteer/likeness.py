"""Names that are written almost as a known one; below 88 in a hundred they are other places."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from pipelines.claims.gazetteer.spelling import FIRST_WORDS

ENOUGH = 88.0
NEXT_BEST = 4.0
SHORTEST = 7
"""Letters that a name must have, those of a common first word not counted."""


class Likenesses:
    """The names among which one is looked for, by their first letter."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in names:
            if len(name) >= SHORTEST:
                self._names.setdefault(name[0], []).append(name)

    def of(self, folded: str) -> tuple[str, ...]:
        """The known names that may be meant, the likest first; all of them, where several may.

        One that goes on where the other ends is no other spelling: ``Baghdadi`` is not Baghdad.
        """
        if len(folded) < SHORTEST or not folded.isascii():
            return ()
        found = process.extract(
            folded,
            self._names.get(folded[0], ()),
            scorer=fuzz.ratio,
            score_cutoff=ENOUGH,
            limit=8,
        )
        like = [
            (name, score)
            for name, score, _ in found
            if not (name.startswith(folded) or folded.startswith(name)) and _own_alike(folded, name)
        ]
        return tuple(name for name, score in like if score >= like[0][1] - NEXT_BEST)


def _own_alike(one: str, other: str) -> bool:
    """Whether they are alike also without the first word that many names have."""
    first, _, rest = one.partition(" ")
    other_first, _, other_rest = other.partition(" ")
    if first not in FIRST_WORDS and other_first not in FIRST_WORDS:
        return one.count(" ") == other.count(" ") or " " not in one or " " not in other
    if first != other_first or min(len(rest), len(other_rest)) < SHORTEST - 1:
        return False
    return fuzz.ratio(rest, other_rest) >= ENOUGH
