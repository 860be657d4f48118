"""Whether a sentence sees a named party at work, or only there: a target, who holds a town."""

from __future__ import annotations

from pipelines.claims.lexicon import words_of
from pipelines.claims.tokens import Tokens

_ATTACKING = frozenset(words_of("grammar", "actors", "attacking"))
_NO_AGENT_AFTER = frozenset(words_of("grammar", "actors", "no_agent_after"))
_NO_AGENT_BEFORE = frozenset(words_of("grammar", "actors", "no_agent_before"))
_HOLDING = frozenset(words_of("grammar", "actors", "holding"))
SUSPECTING = frozenset(words_of("grammar", "actors", "suspecting"))
_ARTICLES = frozenset(words_of("grammar", "actors", "articles"))
_DEEDS = frozenset(words_of("grammar", "actors", "deeds"))
_DEED_NOUNS = frozenset(words_of("grammar", "actors", "deed_nouns"))
_AIMED = _DEEDS | _DEED_NOUNS
"""Before "on" whom it hit: "an attack on Turkish forces"."""
_CLAUSE_ENDS = frozenset(words_of("grammar", "actors", "clause_ends"))
_PASSIVE = frozenset({"was", "were", "been", "being", "be"})
_LAID_TO = frozenset(words_of("grammar", "actors", "laid_to"))
_LAID_ON = frozenset(words_of("grammar", "actors", "laid_on"))
_LAYING = 12
"""Tokens from "blamed" to the "on" before the party at most."""
_BEFORE_NOUN = frozenset({"the", "an", "a", "that", "this", "those", "in", "of", "which"})
DENYING = frozenset(words_of("grammar", "actors", "denying"))
_DENIED = frozenset(words_of("grammar", "actors", "denied"))
_DETERMINERS = frozenset({"the", "this", "these", "any", "all", "having", "such", "being"})
_OWN = frozenset({"it", "its", "they", "their"})
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
    """Whether "by", "at the hands of" or "blamed on" stands before the party at token ``start``."""
    at = word_before(low, start)
    if is_laid(low, start):
        return True
    return at >= 0 and (low[at] == "by" or "hands" in low[max(at - 1, 0) : at + 1])


def is_laid(low: list[str], start: int) -> bool:
    """Whether a deed is "attributed to" or "blamed on" the party at token ``start``."""
    at = start - 1
    while at >= 0 and low[at] in {"the", "suspected", "unidentified", "“", '"'}:
        at -= 1
    laying = {"to": _LAID_TO, "on": _LAID_ON}.get(low[at] if at >= 0 else "", frozenset())
    words = low[max(at - _LAYING, 0) : max(at, 0)]
    return not laying.isdisjoint(words) and {";", "|"}.isdisjoint(words)


def is_contested(low: list[str]) -> bool:
    """Whether a sentence tells that somebody denies the deed: "which Moscow denied"."""
    return not DENYING.isdisjoint(low) and any(
        word in DENYING and _is_denial(low, at) and low[max(at - 1, 0)] not in _PASSIVE
        for at, word in enumerate(low)
    )


def _is_denial(low: list[str], at: int) -> bool:
    """Whether what is denied is a deed, and not "entry" or "medical care"."""
    after = at + 1
    while after < len(low) and low[after] in _DETERMINERS:
        after += 1
    return after == len(low) or low[after] in _DENIED


def is_suspected(low: list[str], start: int, past: int) -> bool:
    """Whether words of doubt stand around the party: "believed to be Russian"."""
    return not SUSPECTING.isdisjoint(low[max(start - 4, 0) : past + 2])


def is_agent(tokens: Tokens, start: int, past: int, *, is_attack: bool) -> bool:
    """Whether the party at the tokens ``start`` to ``past`` is told to have done something.

    ``is_attack`` tells that it is named by what it did: "Turkish shelling".
    """
    low = tokens.low
    at = word_before(low, start)
    before = low[at] if at >= 0 else ""
    earlier = low[max(at - 3, 0) : max(at, 0)]
    if is_laid(low, start):
        return True
    if before == "by":
        return _HOLDING.isdisjoint(earlier[-2:])
    if before in _LINKS:
        return _LINKS[before](earlier, is_attack)
    if is_attack:
        is_reference = before in {"after", "following", "since"} and low[start - 1] == "the"
        return before not in {"against", "anti"} and not is_reference
    is_target = before in {"on", "at"} and not _AIMED.isdisjoint(earlier[-1:])
    if is_target or before in _NO_AGENT_BEFORE or not _NO_AGENT_AFTER.isdisjoint(low[past:][:1]):
        return False
    return _acts(low, past)


def _after_of(earlier: list[str], is_attack: bool) -> bool:  # noqa: FBT001 -- one of a table
    if "hands" in earlier:
        return True
    last = earlier[-1] if earlier else ""
    if is_attack:
        return last not in _TIMES
    return last in _DEEDS and _HOLDING.isdisjoint(earlier)


def _after_from(earlier: list[str], is_attack: bool) -> bool:  # noqa: FBT001 -- one of a table
    return is_attack or earlier[-1:] in (["fire"], ["fired"], ["shelling"], ["attack"])


def _after_others(_earlier: list[str], is_attack: bool) -> bool:  # noqa: FBT001 -- one of a table
    return is_attack


_LINKS = {
    "of": _after_of,
    "from": _after_from,
    "with": _after_others,
    "for": _after_others,
}


def _is_own_denial(low: list[str], at: int) -> bool:
    """Whether "that" at the token begins what the subject denies of itself."""
    return (
        low[at] == "that" and low[at - 1] in DENYING and not _OWN.isdisjoint(low[at + 1 : at + 2])
    )


def _acts(low: list[str], i: int) -> bool:
    """Whether an attack follows, of which the party before token ``i`` is the subject."""
    for at in range(i, min(i + _REACH, len(low))):
        word = low[at]
        if word in _ATTACKING:
            if word in _DEED_NOUNS and at > i and low[at - 1] in _BEFORE_NOUN:
                continue
            is_borne = at > i and low[at - 1] in _PASSIVE
            return word in {"responsible", "behind"} or not is_borne
        if word in _CLAUSE_ENDS and not _is_own_denial(low, at):
            return False
    return low[i : i + 1] == [":"]
