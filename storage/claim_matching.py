"""Which claim of another text, or of the same text read again, is the one that is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from attrs import frozen

from storage.folding import fold
from storage.stored_claims import Standing

SAME_SENTENCE = 0.7
"""Share of words above which a sentence is an edition of another one."""
SAME_STATEMENT = 0.5
"""The same for sentences with the same claim but for its number."""
_NUMBER = re.compile(r"(?<!\S)\S*\d\S*")
_KNOWN = ("actor", "place", "place_text", "date_start", "date_end")
"""Details that may be told in one text and not in the other."""
_SAME = ("harm", "victims", "claimant", "scope", "is_part")


@frozen
class Judged:
    """What a person judged: a claim as it read then, in its sentence."""

    review_id: int
    field: str
    sentence: str
    ordinal: int
    quote: str
    details: Mapping[str, Any]


@frozen
class Match:
    """That a judgement is of a claim."""

    claim_id: int
    review_id: int
    is_reread: bool
    """Whether something of the claim reads otherwise than when it was judged."""


def match_reviews(reviews: Sequence[Judged], claims: Sequence[Standing]) -> list[Match]:
    """Which claims of one text the judgements are of.

    A claim is known by its harm and number in its sentence; where the sentence was edited, by its
    own words as long as all that it says is as it was. What could be two claims is none.
    """
    found: dict[int, Standing] = {}
    for review in reviews:
        inside = [one for one in claims if _is_figure(review, one, one.sentence == review.sentence)]
        exact = [one for one in inside if (one.claim.quote, one.ordinal) == _words(review)]
        only = exact or (inside if len(inside) == 1 else [])
        if only:
            found[review.review_id] = only[0]
    taken = {one.claim_id for one in found.values()}
    for review in reviews:
        if review.review_id in found:
            continue
        edited = [
            one
            for one in claims
            if one.claim_id not in taken
            and _is_figure(review, one, one.claim.quote == review.quote)
            and one.details == review.details
            and _likeness(one.sentence, review.sentence) >= SAME_SENTENCE
        ]
        if len(edited) == 1:
            found[review.review_id] = edited[0]
    return [
        Match(one.claim_id, review.review_id, is_reread=one.details != review.details)
        for review in reviews
        if (one := found.get(review.review_id))
    ]


def follow(old: Sequence[Standing], new: Sequence[Standing]) -> dict[int, int]:
    """Id of each claim of a text → id of the one of the text before that it repeats or replaces.

    What says the same is paired first. Of the rest, a claim gave another figure only where the
    words around it are much the same, or its place or headline is, and nothing that both tell
    differs. A claim that was added or taken out has no pair.
    """
    pairs: dict[int, int] = {}
    rest_old, rest_new = list(old), list(new)
    for key in (_in_its_sentence, _with_its_details):
        _pair_equal(rest_old, rest_new, key, pairs)
    _pair_best(rest_old, rest_new, _says_same, pairs)
    _pair_best(rest_old, rest_new, _gives_other_figure, pairs)
    return pairs


def _words(review: Judged) -> tuple[str, int]:
    return review.quote, review.ordinal


def _is_figure(review: Judged, one: Standing, is_here: bool) -> bool:  # noqa: FBT001 -- two of them would differ in this alone
    if not is_here or one.claim.field != review.field:
        return False
    names = ("harm", "count_min", "count_max", "vague")
    return all(getattr(one.claim, name) == review.details[name] for name in names)


def _in_its_sentence(one: Standing) -> Hashable:
    return (one.claim.field, one.sentence, one.ordinal, *_figure(one), one.claim.victims)


def _with_its_details(one: Standing) -> Hashable:
    details = one.details
    return (*_figure(one), *(details[name] for name in (*_SAME, *_KNOWN)))


def _figure(one: Standing) -> tuple[object, ...]:
    return one.claim.harm, one.claim.count_min, one.claim.count_max, one.claim.vague


def _pair_equal(
    old: list[Standing],
    new: list[Standing],
    key: Callable[[Standing], Hashable],
    pairs: dict[int, int],
) -> None:
    """Pair what has equal keys, in order, and take it out of the lists."""
    waiting: defaultdict[Hashable, list[Standing]] = defaultdict(list)
    for one in old:
        waiting[key(one)].append(one)
    for one in list(new):
        if waiting[key(one)]:
            _pair(waiting[key(one)].pop(0), one, old, new, pairs)


def _pair_best(
    old: list[Standing],
    new: list[Standing],
    accept: Callable[[Standing, Standing, float], bool],
    pairs: dict[int, int],
) -> None:
    """Pair what is accepted, the most alike first."""
    scored = [
        (-likeness, abs(old_place - new_place), old_place, before, after)
        for old_place, before in enumerate(old)
        for new_place, after in enumerate(new)
        if _agree(before, after)
        and accept(before, after, likeness := _likeness(before.sentence, after.sentence))
    ]
    for *_, before, after in sorted(scored, key=lambda row: row[:3]):
        if before in old and after in new:
            _pair(before, after, old, new, pairs)


def _pair(
    before: Standing,
    after: Standing,
    old: list[Standing],
    new: list[Standing],
    pairs: dict[int, int],
) -> None:
    pairs[after.claim_id] = before.claim_id
    old.remove(before)
    new.remove(after)


def _says_same(before: Standing, after: Standing, likeness: float) -> bool:
    del likeness  # its figure is enough, where nothing else that both tell differs
    return _figure(before) == _figure(after)


def _gives_other_figure(before: Standing, after: Standing, likeness: float) -> bool:
    """Equal words have equal figures, whatever two readers made of them."""
    if before.claim.field != after.claim.field or before.sentence == after.sentence:
        return False
    if fold(before.claim.quote) == fold(after.claim.quote):
        return False
    place = before.claim.place_text
    is_there = place is not None and place == after.claim.place_text
    return likeness >= SAME_STATEMENT or is_there or before.claim.field != "body"


def _agree(before: Standing, after: Standing) -> bool:
    one, other = before.details, after.details
    return all(one[name] == other[name] for name in _SAME) and all(
        one[name] == other[name] or None in (one[name], other[name]) for name in _KNOWN
    )


def _likeness(one: str, other: str) -> float:
    """Share of equal words in both sentences, whatever their numbers."""
    return SequenceMatcher(None, _plain_words(one), _plain_words(other), autojunk=False).ratio()


def _plain_words(sentence: str) -> list[str]:
    return _NUMBER.sub("#", fold(sentence)).split()
