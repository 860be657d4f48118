"""The sentence in which a claim stands: by it a claim is known again, and boilerplate is seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from crawler.claim import Claim
from storage.folding import fold

LONG_SENTENCE = 120
"""Characters of a sentence that nobody writes twice of two events."""
LARGE_COUNT = 1000
"""A number that, in one and the same sentence, is not that of two events."""
REPEATED_IN = 3
"""Reports with a claim's context that make it boilerplate; the view ``claim`` counts so, too."""

_END = re.compile(r"(?<![.!?؟।。])[.!?؟।。]++[\"'”’»)\]]*+(?=\s|$)|\n")


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence, or the line, around a span, on one line.

    It ends at a full stop with white space after it, so an abbreviation cuts it short: the same
    way each time, which is all that is asked of it.
    """
    ends = [match.end() for match in _END.finditer(text)]
    first = max((place for place in ends if place <= start), default=0)
    last = min((place for place in ends if place >= end), default=len(text))
    return " ".join(text[first:last].split())


def context_of(publisher_id: int, sentence: str, claim: Claim) -> str | None:
    """Equal for claims of one publisher that say the same of the same harm in equal sentences.

    None for what is too short and too small to be told from chance: "Two civilians were killed."
    may stand in many reports and be another event in each.
    """
    if len(sentence) < LONG_SENTENCE and (claim.count_max or 0) < LARGE_COUNT:
        return None
    said = (fold(sentence), claim.quote, claim.harm, claim.count_min, claim.count_max)
    return _digest((publisher_id, *said))


def _digest(parts: Iterable[object]) -> str:
    return sha256("\x1f".join(map(str, parts)).encode("utf-8", "backslashreplace")).hexdigest()[:32]
