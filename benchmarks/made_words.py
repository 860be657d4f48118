"""Words that nobody has, used as unevenly as those of a language: texts agree by chance only."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from random import Random

SIZE = 8000
_SYLLABLES = ("ba", "sa", "ri", "no", "ta", "le", "mu", "ko", "de", "fi", "gar", "shan", "tor")


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """The words, and how often each is used, summed up."""
    pick = Random(8)  # noqa: S311 -- not for secrets
    words = ["".join(pick.choices(_SYLLABLES, k=pick.randint(1, 4))) for _ in range(SIZE)]
    return words, list(accumulate(1 / (rank + 3) for rank in range(SIZE)))


def word(pick: Random) -> str:
    """One of them."""
    words, weights = vocabulary()
    return pick.choices(words, cum_weights=weights)[0]


def sentence(pick: Random) -> str:
    """From 8 to 20 of them."""
    words, weights = vocabulary()
    said = pick.choices(words, cum_weights=weights, k=pick.randint(8, 20))
    return " ".join(said).capitalize() + "."
