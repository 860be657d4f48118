"""Which number belongs to which statement of harm, and which numbers are parts of others."""

from __future__ import annotations

from attrs import define, field

from crawler.claim import Harm, Victims
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.nouns import HOUSEHOLD, NOUNS
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.triggers import PASSIVE, Frame, Trigger

_OPENERS: Phrases[None] = Phrases((w, None) for w in words_of("harms", "parts", "openers"))
_AMONG: Phrases[Harm] = Phrases(
    (phrase, harm)
    for harm in (Harm.KILLED, Harm.INJURED, Harm.DETAINED, Harm.DISAPPEARED, Harm.DISPLACED)
    for phrase in words_of("harms", "among", harm)
)
_JOINTS = frozenset(words_of("grammar", "attaching", "joints"))
_CLAUSE_ENDS = frozenset(words_of("grammar", "attaching", "clause_ends"))
_FILLERS = frozenset(words_of("grammar", "attaching", "fillers"))
_SUBJECT_GAP = 18
_SUBJECT_GAP_BARE = 10
_TOLL_GAP = 40
_IMPLICIT_GAP = 10
_TOLL_LINKS = frozenset(words_of("grammar", "attaching", "toll_links"))


@define
class Group:
    """A number and the numbers that are its parts."""

    whole: Quantity
    parts: list[Quantity] = field(factory=list)
    trigger: Trigger | None = None
    harm: Harm | None = None
    is_orphan: bool = False
    """Whether it is a part of a whole that this sentence does not tell."""
    joined: bool = False
    """Whether nothing but a conjunction parts it from the group before."""
    is_reference: bool = False
    """Whether it only repeats a number told before: "among the 56 civilians were 10 children"."""

    @property
    def end(self) -> int:
        return max([self.whole.end, *(part.end for part in self.parts)])


def grouped(tokens: Tokens, found: list[Quantity]) -> list[Group]:
    """Numbers with their parts: "98 civilians, including 24 children and 7 women"."""
    groups: list[Group] = []
    previous: Quantity | None = None
    is_part = False
    for quantity in found:
        gap = (
            tokens.low[previous.end : quantity.start] if previous else tokens.low[: quantity.start]
        )
        opener = _opens_part(tokens, previous, quantity, gap)
        listed = all(word in _JOINTS for word in _without_phrase(gap))
        if groups and is_part and groups[-1].is_reference and _continues(gap, listed=listed):
            groups[-1].parts.append(quantity)
        elif groups and (opener or quantity.of_them):
            groups[-1].parts.append(quantity)
            is_part = True
        elif groups and is_part and previous and _lists_on(quantity, gap, listed=listed):
            groups[-1].parts.append(quantity)
        elif groups and _is_apposition(tokens, groups[-1], quantity, gap):
            groups[-1].parts.append(quantity)
            is_part = True
        else:
            groups.append(
                Group(
                    quantity,
                    is_orphan=_is_orphan(groups, quantity, opener=opener, listed=listed),
                    joined=previous is not None and listed,
                )
            )
            groups[-1].is_reference = _is_reference(tokens, quantity)
            is_part = groups[-1].is_reference
        previous = quantity
    return groups


def _without_phrase(gap: list[str]) -> list[str]:
    """The words between two numbers without what follows "of" or "from" after the first."""
    if len(gap) > 2 and gap[0] in {"of", "from"} and gap[-1] == "and" and len(gap) < 9:
        if not any(word in {",", ";", "were", "was", "who", "in"} for word in gap):
            return gap[-1:]
    return gap


def _is_orphan(groups: list[Group], quantity: Quantity, *, opener: bool, listed: bool) -> bool:
    """Whether a number is a part of a whole that the sentence does not tell."""
    if not groups:
        return opener or quantity.of_them
    return groups[-1].is_orphan and listed and quantity.noun is not None


def _lists_on(quantity: Quantity, gap: list[str], *, listed: bool) -> bool:
    """Whether a list of parts goes on: "341 children under eighteen, and 66 women"."""
    if quantity.is_others:
        return False
    if listed:
        return True
    if len(gap) > 8 or gap[-1] not in {",", "and"} or quantity.noun is None or quantity.is_implicit:
        return False
    return not any(word in _LIST_ENDS or word in _PARTICIPLES for word in gap)


def _continues(gap: list[str], *, listed: bool) -> bool:
    return listed or all(word in {"were", "was", "are", ",", "also"} for word in gap)


def _is_reference(tokens: Tokens, quantity: Quantity) -> bool:
    if not quantity.is_definite or quantity.harm is not None:
        return False
    return any(
        word in {"among", "amongst", "of"}
        for word in tokens.low[max(quantity.start - 2, 0) : quantity.start]
    )


