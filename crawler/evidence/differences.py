"""What changed from one text of a report to another: title, subtitle, and the body's paragraphs."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from crawler.evidence.matching import Pair, longest_rise, match_in_order
from crawler.evidence.wording import Fate, Piece, compare_words, distinct_words

BREAK = "\n\n"
"""What parts two paragraphs of a body."""
ALIKE = 0.5
"""Share of their distinct words that two paragraphs must have in common to be one, changed."""
LOOKS = 4_000_000
"""Words looked at to find which changed paragraph was which, some tenths of a second."""
NEAR = 8
"""Places before and after that are tried however long the texts are."""
_EFFORT = 20
"""What a pair costs beside its words, counted in words."""


@frozen
class Text:
    """The words of a version."""

    title: str
    subtitle: str
    body: str


class Change(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@frozen
class Paragraph:
    """A paragraph of the old body, of the new one, or of both."""

    change: Change
    old: int | None
    """Its number in the old body, from 1; None where it was added."""
    new: int | None
    """Its number in the new body, from 1; None where it was removed."""
    moved: bool = False
    """Whether it now stands before or after others than it did."""
    pieces: tuple[Piece, ...] = ()
    """Its words; none where they are the same."""


@frozen
class Difference:
    """From it the new text can be made of the old one."""

    title: tuple[Piece, ...]
    """Empty where the title is the same; so with the subtitle."""
    subtitle: tuple[Piece, ...]
    paragraphs: tuple[Paragraph, ...]
    """In the order of the new body; a removed one after that which it followed."""


def compare_texts(old: Text, new: Text) -> Difference:
    """What changed. The work grows hardly faster than the texts, whatever they are."""
    return Difference(
        title=_compare_lines(old.title, new.title),
        subtitle=_compare_lines(old.subtitle, new.subtitle),
        paragraphs=tuple(_compare_bodies(split_body(old.body), split_body(new.body))),
    )


def split_body(body: str) -> list[str]:
    """The paragraphs of a body; an empty one has none."""
    return body.split(BREAK) if body else []


def _compare_lines(old: str, new: str) -> tuple[Piece, ...]:
    return () if old == new else compare_words(old, new)


def _compare_bodies(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    source = {match: place for place, match in _pair(old, new)}
    sources = [source[match] for match in sorted(source)]
    in_place = {sources[number] for number in longest_rise(sources)}
    paired = set(sources)
    at = 0
    for match, text in enumerate(new):
        place = source.get(match)
        if place is None:
            yield Paragraph(Change.ADDED, None, match + 1, pieces=(Piece(Fate.COME, text),))
            continue
        if place in in_place:
            yield from _removed(old, range(at, place), paired)
            at = place + 1
        yield _compare_pair(old[place], text, place, match, moved=place not in in_place)
    yield from _removed(old, range(at, len(old)), paired)


def _removed(old: list[str], places: range, paired: set[int]) -> Iterator[Paragraph]:
    for place in places:
        if place not in paired:
            pieces = (Piece(Fate.GONE, old[place]),)
            yield Paragraph(Change.REMOVED, place + 1, None, pieces=pieces)


def _compare_pair(old: str, new: str, place: int, match: int, *, moved: bool) -> Paragraph:
    if old == new:
        return Paragraph(Change.SAME, place + 1, match + 1, moved)
    return Paragraph(Change.CHANGED, place + 1, match + 1, moved, compare_words(old, new))


def _pair(old: list[str], new: list[str]) -> list[Pair]:
    """Which paragraph of the old body became which of the new one; equal ones first."""
    pairs = match_in_order(old, new)
    left, right = _rest(old, new, pairs)
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place in left:
        waiting[old[place]].append(place)
    for match in right:
        if waiting[new[match]]:
            pairs.append((waiting[new[match]].popleft(), match))
    left, right = _rest(old, new, pairs)
    alike = _pair_alike([old[place] for place in left], [new[match] for match in right])
    return [*pairs, *((left[one], right[other]) for one, other in alike)]


def _rest(old: list[str], new: list[str], pairs: Sequence[Pair]) -> tuple[list[int], list[int]]:
    done, others_done = {place for place, _ in pairs}, {match for _, match in pairs}
    return (
        [place for place in range(len(old)) if place not in done],
        [match for match in range(len(new)) if match not in others_done],
    )


def _pair_alike(old: list[str], new: list[str]) -> Iterator[Pair]:
    """Those that share most distinct words, best first, then nearest."""
    words, others = [distinct_words(text) for text in old], [distinct_words(text) for text in new]
    scored: list[tuple[float, int, int, int]] = []
    for place, match in candidates([len(w) for w in words], [len(w) for w in others]):
        both = len(words[place]) + len(others[match])
        share = 2 * len(words[place] & others[match]) / both if both else 0
        if share >= ALIKE:
            scored.append((-share, abs(place - match), place, match))
    taken: set[int] = set()
    others_taken: set[int] = set()
    for _, _, place, match in sorted(scored):
        if place not in taken and match not in others_taken:
            taken.add(place)
            others_taken.add(match)
            yield place, match


def candidates(sizes: Sequence[int], other_sizes: Sequence[int]) -> Iterator[Pair]:
    """Pairs of paragraphs to compare: all of them, or in long texts those at near places.

    ``sizes`` count the words of the paragraphs on either side.
    """
    effort = sum(sizes) + sum(other_sizes) + _EFFORT * (len(sizes) + len(other_sizes))
    reach = max(NEAR, LOOKS // effort) if effort else NEAR
    for place in range(len(sizes)):
        for match in range(max(0, place - reach), min(len(other_sizes), place + reach + 1)):
            yield place, match
