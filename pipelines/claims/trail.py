"""What the sentences before told: a claim that leaves it out may mean the same."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from crawler.claim import Harm, Scope
from pipelines.claims.actors import Mention
from pipelines.claims.attributing import is_victim
from pipelines.claims.dates import When, inherited
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.passages import Passage
from pipelines.claims.places import PlaceMention, place_of
from pipelines.claims.speakers import Source
from pipelines.claims.weapons import Means, closest

_ACTOR_AGE = 3
"""Sentences over which "the attack" still means that of the party named last."""
_PLACE_AGE = 5
_SOURCE_AGE = 40
_SAME: Phrases[None] = Phrases((w, None) for w in words_of("grammar", "trail", "same_event"))
_NEW = frozenset(words_of("grammar", "trail", "new_attack"))
_OTHER = frozenset(words_of("grammar", "trail", "other"))
_ADJECTIVES = frozenset(words_of("grammar", "trail", "adjectives"))


@define
class Trail:
    """The sentences of a field up to one; each is read only as far as a claim asks for it."""

    headline: Passage
    """The first sentence of the report."""
    before: Sequence[Passage]
    own: Source
    period: When | None
    """What the whole report is about."""
    told: set[int]
    """Ids of the sentences that state claims."""
    at: int = 0
    """How many sentences are behind."""
    read: int = 0
    """Of how many the dates were taken."""
    when: When | None = None
    last_period: When | None = None
    open_quotes: int = 0
    is_straight: bool = False
    """Whether a quotation between straight quotes is open; it ends with its line."""

    def step(self) -> None:
        """Leave one sentence behind."""
        passage = self.before[self.at]
        words = passage.words
        self.open_quotes = max(self.open_quotes + words.count("“") - words.count("”"), 0)
        self.at += 1
        is_straight = self.is_straight != (words.count('"') % 2 == 1)
        has_more = self.at < len(self.before) and self.before[self.at].line == passage.line
        self.is_straight = is_straight and has_more

    def is_quotation(self, passage: Passage) -> bool:
        """Whether a sentence without a speaker goes on with the words of the one before."""
        return self.is_quoting or passage.words.startswith("“")

    @property
    def is_quoting(self) -> bool:
        """Whether a quotation that began before is open."""
        return self.open_quotes > 0 or self.is_straight

    def source(self) -> Source:
        """Who was quoted last."""
        for passage in self._back(_SOURCE_AGE):
            for speaker in reversed(passage.speakers):
                if speaker.source is not None:
                    return speaker.source
        return self.own

    def actor_for(
        self, passage: Passage, harm: Harm
    ) -> tuple[Passage, Mention, Means | None] | None:
        """The party named before that a sentence without one means; None where that is unsure."""
        if harm is Harm.DISPLACED or self.period is not None or _has_new_attack(passage):
            return None
        for age, earlier in enumerate(self._back(_ACTOR_AGE), start=1):
            agents = _agents(earlier)
            if not agents:
                continue
            if age > 1 and not _SAME.find(passage.tokens.low):
                return None
            last = agents[-1]
            weapon = closest(earlier.means, earlier.tokens.low, last.start, last.end)
            return earlier, last, weapon
        return None

    def place(self) -> tuple[Passage, PlaceMention] | None:
        """The place told before, where it was not long ago."""
        for earlier in self._back(_PLACE_AGE):
            size = len(earlier.tokens)
            place = place_of([one for one in earlier.places if not one.is_weak], size, size)
            if place is not None:
                return earlier, place
        return None

    def place_of_report(self) -> tuple[Passage, PlaceMention] | None:
        """The one place that the report's headline names, where it is surely one."""
        if not self.headline.is_heading:
            return None
        told = [mention for mention in self.headline.places if not mention.is_weak]
        is_sure = len(told) == 1 and told[0].place is not None
        return (self.headline, told[0]) if is_sure else None

    def when_for(self, passage: Passage) -> When | None:
        """The dates of a claim whose sentence tells none."""
        while self.read < self.at:
            self._take_dates(self.before[self.read])
            self.read += 1
        when = self.period or self.when
        if "period" in passage.words and self.last_period is not None:
            when = self.last_period
        return inherited(when) if when is not None else None

    def _take_dates(self, passage: Passage) -> None:
        if not passage.dates:
            return
        if id(passage) in self.told or passage.agents or passage.means:
            self.when = passage.dates[-1].when
        for mention in passage.dates:
            if mention.when.scope is not Scope.INCIDENT:
                self.last_period = mention.when

    def _back(self, reach: int) -> Sequence[Passage]:
        return self.before[max(self.at - reach, 0) : self.at][::-1]


def _agents(passage: Passage) -> list[Mention]:
    """The parties at work in a sentence, without those whose members it counts as victims."""
    counted = passage.stated.statements if passage.may_state else []
    return [mention for mention in passage.agents if not is_victim(mention, counted)]


def _has_new_attack(passage: Passage) -> bool:
    """Whether the sentence tells an attack of its own, by nobody: "in a rocket attack"."""
    low = passage.tokens.low
    if not _OTHER.isdisjoint(low) and any(
        word in _OTHER and not _NEW.isdisjoint(low[at + 1 : at + 3]) for at, word in enumerate(low)
    ):
        return True
    for one in passage.means:
        at = one.start - 1
        while at >= 0 and low[at] in _ADJECTIVES:
            at -= 1
        if low[one.end - 1] in _NEW and at >= 0 and low[at] in {"a", "an"}:
            return True
    return False
