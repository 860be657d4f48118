"""Which figures changed between two texts: digits of any script, and numbers in words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeAlias

from attrs import frozen

from crawler.evidence.differences import Change, Difference
from crawler.evidence.matching import match_in_order
from crawler.evidence.wording import Fate, Piece
from pipelines.copies.figures import read_number
from pipelines.copies.words import fold_word

_TOKEN = re.compile(r"\d+(?:[.,٫٬]\d+)*|(?:[^\W\d_]|[\u064b-\u0655\u0670])+|(?P<part>[^\w\s\-‐‑])")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SEPARATORS = str.maketrans("٬٫", ",.")


@frozen
class Figure:
    """A number as it stands in a text."""

    start: int
    end: int
    shown: str
    value: str
    """Equal for ``1,200``, ``1200`` and ``١٢٠٠``, for ``twelve`` and ``12``."""


@frozen
class ChangedFigure:
    """A number that another one replaced, or that went or came alone; as the texts show it."""

    old: str | None
    new: str | None


@frozen
class _Stretch:
    """Places in both texts between which words changed."""

    old: range
    new: range


_Figures: TypeAlias = list[Figure]


def changed_figures(difference: Difference) -> tuple[ChangedFigure, ...]:
    """Each once, in the order of the new text; replaced ones first.

    A figure that left one paragraph for another has not changed.
    """
    texts = [difference.title, difference.subtitle]
    texts += [p.pieces for p in difference.paragraphs if p.change is not Change.SAME]
    replaced: list[ChangedFigure] = []
    gone: list[Figure] = []
    come: list[Figure] = []
    for pieces in texts:
        for old, new in _figures_of_stretches(pieces):
            replaced += _compare(old, new, gone, come)
    alone = chain(
        (ChangedFigure(figure.shown, None) for figure in _without(gone, come)),
        (ChangedFigure(None, figure.shown) for figure in _without(come, gone)),
    )
    return tuple(dict.fromkeys([*replaced, *alone]))


def read_figures(text: str) -> _Figures:
    """The numbers of a text, in order."""
    tokens = list(_TOKEN.finditer(text))
    # What parts two words parts two numbers: "twenty, three" is not 23.
    words = ["" if token["part"] else fold_word(token.group()) for token in tokens]
    figures: list[Figure] = []
    at = 0
    while at < len(tokens):
        read = _read(words, at, tokens[at].group())
        if read:
            start, end = tokens[at].start(), tokens[at + read[1] - 1].end()
            figures.append(Figure(start, end, text[start:end], read[0]))
        at += read[1] if read else 1
    return figures


def _read(words: Sequence[str], at: int, shown: str) -> tuple[str, int] | None:
    """Value of the number that begins here, and how many tokens it takes."""
    if not shown[0].isdecimal():
        number = read_number(words, at)
        return (str(number[0]), number[1]) if number else None
    digits = "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in shown.translate(_SEPARATORS)
    )
    return digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits, 1


def _figures_of_stretches(pieces: Sequence[Piece]) -> Iterator[tuple[_Figures, _Figures]]:
    """For each stretch that changed its figures in the old and in the new text."""
    old = read_figures("".join(piece.text for piece in pieces if piece.fate is not Fate.COME))
    new = read_figures("".join(piece.text for piece in pieces if piece.fate is not Fate.GONE))
    for stretch in _merge(_widen(stretch, old, new) for stretch in _stretches(pieces)):
        yield _within(old, stretch.old), _within(new, stretch.new)


def _stretches(pieces: Iterable[Piece]) -> Iterator[_Stretch]:
    start = end = new_start = new_end = 0
    for piece in (*pieces, Piece(Fate.KEPT, "")):
        if piece.fate is Fate.GONE:
            end += len(piece.text)
        elif piece.fate is Fate.COME:
            new_end += len(piece.text)
        else:
            if (start, new_start) != (end, new_end):
                yield _Stretch(range(start, end), range(new_start, new_end))
            start = end = end + len(piece.text)
            new_start = new_end = new_end + len(piece.text)


def _widen(stretch: _Stretch, old: _Figures, new: _Figures) -> _Stretch:
    """As far as it takes to cut no figure; what is around it both texts share."""
    cuts = [_cut(old, stretch.old.start), _cut(new, stretch.new.start)]
    ends = [_cut(old, stretch.old.stop), _cut(new, stretch.new.stop)]
    back, ahead = max(before for before, _ in cuts), max(after for _, after in ends)
    return _Stretch(
        range(stretch.old.start - back, stretch.old.stop + ahead),
        range(stretch.new.start - back, stretch.new.stop + ahead),
    )


def _cut(figures: _Figures, place: int) -> tuple[int, int]:
    """How much of a figure stands before and after a place inside it."""
    at = bisect_left(figures, place, key=lambda figure: figure.end)
    if at < len(figures) and figures[at].start < place < figures[at].end:
        return place - figures[at].start, figures[at].end - place
    return 0, 0


def _merge(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """Those that overlap become one."""
    last: _Stretch | None = None
    for stretch in stretches:
        if last is None:
            last = stretch
        elif stretch.old.start < last.old.stop or stretch.new.start < last.new.stop:
            last = _Stretch(
                range(last.old.start, stretch.old.stop), range(last.new.start, stretch.new.stop)
            )
        else:
            yield last
            last = stretch
    if last is not None:
        yield last


def _within(figures: _Figures, places: range) -> _Figures:
    first = bisect_right(figures, places.start, key=lambda figure: figure.end)
    stop = bisect_left(figures, places.stop, key=lambda figure: figure.start)
    return figures[first:stop]


def _compare(
    old: _Figures, new: _Figures, gone: list[Figure], come: list[Figure]
) -> Iterator[ChangedFigure]:
    """Figures that stand for others; those without a counterpart are put to ``gone``, ``come``."""
    same = match_in_order([f.value for f in old], [f.value for f in new])
    at = new_at = 0
    for place, match in [*same, (len(old), len(new))]:
        left, right = old[at:place], new[new_at:match]
        if len(left) == len(right):
            for figure, other in zip(left, right, strict=True):
                yield ChangedFigure(figure.shown, other.shown)
        else:
            gone += left
            come += right
        at, new_at = place + 1, match + 1


def _without(figures: _Figures, others: _Figures) -> Iterator[Figure]:
    """Those whose value the others do not have as often."""
    left = Counter(figure.value for figure in others)
    for figure in figures:
        if left[figure.value]:
            left[figure.value] -= 1
        else:
            yield figure
