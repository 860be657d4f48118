"""The words around a number that tell that it no longer holds, or that it replaces another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from pipelines.claims.lazy import lazy
from pipelines.claims.lexicon import words_of


def _any(*keys: str) -> str:
    words = words_of("corrections", *keys)
    return rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b"


def _pattern(*options: str) -> re.Pattern[str]:
    return re.compile("|".join(options))


_FIGURE = _any("replacing", "figures")
_SAID = _any("told", "said")
_FORMER = _any("former", "adjectives")
_FORMERLY = _any("former", "adverbs")
_TELLING = _any("former", "tellings")
_CHANGED = _any("replacing", "changed")

_LEADS = tuple(f" {words} " for words in words_of("corrections", "former", "leads"))
_NO_LONGER = _pattern(rf"{_FORMER}\s(?:[\w-]+\s){{0,2}}(?:{_FIGURE}|version\b)")
_NO_LONGER_AFTER = _pattern(
    rf"[\s,(]*(?:(?:as|than|was|were|had been)\s)*{_FORMERLY}\s{_SAID}",
    rf"[\s,(]*(?:(?:as|in|according to)\s)+(?:an?|the|our)\s{_FORMER}\s(?:[\w-]+\s)?"
    rf"(?:{_TELLING}|{_FIGURE})",
)
_PERHAPS_NO_LONGER = _pattern(
    rf"{_FORMERLY},?\s(?:[\w-]+\s){{0,3}}{_SAID}",
    rf"{_SAID}\s{_FORMERLY}",
    rf"{_FORMER}\s(?:[\w-]+\s)?{_TELLING}",
)
_REPLACING = _pattern(
    rf"{_FIGURE}[^.;]{{0,80}}{_CHANGED}",
    rf"{_any('replacing', 'changing')}[^.;]{{0,40}}{_FIGURE}",
)
_PERHAPS_REPLACING = _pattern(_any("replacing", "final"), _CHANGED)
_REPLACED_AFTER = _pattern(rf"[^\n]{{0,40}}{_any('replacing', 'afterwards')}[^.\n]{{0,60}}\s\d")
_ADDED = _pattern(_any("told", "added"))
_OTHER_TIME = _pattern(_any("told", "times"), r"\b(?:19|20)\d\d\b")

_BREAK = re.compile(r"[.!?;]\s|\n")
_BEFORE, _AFTER = 120, 80
"""Characters around a quote in which such words stand."""
_FOLLOWS = 120
"""Characters after a quote in which the number stands that it was corrected to."""
_LONGEST = 300
"""Characters of a quote that are looked at."""


class Wording:
    """The words around one number, as far as its sentence and the numbers beside it reach."""

    def __init__(self, text: str, start: int, end: int, *, after: int, before: int) -> None:
        """Of ``text[start:end]``; its neighbours end at ``after`` and begin at ``before``."""
        first = max(start - _BEFORE, min(after, start), 0)
        last = min(end + _AFTER, max(before, end))
        left = _BREAK.split(text[first:start])[-1]
        right = _BREAK.split(text[end:last], maxsplit=1)[0]
        self.start = start - len(left)
        self.end = end + len(right)
        self.left = left.lower()
        self.lead = self.left + text[start:end][:_LONGEST].lower()
        self.right = right.lower()
        self._text = text
        self._past = end

    @lazy
    def is_former(self) -> bool:
        """Whether the number is told to hold no longer: "up from 5", "an earlier toll of 5"."""
        return (
            self.left.endswith(_LEADS)
            or _NO_LONGER.search(self.lead) is not None
            or _NO_LONGER_AFTER.match(self.right) is not None
        )

    @property
    def may_be_former(self) -> bool:
        """Whether it may be: "we previously reported 5", which can be another event's."""
        return _PERHAPS_NO_LONGER.search(self.lead) is not None

    @property
    def is_corrected(self) -> bool:
        """Whether another number is told right after, be it a claim or not: "we now confirm 8"."""
        follows = self._text[self._past : self._past + _FOLLOWS].lower()
        return _REPLACED_AFTER.match(follows) is not None

    @property
    def replaces(self) -> bool:
        """Whether the number is told to take another's place: "the toll rose to 8"."""
        return not self.is_former and _REPLACING.search(self.lead) is not None

    @property
    def may_replace(self) -> bool:
        """Whether it may take the place of one that may no longer hold: "we now confirm 8"."""
        return _PERHAPS_REPLACING.search(self.lead) is not None

    @property
    def adds(self) -> bool:
        """Whether the number is added to another: "three more people died of their wounds"."""
        return _ADDED.search(self.lead) is not None or _ADDED.search(self.right) is not None

    @property
    def tells_change(self) -> bool:
        """Whether it is told that there was, or is, another number."""
        return self.is_former or self.may_be_former or self.replaces


def are_of_two_times(words: str) -> bool:
    """Whether the words between two numbers tell that they are those of two periods."""
    return _OTHER_TIME.search(words.lower()) is not None


class Marks:
    """Where in a text words stand without which no number is told to be replaced."""

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        """``spans`` are those of the numbers, in order: only around them it is looked."""
        found: list[int] = []
        for first, last in _merged(spans):
            low = _lower(text[first:last])
            for mark in _MARKS:
                at = low.find(mark)
                while at >= 0:
                    found.append(first + at)
                    at = low.find(mark, at + 1)
        self._places = sorted(found)

    def near(self, start: int, end: int) -> bool:
        """Whether one stands around the span of a number."""
        return self.within(start - _BEFORE, end + _AFTER)

    def within(self, start: int, end: int) -> bool:
        """Whether one begins in the span."""
        at = bisect_left(self._places, start)
        return at < len(self._places) and self._places[at] < end


def _lower(text: str) -> str:
    """In lower case, with every character where it was: only ``İ`` becomes longer by itself."""
    return text.replace("İ", "I").lower()


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What stands around the spans, each piece of the text once."""
    first = last = 0
    for start, end in spans:
        if start - _BEFORE > last:
            yield first, last
            first = start - _BEFORE
        last = max(last, end + _AFTER)
    yield first, last


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words without those that hold another of them."""
    all_of = sorted(set(words))
    return tuple(w for w in all_of if not any(other in w for other in all_of if other != w))


_MARKS = _shortest(
    [
        *words_of("corrections", "former", "adjectives"),
        *words_of("corrections", "former", "adverbs"),
        *_LEADS,
        *words_of("corrections", "replacing", "changed"),
        *words_of("corrections", "replacing", "changing"),
    ]
)
