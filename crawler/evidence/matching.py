"""Which elements of two sequences are the same ones, in work that hostile sequences cannot blow up.

The longest common subsequence costs time and memory by the product of both lengths. Up to ``CELLS``
it is taken; what is larger is first cut at elements, then at runs of them, that each sequence has
once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

CELLS = 25_000_000
"""Product of two lengths that is compared in full: 3 MB, and some 10 ms."""
RUNS = (1, 3, 6)
"""Lengths of the runs at which what is too large is cut, one after the other. What still is too
large then counts as all different."""

Pair = tuple[int, int]
"""Places of an element in the old and in the new sequence."""


def match_in_order(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Places of equal elements, both rising; as many as possible where the sequences are small."""
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(element, len(numbers)) for element in old]
    right = [numbers.setdefault(element, len(numbers)) for element in new]
    return _match(left, right, RUNS)


def longest_rise(values: Sequence[int]) -> list[int]:
    """Places of the longest run of rising values, others left out; the values are distinct."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(places[length - 1] if length else -1)
        if length == len(ends):
            ends.append(value)
            places.append(place)
        else:
            ends[length], places[length] = value, place
    rise: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        rise.append(place)
        place = before[place]
    return rise[::-1]


def _match(left: list[int], right: list[int], runs: tuple[int, ...]) -> list[Pair]:
    start, end = _equal_ends(left, right)
    one, other = left[start : len(left) - end], right[start : len(right) - end]
    inner: list[Pair] = []
    if len(one) * len(other) <= CELLS:
        inner = _common(one, other)
    elif runs:
        inner = _between_anchors(one, other, runs)
    return [
        *((place, place) for place in range(start)),
        *((place + start, match + start) for place, match in inner),
        *((len(left) - rest, len(right) - rest) for rest in range(end, 0, -1)),
    ]


def _equal_ends(left: list[int], right: list[int]) -> Pair:
    """How many elements both begin with, and how many of the rest both end with."""
    shorter = min(len(left), len(right))
    start = 0
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return start, end


def _common(left: list[int], right: list[int]) -> list[Pair]:
    """Bit-parallel, so fast."""
    return [
        pair
        for step in LCSseq.opcodes(left, right)
        if step.tag == "equal"
        for pair in zip(
            range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True
        )
    ]


def _between_anchors(left: list[int], right: list[int], runs: tuple[int, ...]) -> list[Pair]:
    pairs: list[Pair] = []
    at = other_at = 0
    for place, match in [*_anchors(left, right, runs[0]), (len(left), len(right))]:
        gap = _match(left[at:place], right[other_at:match], runs[1:])
        pairs += ((at + one, other_at + other) for one, other in gap)
        if place < len(left):
            pairs.append((place, match))
        at, other_at = place + 1, match + 1
    return pairs


def _anchors(left: list[int], right: list[int], length: int) -> list[Pair]:
    """Where runs begin that both have once, as many as stand in the same order."""
    runs, other_runs = _runs(left, length), _runs(right, length)
    counts, other_counts = Counter(runs), Counter(other_runs)
    places = {run: place for place, run in enumerate(other_runs)}
    single = [
        (place, places[run])
        for place, run in enumerate(runs)
        if counts[run] == 1 and other_counts[run] == 1
    ]
    return [single[place] for place in longest_rise([match for _, match in single])]


def _runs(elements: list[int], length: int) -> list[tuple[int, ...]]:
    return list(zip(*(elements[shift:] for shift in range(length)), strict=False))
