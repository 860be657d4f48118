"""Where claims stand in a text: the text in pieces, each with the claims that cover it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import frozen


@frozen
class Span:
    """A stretch of a text, offsets in characters, and the number of the claim that it states."""

    start: int
    end: int
    number: int


@frozen
class Piece:
    """Words that the same claims cover, maybe none. All pieces in order are the text."""

    text: str
    numbers: tuple[int, ...] = ()
    """Of the claims, the longest first."""
    begins: tuple[int, ...] = ()
    """Of those whose words begin here."""
    ends: tuple[int, ...] = ()
    """Of those whose words end here."""


def cut_text(text: str, spans: Iterable[Span]) -> list[Piece]:
    """The pieces of a text, cut wherever a claim's words begin or end.

    Spans may lie in each other, overlap, or be equal. One that is empty or reaches out of the text
    belongs to another text: ``ValueError``.
    """
    return _cut(text, 0, _checked(text, spans))


def cut_paragraphs(text: str, spans: Iterable[Span]) -> list[list[Piece]]:
    """The same by paragraph, without the blank lines between them; none for an empty text.

    A span may go over several paragraphs.
    """
    known = _checked(text, spans)
    return [
        _cut(match.group(), match.start(), known)
        for match in re.finditer(r"[^\n](?:(?!\n\n).)*", text, re.DOTALL)
        if match.group().strip()
    ]


def _checked(text: str, spans: Iterable[Span]) -> list[Span]:
    known = list(spans)
    for span in known:
        if not 0 <= span.start < span.end <= len(text):
            raise ValueError(f"{span} is not in a text of {len(text)} characters")
    return known


def _cut(text: str, at: int, spans: Sequence[Span]) -> list[Piece]:
    """The pieces of what stands ``at`` a place of the text in which the spans are."""
    until = at + len(text)
    here = [span for span in spans if span.start < until and span.end > at]
    inner = {place for span in here for place in (span.start, span.end) if at < place < until}
    places = sorted({at, until} | inner)
    return [
        _piece(text[first - at : last - at], first, last, here) for first, last in pairwise(places)
    ]


def _piece(text: str, first: int, last: int, spans: Sequence[Span]) -> Piece:
    over = [span for span in spans if span.start <= first and span.end >= last]
    over.sort(key=lambda span: (span.start - span.end, span.number))
    return Piece(
        text,
        numbers=tuple(span.number for span in over),
        begins=tuple(span.number for span in over if span.start == first),
        ends=tuple(span.number for span in over if span.end == last),
    )
