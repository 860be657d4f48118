"""Facts in short runs of words: which of them tell another thing than the run they replace."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.copies.spelling import is_same_word, is_slip
from pipelines.copies.telling import PARTIES, TELLING, may_be_name
from pipelines.copies.words import MONTH, NUMBER, WEEKDAY, WORD, Reading, Word

FUNCTION_WORD = 3
"""Letters of the longest English words that tell nothing: ``the``, ``and``, ``has``."""


def is_respelled(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether the one run of words is the other, spelled or parted otherwise."""
    joined, other_joined = ("".join(word.text for word in side) for side in (one, other))
    if {word.kind for word in one} & {word.kind for word in other} - {WORD}:
        return is_slip(joined, other_joined)
    if len(one) == len(other) and all(
        is_same_word(a.text, b.text) for a, b in zip(one, other, strict=True)
    ):
        return True
    return is_same_word(joined, other_joined)


def figures_differ(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a figure, a month or a day of the week has another in its place."""
    return any(_differ(_keys(one, kind), _keys(other, kind)) for kind in (NUMBER, MONTH, WEEKDAY))


def parties_differ(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether both tell a name or a party; the caller has seen that they are not the same."""
    return all(any(word.is_name or word.text in PARTIES for word in side) for side in (one, other))


def _keys(words: Sequence[Word], kind: str) -> set[str]:
    return {word.key for word in words if word.kind == kind}


def _differ(one: set[str], other: set[str]) -> bool:
    return bool(one - other and other - one)


def is_figure_for_word(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a figure stands for words or words for a figure; ``one`` for ``a`` does not count."""
    figures = [_keys(side, NUMBER) - {"1"} for side in (one, other)]
    return bool(figures[0]) != bool(figures[1])


def names_differ(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether each has a name that the other does not have, in whatever spelling."""
    names, others = ([word.text for word in side if word.is_name] for side in (one, other))
    return _has_other_name(names, others) and _has_other_name(others, names)


def tells_other(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether a name, or a word that tells who, where or with what, has another in its place."""
    if all(any(word.text in TELLING for word in side) for side in (one, other)):
        return True
    return any(map(may_be_name, (*one, *other))) and all(
        any(may_be_name(word) or len(word.text) > FUNCTION_WORD for word in side)
        for side in (one, other)
    )


def _has_other_name(names: Sequence[str], others: Sequence[str]) -> bool:
    return any(not any(is_same_word(name, other) for other in others) for name in names)


def has_novel_facts(words: Sequence[Word], text: Reading, names: int) -> bool:
    """Whether the words tell a figure or date, or so many names, that the other text lacks."""
    if any(word.kind != WORD and word.key not in text.counts for word in words):
        return True
    known = {word.text for word in text.words if word.is_name}
    novel = {word.text for word in words if word.is_name and word.key not in text.counts}
    return sum(not any(is_same_word(name, other) for other in known) for name in novel) >= names
