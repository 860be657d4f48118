"""What a claim's text, neighbours and judgements make of it, in its row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STANDING = """\
UPDATE claims SET
    report_id = (SELECT v.report_id FROM report_versions AS v WHERE v.id = claims.version_id),
    is_current = (SELECT v.is_current FROM report_versions AS v WHERE v.id = claims.version_id),
    review_id = (SELECT max(m.review_id) FROM reviewed_claims AS m WHERE m.claim_id = claims.id),
    is_top = 0"""
_WHOLE = """\
CREATE TEMP VIEW whole_0005 AS
SELECT
    c.*,
    coalesce('#' || c.actor_id, lower(c.actor_text)) AS party,
    coalesce('#' || c.place_id, lower(c.place_text)) AS spot,
    c.date_start || '/' || coalesce(c.date_end, '') AS period,
    c.qualifier = 'exact' AS is_bare
FROM claims AS c
WHERE c.is_part = 0 AND NOT EXISTS (
    SELECT 1 FROM claim_reviews AS j WHERE j.id = c.review_id AND j.judgement = 'rejected'
)"""
_TOP = """\
UPDATE claims SET is_top = 1 WHERE is_current = 1 AND id IN (
    SELECT own.id
    FROM whole_0005 AS own
    WHERE NOT EXISTS (
        SELECT 1
        FROM whole_0005 AS other
        WHERE other.version_id = own.version_id
            AND other.id <> own.id
            AND other.harm = own.harm
            AND other.count_min IS own.count_min
            AND other.count_max IS own.count_max
            AND other.vague IS own.vague
            AND other.claimant = own.claimant
            AND other.scope = own.scope
            AND CASE
                WHEN other.victims IS own.victims AND other.party IS own.party
                    AND other.spot IS own.spot AND other.period IS own.period
                THEN (other.is_bare, other.field <> 'body', other.position)
                    < (own.is_bare, own.field <> 'body', own.position)
                ELSE own.field <> 'body'
                    AND own.is_bare >= other.is_bare
                    AND coalesce(own.victims = other.victims, own.victims IS NULL)
                    AND coalesce(own.party = other.party, own.party IS NULL)
                    AND coalesce(
                        instr(' ' || other.spot || ' ', ' ' || own.spot || ' ') > 0,
                        own.spot IS NULL
                    )
                    AND coalesce(own.period = other.period, own.period IS NULL)
            END
    )
)"""


def upgrade() -> None:
    """Near the row's start: what stands behind forty other values takes longer to find."""
    with op.batch_alter_table("claims", recreate="always") as claims:
        claims.add_column(sa.Column("report_id", sa.Integer), insert_after="version_id")
        claims.add_column(sa.Column("is_current", sa.Boolean), insert_after="report_id")
        claims.add_column(sa.Column("is_top", sa.Boolean), insert_after="is_current")
        claims.add_column(sa.Column("review_id", sa.Integer), insert_after="is_top")
    op.execute(_STANDING)
    op.execute(_WHOLE)
    op.execute(_TOP)
    op.execute("DROP VIEW whole_0005")
    with op.batch_alter_table("claims") as claims:
        for name in ("report_id", "is_current", "is_top"):
            claims.alter_column(name, nullable=False)
        claims.create_foreign_key(
            op.f("fk_claims_report_id_reports"), "reports", ["report_id"], ["id"]
        )
        claims.create_foreign_key(
            op.f("fk_claims_review_id_claim_reviews"), "claim_reviews", ["review_id"], ["id"]
        )
    op.create_index(op.f("ix_claims_report_id"), "claims", ["report_id"])
    op.create_index(
        "ix_claims_reviewed",
        "claims",
        ["review_id"],
        sqlite_where=sa.text("review_id IS NOT NULL"),
        postgresql_where=sa.text("review_id IS NOT NULL"),
    )
