"""What follows for a claim from its text, its neighbours and people's judgements, kept in its row.

Views would else work it out for every claim of the file at each question: whether the text is the
current one, which judgement is the last, whether the claim is one of ``claim_top``.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

_STANDING = text("""\
UPDATE claims SET
    is_current = (SELECT v.is_current FROM report_versions AS v WHERE v.id = claims.version_id),
    review_id = (SELECT max(m.review_id) FROM reviewed_claims AS m WHERE m.claim_id = claims.id)
WHERE report_id = :report_id""")
_TOP = text("""\
UPDATE claims SET is_top = EXISTS (SELECT 1 FROM top_claim AS t WHERE t.id = claims.id)
WHERE report_id = :report_id""")
_WRONG = text("""\
SELECT c.id FROM claims AS c JOIN report_versions AS v ON v.id = c.version_id
WHERE v.report_id = :report_id AND (
    c.report_id <> v.report_id
    OR c.is_current <> v.is_current
    OR c.is_top <> EXISTS (SELECT 1 FROM top_claim AS t WHERE t.id = c.id)
    OR c.review_id IS NOT (
        SELECT max(m.review_id) FROM reviewed_claims AS m WHERE m.claim_id = c.id
    )
)
ORDER BY c.id""")


def mark_claims(session: Session, report_id: int) -> None:
    """Bring ``is_current``, ``review_id`` and ``is_top`` of a report's claims up to date.

    To be called by what writes claims, judgements, or which text is current; a second time changes
    nothing.
    """
    session.flush()
    session.execute(_STANDING, {"report_id": report_id})
    mark_top(session, report_id)


def mark_top(session: Session, report_id: int) -> None:
    """Bring ``is_top`` up to date, where ``is_current`` and ``review_id`` are."""
    session.execute(_TOP, {"report_id": report_id})


def wrongly_marked(session: Session, report_id: int) -> Sequence[int]:
    """Ids of a report's claims whose marks are not what ``mark_claims`` would write."""
    return session.scalars(_WRONG, {"report_id": report_id}).all()
