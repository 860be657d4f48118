"""A sentence as words: where each stands, and how it reads in lower case."""

from __future__ import annotations

import re
from operator import sub

from pipelines.claims.lazy import lazy

_JOINERS = r"\-‐‑’'‘ʼ`*"
_VOWELS = "\u064b-\u065f\u0670"
"""Marks above and below Arabic letters, which a word may have or not."""
TOKEN = re.compile(
    r"[A-Za-z][a-z]*+(?=[ ,])"  # what most words are, found without looking further
    r"|(?:[A-Z]\.){2,}"  # U.S.
    r"|\d+(?:[.,٫٬،]\d+)*"  # 1,302 and 6.5
    rf"|[^\W\d_]+(?:(?:[{_JOINERS}]|[{_VOWELS}]+)[^\W\d_]+)*[{_VOWELS}]*"  # US-led, kil*led
    r"|\S"
)

_NARROW = frozenset("\u00a0\u2009\u202f")
"""Spaces that stand within a number; an ordinary one parts two numbers."""
_MARKS = str.maketrans(
    dict.fromkeys("’‘ʼ`", "'")
    | dict.fromkeys("‐‑", "-")
    | {chr(code): None for code in (*range(0x64B, 0x660), 0x670, ord("*"))}
)
_KNOWN_WORDS = 1 << 14
"""How many words are kept in lower case."""


class Tokens:
    """The tokens of one sentence; parallel lists, since every stage walks over them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.words: list[str] = TOKEN.findall(text, start, end)
        """As they are written."""
        self.low = list(map(_LOWER.__getitem__, self.words))
        """As the lexicons have them."""
        self._start = start

    @lazy
    def starts(self) -> list[int]:
        """The offset of each in the text: only white space stands between them."""
        return list(map(sub, self.ends, map(len, self.words)))

    @lazy
    def ends(self) -> list[int]:
        """The offset past each."""
        at, index = self._start, self.text.index
        return [at := index(word, at) + len(word) for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def is_capital(self, i: int) -> bool:
        """Whether token ``i`` begins with a capital letter."""
        return self.words[i][:1].isupper()

    def is_owner(self, i: int) -> bool:
        """Whether token ``i`` has a possessive at its end."""
        return self.words[i].endswith(("'s", "’s"))

    def touches(self, i: int) -> bool:
        """Whether no space parts token ``i`` from the one before it."""
        return 0 < i < len(self.words) and self.starts[i] == self.ends[i - 1]

    def narrow_space_before(self, i: int) -> bool:
        """Whether one space that stands within numbers, and nothing else, is before token ``i``."""
        return i > 0 and self.text[self.ends[i - 1] : self.starts[i]] in _NARROW


class _Lower(dict[str, str]):
    """Words in lower case, each worked out once; most of any text are the same few thousand."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        low = self[word] = lower(word)
        return low


_LOWER = _Lower()


def lower(word: str) -> str:
    """A token as the lexicons have it: lower case, no possessive, no self-censorship.

    Monitors write ``kil*led`` and ``kil-led`` so that networks do not hide their posts.
    """
    low = word.lower()
    if low.isalnum():
        return low
    low = low.translate(_MARKS) or low
    if low.endswith("'s"):
        return low[:-2]
    return _CENSORED.get(low, low)


def lowered(phrase: str) -> list[str]:
    """The tokens of a phrase of a lexicon."""
    return [lower(word) for word in TOKEN.findall(phrase)]


_HIDDEN = (
    "killed", "kills", "killing", "killings", "kill", "dead", "death", "deaths", "died", "wounded",
    "injured", "injuring", "bombing", "murdered", "executed", "bodies",
)  # fmt: skip
_CENSORED = {f"{word[:at]}-{word[at:]}": word for word in _HIDDEN for at in range(1, len(word))}
