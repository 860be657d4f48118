"""A text as sentences: what a claim is read from, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

LONGEST = 2_000
"""Characters of a sentence; what is longer is cut, so that reading stays linear."""

_BREAK = re.compile(
    r"(?<=[.!?؟…])[\"”’»)\]]*\s+(?=[\"“‘«(\[•]*(?:[A-Z0-9]|[\u0600-\u06ff]))"
    r"|\n+"
    r"|\s*\|\s*"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|St|No|Nos|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Prof|Rev|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sep|Sept|Oct|Nov|Dec|vs|e\.g|i\.e|approx|Art|Res|N|S|E|W)|\b[A-Z]|(?:[A-Z]\.)+[A-Z])\.$"
)
_LAST_WORD = 12
"""Characters before a full stop that show whether it ends an abbreviation."""


@frozen
class Sentence:
    """A span of the text without margins."""

    start: int
    end: int
    line: int
    """Which line of the text, from 0; lines are paragraphs, headings or items of a list."""
    is_heading: bool
    """Whether it is a short line without an end: a title, a heading, a caption."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, in order; every character but white space stands in one."""
    found: list[Sentence] = []
    line = 0
    for start, end, break_text in _pieces(text):
        for begin, stop in _cut(text, start, end):
            found.append(Sentence(begin, stop, line, _is_heading(text, begin, stop)))
        if "\n" in break_text:
            line += 1
    return found


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for match in _BREAK.finditer(text):
        at = match.start()
        if text[at - 1 : at] == "." and _ABBREVIATED.search(text[max(start, at - _LAST_WORD) : at]):
            continue
        quotes = len(match.group()) - len(match.group().lstrip('"”’»)]'))
        yield start, at + quotes, match.group()
        start = match.end()
    yield start, len(text), "\n"


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        at = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = start + LONGEST if at < 0 else at
        if text[start:at].strip():
            yield _trimmed(text, start, at)
        start = at
    if text[start:end].strip():
        yield _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + len(piece.rstrip())


def _is_heading(text: str, start: int, end: int) -> bool:
    whole_line = start == 0 or text[start - 1] in "\n|" or text[start - 2 : start] == "| "
    return whole_line and end - start < 250 and text[end - 1] not in '.!?؟…:;"”'
