"""A sentence with everything that is read from it, each stage when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from crawler.claim import Field
from pipelines.claims.actors import Mention, mentions, name_spans
from pipelines.claims.prefilter import speaks_of_harm
from pipelines.claims.sentences import Sentence, sentences
from pipelines.claims.statements import Stated, stated
from pipelines.claims.tokens import Tokens
from pipelines.claims.weapons import Means, means


_LINKS = (":", "of ", "case", " by ", " in ", "mong")
"""Without one of these a sentence without a word of harm says nothing of harm told before."""
_BULLET = re.compile(
    r"[-–—•*·▪►]\s*|\(?\d{1,2}[.)]\s+|\(?[a-zA-Z][.)]\s+|[A-Z][\w' ]{2,40}:\s*(?=\d|[a-z])"
)
"""The beginning of an item of a list: a bullet, a letter, a label with a colon."""


class Passage:
    """One sentence of one field of a report."""

    def __init__(self, field: Field, text: str, sentence: Sentence) -> None:
        self.field = field
        self.text = text
        self.start = sentence.start
        self.end = sentence.end
        self.line = sentence.line
        self.is_heading = sentence.is_heading or field is not Field.BODY
        self.is_item = _BULLET.match(text, self.start, self.end) is not None

    @cached_property
    def may_state(self) -> bool:
        """Whether the sentence has anything that a claim could be read from."""
        piece = self.text[self.start : self.end]
        return self.is_item or speaks_of_harm(piece) or any(link in piece for link in _LINKS)

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.text, self.start, self.end)

    @cached_property
    def stated(self) -> Stated:
        return stated(self.tokens, name_spans(self.tokens), is_heading=self.is_heading)

    @cached_property
    def parties(self) -> list[Mention]:
        return mentions(self.tokens)

    @cached_property
    def means(self) -> list[Means]:
        return means(self.tokens)

    @cached_property
    def missed(self) -> str | None:
        """Why a sentence that speaks of harm gave no claim; None where it speaks of none."""
        if not self.stated.triggers:
            return None
        people = [g for g in self.stated.orphans if g.whole.noun is None or g.whole.noun.is_human]
        return "number_without_harm" if people else None


def passages(field: Field, text: str) -> Iterator[Passage]:
    """The sentences of a field, in order."""
    for sentence in sentences(text):
        yield Passage(field, text, sentence)
