"""Where names begin and end in a text of words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from pipelines.claims.gazetteer.kinds import MEANS
from pipelines.claims.gazetteer.spelling import lacks_article, name_words, raw_words
from pipelines.claims.gazetteer.wording import PREPOSITIONS

_ARTICLES = ("al", "el", "ar", "as", "ash", "at", "an", "ad", "az", "adh", "er", "es", "ez", "ed")
_PREPOSITIONS_TOO = frozenset({"as", "at", "an"})
"""Where a name begins these are English."""

_KNOWN_WORDS = 1 << 14
"""Words of which it is kept whether a name begins with them."""


class Spotter:
    """Finds the longest name that begins at a word."""

    def __init__(self, names: Iterable[str], doubtful: Collection[str]) -> None:
        """``names`` are folded; those that are ``doubtful`` need a word beside them."""
        self._names = frozenset(names)
        self._doubtful = doubtful
        self._beginnings = {
            " ".join(words[:end])
            for words in map(str.split, self._names)
            for end in range(1, len(words) + 1)
        }
        self._begins = lru_cache(_KNOWN_WORDS)(self._begins_name)
        self.starts = frozenset(name.split()[0] for name in self._names)
        self.longest = max((name.count(" ") + 1 for name in self._names), default=0)

    def find(self, tokens: Sequence[str], at: int) -> int:
        """Number of tokens of the longest name that begins at ``at``; 0 where none does.

        The name must begin with a capital, or with an Arabic letter.
        """
        if not _may_begin(tokens, at) or not self._begins(tokens[at]):
            return 0
        words: list[str] = []
        best, found = 0, ""
        for end in range(at, min(len(tokens), at + 2 * self.longest)):
            more = raw_words(_bare(tokens[end]))
            words += more
            key = self._key(words)
            if key is None or not more:
                break
            if key in self._names and not _ends_open(tokens[end]):
                best = end + 1 - at
                found = key
        if found in self._doubtful and not _is_told(tokens, at, at + best):
            return 0
        return 0 if lacks_article(" ".join(tokens[at : at + best]), found) else best

    def _begins_name(self, token: str) -> bool:
        """Whether a name may begin with the token, alone or before others."""
        words = raw_words(_bare(token))
        return bool(words) and self._key(list(words)) is not None

    def _key(self, words: list[str]) -> str | None:
        """The folded name so far; None where no name begins so, empty for articles alone."""
        last = len(words)
        while last and words[last - 1] in _ARTICLES and last == len(words):
            last -= 1
        key = " ".join(name_words(words[:last])) if last else ""
        return key if not key or key in self._beginnings else None


def _may_begin(tokens: Sequence[str], at: int) -> bool:
    word = tokens[at]
    first = word[:1]
    if word.lower() in _PREPOSITIONS_TOO:
        return False
    if not first.islower():
        return first.isalpha() or first in "‘'ʿʻ"
    head, hyphen, rest = word.partition("-")
    if head not in _ARTICLES:
        return False
    if not hyphen:
        rest = tokens[at + 1] if at + 1 < len(tokens) else ""
    return rest[:1].isupper()


def _bare(token: str) -> str:
    return token[:-2] if token.endswith(("'s", "’s")) and len(token) > 4 else token


def _ends_open(token: str) -> bool:
    return token.lower() in _ARTICLES


def _is_told(tokens: Sequence[str], start: int, end: int) -> bool:
    """Whether a preposition or a word for its kind stands beside; no more of a name may follow."""
    before = tokens[start - 1].lower() if start else ""
    after = tokens[end] if end < len(tokens) else ""
    if after.lower() in MEANS:
        return True
    return before in PREPOSITIONS and not after[:1].isupper()
