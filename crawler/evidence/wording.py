"""The words of two texts compared: what stayed, what went, what came; no word is cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from attrs import frozen

from crawler.evidence.matching import Pair, match_in_order


class Fate(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    GONE = "gone"
    COME = "come"


@frozen
class Piece:
    """A stretch of text, spaces included. Kept and gone ones in order are the old text, kept and
    come ones the new."""

    fate: Fate
    text: str


def compare_words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from one text to the other; never two of one fate in a row."""
    words, others = _spans(old), _spans(new)
    pairs = match_in_order([old[s] for s in words], [new[s] for s in others])
    pairs = _without_chance(pairs, len(words), len(others))
    steps = _steps(old, new, [(words[place], others[match]) for place, match in pairs])
    filled = filter(lambda piece: piece.text, steps)
    return tuple(
        Piece(fate, "".join(piece.text for piece in group))
        for fate, group in groupby(filled, key=lambda piece: piece.fate)
    )


def distinct_words(text: str) -> frozenset[str]:
    """Words and figures, without punctuation, whatever their case."""
    return frozenset(
        text[match.start() : match.end()].casefold()
        for match in _WORD.finditer(text.translate(_SHAPES))
    )


class _Shapes(dict[int, str]):
    """What a character is to a word: ``w`` a part, ``j`` joins two parts, ``s`` space, ``p`` none.

    Worked out when a character is first met, so that marks of every script stay with their letter.
    """

    def __missing__(self, codepoint: int) -> str:
        character = chr(codepoint)
        shape = "w"
        if character.isspace():
            shape = "s"
        elif character in "-‐‑'’.,:/_٬٫":
            shape = "j"
        elif unicodedata.category(character)[0] in "PS":
            shape = "p"
        self[codepoint] = shape
        return shape


_SHAPES = _Shapes()
_WORD = re.compile("w+(?:jw+)*")
_TOKEN = re.compile(f"{_WORD.pattern}|[jp]")


def _spans(text: str) -> list[slice]:
    """Words, and marks between them one by one."""
    return [slice(*match.span()) for match in _TOKEN.finditer(text.translate(_SHAPES))]


def _without_chance(pairs: Sequence[Pair], length: int, other_length: int) -> list[Pair]:
    """Without the few words that two long changes share by chance, which would tear them apart."""
    runs: list[list[Pair]] = []
    for pair in pairs:
        if runs and runs[-1][-1] == (pair[0] - 1, pair[1] - 1):
            runs[-1].append(pair)
        else:
            runs.append([pair])
    kept: list[Pair] = []
    last = (-1, -1)
    for run, following in zip(runs, [*runs[1:], [(length, other_length)]], strict=False):
        before = _distance(last, run[0])
        after = _distance(run[-1], following[0])
        if 2 * len(run) > min(before, after):
            kept += run
            last = run[-1]
    return kept


def _distance(left: Pair, right: Pair) -> int:
    """Tokens between two pairs, on the side that has more."""
    return max(right[0] - left[0], right[1] - left[1]) - 1


def _steps(old: str, new: str, pairs: Sequence[tuple[slice, slice]]) -> Iterator[Piece]:
    at = other_at = 0
    for word, other in pairs:
        yield from _between(old[at : word.start], new[other_at : other.start])
        yield Piece(Fate.KEPT, old[word])
        at, other_at = word.stop, other.stop
    yield from _between(old[at:], new[other_at:])


def _between(gone: str, come: str) -> Iterator[Piece]:
    """What stands between two words that stayed; spaces that both have at their ends stay too."""
    start = _equal_spaces(gone, come)
    end = _equal_spaces(gone[start:][::-1], come[start:][::-1])
    yield Piece(Fate.KEPT, gone[:start])
    yield Piece(Fate.GONE, gone[start : len(gone) - end])
    yield Piece(Fate.COME, come[start : len(come) - end])
    yield Piece(Fate.KEPT, gone[len(gone) - end :])


def _equal_spaces(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right or not left.isspace():
            break
        count += 1
    return count
