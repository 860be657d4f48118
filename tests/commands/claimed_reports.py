"""Reports with claims of the test's own making, stored as the pipelines store them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from running import Project
from seen_reports import MIRRORS, writing
from sqlalchemy.orm import Session

from crawler.claim import (
    Actor,
    ActorKind,
    Attribution,
    Claim,
    ClaimantRole,
    DatePrecision,
    Field,
    Flag,
    Harm,
    Place,
    Qualifier,
    Reading,
    Scope,
    Victims,
)
from crawler.items import Address, Report
from crawler.urls import page_key
from pipelines.text import fingerprint
from storage.ledger import publisher_id
from storage.reports import store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
RUSSIA = Actor("Russian forces", ActorKind.FOREIGN_STATE, "RU")
REGIME = Actor("Syrian regime", ActorKind.STATE, "SY")
COALITION = Actor("US-led coalition", ActorKind.COALITION)
IDLIB = Place("geonames:1", "Idlib", "city", "Idlib", "SY", 35.93, 36.63)
RAQQA = Place("geonames:2", "Raqqa", "city", "Raqqa", "SY", 35.95, 39.01)
SNHR = {"claimant": "SNHR", "claimant_role": ClaimantRole.MONITOR}
SOHR = {"claimant": "SOHR", "claimant_role": ClaimantRole.MONITOR}
CJTF = {"claimant": "US-led coalition (CJTF-OIR)", "claimant_role": ClaimantRole.MILITARY}
AT_LEAST, CHILD = Qualifier.AT_LEAST, Victims.CHILD


def month(year: int, number: int, last: int = 0) -> dict[str, Any]:
    """Dates of a total of a month, or of some months to the last one."""
    return {
        "date_start": date(year, number, 1),
        "date_end": date(year, last or number, 1),
        "date_precision": DatePrecision.MONTH,
        "scope": Scope.PERIOD_TOTAL,
    }


def on(day: str) -> dict[str, Any]:
    """Dates of an event of one day."""
    at = date.fromisoformat(day)
    return {"date_start": at, "date_end": at, "date_precision": DatePrecision.DAY}


def ever_since(day: str) -> dict[str, Any]:
    """Dates of a count that goes on."""
    return {"date_start": date.fromisoformat(day), "scope": Scope.CUMULATIVE}


def part(whole: int | None, **given: Any) -> dict[str, Any]:
    """Of the claim with that place in the list."""
    return {"is_part": True, "part_of": whole, **given}


APRIL = (
    "At least 98 civilians were killed in April 2017, including 24 children. Of them 56 civilians"
    " died by Russian forces, 42 civilians by the Syrian regime; in Raqqa dozens were injured."
)
APRIL_CLAIMS: list[tuple[str, int | None, dict[str, Any]]] = [
    ("98 civilians killed in April", 98, {"field": "title", **SNHR, **month(2017, 4)}),
    ("At least 98 civilians were killed", 98, {"qualifier": AT_LEAST, **SNHR, **month(2017, 4)}),
    ("24 children", 24, part(1, victims=CHILD, **SNHR, **month(2017, 4))),
    ("56 civilians died by Russian forces", 56, part(1, actor=RUSSIA, **SNHR, **month(2017, 4))),
    ("42 civilians by the Syrian regime", 42, part(1, actor=REGIME, **SNHR, **month(2017, 4))),
    ("dozens were injured", None, {"vague": "dozens", "harm": Harm.INJURED, "victims": None,
     "place": RAQQA, "place_text": "Raqqa", **SNHR, **month(2017, 4)}),
]  # fmt: skip


def claim_report(
    session: Session,
    number: int,
    body: str,
    claims: list[tuple[str, int | None, dict[str, Any]]],
    *,
    publisher: str = "snhr",
    title: str = "A title",
    published: str | None = "2017-05-01",
    at: datetime = NOW,
    **given: Any,
) -> int:
    """Store a report at ``url_of`` with quote, count and details of its claims; returns its id."""
    url = url_of(number, publisher)
    item = Report(
        publisher=publisher,
        url=url,
        requested_url=url,
        addresses=(Address(url, page_key(url, MIRRORS), "canonical"),),
        title=title,
        subtitle="",
        body=body,
        language="en",
        method="publisher:article",
        fetched_at=at,
        published_date=date.fromisoformat(published) if published else None,
        fingerprint=fingerprint(title, "", body),
        reading=Reading(tuple(_claim({"title": title, "body": body}, *one) for one in claims)),
        reader="0.1.0+test",
        **given,
    )
    owner = publisher_id(session, publisher, publisher.upper(), f"https://{publisher}.example/")
    return store(session, owner, item, now=at).report_id


def url_of(number: int, publisher: str = "snhr") -> str:
    return f"https://{publisher}.example/{number}/"


def _claim(text: dict[str, str], quote: str, count: int | None, given: dict[str, Any]) -> Claim:
    field = Field(given.get("field", "body"))
    start = text[field].index(quote)
    values: dict[str, Any] = {
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "harm": Harm.KILLED,
        "count_min": count,
        "count_max": count,
        "victims": Victims.CIVILIAN,
        "claimant": "SNHR",
    }
    if given.get("actor"):
        values["attribution"] = Attribution.STATED
    return Claim(**(values | given | {"field": field}))


def store_april(project: Project) -> None:
    """Report 1: a month of SNHR, wholes and parts; 2: an event that SOHR tells, of 60 to 70."""
    with writing(project) as session:
        claim_report(session, 1, APRIL, APRIL_CLAIMS, title="98 civilians killed in April")
        told = "SOHR says that 60 to 70 people died in Idlib on April 4, it seems by Russian jets."
        event = {"count_max": 70, "victims": Victims.PERSON, "actor": RUSSIA, "place": IDLIB,
                 "attribution": Attribution.SUSPECTED, "place_text": "Idlib",
                 "flags": frozenset({Flag.SUPERSEDED}), **SOHR, **on("2017-04-04")}  # fmt: skip
        claim_report(
            session, 2, told, [("60 to 70 people died", 60, event)],
            publisher="iraqinews", published="2017-04-05",
        )  # fmt: skip


def store_comparable(project: Project) -> None:
    """What five sources say of one party in a month, of an event, and since it began."""
    whole = {"actor": COALITION, **SNHR, **month(2017, 4)}
    event = {"actor": COALITION, "place": RAQQA, "place_text": "Raqqa", **on("2017-04-12")}
    since = {"actor": COALITION, **CJTF, **ever_since("2014-08-08")}
    with writing(project) as session:
        words = (
            "In April 2017, 640 civilians were killed, 260 of them by the coalition; 40 children"
            " died by raids. On April 12 its raids killed 11 in Raqqa. 9 civilians died, in Hama."
        )
        claim_report(session, 1, words, [
            ("640 civilians were killed", 640, {**SNHR, **month(2017, 4)}),
            ("260 of them by the coalition", 260, part(0, **whole)),
            ("40 children", 40, part(1, victims=CHILD, **whole)),
            ("its raids killed 11 in Raqqa", 11, {**event, **SNHR}),
            ("9 civilians died, in Hama", 9, {"actor": COALITION, "place_text": "Hama", **SNHR,
             **on("2017-04-13")}),
        ])  # fmt: skip
        words = "SOHR counts 187 civilians killed by the coalition, 50 of them in Raqqa, in April."
        told = {"actor": COALITION, **SOHR, **month(2017, 4)}
        claim_report(session, 2, words, [
            ("187 civilians killed by the coalition", 187, told),
            ("50 of them in Raqqa", 50, part(0, place=RAQQA, place_text="Raqqa", **told)),
        ], publisher="iraqinews", published="2017-05-02")  # fmt: skip
        words = "SOHR says 14 civilians died in Raqqa that Wednesday. Jets killed 3 in Idlib."
        claim_report(session, 3, words, [
            ("14 civilians died in Raqqa", 14, {**event, **SOHR}),
            ("killed 3 in Idlib", 3, {**event, **SOHR, "place": IDLIB, "place_text": "Idlib"}),
        ], publisher="iraqinews", published="2017-04-13")  # fmt: skip
        words = "Since it began, at least 396 civilians were unintentionally killed by its strikes."
        quote = "at least 396 civilians were unintentionally killed"
        for number, day in ((4, "2017-05-30"), (5, "2017-06-02")):
            claim_report(session, number, f"{words} {day}", [(quote, 396, since)],
                         publisher="syriatimes", published=day)  # fmt: skip
        words = "The coalition killed 187 civilians in April, SOHR says. Some 20 died, undated."
        claim_report(session, 6, words, [
            ("killed 187 civilians in April", 187, told),
            ("20 died", 20, {"actor": COALITION, **SOHR}),
        ], publisher="syriatimes", published="2017-05-09")  # fmt: skip
