# ruff: noqa: S311 -- reports are made up from a seed, nothing is kept secret
"""Reports made up from templates: bases, their siblings of other facts, and the measuring of both.

A *sibling* has the very sentences of its base and other facts; a *copy* has the facts and other
sentences. Templates and mutations are in ``copies_dev`` (seen while tuning) and
``copies_heldout`` (written before, looked at after).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from pipelines.copies.bands import bands
from pipelines.copies.shingles import signature
from pipelines.copies.similarity import is_copy

Mutation = Callable[[str, Random], str]
CANDIDATES = 50


@dataclass(frozen=True)
class Kind:
    """A kind of report. Slots such as ``{n}`` are new facts each time, ``{place0}`` one fact."""

    name: str
    title: str
    lead: str
    body: Sequence[str]
    """Paragraphs drawn from until the text is long enough."""
    close: str
    pools: Mapping[str, Sequence[str]]
    lengths: tuple[int, int]
    """Words, fewest and most."""
    ordered: bool = False
    """Whether the body's paragraphs come in their order instead of drawn."""


@dataclass
class Facts:
    """Values of the slots, drawn when first asked for and then kept."""

    pools: Mapping[str, Sequence[str]]
    rng: Random
    values: dict[str, str] = field(default_factory=dict)

    def value(self, slot: str) -> str:
        if slot not in self.values:
            self.values[slot] = self.rng.choice(self.pools[_pool(slot)])
        return self.values[slot]

    def changed(self, slots: Sequence[str], rng: Random) -> Facts:
        """The same facts with these replaced by others."""
        values = dict(self.values)
        for slot in slots:
            values[slot] = rng.choice([v for v in self.pools[_pool(slot)] if v != values[slot]])
        return Facts(self.pools, rng, values)


def _pool(slot: str) -> str:
    return slot.partition("#")[0].rstrip("0123456789")


def render(kind: Kind, skeleton: int, facts: Facts, words: int) -> str:
    """Title, blank line, paragraphs; ``skeleton`` chooses the sentences."""
    rng, counts = Random(skeleton), Counter[str]()

    def fill(template: str) -> str:
        def put(match: re.Match[str]) -> str:
            slot = match.group(1)
            if not slot[-1].isdigit():
                counts[slot] += 1
                slot = f"{slot}#{counts[slot]}"
            return facts.value(slot)

        return re.sub(r"\{(\w+)\}", put, template)

    paragraphs = [fill(kind.title), fill(kind.lead)]
    position = 0
    while kind.body and len(" ".join(paragraphs).split()) < words:
        paragraph = kind.body[position % len(kind.body)] if kind.ordered else rng.choice(kind.body)
        paragraphs.append(fill(paragraph))
        position += 1
    return "\n\n".join([*paragraphs, *([fill(kind.close)] if kind.close else [])])


def siblings(facts: Facts, rng: Random) -> Iterator[tuple[str, Facts]]:
    """Facts of reports of the same template about something else, by what differs."""
    groups = defaultdict(list)
    for slot in facts.values:
        groups[_pool(slot)].append(slot)
    figures = groups["n"]
    yield "all", facts.changed(list(facts.values), rng)
    if figures:
        yield "figures", facts.changed(figures, rng)
        yield "one figure", facts.changed([rng.choice(figures)], rng)
    for name in ("month", "weekday", "place", "party"):
        if groups[name]:
            yield name, facts.changed(groups[name], rng)
    if groups["month"] and figures:
        yield "month and figures", facts.changed(groups["month"] + figures, rng)


@dataclass
class Index:
    """What the database does: bands looked up by equality, most shared first, capped."""

    holders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    texts: list[str] = field(default_factory=list)

    def add(self, text: str) -> int:
        number = len(self.texts)
        self.texts.append(text)
        for band in bands(signature(text)):
            self.holders[band].append(number)
        return number

    def candidates(self, text: str) -> list[int]:
        shared = Counter(
            number for band in bands(signature(text)) for number in self.holders.get(band, ())
        )
        return [number for number, _ in shared.most_common(CANDIDATES)]


@dataclass
class Tally:
    """How many of each kind were found, and the examples that were not as wanted."""

    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    candidates: Counter[str] = field(default_factory=Counter)
    examples: list[tuple[str, str, str]] = field(default_factory=list)

    def count(self, kind: str, *, found: bool, candidate: bool) -> None:
        self.asked[kind] += 1
        self.found[kind] += found
        self.candidates[kind] += candidate

    @property
    def share(self) -> float:
        return self.found.total() / self.asked.total()


def measure(
    kinds: Sequence[Kind], mutations: Mapping[str, Mutation], each: int, seed: int
) -> tuple[Tally, Tally]:
    """Copies found and siblings wrongly called copies, over ``each`` base reports of each kind.

    A copy is found when its base is among the candidates of the whole archive (bases and all
    siblings) and ``is_copy`` says so. Siblings are asked directly, candidates or not.
    """
    rng, index = Random(seed), Index()
    bases: list[tuple[Kind, str, list[tuple[str, str]]]] = []
    for kind in kinds:
        for number in range(each):
            facts = Facts(kind.pools, Random(rng.random()))
            words = round(kind.lengths[0] * (kind.lengths[1] / kind.lengths[0]) ** rng.random())
            skeleton = rng.randrange(10**9)
            text = render(kind, skeleton, facts, words)
            others = [(w, render(kind, skeleton, f, words)) for w, f in siblings(facts, rng)]
            bases.append((kind, text, others))
            assert number < each
    numbers = [index.add(text) for _, text, _ in bases]
    for _, _, others in bases:
        for _, other in others:
            index.add(other)
    copies, false = Tally(), Tally()
    for (kind, text, others), number in zip(bases, numbers, strict=True):
        for name, mutate in mutations.items():
            copy = mutate(text, rng)
            candidate = number in index.candidates(copy)
            found = candidate and is_copy(copy, text) is not None
            copies.count(name, found=found, candidate=candidate)
            if not found:
                copies.examples.append((f"{kind.name}/{name}", text, copy))
        for name, other in others:
            wrong = is_copy(other, text) is not None
            false.count(name, found=wrong, candidate=number in index.candidates(other))
            if wrong:
                false.examples.append((f"{kind.name}/{name}", text, other))
    return copies, false
