"""What people judged of claims."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from attrs import fields_dict, frozen
from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from crawler.claim import (
    Attribution,
    ClaimantRole,
    DatePrecision,
    Harm,
    Qualifier,
    Scope,
    Victims,
    Weapon,
)
from storage.claim_links import link_claims
from storage.claim_models import JUDGEMENTS, Claim, ClaimReview
from storage.models import ReportVersion
from storage.stored_claims import Standing, standing_claims

_WORDS: dict[str, type[StrEnum]] = {
    "harm": Harm,
    "qualifier": Qualifier,
    "victims": Victims,
    "claimant_role": ClaimantRole,
    "attribution": Attribution,
    "weapon": Weapon,
    "date_precision": DatePrecision,
    "scope": Scope,
}
_NUMBERS = ("count_min", "count_max")
_DAYS = ("date_start", "date_end")
_FREE = ("vague", "claimant", "actor", "actor_text", "weapon_text", "place", "place_text")
_NEVER_EMPTY = ("harm", "qualifier", "attribution", "scope", "claimant")
CORRECTABLE = (*_WORDS, *_NUMBERS, *_DAYS, *_FREE)
"""Columns of the view ``claim`` that a person can put right."""


@frozen
class Review:
    """A judgement, and the claim that it is of."""

    review_id: int
    report_id: int
    url: str
    claim_id: int | None
    """In the newest text that has it; None where today's reader finds no such claim."""
    judgement: str
    corrections: dict[str, Any]
    note: str | None
    reviewer: str | None
    at: str
    field: str
    quote: str
    sentence: str
    harm: str
    count_min: int | None
    count_max: int | None
    victims: str | None


def add_review(
    session: Session,
    claim_id: int,
    judgement: str,
    *,
    corrections: Mapping[str, str | None] | None = None,
    note: str | None = None,
    reviewer: str | None = None,
    now: datetime,
) -> int:
    """Note what a person judged of a claim; it holds for the same claim in other texts, too.

    ``corrections`` are of columns of the view ``claim``, as people type them; None or an empty
    value says that the text tells no such thing. Returns the id of the judgement. Raises
    ``LookupError`` for no claim, ``ValueError`` for a judgement that makes no sense.
    """
    row = session.get(Claim, claim_id)
    if row is None:
        raise LookupError(f"there is no claim {claim_id}")
    version = session.get_one(ReportVersion, row.version_id)
    standing = next(one for one in standing_claims(session, version) if one.claim_id == claim_id)
    review = ClaimReview(
        report_id=version.report_id,
        field=standing.claim.field,
        sentence=standing.sentence,
        ordinal=standing.ordinal,
        quote=standing.claim.quote,
        judged=standing.details,
        judgement=judgement,
        corrections=read_corrections(judgement, corrections or {}, standing),
        note=note or None,
        reviewer=reviewer or None,
        at=now,
    )
    session.add(review)
    session.flush()
    link_claims(session, version.report_id)
    return review.id


def read_corrections(
    judgement: str, typed: Mapping[str, str | None], standing: Standing
) -> dict[str, Any]:
    """What was typed, as the columns hold it. Raises ``ValueError``."""
    if judgement not in JUDGEMENTS:
        raise ValueError(f"{judgement!r} is no judgement; known are: {', '.join(JUDGEMENTS)}")
    if (judgement == "corrected") != bool(typed):
        raise ValueError("corrections belong to the judgement 'corrected', and to no other")
    values = {name: _read_value(name, value) for name, value in typed.items()}
    corrected = standing.details | values
    low, high = corrected["count_min"], corrected["count_max"]
    if (low is None) != (high is None) or (low is not None and low > high):
        raise ValueError(f"count_min {low} and count_max {high} are no range: correct both")
    first, last = corrected["date_start"], corrected["date_end"]
    if first and last and first > last:
        raise ValueError(f"date_start {first} is after date_end {last}")
    return values


def list_reviews(session: Session, report_id: int | None = None) -> list[Review]:
    """All judgements, or those of one report, in the order in which they were given."""
    rows = session.execute(
        text(
            "SELECT * FROM claim_review WHERE :report_id IS NULL OR report_id = :report_id"
            " ORDER BY review_id"
        ),
        {"report_id": report_id},
    ).mappings()
    return [_review(row) for row in rows]


def _review(row: RowMapping) -> Review:
    plain = {name: row[name] for name in fields_dict(Review)}
    return Review(**{**plain, "corrections": json.loads(plain["corrections"])})


def _read_value(name: str, typed: str | None) -> Any:  # noqa: ANN401 -- of whatever type the column is
    value = (typed or "").strip()
    if name not in CORRECTABLE:
        raise ValueError(f"{name!r} cannot be corrected; what can: {', '.join(CORRECTABLE)}")
    if not value:
        if name in _NEVER_EMPTY:
            raise ValueError(f"{name} is never empty")
        return None
    try:
        if name in _WORDS:
            return _WORDS[name](value).value
        if name in _NUMBERS:
            return _read_count(value)
        return date.fromisoformat(value).isoformat() if name in _DAYS else value
    except ValueError as error:
        known = f"; known are: {', '.join(_WORDS[name])}" if name in _WORDS else ""
        raise ValueError(f"{name}: {value!r} cannot be stored{known}") from error


def _read_count(value: str) -> int:
    count = int(value)
    if count < 0:
        raise ValueError("below zero")
    return count
