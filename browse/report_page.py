"""What the page of a report shows: a text with its claims, and where the text comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from attrs import frozen
from sqlalchemy import text
from sqlalchemy.orm import Session

from browse.highlights import Piece, Span, cut_paragraphs, cut_text
from crawler.citation import citation
from crawler.commands.claim_words import (
    actor_words,
    flag_words,
    number_words,
    period_words,
    place_words,
    review_words,
)
from crawler.commands.shown_changes import moment
from crawler.evidence.differences import Difference, Text, compare_texts
from storage.claim_comparing import ALL
from storage.claim_finding import find_claims
from storage.histories import History, Version, read_history
from storage.models import Capture
from storage.report_evidence import captures_of_report, describe_report
from storage.report_relations import Relations, read_relations

_UNPARSED = text(
    "SELECT sentence, why, field FROM unparsed WHERE version_id = :version_id ORDER BY start"
)
COMPARED = 12
"""The latest texts, which are compared with those before them; `scrapy diff` compares all."""


@frozen
class ShownClaim:
    """A claim in words; what is not told is empty."""

    claim_id: int
    number: int
    """On this page, from 1."""
    part_of: int | None
    """The number of its whole."""
    figure: str
    harm: str
    victims: str
    actor: str
    claimant: str
    when: str
    place: str
    weapon: str
    scope: str
    flags: str
    review: str
    quote: str


@frozen
class ShownVersion:
    """One text of the report."""

    version: Version
    first_seen: str
    last_seen: str
    change: Difference | None
    """From the text before; None for the first, and for what is not compared."""


@frozen
class ShownCapture:
    """One look at the page."""

    capture_id: int
    at: str
    url: str
    status: int
    sha256: str
    where: str
    """File, offset and length."""
    number: int | None
    """Of the text that it shows."""


@frozen
class ReportPage:
    """All that the page shows."""

    told: dict[str, Any]
    """As ``describe_report`` gives it."""
    shown: Version
    title: list[Piece]
    subtitle: list[Piece]
    body: list[list[Piece]]
    claims: list[ShownClaim]
    unparsed: list[dict[str, Any]]
    versions: list[ShownVersion]
    """The latest first."""
    captures: list[ShownCapture]
    relations: Relations
    history: History
    citation: str


def read_report_page(session: Session, report_id: int, number: int | None) -> ReportPage:
    """The page of a report with one of its texts, the current one where no number is given.

    Raises ``LookupError`` where there is no such report or text.
    """
    told = describe_report(session, report_id)
    history = read_history(session, report_id)
    shown = _chosen(history, number)
    rows = [
        row
        for row in find_claims(session, limit=ALL, report_id=report_id, all_versions=True)
        if row["version_id"] == shown.version_id
    ]
    rows.sort(key=lambda row: row["position"])
    numbers = {row["claim_id"]: place for place, row in enumerate(rows, 1)}
    captures = captures_of_report(session, report_id)
    return ReportPage(
        told=told,
        shown=shown,
        title=cut_text(shown.title, _spans(rows, numbers, "title")),
        subtitle=cut_text(shown.subtitle, _spans(rows, numbers, "subtitle")),
        body=cut_paragraphs(shown.body, _spans(rows, numbers, "body")),
        claims=[_claim(row, numbers) for row in rows],
        unparsed=[
            dict(row)
            for row in session.execute(_UNPARSED, {"version_id": shown.version_id}).mappings()
        ],
        versions=_versions(history),
        captures=_captures(captures, history),
        relations=read_relations(session, report_id),
        history=history,
        citation=_citation(told, shown, captures),
    )


def _chosen(history: History, number: int | None) -> Version:
    for version in history.versions:
        if version.is_current if number is None else version.number == number:
            return version
    raise LookupError(f"report {history.report_id} has no text {number}")


def _spans(rows: Sequence[Mapping[str, Any]], numbers: Mapping[int, int], name: str) -> list[Span]:
    return [
        Span(row["start"], row["end"], numbers[row["claim_id"]])
        for row in rows
        if row["field"] == name
    ]


def _claim(row: Mapping[str, Any], numbers: Mapping[int, int]) -> ShownClaim:
    return ShownClaim(
        claim_id=row["claim_id"],
        number=numbers[row["claim_id"]],
        part_of=numbers.get(row["part_of"]),
        figure=number_words(row),
        harm=_plain(row["harm"]),
        victims=_plain(row["victims"]),
        actor=actor_words(row),
        claimant=row["claimant"],
        when=period_words(row),
        place=place_words(row),
        weapon=_plain(row["weapon"]),
        scope=_plain(row["scope"]),
        flags=flag_words(row),
        review=review_words(row),
        quote=row["quote"],
    )


def _plain(word: str | None) -> str:
    return (word or "").replace("_", " ")


def _versions(history: History) -> list[ShownVersion]:
    compared = list(pairwise(history.versions))[-COMPARED:]
    changes = {new.number: compare_texts(_text(old), _text(new)) for old, new in compared}
    return [
        ShownVersion(
            version,
            _short(version.first_seen_at),
            _short(version.last_seen_at),
            changes.get(version.number),
        )
        for version in reversed(history.versions)
    ]


def _text(version: Version) -> Text:
    return Text(version.title, version.subtitle, version.body)


def _short(at: datetime) -> str:
    return moment(at)[:16].replace("T", " ")


def _captures(captures: Sequence[Capture], history: History) -> list[ShownCapture]:
    numbers = {version.version_id: version.number for version in history.versions}
    return [
        ShownCapture(
            capture_id=one.id,
            at=moment(one.original_at or one.fetched_at),
            url=one.original_url or one.url,
            status=one.status,
            sha256=one.sha256,
            where=f"{one.file}, {one.length:,} bytes at {one.offset:,}",
            number=numbers.get(one.version_id) if one.version_id else None,
        )
        for one in captures
    ]


def _citation(told: Mapping[str, Any], shown: Version, captures: Sequence[Capture]) -> str:
    capture = next((one for one in captures if one.id == shown.capture_id), None)
    seen = capture and (capture.original_at or capture.fetched_at)
    return citation(
        publisher=told["publisher_title"],
        title=shown.title,
        published_date=told["published_date"],
        url=told["url"],
        captured_at=moment(seen) if seen else None,
        sha256=capture.sha256 if capture else None,
    )
