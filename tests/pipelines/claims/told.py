"""What the reader takes from a few sentences, looked at from outside."""

from __future__ import annotations

from datetime import date

from crawler.claim import Claim, Field
from pipelines.claims.passages import Origin, Passage
from pipelines.claims.reading import read_report
from pipelines.claims.sentences import Sentence
from pipelines.claims.vocabulary import vocabulary_of

PUBLISHED = date(2019, 3, 10)
"""A Sunday."""


def claims(
    body: str,
    *,
    title: str = "",
    subtitle: str = "",
    publisher: str = "paper.example",
    published: date | None = PUBLISHED,
) -> tuple[Claim, ...]:
    """The claims of a report; its publisher is one of no country that the lexicon knows."""
    return read_report(title, subtitle, body, publisher=publisher, published=published).claims


def claim(count: int, body: str, **origin: object) -> Claim:
    """The first claim of the body that has this number."""
    found = claims(body, **origin)  # type: ignore[arg-type]  # passed on as they came
    return next(one for one in found if one.count_min == count and one.field is Field.BODY)


def actor(count: int, body: str, **origin: object) -> str | None:
    """The party to which that claim is laid, by name; the words where it has none."""
    one = claim(count, body, **origin)
    return one.actor.name if one.actor else one.actor_text


def sentence(text: str, country: str | None = None, published: date | None = PUBLISHED) -> Passage:
    """A text read as one sentence, whether it speaks of harm or not."""
    whole = Sentence(0, len(text), 0, is_heading=False)
    return Passage(Field.BODY, text, whole, vocabulary_of(text), Origin(published, country))
