"""Readings of texts, made by hand from the words that a test is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import evolve
from sqlalchemy import select
from sqlalchemy.orm import Session
from stored_items import make_report, store

from crawler.claim import Actor, ActorKind, Claim, Field, Harm, Place, Reading, Unparsed, Victims
from crawler.items import Report
from storage.claims import Read
from storage.models import ReportVersion
from storage.reports import Stored

READER = "0.1.0+reader"
RUSSIA = Actor("Russian forces", ActorKind.FOREIGN_STATE, "RU")
REGIME = Actor("Syrian regime forces", ActorKind.STATE, "SY")
IDLIB = Place("geonames:1", "Idlib", "city", "Idlib", "SY", 35.93, 36.63)
RAQQA = Place("geonames:2", "Raqqa", "city", "Raqqa", "SY", 35.95, 39.01)


def claim_of(report: Report, quote: str, count: int | None = None, **given: Any) -> Claim:
    """A claim of civilians killed where ``quote`` stands first, ``nth`` for a later place."""
    field = Field(given.pop("field", "body"))
    text = getattr(report, field)
    start = -1
    for _ in range(given.pop("nth", 1)):
        start = text.index(quote, start + 1)
    values: dict[str, Any] = {
        "field": field,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "harm": Harm.KILLED,
        "count_min": count,
        "count_max": given.pop("count_max", count),
        "victims": Victims.CIVILIAN,
        "claimant": "The Monitor",
    }
    return Claim(**(values | given))


def unparsed_of(report: Report, sentence: str, why: str = "harm_without_number") -> Unparsed:
    start = report.body.index(sentence)
    return Unparsed(
        field=Field.BODY, start=start, end=start + len(sentence), sentence=sentence, why=why
    )


def with_claims(
    report: Report, *claims: Claim, unparsed: tuple[Unparsed, ...] = (), reader: str = READER
) -> Report:
    return evolve(report, reading=Reading(claims, unparsed), reader=reader)


def store_claims(
    session: Session,
    owner: int,
    words: str,
    claims: list[tuple[Any, ...]],
    *,
    now: datetime,
    number: int | str = 1,
    **given: Any,
) -> Stored:
    """Store a report with these words and claims: quote, count and a mapping of the rest.

    ``words`` are its body; ``reader`` and fields of the report may be given.
    """
    reader = given.pop("reader", READER)
    report = make_report(number, body=words, **given)
    made = [
        claim_of(report, quote, count, **(rest[0] if rest else {}))
        for quote, count, *rest in claims
    ]
    return store(session, owner, with_claims(report, *made, reader=reader), now=now)


def version_of(session: Session, report_id: int, number: int = 1) -> ReportVersion:
    return session.scalars(
        select(ReportVersion).where(
            ReportVersion.report_id == report_id, ReportVersion.number == number
        )
    ).one()


def read(*claims: Claim, reader: str = READER, unparsed: tuple[Unparsed, ...] = ()) -> Read:
    return Read(Reading(claims, unparsed), reader, "en", None)
