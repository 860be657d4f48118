"""A sentence with everything that is read from it, each stage when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from crawler.claim import DateBasis, DatePrecision, Field, Scope
from pipelines.claims.actors import Mention, mentions
from pipelines.claims.claimants import Claimant
from pipelines.claims.dates import DateMention, date_mentions
from pipelines.claims.lazy import lazy
from pipelines.claims.lexicon import words_of
from pipelines.claims.named_parties import Named, named_in, victims_spans
from pipelines.claims.places import PlaceMention, place_mentions
from pipelines.claims.sentences import Sentence, sentences
from pipelines.claims.speakers import Speaker, speakers
from pipelines.claims.statements import Stated, stated
from pipelines.claims.tokens import Tokens
from pipelines.claims.vocabulary import Vocabulary, vocabulary_of
from pipelines.claims.weapons import Means, means

_LISTED = re.compile(r"\W*(?:\d|[A-Z][a-z]+(?:-[a-z]+)? [a-z“\"])")
"""What the lines of a list begin with after "as follows:": a number, in digits or in words."""
_SAID = frozenset(words_of("grammar", "dates", "said"))
_BULLET = re.compile(
    r"[-–—•*·▪►]\s*|\(?\d{1,2}[.)]\s+|\(?[a-zA-Z][.)]\s+|[A-Z][\w' ]{2,40}:\s*(?=\d|[a-z])"
)
"""The beginning of an item of a list: a bullet, a letter, a label with a colon."""


@frozen
class Origin:
    """What a report's words have to be understood by."""

    published: date | None
    """The publisher's local day."""
    country: str | None
    """ISO 3166 code of the country whose conflict the publisher reports from."""
    publisher: Claimant | None = None


class Passage:
    """One sentence of one field of a report."""

    def __init__(
        self,
        field: Field,
        text: str,
        sentence: Sentence,
        vocabulary: Vocabulary,
        origin: Origin,
    ) -> None:
        self.field = field
        self.text = text
        self.vocabulary = vocabulary
        self.origin = origin
        self.start = sentence.start
        self.end = sentence.end
        self.line = sentence.line
        self.is_heading = sentence.is_heading or field is not Field.BODY

    @lazy
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return _BULLET.match(self.text, self.start, self.end) is not None

    @lazy
    def words(self) -> str:
        """The sentence itself."""
        return self.text[self.start : self.end]

    @lazy
    def may_share(self) -> bool:
        """Whether it holds a number, which may be a part of what was told before."""
        return self.vocabulary.has_number(self.start, self.end)

    @lazy
    def may_state(self) -> bool:
        """Whether it may say by itself what became of whom."""
        return self.vocabulary.speaks_of_harm(self.start, self.end)

    @property
    def may_own(self) -> bool:
        """Whether somebody may own to a deed in it."""
        return self.vocabulary.speaks_of_owning(self.start, self.end)

    @lazy
    def tokens(self) -> Tokens:
        return Tokens(self.text, self.start, self.end)

    @lazy
    def stated(self) -> Stated:
        spans = victims_spans(self.tokens, self._named)
        return stated(self.tokens, spans, is_heading=self.is_heading)

    @lazy
    def _named(self) -> list[Named]:
        return named_in(self.tokens, self.origin.country, self.origin.published)

    @lazy
    def parties(self) -> list[Mention]:
        return mentions(self.tokens, self._named)

    @lazy
    def agents(self) -> list[Mention]:
        """The parties that the sentence sees at work."""
        return [mention for mention in self.parties if mention.is_agent]

    @lazy
    def means(self) -> list[Means]:
        return means(self.tokens)

    @lazy
    def dates(self) -> list[DateMention]:
        """The dates told, without the dateline: that of publication is none of an event."""
        if not self.vocabulary.has_time(self.start, self.end):
            return []
        found = [
            mention
            for mention in date_mentions(self.tokens, self.origin.published)
            if mention.when.basis is DateBasis.EXPLICIT or not self._is_said(mention.start)
        ]
        if self.start == 0 and found and found[0].start == 0:
            is_dateline = found[0].when.scope is Scope.INCIDENT
            return found[is_dateline and found[0].when.precision is DatePrecision.DAY :]
        return found

    def _is_said(self, i: int) -> bool:
        """Whether the day is that of the statement: "a source said on Wednesday"."""
        return any(word in _SAID for word in self.tokens.low[max(i - 3, 0) : i])

    @lazy
    def places(self) -> list[PlaceMention]:
        return place_mentions(
            self.tokens, [(m.start, m.name_end) for m in self.parties], self.origin.country
        )

    @lazy
    def speakers(self) -> list[Speaker]:
        return speakers(self.tokens, self.parties, self.origin.publisher)

    @lazy
    def missed(self) -> str | None:
        """Why a sentence that speaks of harm gave no claim; None where it speaks of none."""
        if all(trigger.is_negated for trigger in self.stated.triggers):
            return None
        people = [g for g in self.stated.orphans if g.whole.noun is None or g.whole.noun.is_human]
        return "number_without_harm" if people else "harm_without_number"

    def named(self, start: int, end: int) -> str:
        """The same without the possessive at its end: "Syria's" names Syria."""
        words = self.quoted(start, end)
        return words[:-2] if words.endswith(("'s", "’s")) else words

    def quoted(self, start: int, end: int) -> str:
        """The words of the tokens ``start`` to ``end`` as they are written."""
        return self.text[self.tokens.starts[start] : self.tokens.ends[end - 1]]


def passages(field: Field, text: str, origin: Origin) -> Iterator[Passage]:
    """The sentences of a field, in order; none where nothing in it speaks of harm."""
    vocabulary = vocabulary_of(text)
    if vocabulary.harms:
        is_listing = False
        line = -1
        for sentence in sentences(text):
            passage = Passage(field, text, sentence, vocabulary, origin)
            if sentence.line != line and is_listing:
                is_listing = passage.is_item or _LISTED.match(passage.words) is not None
                passage.is_item = is_listing
            is_listing = is_listing or passage.words.endswith(":")
            line = sentence.line
            yield passage
