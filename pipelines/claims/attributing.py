"""Which of the parties of a sentence a claim is laid to."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from pipelines.claims.actors import Mention
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.statements import Statement
from pipelines.claims.triggers import Frame

_REACH = 20
"""Tokens from a number to the "by" that tells whose deed it was."""
_CLOSE = 4
_UNNAMED = frozenset(words_of("grammar", "agents", "unnamed"))
_UNSOLVED: Phrases[None] = Phrases((w, None) for w in words_of("grammar", "agents", "unsolved"))
_HELPERS = frozenset(words_of("grammar", "agents", "helpers"))
_ASIDE = frozenset({"against", "at", "between", "for", "near", "on", "to", "with"})
"""Before who is no subject of the verb: "an attack on police killed four"."""
_DONE = frozenset(words_of("grammar", "breakdowns", "done_by"))
_SAME_DEED = frozenset(words_of("grammar", "breakdowns", "same_deed"))


class Agents:
    """The parties to which the statements of one sentence are laid in it."""

    def __init__(self, parties: Sequence[Mention], statements: Sequence[Statement]) -> None:
        self._own = {one: _own_agent(one, parties) for one in statements}
        given = {id(mention) for mention in self._own.values()}
        self._free = [
            mention
            for mention in parties
            if mention.is_agent and id(mention) not in given and not is_victim(mention, statements)
        ]
        self._unsolved = _unsolved(statements)

    def of(self, one: Statement) -> Mention | None:
        """The party to which a statement is laid; None where the sentence names none.

        A part is laid to another party than its whole only where the words say so directly; a
        party that is given to another number of the sentence is not taken.
        """
        own = self._own[one]
        if own is not None or one.whole is not None or self.is_unsolved(one):
            return own
        return _nearest(one, self._free)

    def is_unsolved(self, one: Statement) -> bool:
        """Whether the words after a number say that who did it is not known yet."""
        return one in self._unsolved


def _unsolved(statements: Sequence[Statement]) -> set[Statement]:
    """The last statement before each "still being investigated"."""
    if not statements:
        return set()
    in_order = sorted(statements, key=lambda one: one.quantity.end)
    ends = [one.quantity.end for one in in_order]
    before = (bisect(ends, start) for start, _, _ in _UNSOLVED.find(statements[0].tokens.low))
    return {in_order[count - 1] for count in before if count}


def _own_agent(one: Statement, parties: Sequence[Mention]) -> Mention | None:
    """The party to which a number is given directly: "56 by Russian forces", "ISIS: 41"."""
    low = one.tokens.low
    start, end = one.quantity.start, one.quantity.end
    if one.trigger is not None and end <= one.trigger.start <= end + 1:
        end = one.trigger.end
    for mention in parties:
        if end <= mention.start <= end + 6:
            between = low[end : mention.start]
            if is_by(between) or (mention.is_by and between[:1] in (["to"], ["on"])):
                return mention
    for mention in parties:
        gap = start - mention.end
        if gap > 0 and low[start - 1] == ":":
            return mention
        if one.is_part and 0 <= gap <= _CLOSE and is_held(low[mention.end : start]):
            return mention
    return None


def unnamed_agent(one: Statement) -> tuple[int, int] | None:
    """The tokens that name an agent whom no lexicon knows; None where no words do so.

    Only what touches the verb is taken: "killed by RSF fighters", "border guards killed four".
    """
    trigger = one.trigger
    if trigger is None:
        return None
    low = one.tokens.low
    at = max(trigger.end, one.quantity.end)
    at = trigger.end if low[trigger.end : trigger.end + 1] == ["by"] else at
    if low[at : at + 1] == ["by"]:
        return _unnamed_after(one, at + 1)
    if trigger.start >= one.quantity.start or trigger.is_passive:
        return None
    return _unnamed_before(one, trigger.start)


def _unnamed_after(one: Statement, start: int) -> tuple[int, int] | None:
    low = one.tokens.low
    while start < len(low) and low[start] in {"the", "a", "an", "unidentified"}:
        start += 1
    end = start
    while end < len(low) and end - start < 5 and _is_name(one, end):
        end += 1
    return (start, end) if end > start and _is_agent(one, start, end) else None


def _unnamed_before(one: Statement, end: int) -> tuple[int, int] | None:
    low = one.tokens.low
    while end and low[end - 1] in _HELPERS:
        end -= 1
    start = end
    while start and end - start < 5 and _is_name(one, start - 1):
        start -= 1
    if start < end and low[start] in {"the", "a", "an"}:
        start += 1
    aside = start - 1 - (start > 0 and low[start - 1] == "the")
    is_aside = aside >= 0 and low[aside] in _ASIDE
    return (start, end) if end > start and not is_aside and _is_agent(one, start, end) else None


def _is_name(one: Statement, i: int) -> bool:
    return one.tokens.is_capital(i) or one.tokens.low[i] in _UNNAMED | {"border", "security"}


def _is_agent(one: Statement, start: int, end: int) -> bool:
    """Whether the words end in a noun for those who fight, or are capitals throughout."""
    last = one.tokens.words[end - 1]
    if one.tokens.low[end - 1] in _UNNAMED:
        return True
    return end - start == 1 and last.isupper() and len(last) in {2, 3, 4}


def is_by(between: Sequence[str]) -> bool:
    """Whether the words between a number and a party lay the number to the party."""
    if "hands" in between or between[:1] == ["by"]:
        return True
    return "by" in between[-2:] and all(word in _DONE for word in between)


def is_held(between: Sequence[str]) -> bool:
    """Whether nothing but a verb of the same deed stands between a party and its number."""
    return (
        len(between) <= _CLOSE
        and list(between) != ["and"]
        and all(word in _SAME_DEED for word in between)
    )


def is_victim(mention: Mention, counted: Sequence[Statement]) -> bool:
    """Whether a party is named only as whose members a number counts: "23 ISIS members"."""
    return any(one.quantity.start <= mention.start < one.quantity.end for one in counted)


def _nearest(one: Statement, agents: Sequence[Mention]) -> Mention | None:
    start, end = one.quantity.start, one.quantity.end
    trigger = one.trigger
    after = [m for m in agents if m.start >= end]
    before = [m for m in agents if m.end <= start]
    given = [m for m in after if m.is_by or m.is_attack]
    is_active = trigger is not None and trigger.start < start and Frame.NOUN not in trigger.frames
    distance = given[0].start - end if given else _REACH + 1
    if (is_active or trigger is None) and before and distance > _CLOSE:
        return before[-1]
    if distance <= _REACH:
        return given[0]
    return next(iter((*before[::-1], *given, *after)), None)
