"""Numbers with their parts: "98 civilians, including 24 children and 7 women"."""

from __future__ import annotations

from attrs import define, field

from crawler.claim import Harm, Victims
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.noun_phrases import fill_predicate
from pipelines.claims.nouns import HOUSEHOLD
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.triggers import PARTICIPLES, Trigger

_OPENERS: Phrases[None] = Phrases((w, None) for w in words_of("harms", "parts", "openers"))
_AMONG: Phrases[Harm] = Phrases(
    (phrase, harm)
    for harm in (Harm.KILLED, Harm.INJURED, Harm.DETAINED, Harm.DISAPPEARED, Harm.DISPLACED)
    for phrase in words_of("harms", "among", harm)
)
_JOINTS = frozenset(words_of("grammar", "groups", "joints"))
_BETWEEN = frozenset(words_of("grammar", "groups", "between"))
_LIST_ENDS = frozenset(words_of("grammar", "groups", "list_ends"))
_ALONE = frozenset(words_of("grammar", "groups", "alone"))
"""Openers that open nothing where other words follow before the number."""
_CLAUSE_STARTS = frozenset({",", ";", ":", "and", "but", "while", "–", "—", "-", "("})
_CLOSE = 6
"""Tokens from an opener to its number at most."""
_LISTED = 8
"""Tokens between two parts of a list at most."""
_AFTER_COLON = 10
_GENERAL = frozenset({Victims.CIVILIAN, Victims.PERSON, Victims.COMBATANT, None})
_PARTICULAR = frozenset(
    {Victims.CHILD, Victims.WOMAN, Victims.MAN, Victims.MEDICAL, Victims.JOURNALIST}
)


@define
class Group:
    """A number and the numbers that are its parts."""

    whole: Quantity
    parts: list[Quantity] = field(factory=list)
    trigger: Trigger | None = None
    harm: Harm | None = None
    is_orphan: bool = False
    """Whether it is a part of a whole that this sentence does not tell."""
    is_joined: bool = False
    """Whether nothing but a conjunction parts it from the group before."""
    is_reference: bool = False
    """Whether it only repeats a number told before: "among the 56 civilians were 10 children"."""

    @property
    def end(self) -> int:
        return self.parts[-1].end if self.parts else self.whole.end


def grouped(tokens: Tokens, found: list[Quantity]) -> list[Group]:
    """The numbers of a sentence, each with its parts, in order."""
    groups: list[Group] = []
    in_list = False
    previous: Quantity | None = None
    for quantity in found:
        before = previous.end if previous else 0
        gap = _without_brackets(tokens.low[before : quantity.start])
        is_listed = all(word in _JOINTS for word in _without_phrase(gap))
        opens = quantity.of_them or _opens_part(tokens, previous, quantity, gap)
        if opens and quantity.is_bare and not quantity.of_them:
            fill_predicate(tokens, quantity)
        if groups and (
            opens
            or _is_share_of_times(groups[-1], quantity, gap)
            or (in_list and _goes_on(groups[-1], quantity, gap, is_listed=is_listed))
            or _is_apposition(groups[-1].whole, quantity, gap)
        ):
            groups[-1].parts.append(quantity)
            in_list = True
        else:
            group = Group(quantity, is_joined=previous is not None and is_listed)
            group.is_orphan = _is_orphan(groups, quantity, opens=opens, is_listed=is_listed)
            group.is_reference = in_list = _is_reference(tokens, quantity)
            groups.append(group)
        previous = quantity
    return groups


def harms_among(tokens: Tokens) -> list[tuple[int, int, Harm]]:
    """Where a sentence speaks of those harmed, without a number: "among the wounded"."""
    return _AMONG.find(tokens.low)


