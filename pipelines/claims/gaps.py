"""The words between a number and a statement of harm: whether they part the two."""

from __future__ import annotations

from crawler.claim import Victims
from pipelines.claims.groups import Group
from pipelines.claims.lexicon import words_of
from pipelines.claims.nouns import MODIFIERS, NOUNS
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.triggers import Frame, Trigger

_QUOTES = frozenset(words_of("grammar", "gaps", "quotes"))
_FILLERS = frozenset(words_of("grammar", "gaps", "fillers"))
_CLAUSE_ENDS = frozenset(words_of("grammar", "gaps", "clause_ends"))
_AFTER_BARE = frozenset(words_of("grammar", "gaps", "after_bare"))
_BESIDE_BARE = frozenset(words_of("grammar", "gaps", "beside_bare"))
_UNCOUNTED = frozenset(words_of("grammar", "gaps", "uncounted"))
"""After an active verb: its victims follow, without a number."""
_MODIFYING = frozenset(words_of("grammar", "gaps", "modifying"))
_PHRASES = frozenset(words_of("grammar", "gaps", "phrases"))
_FINITE = frozenset(words_of("grammar", "gaps", "finite"))
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_HOME = frozenset(words_of("grammar", "gaps", "home"))
_MOVED = frozenset(words_of("grammar", "gaps", "moved"))
_KIN = frozenset(words_of("grammar", "gaps", "kin"))
SELVES = frozenset({"him", "her", "them", "himself", "herself", "themselves", "itself"})
_THEIR = frozenset({"his", "her", "their", "its"})
_LIVES = frozenset({"claimed", "claims", "claiming", "cost"})

_PASSIVE_GAP, _ACTIVE_GAP, _IMPLICIT_GAP, _BARE_GAP = 18, 10, 10, 6
"""Tokens between a number and the verb after it at most."""
_FILLER_GAP, _LONG_GAP = 5, 12
"""Tokens between a verb and the number after it at most; the long one for names and asides."""


def is_before(tokens: Tokens, trigger: Trigger, quantity: Quantity) -> bool:
    """Whether the trigger and the number after it belong together."""
    if not _means_harm(tokens, trigger, quantity):
        return False
    gap = _unquoted(tokens.low[trigger.end : quantity.start])
    if gap == [":"]:
        return _is_label(tokens, trigger.start)
    if len(gap) <= _FILLER_GAP and all(word in _FILLERS or word.endswith("ly") for word in gap):
        selves = not SELVES.isdisjoint(gap)
        return not gap or not (gap[0] == "by" or ("and" in gap and not selves))
    if not 0 < len(gap) <= _LONG_GAP:
        return False
    if gap[0] == "," and "," in gap[1:]:
        rest = gap[gap.index(",", 1) + 1 :]
        return len(rest) < _FILLER_GAP and all(word in _FILLERS for word in rest)
    end = quantity.start - (gap[-1] in _THEIR)
    return tokens.low[end - 1] in {"and", "with"} and _names_people(tokens, trigger.end, end)


def is_subject(tokens: Tokens, group: Group, end: int, trigger: Trigger) -> bool:
    """Whether the words from ``end`` to the trigger leave the number before it its subject."""
    gap = _unquoted(tokens.low[end : trigger.helper])
    is_passive = trigger.is_passive or Frame.PARTICIPLE not in trigger.frames
    longest = _PASSIVE_GAP if is_passive else _ACTIVE_GAP
    longest = min(longest, _IMPLICIT_GAP) if group.whole.is_implicit else longest
    if len(gap) > longest or any(word in _CLAUSE_ENDS for word in gap):
        return False
    if not gap:
        return True
    after = tokens.low[trigger.end] if trigger.end < len(tokens) else ""
    if not is_passive and (after in _UNCOUNTED or gap[-1] in _RELATIVES or gap[-1] == "those"):
        return False
    if group.whole.is_bare and not group.whole.of_them:
        is_near = len(gap) <= _BARE_GAP and gap[0] in _BESIDE_BARE
        return is_near and not counts_other_things(tokens, group.whole)
    if not is_passive and gap[0] not in _MODIFYING and not gap[0].endswith("ly"):
        return False
    return not _has_other_subject(tokens.low, end, trigger.helper)


def counts_other_things(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number without a known noun counts something else: "killed 200 sheep"."""
    at = quantity.end
    if at >= len(tokens):
        return False
    word = tokens.low[at]
    if not word[0].isalpha() or word in _AFTER_BARE or word.endswith("ly"):
        return False
    return not tokens.is_capital(at)


def _is_label(tokens: Tokens, i: int) -> bool:
    """Whether nothing but the name of its victims stands before: "killed:", "civilians killed:"."""
    low, at = tokens.low, 0
    while at < i:
        match = NOUNS.at(low, at)
        if match is not None and match[1].is_human and match[1].is_plural:
            at = match[0]
        elif low[at] in _FILLERS | MODIFIERS | {"following", "several", "many", "were"}:
            at += 1
        else:
            return False
    return True


def _names_people(tokens: Tokens, start: int, end: int) -> bool:
    """Whether nothing but names of people stands there: "the driver, Ali, and"."""
    low, at = tokens.low, start
    while at < end:
        match = NOUNS.at(low, at)
        if match is not None and match[1].is_human:
            at = match[0]
        elif tokens.is_capital(at) or low[at] in _FILLERS | _QUOTES | MODIFIERS:
            at += 1
        else:
            return False
    return True


def _unquoted(gap: list[str]) -> list[str]:
    return [word for word in gap if word not in _QUOTES]


def _means_harm(tokens: Tokens, trigger: Trigger, quantity: Quantity) -> bool:
    """Whether a word of many meanings states a harm of this number: "claimed 15 lives"."""
    if trigger.end - trigger.start > 1:
        return True
    word, low = tokens.low[trigger.start], tokens.low
    if word in _LIVES:
        return low[quantity.end - 1] == "lives"
    if word == "lost":
        is_kin = quantity.noun is not None and bool(
            _KIN & set(low[quantity.number : quantity.end + 4])
        )
        return is_kin or quantity.victims is Victims.COMBATANT
    if word in _MOVED:
        return bool(_HOME & set(low[quantity.end : quantity.end + 7]))
    return True


def _is_people(low: list[str], i: int) -> bool:
    """Whether a noun stands there, of no kin of those before: "a man and his wife"."""
    is_kin = low[i - 1] in _THEIR and low[i - 2] in {"and", ","}
    return NOUNS.at(low, i) is not None and not is_kin


def _has_other_subject(low: list[str], start: int, end: int) -> bool:
    """Whether people named without a number, or a verb, stand nearer to the trigger."""
    is_open = is_relative = False
    for at in range(start, end):
        word = low[at]
        is_relative = is_relative or word in _RELATIVES
        if word in _PHRASES:
            is_open = word != "as"
        elif word in {",", "and"}:
            continue
        elif word in {"while", "when", "where", "after"}:
            is_open = False
        elif (word in _FINITE and not is_relative) or (not is_open and _is_people(low, at)):
            return True
    return False
