"""One claim with all that is known of it."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.claim_comparing import ALL
from storage.claim_finding import find_claims
from storage.claim_models import Claim, ReviewedClaim
from storage.claim_reviews import Review, list_reviews
from storage.claim_sentences import sentence_around
from storage.models import ReportVersion


@frozen
class KnownClaim:
    """A claim in its sentence."""

    claim: dict[str, Any]
    """As ``find_claims`` gives it."""
    sentence: str
    whole: dict[str, Any] | None
    """The claim of which it is a part, likewise."""
    parts: tuple[dict[str, Any], ...]
    """Its own parts, likewise."""
    reviews: tuple[Review, ...]
    """In the order in which they were given; the last one holds."""


def read_claim(session: Session, claim_id: int) -> KnownClaim:
    """The claim of any text, current or not. Raises ``LookupError``."""
    row = session.get(Claim, claim_id)
    if row is None:
        raise LookupError(f"there is no claim {claim_id}")
    version = session.get_one(ReportVersion, row.version_id)
    told = find_claims(session, limit=ALL, report_id=version.report_id, all_versions=True)
    by_id = {claim["claim_id"]: claim for claim in told}
    judged = select(ReviewedClaim.review_id).where(ReviewedClaim.claim_id == claim_id)
    of_it = set(session.scalars(judged))
    return KnownClaim(
        by_id[claim_id],
        sentence_around(getattr(version, row.field), row.start, row.end),
        by_id.get(row.part_of_id) if row.part_of_id else None,
        tuple(claim for claim in told if claim["part_of"] == claim_id),
        tuple(one for one in list_reviews(session, version.report_id) if one.review_id in of_it),
    )