def is_of_those(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it counts some of those harmed: "among the wounded were two children".

    Not where the words only say of which people it is told: "ten families of those killed".
    """
    low = tokens.low
    for start, end, _ in harms_among(tokens):
        if low[start] != "of":
            return True
        if end <= quantity.start and (start == 0 or low[start - 1] in _CLAUSE_STARTS):
            return True
        if quantity.number < start <= quantity.end and not quantity.is_one_of:
            return True
    return False


def _without_brackets(gap: list[str]) -> list[str]:
    """The words between two numbers without those in brackets, which part nothing."""
    if "(" not in gap or ")" not in gap:
        return gap
    start, end = gap.index("("), len(gap) - gap[::-1].index(")")
    return gap[:start] + gap[end:] if start < end else gap


def _without_phrase(gap: list[str]) -> list[str]:
    """The words between two numbers without what follows "of" or "from" after the first."""
    is_phrase = 2 < len(gap) <= _LISTED and gap[0] in {"of", "from"} and gap[-1] == "and"
    if is_phrase and not {",", ";", "were", "was", "who", "in"} & set(gap):
        return gap[-1:]
    return gap


def _is_orphan(groups: list[Group], quantity: Quantity, *, opens: bool, is_listed: bool) -> bool:
    if not groups:
        return opens
    return groups[-1].is_orphan and is_listed and quantity.noun is not None


def _goes_on(group: Group, quantity: Quantity, gap: list[str], *, is_listed: bool) -> bool:
    """Whether a list of parts goes on: "341 children under eighteen, and 66 women"."""
    if group.is_reference:
        return is_listed or all(word in {"were", "was", "are", ",", "also"} for word in gap)
    if quantity.is_others or is_listed:
        return is_listed and not quantity.is_others
    if len(gap) > _LISTED or gap[-1] not in {",", "and"}:
        return False
    if quantity.noun is None or quantity.is_implicit:
        return False
    return not any(word in _LIST_ENDS or word in PARTICIPLES for word in gap)


def _is_share_of_times(group: Group, quantity: Quantity, gap: list[str]) -> bool:
    """Whether it shares out how often: "three times; twice in one town and once in another"."""
    whole = group.whole
    if not (whole.is_times and quantity.is_times and gap):
        return False
    left = (whole.low or 0) - sum(part.low or 0 for part in group.parts)
    is_parted = bool(group.parts) or gap[0] in {";", ":", ","}
    return is_parted and 0 < (quantity.low or 0) <= left


def _is_reference(tokens: Tokens, quantity: Quantity) -> bool:
    if not quantity.is_definite or quantity.harm is not None:
        return False
    before = tokens.low[max(quantity.start - 2, 0) : quantity.start]
    return any(word in {"among", "amongst", "of"} for word in before)


def _opens_part(
    tokens: Tokens, previous: Quantity | None, quantity: Quantity, gap: list[str]
) -> bool:
    """Whether the words before say that the number is a part of one before."""
    if previous is not None and gap[-1:] == [":"] and len(gap) <= _AFTER_COLON:
        return previous.noun is None or previous.noun.is_human or quantity.noun is None
    if previous is not None and "(" in gap[-3:] and ")" not in gap:
        is_household = quantity.noun is not None and quantity.noun.kind == HOUSEHOLD
        return quantity.victims is not None and not is_household
    if _is_among(tokens.low, quantity):
        return True
    begin = max(previous.end if previous else 0, quantity.start - _CLOSE)
    for at in range(begin, quantity.start):
        if tokens.low[at] in _OPENERS.starts and _opens_at(tokens.low, at, quantity):
            return True
    return False


def _is_among(low: list[str], quantity: Quantity) -> bool:
    """Whether it is followed by "among them", or "were among them"."""
    at = quantity.end
    at += low[at : at + 1] in (["were"], ["was"], ["are"], ["being"])
    return low[at : at + 1] == ["among"] and low[at + 1 : at + 2] in (["them"], ["whom"])


def _opens_at(low: list[str], at: int, quantity: Quantity) -> bool:
    match = _OPENERS.at(low, at)
    if match is None or match[0] > quantity.start:
        return False
    between = low[match[0] : quantity.start]
    if low[at] in _ALONE and between:
        return False
    if low[at] == "with" and (quantity.victims is None or at == 0 or low[at - 1] != ","):
        return False
    return all(word in _BETWEEN or word.endswith("ly") for word in between)


def _is_apposition(whole: Quantity, quantity: Quantity, gap: list[str]) -> bool:
    """Whether "three civilians, two women and a man," tells the three: by kinds, within the sum."""
    if not 0 < len(gap) < _LISTED or gap[-1] not in {",", ":", "-", "–", "—", "("}:
        return False
    if any(word in {"and", "while", "when", "were", "was", ";"} for word in gap):
        return False
    if whole.victims not in _GENERAL or quantity.victims not in _PARTICULAR or not whole.noun:
        return False
    if quantity.is_others or whole.low is None or quantity.low is None:
        return False
    return quantity.low < whole.low
