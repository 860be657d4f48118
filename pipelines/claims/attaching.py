"""Which number belongs to which statement of harm."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from crawler.claim import Harm
from pipelines.claims.gaps import SELVES, counts_other_things, is_before, is_subject
from pipelines.claims.groups import Group
from pipelines.claims.lexicon import words_of
from pipelines.claims.nouns import CASE
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.triggers import PARTICIPLES, PASSIVE, Frame, Trigger

_TOLL_LINKS = frozenset(words_of("grammar", "attaching", "toll_links"))
_TOLL_GAP = 40
"""Tokens from "the death toll" to its number at most."""
_OWN_GAP = 8
"""Tokens after a number in which its own verb is looked for."""
_PART_GAP = 6
_STATES = frozenset({Harm.KILLED, Harm.INJURED})
"""Of nouns that say what became of people: "two wounded" are not those killed before them."""
_COUNTED_DEEDS = frozenset({Harm.DETAINED, Harm.DISAPPEARED, Harm.ATTACK, Harm.MASSACRE})
"""Of nouns that count what was done and not those to whom: nothing more is done to an arrest."""


def attach(tokens: Tokens, groups: list[Group], found: list[Trigger]) -> None:
    """Give each group the harm that the sentence states of it, where it states one."""
    if groups and found:
        sentence = _Sentence(tokens, groups)
        for trigger in found:
            sentence.attach(trigger)


class _Sentence:
    def __init__(self, tokens: Tokens, groups: list[Group]) -> None:
        self.tokens = tokens
        self.low = tokens.low
        self.groups = groups
        self.starts = [group.whole.start for group in groups]
        self.ends = [group.whole.end for group in groups]
        for group in groups:
            before = self.low[max(group.whole.start - 2, 0) : group.whole.start]
            group.whole.is_unreal = any(w in {"if", "unless", "not", "nor"} for w in before)

    def attach(self, trigger: Trigger) -> None:
        if Frame.TOLL in trigger.frames and self._attach_toll(trigger):
            return
        if self._follow(trigger):
            self._attach_right(trigger)
        elif not self._turn_part(trigger):
            self._attach_left(trigger)

    def _follow(self, trigger: Trigger) -> bool:
        """Whether the victims stand after the trigger."""
        frames = trigger.frames
        if trigger.is_passive and Frame.PARTICIPLE in frames:
            is_listed = self.low[trigger.end : trigger.end + 1] == [":"]
            return is_listed and self._left(trigger) is None
        if not frames & {Frame.PARTICIPLE, Frame.SUBJECT}:
            return True
        right = self._right(trigger)
        if right is None:
            return False
        if Frame.PARTICIPLE not in frames:
            is_both = bool(frames & {Frame.NOUN, Frame.OBJECT})
            return is_both and self._left(trigger) is None
        if trigger.is_active or self._is_object(right, trigger):
            return True
        left = self._left(trigger)
        return left is None or self.groups[left].end < trigger.start - 1 or self._is_deed(trigger)

    def _is_deed(self, trigger: Trigger) -> bool:
        """Whether people before the verb did it to those after it: "two men killed a woman"."""
        before = self.groups[bisect_right(self.ends, trigger.start) - 1]
        after = self.groups[bisect_left(self.starts, trigger.end)]
        if before.whole.noun is None or before.whole.harm is not None or before.is_orphan:
            return False
        if self.low[trigger.end] in SELVES:
            return True
        is_next = before.end == trigger.start and after.whole.start == trigger.end
        return is_next and after.whole.harm is None and not self._has_own_verb(after)

    def _is_object(self, at: int, trigger: Trigger) -> bool:
        """Whether the number right after a verb is whom it was done to: "a sniper killed two"."""
        group = self.groups[at]
        is_next = self.starts[at] == trigger.end and trigger.start == trigger.helper
        is_bare = group.whole.noun is None or group.whole.harm is not None
        return is_next and not is_bare and not self._has_own_verb(group)

    def _right(self, trigger: Trigger) -> int | None:
        """Index of the group after the trigger, where the two belong together."""
        at = bisect_left(self.starts, trigger.end)
        if at == len(self.groups) or self.groups[at].harm is not None:
            return None
        quantity = self.groups[at].whole
        if not (_may_suffer(quantity, trigger) and is_before(self.tokens, trigger, quantity)):
            return None
        is_joined = "and" in self.low[trigger.end : quantity.start]
        return None if is_joined and self._has_own_verb(self.groups[at]) else at

    def _left(self, trigger: Trigger) -> int | None:
        """Index of the group before the trigger, where it is the trigger's subject."""
        at = bisect_right(self.ends, trigger.start) - 1
        if at < 0:
            return None
        group = self.groups[at]
        if group.harm is not None or not _may_suffer(group.whole, trigger):
            return None
        if group.whole.is_one_of and Frame.PARTICIPLE in trigger.frames and not trigger.is_passive:
            return None
        end = group.end if group.end <= trigger.helper else group.whole.end
        return at if is_subject(self.tokens, group, end, trigger) else None

    def _attach_right(self, trigger: Trigger) -> None:
        at = self._right(trigger)
        if at is None or _is_of_things(self.tokens, self.groups[at].whole):
            return
        self._set(at, trigger)
        for group in self.groups[at + 1 :]:
            whole = group.whole
            if not group.is_joined or whole.is_bare or whole.harm is not None:
                return
            if not _may_suffer(whole, trigger) or self._has_own_verb(group):
                return
            self._set(at := at + 1, trigger)

    def _attach_left(self, trigger: Trigger) -> None:
        at = self._left(trigger)
        if at is None:
            return
        self._set(at, trigger)
        while at and self.groups[at].is_joined:
            at -= 1
            group = self.groups[at]
            if group.harm is not None or group.whole.is_bare:
                return
            if group.whole.harm not in {None, trigger.harm}:
                return
            if not _may_suffer(group.whole, trigger):
                return
            self._set(at, trigger)

    def _has_own_verb(self, group: Group) -> bool:
        """Whether the next words say what happened to a group: "and 12 others wounded"."""
        for at in range(group.whole.end, min(group.end + _OWN_GAP, len(self.low))):
            word = self.low[at]
            if word in {"who", "which", "that"}:
                return False
            if word in PASSIVE or word in PARTICIPLES:
                return True
            if word in {".", ";", ",", "and"} and at >= group.end:
                return False
        return False

    def _turn_part(self, trigger: Trigger) -> bool:
        """Let a part have its own harm: "193 arrests, 151 of which became disappearances"."""
        at = bisect_right(self.ends, trigger.start) - 1
        if at < 0:
            return False
        group = self.groups[at]
        for part in group.parts:
            gap = trigger.helper - part.end
            if trigger.harm is Harm.DISAPPEARED and part.of_them and 0 <= gap <= _PART_GAP:
                part.harm = Harm.DISAPPEARED
                return True
            if gap == 0 and (trigger.is_passive or Frame.SUBJECT in trigger.frames or part.is_bare):
                part.harm = trigger.harm
                known = group.harm is not None or group.whole.harm is not None
                return known or part.is_bare
        return False

    def _attach_toll(self, trigger: Trigger) -> bool:
        """Find the number of a toll: "which brings to 18 the number of", "has risen to eight"."""
        last = bisect_right(self.ends, trigger.start) - 1
        if last >= 0 and trigger.start - self.ends[last] <= 2:
            before = self.starts[last] - 1
            if before >= 0 and self.low[before] in {"to", "at"}:
                self._set(last, trigger)
                return True
        for at in range(bisect_left(self.starts, trigger.end), len(self.groups)):
            group = self.groups[at]
            if self.starts[at] - trigger.end > _TOLL_GAP or group.harm is not None:
                return False
            if self._is_toll(group.whole):
                self._set(at, trigger)
                return True
        return False

    def _is_toll(self, quantity: Quantity) -> bool:
        if quantity.is_implicit or self.low[quantity.start - 1] not in _TOLL_LINKS:
            return False
        if quantity.noun is not None:
            return quantity.noun.is_human
        return not _is_of_things(self.tokens, quantity)

    def _set(self, at: int, trigger: Trigger) -> None:
        group = self.groups[at]
        if not trigger.is_negated and not group.whole.is_unreal:
            group.trigger = trigger
            group.harm = trigger.harm


def _is_of_things(tokens: Tokens, quantity: Quantity) -> bool:
    return quantity.is_bare and counts_other_things(tokens, quantity)


def _may_suffer(quantity: Quantity, trigger: Trigger) -> bool:
    """Whether what the number counts can have borne the harm."""
    noun = quantity.noun
    if quantity.is_times:
        return False
    if noun is None or quantity.harm is trigger.harm:
        return True
    if noun.kind == CASE:
        return trigger.harm is Harm.DISAPPEARED
    if not noun.is_human:
        return False
    if quantity.harm in _STATES and Frame.SUBJECT not in trigger.frames:
        return False
    return quantity.harm is None or quantity.harm not in _COUNTED_DEEDS
