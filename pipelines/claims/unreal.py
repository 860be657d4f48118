"""Harms that a sentence does not say happened: supposed, denied, or only defined."""

from __future__ import annotations

from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.tokens import Tokens

_UNREAL = frozenset(words_of("harms", "unreal", "before"))
_REAL: Phrases[None] = Phrases((w, None) for w in words_of("harms", "unreal", "but"))
_MODAL = frozenset({"could", "would", "might", "may"})
_DENYING = frozenset(words_of("grammar", "unreal", "denying"))
_NEWS = frozenset(words_of("grammar", "unreal", "news"))
_UNTRUE = frozenset(words_of("grammar", "unreal", "untrue"))
_DEFINING: Phrases[None] = Phrases((w, None) for w in words_of("grammar", "unreal", "defining"))
_THOUGHT = frozenset(words_of("grammar", "unreal", "thought"))
_RISK = frozenset(words_of("grammar", "unreal", "risk"))
_NEAR = 6
"""Tokens before "that" among which a denial turns round what it opens."""
_CLAUSE_ENDS = frozenset({".", ";", "but", "said", "however", "although"})


def is_real(tokens: Tokens, i: int) -> bool:
    """Whether the plain verb tells an event: not after "to", "could", "not" …"""
    low = tokens.low
    at = i - 1
    while at >= 0 and (low[at].endswith("ly") or low[at] in {"also", "even", "have", "or", "and"}):
        at -= 1
    if at < 0:
        return True
    if low[at] not in _UNREAL:
        return not (low[i - 1] in {"and", "or"} and _MODAL & set(low[max(at - 4, 0) : at + 1]))
    for begin in range(max(at - 2, 0), at + 1):
        match = _REAL.at(low, begin)
        if match is not None and match[0] > at:
            return True
    return False


def is_supposed(low: list[str], at: int, *, is_passive: bool) -> bool:
    """Whether a helper at token ``at`` tells what only might be: "would have", "risk being"."""
    before = low[at - 1] if at else ""
    earlier = low[at - 2] if at > 1 else ""
    if low[at] == "be":
        return not (before == "to" and earlier in _THOUGHT)
    if low[at] == "have":
        return before == "would" or (before == "could" and not is_passive)
    return low[at] == "being" and (before in _RISK or (before == "of" and earlier in _RISK))


def definition(tokens: Tokens) -> int:
    """Index of the token from which a sentence says what a word means, past its end for none.

    "A massacre is the killing of at least five", "massacres, defined as attacks that kill five".
    """
    return next((start for start, _, _ in _DEFINING.find(tokens.low)), len(tokens))


def is_denied(tokens: Tokens, i: int) -> bool:
    """Whether what token ``i`` tells stands after "that" in words that call it untrue."""
    low = tokens.low
    if "that" not in low:
        return False
    for at in range(i - 1, 0, -1):
        if low[at] in _CLAUSE_ENDS:
            return False
        if low[at] == "that":
            before = low[max(at - _NEAR, 0) : at]
            is_news = before[-1] in _NEWS
            if before[-1] in _DENYING or before[-2:] in (["not", "true"], ["no", "evidence"]):
                return True
            return is_news and not (_DENYING.isdisjoint(before) and _UNTRUE.isdisjoint(low[i:]))
    return False
