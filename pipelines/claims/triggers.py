"""Words that state a harm, and how each stands to its victims."""

from __future__ import annotations

from enum import IntEnum, auto

from attrs import define, frozen

from crawler.claim import Harm
from pipelines.claims.lexicon import LexiconError, Phrases, words_of
from pipelines.claims.tokens import Tokens
from pipelines.claims.unreal import definition, is_denied, is_real, is_supposed


class Frame(IntEnum):
    """Where the victims of a trigger stand; integers are looked up in sets the fastest."""

    PARTICIPLE = auto()
    OBJECT = auto()
    NOUN = auto()
    SUBJECT = auto()
    BASE = auto()
    TOLL = auto()


_HARMS = (
    Harm.KILLED,
    Harm.INJURED,
    Harm.KILLED_OR_INJURED,
    Harm.DETAINED,
    Harm.DISAPPEARED,
    Harm.DISPLACED,
)


@frozen
class _Word:
    harm: Harm
    frames: frozenset[Frame]


def _words() -> Phrases[_Word]:
    frames: dict[str, set[Frame]] = {}
    harms: dict[str, Harm] = {}
    for harm in _HARMS:
        for frame in Frame:
            for phrase in words_of("harms", harm, frame.name.lower()):
                if harms.setdefault(phrase, harm) is not harm:
                    told = f"harms.toml: {phrase!r} stands in {harms[phrase]} and in {harm}"
                    raise LexiconError(told)
                frames.setdefault(phrase, set()).add(frame)
    return Phrases((p, _Word(harms[p], frozenset(found))) for p, found in frames.items())


WORDS = _words()
_SUFFERING = frozenset(words_of("harms", "injured", "suffering"))
SUFFERED = frozenset(words_of("harms", "injured", "suffered"))
"""What is borne: "sustained moderate injuries"."""
_BORNE = _Word(Harm.INJURED, frozenset({Frame.SUBJECT}))
PASSIVE = frozenset(words_of("harms", "auxiliaries", "passive"))
PARTICIPLES = frozenset(
    word for harm in _HARMS for word in words_of("harms", harm, "participle")
) | {"dead", "died"}
"""Words that say what became of the number before them."""
_PERFECT = frozenset(words_of("harms", "auxiliaries", "perfect"))
_NEGATIONS = frozenset(words_of("harms", "negation", "words"))
_ADVERBS = frozenset(words_of("grammar", "triggers", "adverbs"))
_BOTH = frozenset({Harm.KILLED, Harm.INJURED})


@define
class Trigger:
    """One statement of harm in a sentence; ``start`` and ``end`` are token indexes."""

    start: int
    end: int
    harm: Harm
    frames: frozenset[Frame]
    is_passive: bool = False
    """Whether a helper stands before the participle: "were (severely) killed"."""
    is_active: bool = False
    """Whether "has killed" or so says that the victims follow."""
    is_negated: bool = False
    helper: int = -1
    """Where its helper, or itself, begins."""


def triggers(tokens: Tokens) -> list[Trigger]:
    """The statements of harm in a sentence; "killed and wounded" of the same victims is one."""
    told = _stated(tokens)
    if not told:
        return []
    found: list[Trigger] = []
    defined = definition(tokens)
    for start, end, word in told:
        if _is_verb(tokens, end, word) and not is_real(tokens, start):
            continue
        frames = word.frames | {Frame.TOLL} if _is_counted(tokens, start) else word.frames
        trigger = Trigger(start, end, word.harm, frames, helper=start)
        trigger.is_negated = start >= defined or is_denied(tokens, start)
        _look_before(tokens, trigger)
        if found and _joins(tokens, found[-1], trigger):
            found[-1].end = end
            found[-1].harm = Harm.KILLED_OR_INJURED
            continue
        found.append(trigger)
    return found


def _is_verb(tokens: Tokens, end: int, word: _Word) -> bool:
    """Whether it is a plain verb: "arrest 12 men", and not "arrest of 12 men"."""
    return Frame.BASE in word.frames and tokens.low[end : end + 1] != ["of"]


def _is_counted(tokens: Tokens, i: int) -> bool:
    """Whether "the number of" those harmed is told: "the number of civilians who lost …"."""
    low = tokens.low
    for at in range(i - 1, max(i - 10, 0), -1):
        if low[at] in {";", ".", "and"}:
            return False
        if low[at] == "of" and low[at - 1] in {"number", "toll", "total", "tally", "count"}:
            return True
    return False


def _stated(tokens: Tokens) -> list[tuple[int, int, _Word]]:
    found = WORDS.find(tokens.low)
    if _SUFFERING.isdisjoint(tokens.low):
        return found
    for at in [i for i, word in enumerate(tokens.low) if word in _SUFFERING]:
        end = _borne(tokens, at)
        if end is not None:
            found = [one for one in found if one[1] <= at or end <= one[0]]
            found.append((at, end, _BORNE))
            found.sort(key=lambda one: one[0])
    return found


def _borne(tokens: Tokens, i: int) -> int | None:
    """Past "sustained moderate injuries", where it begins at token ``i``."""
    for at in range(i + 1, min(i + 5, len(tokens))):
        if tokens.low[at] in SUFFERED:
            return at + 1
        if not tokens.low[at].isalpha():
            return None
    return None


def _joins(tokens: Tokens, first: Trigger, second: Trigger) -> bool:
    """Whether "killed and wounded" shares its victims: nothing but a conjunction between them."""
    between = tokens.low[first.end : second.start]
    if {first.harm, second.harm} != _BOTH or not first.frames & second.frames:
        return False
    return between in (
        [","],
        ["and"],
        ["or"],
        ["/"],
        ["and", "/", "or"],
        ["&"],
        ["and", "seriously"],
    )


def _look_before(tokens: Tokens, trigger: Trigger) -> None:
    """Read the helpers before a participle, and whether the statement is negated."""
    low = tokens.low
    at = trigger.start - 1
    steps = 0
    while at >= 0 and steps < 6:
        word = low[at]
        trigger.is_negated |= is_supposed(low, at, is_passive=trigger.is_passive)
        if word in PASSIVE:
            trigger.is_passive = True
            trigger.helper = at
        elif word in _PERFECT:
            trigger.helper = at
            trigger.is_active = not trigger.is_passive
        elif word in _NEGATIONS:
            trigger.is_negated = True
        elif not (
            word in _ADVERBS or word.endswith("ly") or word in {"to", "have", "or", "and"}
        ) or (word in {"and", "or"} and not (at and low[at - 1] in PASSIVE)):
            break
        at -= 1
        steps += 1
    if Frame.PARTICIPLE not in trigger.frames:
        trigger.is_passive = False
