"""Words in bold: stand-ins that do not disturb the wrapping of lines, and what they become."""

from __future__ import annotations

from collections.abc import Iterable

MARKS = ("\ufdd0", "\ufdd1")
"""No characters of any text that is stored, and one column wide as far as wrapping goes."""
BOLD = str.maketrans({"\ufdd0": "\x1b[1m", "\ufdd1": "\x1b[0m"})
"""For ``str.translate``."""


def mark_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with marks around these places; what overlaps is marked as one."""
    pieces, at = [], 0
    for start, end in _merged(spans):
        pieces += [text[at:start], MARKS[0], text[start:end], MARKS[1]]
        at = end
    return "".join([*pieces, text[at:]])


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
