"""Whether a sentence sees a named party at work, or only there: a target, who holds a town."""

from __future__ import annotations

from pipelines.claims.lexicon import words_of
from pipelines.claims.tokens import Tokens

_ATTACKING = frozenset(words_of("grammar", "actors", "attacking"))
_NO_AGENT_AFTER = frozenset(words_of("grammar", "actors", "no_agent_after"))
_NO_AGENT_BEFORE = frozenset(words_of("grammar", "actors", "no_agent_before"))
_HOLDING = frozenset(words_of("grammar", "actors", "holding"))
_SUSPECTING = frozenset(words_of("grammar", "actors", "suspecting"))
_ARTICLES = frozenset(words_of("grammar", "actors", "articles"))
_DEEDS = frozenset(words_of("grammar", "actors", "deeds"))
_CLAUSE_ENDS = frozenset(words_of("grammar", "actors", "clause_ends"))
_PASSIVE = frozenset({"was", "were", "been", "being", "be"})
_TIMES = frozenset({"aftermath", "anniversary", "wake", "threat", "fear"})
"""Before "of" an attack that only dates something."""
_REACH = 8
"""Tokens from a party to its verb at most."""


def word_before(low: list[str], start: int) -> int:
    """Index of the word before token ``start``, articles and doubts stepped over; -1 for none."""
    at = start - 1
    while at >= 0 and low[at] in _ARTICLES:
        at -= 1
    return at


def is_given(low: list[str], start: int) -> bool:
    """Whether "by" or "at the hands of" stands before the party at token ``start``."""
    at = word_before(low, start)
    return at >= 0 and (low[at] == "by" or "hands" in low[max(at - 1, 0) : at + 1])


def is_suspected(low: list[str], start: int, past: int) -> bool:
    """Whether words of doubt stand around the party: "believed to be Russian"."""
    return not _SUSPECTING.isdisjoint(low[max(start - 4, 0) : past + 2])


def is_agent(tokens: Tokens, start: int, past: int, *, is_attack: bool) -> bool:
    """Whether the party at the tokens ``start`` to ``past`` is told to have done something.

    ``is_attack`` tells that it is named by what it did: "Turkish shelling".
    """
    low = tokens.low
    at = word_before(low, start)
    before = low[at] if at >= 0 else ""
    earlier = low[max(at - 3, 0) : max(at, 0)]
    if before == "by":
        return _HOLDING.isdisjoint(earlier[-2:])
    if before in _LINKS:
        return _LINKS[before](earlier, is_attack)
    if is_attack:
        is_reference = before in {"after", "following", "since"} and low[start - 1] == "the"
        return before not in {"against", "anti"} and not is_reference
    after = low[past] if past < len(low) else ""
    if before in _NO_AGENT_BEFORE or after in _NO_AGENT_AFTER:
        return False
    return _acts(low, past)


def _after_of(earlier: list[str], is_attack: bool) -> bool:  # noqa: FBT001 -- one of a table
    if "hands" in earlier:
        return True
    last = earlier[-1] if earlier else ""
    if is_attack:
        return last not in _TIMES
    return last in _DEEDS and _HOLDING.isdisjoint(earlier)


def _after_to(earlier: list[str], is_attack: bool) -> bool:  # noqa: FBT001 -- one of a table
    is_laid = earlier[-1:] in (["attributed"], ["due"]) and "control" not in earlier
    return is_attack or is_laid


def _after_from(earlier: list[str], is_attack: bool) -> bool:  # noqa: FBT001 -- one of a table
    return is_attack or earlier[-1:] in (["fire"], ["fired"], ["shelling"], ["attack"])


def _after_others(_earlier: list[str], is_attack: bool) -> bool:  # noqa: FBT001 -- one of a table
    return is_attack


_LINKS = {
    "of": _after_of,
    "to": _after_to,
    "from": _after_from,
    "with": _after_others,
    "for": _after_others,
}


def _acts(low: list[str], i: int) -> bool:
    """Whether an attack follows, of which the party before token ``i`` is the subject."""
    for at in range(i, min(i + _REACH, len(low))):
        word = low[at]
        if word in _ATTACKING:
            is_borne = at > i and low[at - 1] in _PASSIVE
            return word in {"responsible", "behind"} or not is_borne
        if word in _CLAUSE_ENDS:
            return False
    return low[i : i + 1] == [":"]
