"""What is needed to set claims of several sources beside each other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from storage.claim_finding import Asked, find_claims
from storage.claim_models import Actor, Claim

ALL = -1
"""A limit that is none."""
_ABOVE = """\
SELECT
    claim_id, part_of, is_part, harm, victims, actor, count_min, count_max, vague, qualifier, quote
FROM claim WHERE claim_id IN (SELECT value FROM json_each(:ids))"""


def actors_stored(session: Session) -> list[str]:
    """Canonical names of the parties that any claim ever named, sorted."""
    return list(session.scalars(select(Actor.name).order_by(Actor.name)))


def claimants_stored(session: Session) -> list[str]:
    """Names of all who assert a claim, sorted."""
    return list(session.scalars(select(Claim.claimant).distinct().order_by(Claim.claimant)))


def figures_asked(session: Session, asked: Asked) -> list[dict[str, Any]]:
    """Claims as ``find_claims`` has them, without repeats and without what somebody rejected.

    Parts are among them: to be shown only where there is no whole of the kind.
    """
    every = find_claims(session, limit=ALL, **asked)
    wholes = find_claims(session, limit=ALL, **(asked | {"wholes": True}))
    top = {row["claim_id"] for row in wholes}
    return [
        row
        for row in every
        if row["claim_id"] in top or (row["is_part"] and row["review"] != "rejected")
    ]


def wholes_above(session: Session, rows: Iterable[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """By its id, every claim of which a row is a part, also where that is a part itself."""
    found: dict[int, dict[str, Any]] = {}
    wanted = {row["part_of"] for row in rows} - {None}
    while wanted:
        above = session.execute(text(_ABOVE), {"ids": json.dumps(sorted(wanted))}).mappings()
        found |= {row["claim_id"]: dict(row) for row in above}
        wanted = {row["part_of"] for row in found.values()} - {None} - set(found)
    return found
