"""The numbers of a sentence that count: "at least six civilians", "two of its fighters"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crawler.claim import Qualifier, Victims
from pipelines.claims.noun_phrases import PEOPLE, NounPhrase
from pipelines.claims.nouns import HOUSEHOLD
from pipelines.claims.numbers import QUALIFIERS, STARTS, SUFFIXES, Number, number_at
from pipelines.claims.quantity import Quantity
from pipelines.claims.tokens import Tokens
from pipelines.claims.uncounted import DETERMINERS, is_name, is_no_count

_ARTICLES = frozenset({"a", "an", "another"})
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_FIRST = STARTS | _ARTICLES | set(_TIMES)
_LONGEST_QUALIFIER = 4


def quantities(tokens: Tokens, parties: Iterable[tuple[int, int]] = ()) -> list[Quantity]:
    """All numbers of a sentence that may count victims, attacks or weapons, in order.

    ``parties`` are the spans of the names of parties, as victims may be called by their party's.
    Dates, ages, ordinals, rates, money, distances and the numbers of resolutions are left out.
    """
    spans = dict(parties)
    found: list[Quantity] = []
    past = 0
    named = -2
    for i in [i for i, word in enumerate(tokens.low) if word in _FIRST or word[0].isdigit()]:
        if i < past:
            continue
        word = tokens.low[i]
        is_number = word in STARTS or word[0].isdigit()
        number = number_at(tokens, i) if is_number else None
        quantity = None
        if number is not None:
            past = number.end
            if is_name(tokens, i, named):
                named = number.end
            elif not is_no_count(tokens, i, number):
                quantity = _counted(tokens, i, number, spans)
        elif word in _ARTICLES:
            quantity = _single(tokens, i, spans)
        elif word in _TIMES:
            quantity = _times(i, i + 1, _TIMES[word])
        if quantity is not None:
            past = quantity.end
            _keep(tokens, found, quantity)
    return found


def _keep(tokens: Tokens, found: list[Quantity], quantity: Quantity) -> None:
    """Add a number to those found; with the household before it, it is one: "a family of six"."""
    if found and _is_of_household(tokens, found[-1], quantity):
        quantity.start = found.pop().start
        quantity.noun, quantity.victims = PEOPLE, Victims.PERSON
    if not _is_kin(tokens, quantity):
        found.append(quantity)


def _is_kin(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it only tells who the counted are: "nine people from one family"."""
    noun = quantity.noun
    before = tokens.low[quantity.start - 1] if quantity.start else ""
    return noun is not None and noun.kind == HOUSEHOLD and before in {"of", "from"}


def _is_of_household(tokens: Tokens, household: Quantity, quantity: Quantity) -> bool:
    """Whether it tells how many one household were: "a family of six"."""
    noun = household.noun
    is_one = noun is not None and noun.kind == HOUSEHOLD and not noun.is_plural
    return is_one and tokens.low[household.end : quantity.start] == ["of"]


def _times(start: int, end: int, value: int | None) -> Quantity:
    return Quantity(start, start, end, value, value, Qualifier.EXACT, is_times=True)


def _counted(tokens: Tokens, i: int, number: Number, parties: Mapping[int, int]) -> Quantity:
    if tokens.low[number.end : number.end + 1] == ["times"]:
        return _times(i, number.end + 1, number.low)
    start, qualifier = _opening(tokens.low, i, number)
    is_definite = start > 0 and tokens.low[start - 1] in DETERMINERS and not number.vague
    quantity = Quantity(start, i, number.end, number.low, number.high, qualifier)
    quantity.vague, quantity.is_definite = number.vague, is_definite
    suffix = SUFFIXES.at(tokens.low, number.end) if number.end < len(tokens) else None
    if suffix is not None and qualifier is Qualifier.EXACT:
        quantity.end, quantity.qualifier = suffix
    NounPhrase(tokens, quantity, parties).fill()
    return quantity


def _opening(low: list[str], i: int, number: Number) -> tuple[int, Qualifier]:
    """Where the phrase begins, and how the number is meant: "at least some 20" is at least 20."""
    start, qualifier = i, Qualifier.EXACT
    if number.low != number.high and i and low[i - 1] in {"between", "from"}:
        start, qualifier = i - 1, Qualifier.ABOUT
    for _ in range(2):
        for begin in range(max(start - _LONGEST_QUALIFIER, 0), start):
            if low[begin] not in QUALIFIERS.starts:
                continue
            match = QUALIFIERS.at(low, begin)
            if match is not None and match[0] == start:
                start, qualifier = begin, match[1]
                break
    return start, qualifier


def _single(tokens: Tokens, i: int, parties: Mapping[int, int]) -> Quantity | None:
    """One victim by the singular: "a woman", "another"; None where no victim is named so."""
    low, k = tokens.low, i + 1
    quantity = Quantity(i, i, k, 1, 1, Qualifier.EXACT, is_implicit=True)
    quantity.is_others = low[i] == "another"
    is_number = k < len(low) and (low[k] in STARTS or low[k][0].isdigit())
    if is_number and low[k + 1 : k + 2] == ["-"]:
        quantity.end = min(k + 3, len(low))  # "a 5-year-old child"
    elif k < len(low) and low[k].endswith("-old"):
        quantity.end = k + 1
    elif is_number:
        return None
    NounPhrase(tokens, quantity, parties).fill()
    noun = quantity.noun
    if noun is None:
        return quantity if quantity.is_others else None
    is_one = noun.is_human and not noun.is_plural and not tokens.is_owner(quantity.end - 1)
    return quantity if is_one else None
