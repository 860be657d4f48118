"""How well the claims that a reader found agree with the labels of a page.

A claim finds a label where harm and count agree and their quotes overlap. A label is found once, by
the claim that fits it best; a second telling over the same words is spurious, and so is a quote out
of bounds or one that runs on. Labels that are optional count neither for nor against.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from labelled import Label, Page
from party_names import same_actor, same_claimant

from crawler.claim import Victims

Extract = Callable[..., Iterable[Any]]
"""``extract(text, publisher=, title=, published=)``: objects with the attributes of a claim."""

RUN_ON = 200
"""A quote may be this long, or three times as long as its label's."""
PEOPLE = {Victims.CIVILIAN, Victims.PERSON}
"""Told apart by ``victims_strict`` only."""
FIELDS = (
    "victims",
    "victims_strict",
    "qualifier",
    "part",
    "actor",
    "claimant",
    "count_max",
    "weapon",
    "place",
    "date_start",
    "date_end",
)


@dataclass
class Tally:
    """What was found on some pages."""

    pages: int = 0
    found: Counter[str] = field(default_factory=Counter)
    """By harm, as ``missed`` and ``spurious``."""
    missed: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    """By field: how often it was compared, and in ``right`` how often it agreed."""
    right: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return _share(self.found.total(), self.spurious.total())

    @property
    def recall(self) -> float:
        return _share(self.found.total(), self.missed.total())

    @property
    def f1(self) -> float:
        return f1(self.found.total(), self.missed.total(), self.spurious.total())

    def accuracy(self, name: str) -> float:
        """The share of the found claims, of those that have the field, in which it agrees."""
        return _share(self.right[name], self.asked[name] - self.right[name])


def f1(found: int, missed: int, spurious: int) -> float:
    return _share(2 * found, missed + spurious)


def _share(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 0.0


def score(pages: Iterable[Page], extract: Extract) -> Tally:
    """The reader's claims of each page against its labels."""
    tally = Tally()
    for page in pages:
        claims = extract(
            page.text, publisher=page.publisher, title=page.title, published=page.published
        )
        score_page(page, list(claims), tally)
    return tally


def score_page(page: Page, claims: Sequence[Any], tally: Tally) -> None:
    """Add one page to the tally."""
    tally.pages += 1
    pairs = [
        (number, which)
        for number, claim in enumerate(claims)
        for which, label in enumerate(page.labels)
        if 0 <= claim.start < claim.end <= len(page.text) and _fits(claim, label)
    ]
    pairs.sort(key=lambda pair: _closeness(claims[pair[0]], page.labels[pair[1]]), reverse=True)
    finders: dict[int, int] = {}
    for claim, label in pairs:
        if claim not in finders and label not in finders.values():
            finders[claim] = label
    harmless = {claim for claim, label in pairs if page.labels[label].optional}
    for number, claim in enumerate(claims):
        if number in finders:
            _add_found(page, claim, page.labels[finders[number]], tally)
        elif number not in harmless:
            tally.spurious[str(claim.harm)] += 1
            tally.errors.append(f"spurious {page.name}: {_told(page.text, claim)}")
    for number, unfound in enumerate(page.labels):
        if number not in finders.values() and not unfound.optional:
            tally.missed[unfound.harm] += 1
            told = f"{unfound.harm} {unfound.count} {unfound.victims} «{unfound.quote}»"
            tally.errors.append(f"missed {page.name}: {told}")


def _fits(claim: Any, label: Label) -> bool:
    return (
        (str(claim.harm), claim.count_min) == (label.harm, label.count)
        and _overlap(claim, label) > 0
        and claim.end - claim.start <= max(RUN_ON, 3 * (label.end - label.start))
    )


def _overlap(claim: Any, label: Label) -> int:
    return int(min(claim.end, label.end)) - int(max(claim.start, label.start))


def _closeness(claim: Any, label: Label) -> tuple[bool, float]:
    longer = max(claim.end - claim.start, label.end - label.start)
    return claim.victims == label.victims, _overlap(claim, label) / longer


def _told(text: str, claim: Any) -> str:
    quote = text[max(claim.start, 0) : claim.end]
    return f"{claim.harm} {claim.count_min} {claim.victims} «{quote}»"


def _add_found(page: Page, claim: Any, label: Label, tally: Tally) -> None:
    if label.optional:
        return
    tally.found[label.harm] += 1
    for name, agrees, marked, got in _compare(claim, label):
        tally.asked[name] += 1
        tally.right[name] += agrees
        if not agrees and name != "victims_strict":
            told = f"{marked!r}, not {got!r} «{page.text[claim.start : claim.end]}»"
            tally.errors.append(f"{name} {page.name}: {told}")


def _compare(claim: Any, label: Label) -> Iterator[tuple[str, bool, object, object]]:
    """Each field that the label settles: its name, whether it agrees, what is marked and read."""
    victims, marked = claim.victims, label.victims
    yield "victims", victims == marked or {victims, marked} <= PEOPLE, marked, victims
    yield "victims_strict", victims == marked, marked, victims
    part = _is_part(claim)
    yield "part", part == label.part, label.part, part
    yield "actor", same_actor(claim.actor, label.actor), label.actor, claim.actor
    who = claim.claimant
    agrees = bool(who) and any(same_claimant(who, name) for name in label.claimants)
    yield "claimant", agrees, label.claimants, who
    if label.count_max:
        yield "count_max", claim.count_max == label.count_max, label.count_max, claim.count_max
    else:  # the ends of a range tell how it is meant
        yield "qualifier", claim.qualifier == label.qualifier, label.qualifier, claim.qualifier
    for name, words, read in (
        ("weapon", label.weapon, claim.weapon),
        ("place", label.place, claim.place_text),
    ):
        if words:
            yield name, _words_agree(words, read), words, read
    for name, day, told in (
        ("date_start", label.date_start, claim.date_start),
        ("date_end", label.date_end, claim.date_end),
    ):
        if day:
            yield name, _days_agree(str(told or "")[:10], day), day, told


def _days_agree(told: str, day: str) -> bool:
    """Whether a day is the one marked; where only a month or a year is told, its first day is."""
    return told == day or (
        len(told) in {4, 7}
        and f"{told}-01-01".startswith(day[:4])
        and (day == (told + "-01-01")[:10])
    )


def _is_part(claim: Any) -> bool:
    """An index of 0 is a whole like any other; False and None are none."""
    return claim.part_of is not None and claim.part_of is not False


def _words_agree(one: str, other: object) -> bool:
    """Whether one stands within the other, by letters and digits only."""
    bare = [re.sub(r"[\W_]+", "", str(words or "")).lower() for words in (one, other)]
    return bool(bare[1]) and (bare[0] in bare[1] or bare[1] in bare[0])
