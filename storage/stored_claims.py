"""Claims as they are stored, in the types that a reader gives them in."""

from __future__ import annotations

from collections import Counter
from typing import Any

from attrs import frozen
from sqlalchemy import select
from sqlalchemy.orm import Session

from crawler.claim import (
    Actor as ActorItem,
)
from crawler.claim import (
    ActorKind,
    Attribution,
    ClaimantRole,
    DateBasis,
    DatePrecision,
    Field,
    Flag,
    Harm,
    Qualifier,
    Reading,
    Scope,
    Victims,
    Weapon,
)
from crawler.claim import Claim as ClaimItem
from crawler.claim import Place as PlaceItem
from crawler.claim import Unparsed as UnparsedItem
from storage.claim_models import Actor, Claim, Place, Unparsed
from storage.claim_sentences import sentence_around
from storage.models import ReportVersion

DETAILS = (
    *("harm", "count_min", "count_max", "vague", "qualifier", "victims", "is_part"),
    *("claimant", "claimant_role", "actor_text", "attribution", "weapon", "weapon_text"),
    *("place_text", "date_start", "date_end", "date_precision", "date_basis", "scope"),
)
"""What a claim says, but for actor and place, which are tables of their own."""


@frozen
class Standing:
    """A stored claim in its sentence."""

    claim_id: int
    claim: ClaimItem
    sentence: str
    ordinal: int
    """From 0, among the claims of this sentence with the same quote, harm and count."""

    @property
    def details(self) -> dict[str, Any]:
        """``details_of`` its claim."""
        return details_of(self.claim)


def load_reading(session: Session, version_id: int) -> Reading:
    """What was read from a version, as it was handed to ``storage.claims.write_claims``."""
    rows = session.execute(
        select(Claim, Actor, Place)
        .outerjoin(Actor, Actor.id == Claim.actor_id)
        .outerjoin(Place, Place.id == Claim.place_id)
        .where(Claim.version_id == version_id)
        .order_by(Claim.position)
        .execution_options(populate_existing=True)
    ).all()
    index = {row.id: number for number, (row, _, _) in enumerate(rows)}
    claims = tuple(_claim(row, actor, place, index) for row, actor, place in rows)
    return Reading(claims, load_unparsed(session, version_id))


def has_claims(session: Session, version_id: int) -> bool:
    """Whether a text claims anything."""
    found = select(Claim.id).where(Claim.version_id == version_id).limit(1)
    return session.scalar(found) is not None


def load_unparsed(session: Session, version_id: int) -> tuple[UnparsedItem, ...]:
    """The sentences of a version that gave no claim."""
    rows = session.scalars(
        select(Unparsed).where(Unparsed.version_id == version_id).order_by(Unparsed.id)
    )
    return tuple(map(_unparsed, rows))


def standing_claims(session: Session, version: ReportVersion) -> list[Standing]:
    """The claims of a version, in their order."""
    ids = session.scalars(
        select(Claim.id).where(Claim.version_id == version.id).order_by(Claim.position)
    )
    claims = load_reading(session, version.id).claims
    equal: Counter[tuple[object, ...]] = Counter()
    found = []
    for claim_id, claim in zip(ids, claims, strict=True):
        sentence = sentence_of(version, claim)
        same = (claim.field, sentence, claim.quote, claim.harm, claim.count_min, claim.count_max)
        found.append(Standing(claim_id, claim, sentence, equal[same]))
        equal[same] += 1
    return found


def sentence_of(version: ReportVersion, claim: ClaimItem) -> str:
    """The sentence of a version in which one of its claims stands."""
    return sentence_around(getattr(version, claim.field), claim.start, claim.end)


def details_of(claim: ClaimItem) -> dict[str, Any]:
    """What a claim says, wherever it stands, as JSON holds it."""
    plain = {name: getattr(claim, name) for name in DETAILS}
    for name in ("date_start", "date_end"):
        plain[name] = plain[name].isoformat() if plain[name] else None
    plain["actor"] = claim.actor.name if claim.actor else None
    plain["place"] = claim.place.key if claim.place else None
    return plain


def reading_content(reading: Reading) -> dict[str, Any]:
    """What of a reading is sealed, as JSON holds it: all that it took from the text."""
    return {
        "claims": [
            {
                **details_of(claim),
                "field": claim.field,
                "start": claim.start,
                "end": claim.end,
                "quote": claim.quote,
                "part_of": claim.part_of,
                "flags": sorted(claim.flags),
            }
            for claim in reading.claims
        ],
        "unparsed": [
            {"field": one.field, "start": one.start, "end": one.end, "why": one.why}
            for one in reading.unparsed
        ],
    }


def _claim(
    row: Claim, actor: Actor | None, place: Place | None, index: dict[int, int]
) -> ClaimItem:
    return ClaimItem(
        field=Field(row.field),
        start=row.start,
        end=row.end,
        quote=row.quote,
        harm=Harm(row.harm),
        count_min=row.count_min,
        count_max=row.count_max,
        vague=row.vague,
        qualifier=Qualifier(row.qualifier),
        victims=Victims(row.victims) if row.victims else None,
        # A whole that somebody deleted by hand, or gave another version, is none of this one.
        part_of=index.get(row.part_of_id) if row.part_of_id else None,
        is_part=row.is_part,
        claimant=row.claimant,
        claimant_role=ClaimantRole(row.claimant_role) if row.claimant_role else None,
        actor=ActorItem(actor.name, ActorKind(actor.kind), actor.country) if actor else None,
        actor_text=row.actor_text,
        attribution=Attribution(row.attribution),
        weapon=Weapon(row.weapon) if row.weapon else None,
        weapon_text=row.weapon_text,
        place_text=row.place_text,
        place=_place(place) if place else None,
        date_start=row.date_start,
        date_end=row.date_end,
        date_precision=DatePrecision(row.date_precision) if row.date_precision else None,
        date_basis=DateBasis(row.date_basis) if row.date_basis else None,
        scope=Scope(row.scope),
        flags=frozenset(map(Flag, row.flags)),
    )


def _place(row: Place) -> PlaceItem:
    return PlaceItem(row.key, row.name, row.kind, row.adm1, row.country, row.lat, row.lon)


def _unparsed(row: Unparsed) -> UnparsedItem:
    return UnparsedItem(
        field=Field(row.field), start=row.start, end=row.end, sentence=row.sentence, why=row.why
    )
