"""A text as sentences: what a claim is read from, and what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from pipelines.claims.lexicon import words_of

LONGEST = 2_000
"""Characters of a sentence; what is longer is cut, so that reading stays linear."""
_LONGEST_HEADING = 250

_MARK = re.compile(r"[.!?؟۔…\n|•▪●◦‣►]")
"""Where a sentence may end; all else is passed over quickly."""
_BULLETS = frozenset("•▪●◦‣►")
_STOPS = re.compile(r"[.!?؟۔…]+(?:\[\d{1,3}\]|[\"”’'»)\]])*")
"""The end of a sentence with the quotes, brackets and notes that close it."""
_NEXT = re.compile(r"\s+[\"“‘'«(\[]*(?P<first>\w)")
_GLUED = re.compile(r"[a-z]{3}[.!?](?=[A-Z][a-z]+\s)")
"""Two sentences without a space, as pages have them where a line break was lost."""
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.?){1,7}$")
_LOOK_BACK = 14
"""Characters before a full stop that show whether it ends an abbreviation."""
_INITIALS = re.compile(r"(?:[A-Z]\.)*[^\W\d_a-z]")
_ENUMERATOR = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})\)?$")
_WORD = re.compile(r"[A-Za-z]+(?!\.)")

_TITLES = frozenset(words_of("sentences", "abbreviations", "titles"))
_NAMES = frozenset(words_of("sentences", "abbreviations", "names"))
_PLAIN = frozenset(words_of("sentences", "abbreviations", "plain"))
_NUMBERED = frozenset(words_of("sentences", "abbreviations", "numbered"))
_OPENERS = frozenset(words_of("sentences", "openers", "words"))


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
    """The sentences of a text, in order; every character but white space stands in one.

    A bar, as between the parts of a title, belongs to the sentence before it; a bullet to that
    after it.
    """
    found: list[Sentence] = []
    start = line = 0
    opens_line = True
    for end, next_start in _breaks(text):
        for span in _cut(text, start, end):
            is_heading = opens_line and _is_heading(text, *span)
            found.append(Sentence(*span, line, is_heading))
            opens_line = False
        start = end
        if text[end - 1 : end] == "|":
            opens_line = True
        elif next_start > end:
            line += not opens_line
            opens_line = True
    return found


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence ends, and where the next begins: further on where a line ended."""
    start = past = 0
    for mark in _MARK.finditer(text):
        at = mark.start()
        if at < past:
            continue
        char = text[at]
        end = next_start = at
        if char == "\n":
            next_start = at + 1
        elif char == "|":
            end = next_start = past = _past_bars(text, at)
        elif char not in _BULLETS:
            past = _past_stop(text, at)
            if not _ends(text, start, at, past):
                continue
            end = next_start = past
        elif not (text[at - 1 : at].isspace() and text[at + 1 : at + 2].isspace()):
            continue
        yield end, next_start
        start = end
    yield len(text), len(text)


def _past_bars(text: str, at: int) -> int:
    end = at + 1
    while text[end : end + 1] == "|":
        end += 1
    return end


def _past_stop(text: str, at: int) -> int:
    stop = _STOPS.match(text, at)
    return stop.end() if stop else at + 1


def _ends(text: str, start: int, at: int, end: int) -> bool:
    """Whether the stop at ``at`` ends the sentence that begins at ``start``.

    ``end`` is past the stop and what closes it.
    """
    following = _NEXT.match(text, end)
    if following is None:
        if not _GLUED.match(text, max(at - 3, start)):
            return False
        first = end
    else:
        first = following.start("first")
        if text[first].islower():
            return False
    if text[at:end] != ".":
        return True
    return not _is_abbreviated(text, start, at, first)


def _is_abbreviated(text: str, start: int, at: int, first: int) -> bool:
    """Whether the full stop at ``at`` belongs to the word before it, seen by the next word."""
    before = text[max(start, at - _LOOK_BACK) : at]
    if at - start < _LOOK_BACK and _ENUMERATOR.match(before):
        return True
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group()
    low = word.lower()
    if low in _TITLES:
        return True
    if word in _NUMBERED and text[first].isdigit():
        return True
    if not (low in _PLAIN or (low in _NAMES and word[0].isupper()) or _INITIALS.fullmatch(word)):
        return False
    following = _WORD.match(text, first)
    return following is None or following.group().lower() not in _OPENERS


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The piece without margins; in more than one where it is too long, none where it is empty."""
    spans: list[tuple[int, int]] = []
    while end - start > LONGEST:
        at = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        at = start + LONGEST if at < 0 else at
        spans += _trimmed(text, start, at)
        start = at
    return spans + _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    bare = piece.lstrip()
    if not bare:
        return []
    return [(end - len(bare), start + len(piece.rstrip()))]


def _is_heading(text: str, start: int, end: int) -> bool:
    words = text[start:end].rstrip("| ") if end - start < _LONGEST_HEADING else ""
    return bool(words) and words[-1] not in '.!?؟…:;"”'
