"""The passage of a text in which the words of a search stand, with the hits marked."""

from __future__ import annotations

import re
from bisect import bisect_right

from storage.folding import fold

LENGTH = 200
"""Characters of a snippet, about two lines on a screen."""


def cut_snippet(text: str, hits: re.Pattern[str], marks: tuple[str, str]) -> str | None:
    """The passage with most hits, on one line, each hit between the marks; None without a hit.

    ``hits`` matches folded text. What is cut off at either end is shown by "…".
    """
    spans = find_hits(text, hits)
    if not spans:
        return None
    start, end = _best_window(text, spans)
    pieces, at = [], start
    for first, last in spans:
        if first >= start and last <= end:
            pieces += [text[at:first], marks[0], text[first:last], marks[1]]
            at = last
    pieces.append(text[at:end])
    passage = re.sub(r"\s+", " ", "".join(pieces)).strip()
    return ("…" if start > 0 else "") + passage + ("…" if end < len(text) else "")


def mark_hits(text: str, hits: re.Pattern[str], marks: tuple[str, str]) -> str:
    """The whole text with each hit between the marks."""
    pieces, at = [], 0
    for start, end in find_hits(text, hits):
        pieces += [text[at:start], marks[0], text[start:end], marks[1]]
        at = end
    return "".join([*pieces, text[at:]])


def find_hits(text: str, hits: re.Pattern[str]) -> list[tuple[int, int]]:
    """Start and end in ``text`` of what matches in its folded form, in order."""
    folded, places = _fold_with_places(text)
    spans = []
    for match in hits.finditer(folded):
        start, last = places[match.start()], places[match.end() - 1]
        end = last + 1
        while end < len(text) and not fold(text[end]):
            end += 1  # marks that belong to the last letter
        spans.append((start, end))
    return spans


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and where in the original each of its characters comes from."""
    pieces, places = [], []
    for place, character in enumerate(text):
        piece = fold(character)
        pieces.append(piece)
        places += [place] * len(piece)
    return "".join(pieces), places


def _best_window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """Where to cut, between words: from a little before the first of the densest hits."""
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    counts = [bisect_right(ends, start + LENGTH) - index for index, start in enumerate(starts)]
    first = counts.index(max(counts))
    last = max(bisect_right(ends, starts[first] + LENGTH) - 1, first)
    spare = max(LENGTH - (ends[last] - starts[first]), 0)
    start = _word_start(text, max(starts[first] - spare // 2, 0))
    end = _word_end(text, max(start + LENGTH, ends[last]))
    return min(start, starts[first]), end


def _word_start(text: str, place: int) -> int:
    if place == 0:
        return 0
    spaces = [match.end() for match in re.finditer(r"\s", text[place : place + 40])]
    return place + spaces[0] if spaces else place


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    spaces = [match.start() for match in re.finditer(r"\s", text[place : place + 40])]
    return place + spaces[0] if spaces else place
