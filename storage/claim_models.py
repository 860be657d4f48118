"""The tables of casualty claims, of what gave none, and of what people judged of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from crawler.claim import (
    ActorKind,
    Attribution,
    ClaimantRole,
    DateBasis,
    DatePrecision,
    Field,
    Harm,
    Qualifier,
    Scope,
    Victims,
    Weapon,
)
from storage.columns import Base, UtcDateTime, one_of

JUDGEMENTS = ("accepted", "rejected", "corrected")


class Actor(Base):
    """A party that is said to be responsible."""

    __tablename__ = "actors"
    __table_args__ = (one_of("kind", ActorKind),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    country: Mapped[str | None] = mapped_column(Text)


class Place(Base):
    """A place of the gazetteer."""

    __tablename__ = "places"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    adm1: Mapped[str | None] = mapped_column(Text)
    country: Mapped[str] = mapped_column(Text)
    lat: Mapped[float | None]
    lon: Mapped[float | None]


class Claim(Base):
    """A claim of one version; ``start`` and ``end`` are offsets into its ``field``.

    ``context`` is the same for equal claims in equal sentences of one publisher
    (``storage.claim_sentences.context_of``); ``follows_id`` is the claim of the version before
    that says the same or gave another figure (``storage.claim_links``). ``report_id``,
    ``is_current``, ``is_top`` and ``review_id``, the last judgement, follow from other rows and are
    kept here so that millions of claims can be asked (``storage.claim_marks``).
    """

    __tablename__ = "claims"
    __table_args__ = (
        one_of("field", Field),
        one_of("harm", Harm),
        one_of("qualifier", Qualifier),
        one_of("victims", Victims, or_null=True),
        one_of("claimant_role", ClaimantRole, or_null=True),
        one_of("attribution", Attribution),
        one_of("weapon", Weapon, or_null=True),
        one_of("date_precision", DatePrecision, or_null=True),
        one_of("date_basis", DateBasis, or_null=True),
        one_of("scope", Scope),
        CheckConstraint('0 <= start AND start < "end"', name="span"),
        CheckConstraint("count_min <= count_max", name="counts"),
        Index(None, "version_id"),
        Index(None, "report_id"),
        Index(
            "ix_claims_reviewed",
            "review_id",
            sqlite_where=text("review_id IS NOT NULL"),
            postgresql_where=text("review_id IS NOT NULL"),
        ),
        Index(None, "part_of_id"),
        Index(None, "follows_id"),
        Index(None, "actor_id"),
        Index(None, "place_id"),
        Index(None, "context"),
        Index(None, "claimant"),
        # What people ask of claims, the latest first, without a look at the rows.
        Index(
            "ix_claims_asked",
            *("date_start", "harm", "scope", "is_part", "claimant", "actor_id"),
            *("victims", "date_end", "version_id"),
        ),
        Index(
            "ix_claims_flagged",
            "version_id",
            sqlite_where=text("flags <> '[]'"),
            postgresql_where=text("flags::text <> '[]'"),
        ),
        Index(
            "ix_claims_vague",
            "version_id",
            sqlite_where=text("vague IS NOT NULL"),
            postgresql_where=text("vague IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("report_versions.id", ondelete="CASCADE"))
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    is_current: Mapped[bool] = mapped_column(default=False)
    is_top: Mapped[bool] = mapped_column(default=False)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("claim_reviews.id"))
    position: Mapped[int]
    field: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    harm: Mapped[str] = mapped_column(Text)
    count_min: Mapped[int | None]
    count_max: Mapped[int | None]
    vague: Mapped[str | None] = mapped_column(Text)
    qualifier: Mapped[str] = mapped_column(Text)
    victims: Mapped[str | None] = mapped_column(Text)
    is_part: Mapped[bool]
    part_of_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id", ondelete="SET NULL"))
    claimant: Mapped[str] = mapped_column(Text)
    claimant_role: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("actors.id"))
    actor_text: Mapped[str | None] = mapped_column(Text)
    attribution: Mapped[str] = mapped_column(Text)
    weapon: Mapped[str | None] = mapped_column(Text)
    weapon_text: Mapped[str | None] = mapped_column(Text)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    place_text: Mapped[str | None] = mapped_column(Text)
    date_start: Mapped[date | None] = mapped_column(Date)
    date_end: Mapped[date | None] = mapped_column(Date)
    date_precision: Mapped[str | None] = mapped_column(Text)
    date_basis: Mapped[str | None] = mapped_column(Text)
    scope: Mapped[str] = mapped_column(Text)
    flags: Mapped[list[str]] = mapped_column(JSON)
    context: Mapped[str | None] = mapped_column(Text)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id", ondelete="SET NULL"))


class Unparsed(Base):
    """A sentence of one version that speaks of harm and gave no claim."""

    __tablename__ = "unparsed_sentences"
    __table_args__ = (one_of("field", Field), Index(None, "version_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("report_versions.id", ondelete="CASCADE"))
    field: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    sentence: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)


class ClaimReview(Base):
    """A person's judgement of a claim: of its words in a report, so that it outlives the row.

    ``judged`` is how the claim read then; ``ordinal`` tells apart equal claims of one sentence.
    """

    __tablename__ = "claim_reviews"
    __table_args__ = (
        one_of("field", Field),
        one_of("judgement", JUDGEMENTS),
        Index(None, "report_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    field: Mapped[str] = mapped_column(Text)
    sentence: Mapped[str] = mapped_column(Text)
    ordinal: Mapped[int]
    quote: Mapped[str] = mapped_column(Text)
    judged: Mapped[dict[str, Any]] = mapped_column(JSON)
    judgement: Mapped[str] = mapped_column(Text)
    corrections: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(Text)
    reviewer: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class ReviewedClaim(Base):
    """That a judgement is of a claim as it stands now; made anew by ``storage.claim_links``."""

    __tablename__ = "reviewed_claims"
    __table_args__ = (
        UniqueConstraint("claim_id", "review_id"),
        Index(None, "review_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id", ondelete="CASCADE"))
    review_id: Mapped[int] = mapped_column(ForeignKey("claim_reviews.id", ondelete="CASCADE"))
    is_reread: Mapped[bool]
