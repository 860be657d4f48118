"""Casualty claims with their actors and places, what gave none, and judgements of people."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FIELDS = ["title", "subtitle", "body"]
HARMS = [
    "killed",
    "injured",
    "killed_or_injured",
    "detained",
    "disappeared",
    "displaced",
    "attack",
    "massacre",
    "munition",
]
QUALIFIERS = ["exact", "at_least", "more_than", "about", "up_to"]
VICTIMS = [
    "civilian",
    "child",
    "woman",
    "man",
    "combatant",
    "person",
    "medical",
    "journalist",
    "facility",
    "munition",
]
CLAIMANT_ROLES = [
    "monitor",
    "state_media",
    "official",
    "military",
    "medical",
    "un",
    "media",
    "armed_group",
    "eyewitness",
]
ACTOR_KINDS = ["state", "foreign_state", "coalition", "non_state", "unknown"]
ATTRIBUTIONS = ["stated", "suspected", "contested", "none"]
WEAPONS = [
    "airstrike",
    "shelling",
    "barrel_bomb",
    "cluster_munition",
    "chemical",
    "incendiary",
    "rocket",
    "drone",
    "ied",
    "landmine",
    "small_arms",
    "torture",
    "execution",
    "unknown",
]
DATE_PRECISIONS = ["day", "month", "year"]
DATE_BASES = ["explicit", "relative", "inherited"]
SCOPES = ["incident", "period_total", "cumulative"]
JUDGEMENTS = ["accepted", "rejected", "corrected"]


def upgrade() -> None:
    """Texts of older files have no claims until ``scrapy reextract`` reads them."""
    with op.batch_alter_table("report_versions") as versions:
        versions.add_column(sa.Column("reader", sa.Text))
        versions.add_column(sa.Column("read_language", sa.Text))
        versions.add_column(sa.Column("read_published", sa.Date))
    _actors_and_places()
    _claims()
    _unparsed()
    _reviews()


def _actors_and_places() -> None:
    op.create_table(
        "actors",
        _id(),
        _text("name"),
        _text("kind"),
        _text("country", nullable=True),
        sa.UniqueConstraint("name"),
        _one_of("kind", ACTOR_KINDS),
    )
    op.create_table(
        "places",
        _id(),
        _text("key"),
        _text("name"),
        _text("kind"),
        _text("adm1", nullable=True),
        _text("country"),
        sa.Column("lat", sa.Double),
        sa.Column("lon", sa.Double),
        sa.UniqueConstraint("key"),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        _id(),
        _reference("version_id", "report_versions", ondelete="CASCADE"),
        _number("position"),
        _text("field"),
        _number("start"),
        _number("end"),
        _text("quote"),
        _text("harm"),
        sa.Column("count_min", sa.Integer),
        sa.Column("count_max", sa.Integer),
        _text("vague", nullable=True),
        _text("qualifier"),
        _text("victims", nullable=True),
        sa.Column("is_part", sa.Boolean, nullable=False),
        _reference("part_of_id", "claims", nullable=True, ondelete="SET NULL"),
        _text("claimant"),
        _text("claimant_role", nullable=True),
        _reference("actor_id", "actors", nullable=True),
        _text("actor_text", nullable=True),
        _text("attribution"),
        _text("weapon", nullable=True),
        _text("weapon_text", nullable=True),
        _reference("place_id", "places", nullable=True),
        _text("place_text", nullable=True),
        sa.Column("date_start", sa.Date),
        sa.Column("date_end", sa.Date),
        _text("date_precision", nullable=True),
        _text("date_basis", nullable=True),
        _text("scope"),
        sa.Column("flags", sa.JSON, nullable=False),
        _text("context", nullable=True),
        _reference("follows_id", "claims", nullable=True, ondelete="SET NULL"),
        *_claim_checks(),
    )
    for column in ("version_id", "part_of_id", "follows_id", "actor_id", "place_id", "context"):
        _index("claims", column)


def _claim_checks() -> list[sa.CheckConstraint]:
    return [
        _one_of("field", FIELDS),
        _one_of("harm", HARMS),
        _one_of("qualifier", QUALIFIERS),
        _one_of("victims", VICTIMS, or_null=True),
        _one_of("claimant_role", CLAIMANT_ROLES, or_null=True),
        _one_of("attribution", ATTRIBUTIONS),
        _one_of("weapon", WEAPONS, or_null=True),
        _one_of("date_precision", DATE_PRECISIONS, or_null=True),
        _one_of("date_basis", DATE_BASES, or_null=True),
        _one_of("scope", SCOPES),
        sa.CheckConstraint('0 <= start AND start < "end"', name="span"),
        sa.CheckConstraint("count_min <= count_max", name="counts"),
    ]


def _unparsed() -> None:
    op.create_table(
        "unparsed_sentences",
        _id(),
        _reference("version_id", "report_versions", ondelete="CASCADE"),
        _text("field"),
        _number("start"),
        _number("end"),
        _text("sentence"),
        _text("why"),
        _one_of("field", FIELDS),
    )
    _index("unparsed_sentences", "version_id")


def _reviews() -> None:
    op.create_table(
        "claim_reviews",
        _id(),
        _reference("report_id", "reports"),
        _text("field"),
        _text("sentence"),
        _number("ordinal"),
        _text("quote"),
        sa.Column("judged", sa.JSON, nullable=False),
        _text("judgement"),
        sa.Column("corrections", sa.JSON, nullable=False),
        _text("note", nullable=True),
        _text("reviewer", nullable=True),
        sa.Column("at", UtcDateTime, nullable=False),
        _one_of("field", FIELDS),
        _one_of("judgement", JUDGEMENTS),
    )
    _index("claim_reviews", "report_id")
    op.create_table(
        "reviewed_claims",
        _id(),
        _reference("claim_id", "claims", ondelete="CASCADE"),
        _reference("review_id", "claim_reviews", ondelete="CASCADE"),
        sa.Column("is_reread", sa.Boolean, nullable=False),
        sa.UniqueConstraint("claim_id", "review_id"),
    )
    _index("reviewed_claims", "review_id")


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _reference(
    name: str, table: str, *, nullable: bool = False, ondelete: str | None = None
) -> sa.Column[int]:
    target = sa.ForeignKey(f"{table}.id", ondelete=ondelete)
    return sa.Column(name, sa.Integer, target, nullable=nullable)


def _one_of(column: str, words: list[str], *, or_null: bool = False) -> sa.CheckConstraint:
    known = f"{column} IN ({', '.join(repr(word) for word in words)})"
    return sa.CheckConstraint(f"{column} IS NULL OR {known}" if or_null else known, name=column)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