def _opens_part(
    tokens: Tokens, previous: Quantity | None, quantity: Quantity, gap: list[str]
) -> bool:
    """Whether the words before say that the number is a part of one before."""
    low = tokens.low
    begin = previous.end if previous else 0
    if previous is not None and gap[-1:] == [":"] and len(gap) <= _SUBJECT_GAP_BARE:
        return previous.noun is None or previous.noun.is_human or quantity.noun is None
    if previous is not None and "(" in gap[-3:] and ")" not in gap:
        if quantity.noun is not None and quantity.noun.kind == HOUSEHOLD:
            return False
        return quantity.victims is not None
    for at in range(max(begin, quantity.start - 6), quantity.start):
        match = _OPENERS.at(low, at) if low[at] in _OPENERS.starts else None
        if match is None or match[0] > quantity.start:
            continue
        between = low[match[0] : quantity.start]
        if low[at] in {"with", "mostly", "whom", "such"} and between:
            continue
        if low[at] == "with" and not (
            quantity.victims is not None and previous is not None and low[at - 1] == ","
        ):
            continue
        if all(word in _BETWEEN or word.endswith("ly") for word in between):
            return True
    return False


_BETWEEN = frozenset(words_of("grammar", "attaching", "between"))


def _is_apposition(tokens: Tokens, group: Group, quantity: Quantity, gap: list[str]) -> bool:
    """Whether "three civilians, two women and a man," tells the three: by kinds, within the sum."""
    whole = group.whole
    if not gap or gap[-1] not in {",", ":", "-", "–", "("} or len(gap) > 7 or quantity.is_others:
        return False
    if any(word in {"and", "while", "when", "were", "was", ";"} for word in gap):
        return False
    general = {Victims.CIVILIAN, Victims.PERSON, Victims.COMBATANT, None}
    kinds = {Victims.CHILD, Victims.WOMAN, Victims.MAN, Victims.MEDICAL, Victims.JOURNALIST}
    if whole.victims not in general or quantity.victims not in kinds or not whole.noun:
        return False
    return whole.low is not None and quantity.low is not None and quantity.low < whole.low


def harm_among(tokens: Tokens) -> Harm | None:
    """The harm of a whole that a sentence speaks of without its number: "among the wounded"."""
    for _, _, harm in _AMONG.find(tokens.low):
        return harm
    return None


