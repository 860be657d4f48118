"""The sentence in which a claim stands: by it a claim is known again, and boilerplate is seen."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
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
    ends = _ends(text)
    first, last = bisect_right(ends, start), bisect_left(ends, end)
    begin = ends[first - 1] if first else 0
    stop = ends[last] if last < len(ends) else len(text)
    return " ".join(text[begin:stop].split())


@lru_cache(maxsize=4)
def _ends(text: str) -> list[int]:
    """Where its sentences end; of the last texts, since many claims stand in one."""
    return [match.end() for match in _END.finditer(text)]


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
