"""Whether a block stands in a text that another extractor, or the page itself, calls the body."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_SHINGLE = 4
"""Words: shorter runs repeat by chance, longer ones break at every dropped link."""

Shingle = tuple[str, ...]


class Evidence:
    """A text, ready to be asked which blocks of a page it holds."""

    def __init__(self, text: str) -> None:
        self._lines: set[Shingle] = set()
        self._shingles: set[Shingle] = set()
        for line in text.split("\n"):
            words = words_of(line)
            self._lines.add(tuple(words))
            self._shingles.update(shingles(words))

    def holds(self, text: str) -> bool:
        """Whether at least half of a block stands in it; a block of few words as a whole line."""
        words = words_of(text)
        if not words:
            return False
        if tuple(words) in self._lines:
            return True
        parts = shingles(words)
        return bool(parts) and 2 * sum(part in self._shingles for part in parts) >= len(parts)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def shingles(words: list[str]) -> list[Shingle]:
    """All runs of four words."""
    return list(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))