def _is_unreal(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether the number is only supposed, or denied: "if 100 people die"."""
    before = tokens.low[max(quantity.start - 2, 0) : quantity.start]
    return any(word in {"if", "unless", "not", "nor"} for word in before)


def attach(tokens: Tokens, groups: list[Group], found: list[Trigger]) -> None:
    """Give each group the harm that the sentence states of it, where it states one."""
    for group in groups:
        group.whole.is_unreal = _is_unreal(tokens, group.whole)
    for trigger in found:
        if Frame.TOLL in trigger.frames and _attach_toll(tokens, groups, trigger):
            continue
        if _follows(tokens, groups, trigger):
            _attach_right(tokens, groups, trigger)
        else:
            _attach_left(tokens, groups, trigger)


def _follows(tokens: Tokens, groups: list[Group], trigger: Trigger) -> bool:
    """Whether the victims stand after the trigger."""
    frames = trigger.frames
    if trigger.is_passive and Frame.PARTICIPLE in frames:
        return False
    if not frames & {Frame.PARTICIPLE, Frame.SUBJECT}:
        return True
    right = _right_group(tokens, groups, trigger)
    if right is None:
        return False
    if Frame.PARTICIPLE not in frames:
        return (
            bool(frames & {Frame.NOUN, Frame.OBJECT})
            and _left_group(tokens, groups, trigger) is None
        )
    if trigger.is_active:
        return True
    left = _left_group(tokens, groups, trigger)
    if left is None or left.end < trigger.start - 1:
        return True
    return False


def _right_group(tokens: Tokens, groups: list[Group], trigger: Trigger) -> Group | None:
    for group in groups:
        if group.whole.start >= trigger.end:
            if group.harm is not None or not _compatible(group.whole, trigger):
                return None
            if not _means_harm(tokens, trigger, group.whole):
                return None
            gap = _unquoted(tokens.low[trigger.end : group.whole.start])
            return group if _is_filler(tokens, trigger, gap) else None
    return None


_QUOTES = frozenset(words_of("grammar", "attaching", "quotes"))


def _unquoted(gap: list[str]) -> list[str]:
    return [word for word in gap if word not in _QUOTES]


_HOME = frozenset(words_of("grammar", "attaching", "home"))
_LIVES = frozenset({"claimed", "claims", "claiming", "cost"})
_MOVED = frozenset(words_of("grammar", "attaching", "moved"))


def _means_harm(tokens: Tokens, trigger: Trigger, quantity: Quantity) -> bool:
    """Whether a word of many meanings states a harm of this number: "claimed 15 lives"."""
    if trigger.end - trigger.start > 1:
        return True
    word, low = tokens.low[trigger.start], tokens.low
    if word in _LIVES:
        return low[quantity.end - 1] == "lives"
    if word == "lost":
        kin = {"relatives", "family", "families", "neighbours", "neighbors", "people", "sons"}
        named = bool(kin & set(low[quantity.number : quantity.end + 4]))
        return quantity.victims is Victims.COMBATANT or (named and quantity.noun is not None)
    if word in _MOVED:
        return bool(_HOME & set(low[quantity.end : quantity.end + 7]))
    return True


def _is_filler(tokens: Tokens, trigger: Trigger, gap: list[str]) -> bool:
    """Whether the words between a trigger and the number after it part them not."""
    if len(gap) <= 5 and all(word in _FILLERS or word.endswith("ly") for word in gap):
        selves = any(word.endswith(("self", "selves")) for word in gap)
        return not gap or not (gap[0] == "by" or ("and" in gap and not selves))
    if len(gap) > 12 or not gap:
        return False
    if gap[0] == "," and "," in gap[1:]:
        rest = gap[gap.index(",", 1) + 1 :]
        return len(rest) <= 4 and all(word in _FILLERS for word in rest)
    at = trigger.end
    names = [tokens.is_capital(at + k) or word in _FILLERS for k, word in enumerate(gap)]
    return all(names) and gap[-1] in {"and", "with"}


_COUNTED_DEEDS = frozenset({Harm.DETAINED, Harm.DISAPPEARED, Harm.ATTACK, Harm.MASSACRE})
"""Of nouns that count what was done and not those to whom: nothing more is done to an arrest."""


def _compatible(quantity: Quantity, trigger: Trigger) -> bool:
    if quantity.noun is None:
        return True
    if trigger.harm in {Harm.DETAINED, Harm.DISAPPEARED} and quantity.harm is trigger.harm:
        return True
    if quantity.noun.kind in {"facility", "munition", "event", "case"}:
        return False
    return quantity.harm in {None, trigger.harm} or quantity.harm not in _COUNTED_DEEDS


def _attach_right(tokens: Tokens, groups: list[Group], trigger: Trigger) -> None:
    group = _right_group(tokens, groups, trigger)
    if group is None:
        return
    if group.whole.is_bare and counts_other_things(tokens, group.whole):
        return
    _set(group, trigger)
    at = groups.index(group) + 1
    while at < len(groups) and groups[at].joined and _compatible(groups[at].whole, trigger):
        if _own_trigger_follows(tokens, groups[at]) or groups[at].whole.harm is not None:
            break
        if groups[at].whole.is_bare:
            break
        _set(groups[at], trigger)
        at += 1


def _own_trigger_follows(tokens: Tokens, group: Group) -> bool:
    """Whether the next words say themselves what happened to a group: "and 12 others wounded"."""
    low = tokens.low
    for at in range(group.whole.end, min(group.end + 8, len(low))):
        if low[at] in {"who", "which", "that"}:
            return False
        if low[at] in PASSIVE or low[at] in _PARTICIPLES:
            return True
        if low[at] in {".", ";", ",", "and"} and at >= group.end:
            return False
    return False


_PARTICIPLES = frozenset(
    word
    for harm in ("killed", "injured", "detained", "displaced", "disappeared")
    for word in words_of("harms", harm, "participle")
) | {"dead", "died"}


def counts_other_things(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number without a known noun counts something else: "killed 200 sheep"."""
    at = quantity.end
    if at >= len(tokens):
        return False
    word = tokens.low[at]
    if not word[0].isalpha() or word in _AFTER_BARE or word.endswith("ly"):
        return False
    return not tokens.is_capital(at) or word in {"times"}


_AFTER_BARE = frozenset(words_of("grammar", "attaching", "after_bare"))


def _left_group(tokens: Tokens, groups: list[Group], trigger: Trigger) -> Group | None:
    found = None
    for group in groups:
        if group.whole.end > trigger.start:
            break
        found = group
    if found is None or found.harm is not None or not _compatible(found.whole, trigger):
        return None
    end = found.end if found.end <= trigger.helper else found.whole.end
    return found if _is_subject(tokens, found, end, trigger) else None


def _is_subject(tokens: Tokens, group: Group, end: int, trigger: Trigger) -> bool:
    """Whether the words between a number and the trigger leave it the trigger's subject."""
    low = tokens.low
    gap = _unquoted(low[end : trigger.helper])
    if group.whole.is_implicit and len(gap) > _IMPLICIT_GAP:
        return False
    after = tokens.low[trigger.end] if trigger.end < len(tokens) else ""
    if gap and not trigger.is_passive and after in _UNCOUNTED:
        return False
    passive = trigger.is_passive or Frame.PARTICIPLE not in trigger.frames
    if len(gap) > (_SUBJECT_GAP if passive else _SUBJECT_GAP_BARE):
        return False
    if any(word in _CLAUSE_ENDS for word in gap):
        return False
    if group.whole.is_bare and gap and not group.whole.of_them:
        return (
            not counts_other_things(tokens, group.whole)
            and len(gap) <= 6
            and gap[0] in {"of", "in", "from", "have", "who", ",", "others", "more", "people"}
        )
    if (
        not passive
        and gap
        and gap[0] not in _MODIFYING
        and not all(word.endswith("ly") or word in _MODIFYING for word in gap[:1])
    ):
        return False
    return not _other_subject(tokens, end, trigger.helper)


_UNCOUNTED = frozenset(words_of("grammar", "attaching", "uncounted"))
"""After an active verb: its victims follow, without a number."""

_MODIFYING = frozenset(words_of("grammar", "attaching", "modifying"))


def _other_subject(tokens: Tokens, start: int, end: int) -> bool:
    """Whether people named without a number stand nearer to the trigger."""
    low = tokens.low
    opened = False
    for at in range(start, end):
        word = low[at]
        if word in {
            "including",
            "mostly",
            "most",
            "among",
            "whom",
            "of",
            "from",
            "in",
            "with",
            "at",
            "near",
            "(",
            "by",
            "to",
            "on",
            "as",
            "who",
        }:
            opened = True
        elif word in {"and", "while", "when", "where"} or word == ",":
            opened = opened and word in {",", "and"}
        elif word in _FINITE and not opened_by_relative(low, start, at):
            return True
        elif not opened and word in NOUNS.starts and NOUNS.at(low, at) is not None:
            return True
        if word in {"while", "when", "where", "after", "as"}:
            opened = False
    return False


def _turn_part(tokens: Tokens, groups: list[Group], trigger: Trigger) -> bool:
    """Let "151 of which became enforced disappearances" be what it says, within the arrests."""
    for group in groups:
        for part in group.parts:
            gap = trigger.helper - part.end
            if trigger.harm is Harm.DISAPPEARED and 0 <= gap <= 6:
                part.harm = Harm.DISAPPEARED
                return True
            own = trigger.is_passive or Frame.SUBJECT in trigger.frames or part.is_bare
            if gap == 0 and own:
                part.harm = trigger.harm
                known = group.harm is not None or group.whole.harm is not None
                return known or part.is_bare
    return False


_LIST_ENDS = frozenset(words_of("grammar", "attaching", "list_ends"))
_FINITE = frozenset(words_of("grammar", "attaching", "finite"))


def opened_by_relative(low: list[str], start: int, at: int) -> bool:
    """Whether "who" or so stands before a verb, which then is not that of the clause."""
    return any(word in {"who", "which", "that", "whom"} for word in low[start:at])


def _attach_left(tokens: Tokens, groups: list[Group], trigger: Trigger) -> None:
    if _turn_part(tokens, groups, trigger):
        return
    group = _left_group(tokens, groups, trigger)
    if group is None:
        return
    _set(group, trigger)
    at = groups.index(group)
    while groups[at].joined and at:
        before = groups[at - 1]
        if (
            before.harm is not None
            or before.whole.harm not in {None, trigger.harm}
            or not _compatible(before.whole, trigger)
            or before.whole.is_bare
        ):
            break
        _set(before, trigger)
        at -= 1


def _attach_toll(tokens: Tokens, groups: list[Group], trigger: Trigger) -> bool:
    low = tokens.low
    for group in groups:
        before = group.whole.start - 1
        if (
            0 <= trigger.start - group.whole.end <= 2
            and before >= 0
            and low[before] in {"to", "at"}
        ):
            _set(group, trigger)
            return True
    for group in groups:
        start = group.whole.start
        if start < trigger.end:
            continue
        if start - trigger.end > _TOLL_GAP or group.harm is not None:
            return False
        if group.whole.is_implicit:
            continue
        if start and low[start - 1] in _TOLL_LINKS:
            if group.whole.noun is not None and not group.whole.noun.is_human:
                continue
            if not counts_other_things(tokens, group.whole) or not group.whole.is_bare:
                _set(group, trigger)
                return True
    return False


def _set(group: Group, trigger: Trigger) -> None:
    if trigger.is_negated or group.whole.is_unreal:
        return
    group.trigger = trigger
    group.harm = trigger.harm
