"""Figures that a page itself corrects: "the toll, first put at 5, rose to 8"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crawler.claim import Claim, DatePrecision, Field, Harm, Scope
from pipelines.claims.comparing import same_event
from pipelines.claims.superseding import Marks, Wording, are_of_two_times

_NEAR = 400
"""Characters between a figure and the one that takes its place, at most."""
_NEIGHBOURS = 3
_HEADLINED = 12
"""Claims of a title and a subtitle that a body's correction is held against, at most."""
_COMPARED = frozenset({Harm.ATTACK, Harm.MASSACRE, Harm.MUNITION})
"""Harms whose numbers rise from period to period: that makes no earlier one wrong."""


class Corrections:
    """What the words around the claims of one report tell of numbers replaced."""

    def __init__(self, claims: Sequence[Claim], texts: Mapping[Field, str]) -> None:
        self._claims = claims
        self._texts = texts
        self._marks = {
            field: Marks(text, ((one.start, one.end) for one in claims if one.field is field))
            for field, text in texts.items()
        }

    def tells_change(self, index: int) -> bool:
        """Whether the words around a claim tell that there was, or is, another number."""
        wording = self._wording(index)
        return wording is not None and wording.tells_change

    def superseded(self) -> Iterator[int]:
        """The indexes of the claims whose number the page itself takes back."""
        found: set[int] = set()
        for index, claim in enumerate(self._claims):
            if claim.is_part or claim.count_min is None or claim.harm in _COMPARED:
                continue
            wording = self._wording(index)
            if wording is None:
                continue
            if wording.is_former or wording.may_be_former:
                if self._is_replaced(index, wording):
                    found.add(index)
            elif wording.replaces:
                found.update(self._replaced_by(index))
        yield from found
        yield from self._headlines_of(found)

    def _wording(self, index: int) -> Wording | None:
        """The words around a claim; None where nothing in them tells of a number replaced."""
        claim = self._claims[index]
        marks = self._marks[claim.field]
        if not marks.near(claim.start, claim.end):
            return None
        wording = self._words_around(index)
        return wording if marks.within(wording.start, wording.end) else None

    def _words_around(self, index: int) -> Wording:
        claim, text = self._claims[index], self._texts[self._claims[index].field]
        beside = [
            self._claims[i]
            for i in (index - 1, index + 1)
            if 0 <= i < len(self._claims) and self._claims[i].field is claim.field
        ]
        after = max((one.end for one in beside if one.end <= claim.start), default=0)
        before = min((one.start for one in beside if one.start >= claim.end), default=len(text))
        return Wording(text, claim.start, claim.end, after=after, before=before)

    def _is_replaced(self, index: int, wording: Wording) -> bool:
        """Whether a number beside one that may no longer hold takes its place."""
        if wording.may_be_former and wording.is_corrected:
            return True
        is_sure = wording.is_former and self._claims[index].scope is not Scope.PERIOD_TOTAL
        for other in self._neighbours(index, range(-_NEIGHBOURS, _NEIGHBOURS + 1)):
            around = self._words_around(other)
            if not around.is_former and (is_sure or around.replaces or around.may_replace):
                return True
        return any(self._is_of_same(index, other) for other in self._headlines(index))

    def _replaced_by(self, index: int) -> Iterator[int]:
        """The numbers, told in sentences before, that one like "has risen to 15" replaces."""
        if self._claims[index].scope is Scope.PERIOD_TOTAL:
            return
        new = self._claims[index].count_min or 0
        told = [*self._neighbours(index, range(-_NEIGHBOURS, 0)), *self._headlines(index)]
        for other in told:
            old = self._claims[other].count_min or 0
            if old < 2 or old * 2 < new or not self._is_of_same(index, other):
                continue
            if not self._words_around(other).adds and self._is_sentence_apart(other, index):
                yield other

    def _headlines(self, index: int) -> Iterator[int]:
        """The claims of the title and the subtitle, but for the field of the claim itself."""
        fields = {Field.TITLE, Field.SUBTITLE} - {self._claims[index].field}
        for other in range(min(_HEADLINED, len(self._claims))):
            if self._claims[other].field in fields:
                yield other

    def _neighbours(self, index: int, steps: range) -> Iterator[int]:
        """The claims near one that tell another number of the same harm to the same people."""
        claim, text = self._claims[index], self._texts[self._claims[index].field]
        for other in (index + step for step in steps):
            if not 0 <= other < len(self._claims) or not self._is_of_same(index, other):
                continue
            one = self._claims[other]
            if one.field is not claim.field:
                continue
            first, last = min(one.end, claim.end), max(one.start, claim.start)
            if first > last:
                first, last = min(one.start, claim.start), max(one.end, claim.end)
            is_day = claim.date_precision is DatePrecision.DAY
            is_of_day = is_day and one.date_start == claim.date_start
            if last - first <= _NEAR and (is_of_day or not are_of_two_times(text[first:last])):
                yield other

    def _is_of_same(self, index: int, other: int) -> bool:
        one, two = self._claims[index], self._claims[other]
        return (
            one.count_min != two.count_min
            and two.count_min is not None
            and not two.is_part
            and same_event(one, two)
        )

    def _is_sentence_apart(self, first: int, second: int) -> bool:
        one, two = self._claims[first], self._claims[second]
        if one.field is not two.field:
            return True
        between = self._texts[one.field][one.end : two.start]
        return ". " in between or "\n" in between

    def _headlines_of(self, found: set[int]) -> Iterator[int]:
        """The titles that tell a number which the body takes back."""
        taken = [self._claims[i] for i in found]
        told = {(claim.harm, claim.count_min) for claim in taken}
        for index, claim in enumerate(self._claims[:_HEADLINED]):
            in_headline = claim.field is not Field.BODY and not claim.is_part
            if in_headline and (claim.harm, claim.count_min) in told:
                yield index
