"""What the sentences before told: a claim that leaves it out may mean the same."""

from __future__ import annotations

from attrs import define, evolve

from crawler.claim import DateBasis, Harm, Scope
from pipelines.claims.actors import Mention
from pipelines.claims.dates import When
from pipelines.claims.lexicon import Phrases, words_of
from pipelines.claims.passages import Passage
from pipelines.claims.places import PlaceMention, place_of
from pipelines.claims.speakers import Source
from pipelines.claims.weapons import Means, closest

_ACTOR_AGE = 3
"""Sentences over which "the attack" still means that of the party named last."""
_PLACE_AGE = 5
_SAME: Phrases[None] = Phrases((w, None) for w in words_of("grammar", "trail", "same_event"))
_NEW = frozenset(words_of("grammar", "trail", "new_attack"))
_ADJECTIVES = frozenset(words_of("grammar", "trail", "adjectives"))


@define
class Trail:
    """The last party at work, place, date and source, and how many sentences ago."""

    source: Source
    period: When | None
    """What the whole report is about."""
    last_period: When | None = None
    """What was told last, for "during this period"."""
    when: When | None = None
    is_quoting: bool = False
    actor: tuple[Passage, Mention, Means | None] | None = None
    actor_age: int = 0
    place: tuple[Passage, PlaceMention] | None = None
    place_age: int = 0

    def step(self) -> None:
        """Go on by one sentence."""
        self.actor_age += 1
        self.place_age += 1

    def take(self, passage: Passage, *, has_claims: bool) -> None:
        """Remember what a sentence tells."""
        if passage.agents:
            last = passage.agents[-1]
            weapon = closest(passage.means, passage.tokens.low, last.start, last.end)
            self.actor, self.actor_age = (passage, last, weapon), 0
        size = len(passage.tokens)
        place = place_of([one for one in passage.places if not one.is_weak], size, size)
        if place is not None:
            self.place, self.place_age = (passage, place), 0
        for mention in passage.dates:
            if mention.when.scope is not Scope.INCIDENT:
                self.last_period = mention.when
        if passage.dates and (passage.agents or passage.means or has_claims):
            self.when = passage.dates[-1].when
        for speaker in passage.speakers:
            self.source = speaker.source or self.source
        opened = passage.words.count("“") - passage.words.count("”")
        self.is_quoting = (self.is_quoting or opened > 0) and opened >= 0

    def actor_for(
        self, passage: Passage, harm: Harm
    ) -> tuple[Passage, Mention, Means | None] | None:
        """The party named before that a sentence without one means; None where that is unsure."""
        if self.actor is None or harm is Harm.DISPLACED or self.period is not None:
            return None
        if self.actor_age > _ACTOR_AGE or _has_new_attack(passage):
            return None
        if self.actor_age > 1 and not any(True for _ in _SAME.find(passage.tokens.low)):
            return None
        return self.actor

    def place_for(self) -> tuple[Passage, PlaceMention] | None:
        """The place told before, where it was not long ago."""
        return self.place if self.place_age <= _PLACE_AGE else None

    def when_for(self, passage: Passage) -> When | None:
        """The dates of a claim whose sentence tells none."""
        when = self.period or self.when
        if "period" in passage.words and self.last_period is not None:
            when = self.last_period
        return evolve(when, basis=DateBasis.INHERITED) if when is not None else None


def _has_new_attack(passage: Passage) -> bool:
    """Whether the sentence tells an attack of its own, by nobody: "in a rocket attack"."""
    low = passage.tokens.low
    for one in passage.means:
        at = one.start - 1
        while at >= 0 and low[at] in _ADJECTIVES:
            at -= 1
        if low[one.end - 1] in _NEW and at >= 0 and low[at] in {"a", "an"}:
            return True
    return False
