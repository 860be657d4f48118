"""The reader as outside checks call it: one text, claims with plain attributes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from crawler.claim import Claim, DatePrecision, Field, Scope
from pipelines.claims.reading import read_texts


@frozen
class ScoredClaim:
    """A claim with a number, in the words of the labels."""

    start: int
    end: int
    harm: str
    count_min: int | None
    count_max: int | None
    qualifier: str
    victims: str | None
    part_of: bool
    actor: str | None
    claimant: str
    weapon: str | None
    place_text: str | None
    date_start: str | None
    date_end: str | None


def extract(
    text: str, *, publisher: str, title: str | None = None, published: str | None = None
) -> Iterator[ScoredClaim]:
    """The claims of a page whose title and subtitle stand in its text.

    ``publisher`` is a host or a seed's name, ``published`` an ISO date. Claims in vague words
    ("dozens") have no number to compare and are left out. A date of which the words tell no day
    is as long as what they tell: ``2014`` where a period is open.
    """
    del title
    day = date.fromisoformat(published) if published else None
    reading = read_texts({Field.BODY: text}, publisher=publisher, published=day)
    for claim in reading.claims:
        if claim.count_min is not None:
            yield _scored(claim)


def _scored(claim: Claim) -> ScoredClaim:
    return ScoredClaim(
        start=claim.start,
        end=claim.end,
        harm=str(claim.harm),
        count_min=claim.count_min,
        count_max=claim.count_max,
        qualifier=str(claim.qualifier),
        victims=str(claim.victims) if claim.victims else None,
        part_of=claim.is_part,
        actor=_actor(claim),
        claimant=claim.claimant,
        weapon=claim.weapon_text,
        place_text=claim.place_text,
        date_start=_start(claim),
        date_end=claim.date_end.isoformat() if claim.date_end else None,
    )


def _actor(claim: Claim) -> str | None:
    """The party; None where the words say that it is not known, as labels have it."""
    if claim.actor is None:
        return claim.actor_text
    return None if claim.actor.name.startswith("Unidentified") else claim.actor.name


def _start(claim: Claim) -> str | None:
    if claim.date_start is None:
        return None
    told = claim.date_start.isoformat()
    if claim.date_end is not None and claim.scope is not Scope.CUMULATIVE:
        return told
    length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7, DatePrecision.DAY: 10}
    return told[: length[claim.date_precision or DatePrecision.DAY]]
