"""The words around a number that tell that it no longer holds, or that it replaces another."""

from __future__ import annotations

import re
from bisect import bisect_left

_FIGURE = r"(?:toll|tally|figures?|count|number|total|estimates?)\b"
_SAID = (
    r"(?:reported|published|announced|said|stated|put|stood|stands|counted|estimated|given|gave"
    r"|believed|thought|recorded|claimed|told|listed|quoted)\b"
)
_FORMER = r"(?:previous|earlier|initial|preliminary|original)"
_FORMERLY = r"(?:previously|earlier|initially|originally|at first)"
_RISEN = (
    r"(?:risen|rose|rises|rising|climbed|climbs|increased|grown|jumped|mounted|revised|corrected"
    r"|updated|raised|lowered|reduced|dropped|fallen|amended)"
)
_RAISES = r"(?:rais|revis|correct|updat|lower|increas|amend)(?:es|e|s|ed|d|ing)?"

_NO_LONGER = re.compile(
    rf"\b{_FORMER}\s(?:[\w-]+\s){{0,2}}{_FIGURE}"
    r"|\b(?:earlier|previous|original) version\b"
    r"|\b(?:instead of|rather than|(?:up|down|risen|rose|revised|corrected|raised) from|not)\s*$",
    re.IGNORECASE,
)
_NO_LONGER_AFTER = re.compile(
    rf"[\s,(]*(?:(?:as|than|was|were|had been)\s)*{_FORMERLY}\s{_SAID}"
    rf"|[\s,(]*(?:(?:as|in|according to)\s)+(?:an?|the|our)\s{_FORMER}\s(?:[\w-]+\s)?"
    rf"(?:version|reports?|statement|{_FIGURE})",
    re.IGNORECASE,
)
_PERHAPS_NO_LONGER = re.compile(
    rf"\b{_FORMERLY},?\s(?:[\w-]+\s){{0,3}}{_SAID}"
    rf"|\b{_SAID}\s{_FORMERLY}\b"
    rf"|\b{_FORMER}\s(?:[\w-]+\s)?(?:reports?|statements?|accounts?)\b",
    re.IGNORECASE,
)
_REPLACING = re.compile(
    rf"\b{_FIGURE}[^.;]{{0,80}}\b{_RISEN}\b|\b{_RAISES}\b[^.;]{{0,40}}\b{_FIGURE}",
    re.IGNORECASE,
)
_PERHAPS_REPLACING = re.compile(
    rf"\b(?:now|confirm(?:s|ed)?|correct|correction|verified|later|final|latest|since|actual"
    rf"|actually|{_RISEN[3:-1]})\b",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r"\b(?:more|another|additional|further|also|others?|succumb\w*|died of|of (?:his|her|their)"
    r"|bod(?:y|ies)|recovered|found|with th(?:is|ese)|bring(?:s|ing))\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:last|previous|same) (?:week|month|year|quarter)|(?:19|20)\d\d|a (?:week|month|year)\b)",
    re.IGNORECASE,
)
_REPLACED_AFTER = re.compile(
    r"[^\n]{0,40}\b(?:now|later|since|corrected|the correct)\b[^.\n]{0,60}\s\d", re.IGNORECASE
)
_STEMS = (
    "previous", "earlier", "initial", "preliminar", "original", "at first", "instead of",
    "rather than", "up from", "down from", "risen", "rose", "rises", "rising", "climb", "increas",
    "grown", "jumped", "mounted", "revis", "correct", "updat", "rais", "lower", "reduced",
    "dropped", "fallen", "amend",
)  # fmt: skip
"""Without one of these nothing is told to be replaced."""
_BREAK = re.compile(r"[.!?;]\s|\n")
_BEFORE, _AFTER = 120, 80
"""Characters around a quote in which such words stand."""
_FOLLOWS = 120
"""Characters after a quote in which the number stands that it was corrected to."""


class Wording:
    """The words around one number, as far as its sentence and the numbers beside it reach."""

    def __init__(self, text: str, start: int, end: int, *, after: int, before: int) -> None:
        """Of ``text[start:end]``; the numbers beside it end at ``after`` and begin at ``before``."""
        first = max(start - _BEFORE, min(after, start), 0)
        last = min(end + _AFTER, max(before, end))
        self.left = _BREAK.split(text[first:start])[-1]
        self.lead = self.left + text[start:end]
        self.right = _BREAK.split(text[end:last])[0]
        self.follows = text[end : end + _FOLLOWS]

    @property
    def is_former(self) -> bool:
        """Whether the number is told to hold no longer: "up from 5", "an earlier toll of 5"."""
        return (
            _NO_LONGER.search(self.left) is not None
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
        return _REPLACED_AFTER.match(self.follows) is not None

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
    return _OTHER_TIME.search(words) is not None


class Marks:
    """Where in a text words stand that may tell of a number replaced."""

    def __init__(self, text: str) -> None:
        low = text.lower()
        found: list[int] = []
        for stem in _STEMS:
            at = low.find(stem)
            while at >= 0:
                found.append(at)
                at = low.find(stem, at + 1)
        self._places = sorted(found)

    def near(self, start: int, end: int) -> bool:
        """Whether one stands around the span."""
        at = bisect_left(self._places, start - _BEFORE)
        return at < len(self._places) and self._places[at] < end + _AFTER
