"""What leads from claim to claim and from judgement to claim, over all texts of a report."""

from __future__ import annotations

from itertools import pairwise

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage.claim_marks import mark_claims
from storage.claim_matching import Judged, Match, follow, match_reviews
from storage.claim_models import Claim, ClaimReview, ReviewedClaim
from storage.stored_claims import standing_claims
from storage.versions import versions_of


def link_claims(session: Session, report_id: int) -> None:
    """Find anew which claims follow which, and of which claims people's judgements are.

    To be called when the claims, texts or numbers of a report's versions changed; it depends on
    nothing else, so a second time changes nothing.
    """
    versions = versions_of(session, report_id)
    reviews = _reviews(session, report_id)
    if len(versions) < 2 and not reviews:
        return
    texts = [standing_claims(session, version) for version in versions]
    follows: dict[int, int] = {}
    for old, new in pairwise(texts):
        follows |= follow(old, new)
    for row in session.scalars(select(Claim).where(Claim.version_id.in_([v.id for v in versions]))):
        row.follows_id = follows.get(row.id)
    _note_matches(
        session,
        [review.review_id for review in reviews],
        [match for claims in texts for match in match_reviews(reviews, claims)],
    )
    mark_claims(session, report_id)


def _reviews(session: Session, report_id: int) -> list[Judged]:
    rows = session.scalars(
        select(ClaimReview).where(ClaimReview.report_id == report_id).order_by(ClaimReview.id)
    )
    return [
        Judged(row.id, row.field, row.sentence, row.ordinal, row.quote, row.judged) for row in rows
    ]


def _note_matches(session: Session, reviews: list[int], matches: list[Match]) -> None:
    stored = session.scalars(
        select(ReviewedClaim)
        .where(ReviewedClaim.review_id.in_(reviews))
        .execution_options(populate_existing=True)
    )
    known = {(row.claim_id, row.review_id): row for row in stored}
    for match in matches:
        row = known.pop((match.claim_id, match.review_id), None) or ReviewedClaim(
            claim_id=match.claim_id, review_id=match.review_id
        )
        row.is_reread = match.is_reread
        session.add(row)
    if known:
        gone = [row.id for row in known.values()]
        session.execute(delete(ReviewedClaim).where(ReviewedClaim.id.in_(gone)))
    session.flush()
