"""Whether one report is a near-copy of another: the same words and no other facts.

Reports of one template agree in 97 of 100 words and are different reports; a copy may lack a
third of the words. So not the share of common words decides but what stands in the place of
the others: a figure, date, place or party for another makes another report.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, groupby
from operator import itemgetter

from pipelines.copies.alignment import Change, list_changes, match_words
from pipelines.copies.facts import (
    figures_differ,
    has_novel_facts,
    is_figure_for_word,
    is_respelled,
    names_differ,
    parties_differ,
    tells_other,
)
from pipelines.copies.words import Reading, Word, read_words

ENOUGH = 0.6
"""Least similarity of a copy: 60 of 100 words kept have .75, an added fifth and more may go."""

CONTAINED = 0.75
"""Least share of the shorter text's words that are in the longer one."""

NOTE = 15
"""Words of the longest dateline, caption or editor's note with figures that tells nothing else."""

PASSAGES = 0.08
"""Share of the shorter text that such passages are in reports which only share their notes on
method; a dated editor's note beside a lost ending is less.
"""

SHORT_TEXT = 60
"""Words up to which every word tells a fact, so that no other word may stand for one."""

SHORT_CHANGE = 6
"""Words of a change that is read as one thing for another; longer ones are passages."""

FACT = 3
"""Words that one name or figure takes at most: ``Deir ez Zor``."""

CONTEXT = 3
"""Matched words around a change that show it to be inside a sentence; a byline has just "by"."""

PASSAGE = 8
"""Words of an added passage that tells something, unlike a caption, dateline or share line."""


def text_of(title: str, body: str) -> str:
    """Title, blank line, body: the form that the similarity of texts is defined on."""
    return f"{title}\n\n{body}"


def similarity(text: str, other: str) -> float:
    """Share of their words that the two texts have in common, 0 to 1 (Dice, of aligned words).

    Case, marks, spellings of figures and order of the paragraphs do not count.
    """
    return _Pair(read_words(text), read_words(other)).similarity


def is_copy(text: str, other: str) -> float | None:
    """Similarity of two texts of which one is a near-copy of the other; None where none is.

    A text is the title, a blank line and the body, so that the first of several lines is taken
    for a headline, in which words may change as long as it tells nothing else.
    """
    one, two = read_words(text), read_words(other)
    if not one.words or not two.words:
        return None
    if [word.key for word in one.words] == [word.key for word in two.words]:
        return 1.0
    common = (one.counts & two.counts).total()
    lengths = sorted((len(one.words), len(two.words)))
    if 2 * common < ENOUGH * sum(lengths) or common < CONTAINED * lengths[0]:
        return None
    pair = _Pair(one, two)
    if pair.similarity < ENOUGH or pair.matched < CONTAINED * lengths[0]:
        return None
    return None if pair.tells_otherwise() else pair.similarity


class _Pair:
    """Two readings and which words they share."""

    def __init__(self, one: Reading, other: Reading) -> None:
        self.one, self.other = one, other
        self.matches = match_words(
            [word.key for word in one.words],
            [word.key for word in other.words],
            ([word.line for word in one.words], [word.line for word in other.words]),
        )
        self.matched = sum(match >= 0 for match in self.matches)

    @property
    def similarity(self) -> float:
        total = len(self.one.words) + len(self.other.words)
        return 2 * self.matched / total if total else 1.0

    def tells_otherwise(self) -> bool:
        """Whether somewhere another fact stands in the place of a fact."""
        changes = [
            change
            for change in list_changes(self.matches, len(self.other.words))
            if change.one and change.other
        ]
        if any(map(self._replaces_fact, changes)) or self._both_tell_more():
            return True
        rewordings = sum(map(self._rewords, changes))
        shorter = min(len(self.one.words), len(self.other.words))
        return rewordings > (0 if shorter < SHORT_TEXT else 1 + shorter // 100)

    def _replaces_fact(self, change: Change) -> bool:
        one, other = self._sides(change)
        if is_respelled(one, other):
            return False
        longer = max(len(one), len(other))
        headline = self._is_headline(change)
        if longer > SHORT_CHANGE or (headline and longer > FACT):
            return (
                not self._is_end(change)
                and has_novel_facts(one, self.other, names=1)
                and has_novel_facts(other, self.one, names=1)
            )
        if figures_differ(one, other):
            return True
        if self._context(change) < CONTEXT:
            return False
        if headline:
            return parties_differ(one, other)
        return (
            names_differ(one, other)
            or (longer < FACT and is_figure_for_word(one, other))
            or (longer <= FACT and tells_other(one, other))
        )

    def _both_tell_more(self) -> bool:
        """Whether each text has passages of its own, of some size, with facts the other lacks."""
        used = {match for match in self.matches if match >= 0}
        own = _passages(self.one.words, [match < 0 for match in self.matches])
        other_own = _passages(
            self.other.words, [place not in used for place in range(len(self.other.words))]
        )
        size = max(NOTE, min(len(self.one.words), len(self.other.words)) * PASSAGES)
        return (
            min(len(own), len(other_own)) >= size
            and has_novel_facts(own, self.other, names=2)
            and has_novel_facts(other_own, self.one, names=2)
        )

    def _rewords(self, change: Change) -> bool:
        one, other = self._sides(change)
        return (
            change.inside
            and max(len(one), len(other)) <= SHORT_CHANGE
            and not self._is_headline(change)
            and not is_respelled(one, other)
            and any(len(word.text) > 2 for word in one)
            and any(len(word.text) > 2 for word in other)
        )

    def _sides(self, change: Change) -> tuple[Sequence[Word], Sequence[Word]]:
        return (
            self.one.words[change.one.start : change.one.stop],
            self.other.words[change.other.start : change.other.stop],
        )

    def _is_headline(self, change: Change) -> bool:
        one, other = self._sides(change)
        return (self.one.lines > 1 and one[-1].line == 0) or (
            self.other.lines > 1 and other[-1].line == 0
        )

    def _is_end(self, change: Change) -> bool:
        """Whether it ends both texts: a note in the place of what was cut off."""
        return change.one.stop == len(self.one.words) and change.other.stop == len(self.other.words)

    def _context(self, change: Change) -> int:
        """Words of the same line that are matched, up to 3 on each side."""
        words, place = self.one.words, change.one
        line = words[place.start].line
        near = chain(range(place.start - 3, place.start), range(place.stop, place.stop + 3))
        return sum(
            0 <= at < len(words) and words[at].line == line and self.matches[at] >= 0 for at in near
        )


def _passages(words: Sequence[Word], free: Sequence[bool]) -> list[Word]:
    """The free words that stand together, ``PASSAGE`` and more."""
    passages: list[Word] = []
    for is_free, run in groupby(zip(free, words, strict=True), key=itemgetter(0)):
        found = [word for _, word in run] if is_free else []
        passages += found if len(found) >= PASSAGE else []
    return passages
