"""Which words of two texts are the same ones, in whatever order the paragraphs stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import TypeAlias

from attrs import frozen
from rapidfuzz.distance import LCSseq

MOVED = 8
"""Words a line must have to be recognized at another place; shorter ones recur by chance."""

KEPT = 5
"""Words that must agree for a stretch of the rest to count as the same passage."""

GAP = 4
"""Words that may be missing or changed between two agreeing words of one passage."""

ALIKE = 0.6
"""Share of their distinct words that two lines must have in common to be one line changed."""

COMPARED = 20_000
"""Pairs of lines that are compared at most, some 20 ms; beyond them order must do."""

PASSES = 6
"""Rounds of looking for passages that were moved and changed."""

_Lines: TypeAlias = "defaultdict[tuple[str, ...], list[range]]"


@frozen
class Change:
    """Words of one text that stand where the other has other words; either may be empty."""

    one: range
    other: range
    inside: bool
    """Whether the words on both sides are the same ones, so that it is surely one place."""


def match_words(
    one: Sequence[str], other: Sequence[str], lines: Sequence[Sequence[int]]
) -> list[int]:
    """For each word of ``one`` where it stands in ``other``, or -1.

    ``lines`` are the line numbers of both texts' words. Equal lines are found first, wherever
    they stand, then much alike ones; then the longest common subsequence of the rest, again for
    what was moved. Two texts of 15,000 words take some 0.3 s.
    """
    matches = [-1] * len(one)
    starts = _find_lines(one, lines[0]), _find_lines(other, lines[1])
    alike = [*_pair_equal(*starts)]
    alike += _pair_alike(*starts, {pair[0] for pair in alike}, {pair[1] for pair in alike})
    for line, other_line in alike:
        _match_ranges(one, other, (line, other_line), matches)
    for round_number in range(PASSES):
        used = {place for place in matches if place >= 0}
        rest = [place for place, match in enumerate(matches) if match < 0]
        other_rest = [place for place in range(len(other)) if place not in used]
        common = _common([one[at] for at in rest], [other[at] for at in other_rest])
        passages = [
            passage
            for passage in _passages([(rest[a], other_rest[b]) for a, b in common])
            if len(passage) >= KEPT
            or (round_number == 0 and _is_attached(passage, matches, len(other)))
        ]
        for place, match in chain.from_iterable(passages):
            matches[place] = match
        if not passages:
            break
    return matches


def list_changes(matches: Sequence[int], length: int) -> Iterator[Change]:
    """The places where the texts differ; ``length`` is the number of words of the other text."""
    used = {place for place in matches if place >= 0}
    at = 0
    while at <= len(matches):
        end = at
        while end < len(matches) and matches[end] < 0:
            end += 1
        before = matches[at - 1] if at else -1
        after = matches[end] if end < len(matches) else length
        follows, precedes = _free_after(before, used, length), _free_before(after, used)
        if follows == precedes:
            yield Change(range(at, end), follows, inside=True)
        else:
            for side in (follows, precedes):
                yield Change(range(at, end), side, inside=False)
        at = end + 1


def _find_lines(words: Sequence[str], lines: Sequence[int]) -> _Lines:
    """Each distinct line with the places where it stands."""
    starts = [place for place in range(len(lines)) if not place or lines[place] != lines[place - 1]]
    places: _Lines = defaultdict(list)
    for start, end in pairwise([*starts, len(lines)]):
        if end - start >= MOVED:
            places[tuple(words[start:end])].append(range(start, end))
    return places


def _pair_equal(lines: _Lines, others: _Lines) -> Iterator[tuple[range, range]]:
    """Lines that both texts have equally often, the first with the first."""
    for line, places in lines.items():
        if len(places) == len(others.get(line, ())):
            yield from zip(places, others[line], strict=True)


def _pair_alike(
    lines: _Lines, others: _Lines, done: set[range], others_done: set[range]
) -> Iterator[tuple[range, range]]:
    """Of the rest those that share most distinct words, best first."""
    left, right = _rest(lines, done), _rest(others, others_done)
    if len(left) * len(right) > COMPARED:
        return
    scored = [
        (-2 * len(words & other_words) / (len(words) + len(other_words)), at, other_at)
        for at, (_, words) in enumerate(left)
        for other_at, (_, other_words) in enumerate(right)
    ]
    taken: set[int] = set()
    others_taken: set[int] = set()
    for score, at, other_at in sorted(scored):
        if -score < ALIKE:
            break
        if at not in taken and other_at not in others_taken:
            taken.add(at)
            others_taken.add(other_at)
            yield left[at][0], right[other_at][0]


def _rest(lines: _Lines, done: set[range]) -> list[tuple[range, set[str]]]:
    """Places of the lines that are not done, in their order, with their distinct words."""
    rest = [(at, set(line)) for line, places in lines.items() for at in places if at not in done]
    return sorted(rest, key=lambda item: item[0].start)


def _match_ranges(
    one: Sequence[str], other: Sequence[str], pair: tuple[range, range], matches: list[int]
) -> None:
    line, other_line = pair
    for a, b in _common(one[line.start : line.stop], other[other_line.start : other_line.stop]):
        matches[line.start + a] = other_line.start + b


def _common(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of the longest common subsequence; bit-parallel, so fast."""
    vocabulary = {word: number for number, word in enumerate(dict.fromkeys((*one, *other)))}
    for step in LCSseq.opcodes([vocabulary[w] for w in one], [vocabulary[w] for w in other]):
        if step.tag == "equal":
            yield from zip(
                range(step.src_start, step.src_end),
                range(step.dest_start, step.dest_end),
                strict=True,
            )


def _passages(pairs: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Pairs of places, parted where more than ``GAP`` words lie between two of them.

    A lone word at either end of a passage, past a gap, agrees by chance and is parted too.
    """
    blocks: list[list[tuple[int, int]]] = []
    wide: list[bool] = []
    for pair in pairs:
        steps = [new - old for new, old in zip(pair, blocks[-1][-1], strict=True)] if blocks else []
        if steps == [1, 1]:
            blocks[-1].append(pair)
        else:
            blocks.append([pair])
            wide.append(not all(0 < step <= GAP + 1 for step in steps) or not steps)
    starts = [number for number, is_wide in enumerate(wide) if is_wide]
    for start, end in pairwise([*starts, len(blocks)]):
        first, last = start, end
        while first < last and len(blocks[first]) == 1:
            yield blocks[first]
            first += 1
        while first < last and len(blocks[last - 1]) == 1:
            last -= 1
            yield blocks[last]
        if first < last:
            yield list(chain.from_iterable(blocks[first:last]))


def _is_attached(passage: Sequence[tuple[int, int]], matches: Sequence[int], length: int) -> bool:
    """Whether it begins or ends both texts, or stands beside words already matched."""
    first, last = passage[0], passage[-1]
    before = matches[first[0] - 1] if first[0] else -1
    after = matches[last[0] + 1] if last[0] + 1 < len(matches) else length
    begins = before == first[1] - 1 and (before >= 0 or first[0] == 0)
    ends = after == last[1] + 1 and (after >= 0)
    return begins or ends


def _free_after(place: int, used: set[int], length: int) -> range:
    end = place + 1
    while end < length and end not in used:
        end += 1
    return range(place + 1, end)


def _free_before(place: int, used: set[int]) -> range:
    start = place
    while start > 0 and start - 1 not in used:
        start -= 1
    return range(start, place)
