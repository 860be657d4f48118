"""A file in which all that a publisher can write is markup, with claims of every shape."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from crawler.claim import Actor, ActorKind, Claim, Field, Flag, Harm, Reading, Unparsed, Victims
from crawler.items import Address, Link, Report
from storage.captures import CaptureRecord, record_capture
from storage.crawls import record_issue, start_crawl
from storage.engine import open_database
from storage.ledger import publisher_id
from storage.models import Page
from storage.reports import store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NEXT_DAY = NOW + timedelta(days=1)
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"&{{7*7}}"
URL = "https://monitor.example/blog/"
ARABIC = "مقتل ثلاثة مدنيين في الرقة"
SHA = "ab" * 32
_END = "\n\nMany were wounded.\n\nThe monitor closes each report so."
_FIRST = f"At least 12 civilians were killed, including 4 children. {HOSTILE}{_END}"
_SECOND = f"At least 15 civilians were killed, including 4 children. {HOSTILE}\n\nCorrected.{_END}"


def write_told_file(path: Path) -> None:
    """Report 1 with two texts, 2 a copy of it, 3 in Arabic; captures, a failed page, an issue."""
    database = open_database(f"sqlite:///{path}")
    with database.session() as session:
        owner = publisher_id(session, "monitor", f"Monitor {HOSTILE}", "https://monitor.example/")
        crawl = start_crawl(session, owner, NOW, {}, "monitor/20260301")
        for report, now in (
            (_report(1, _FIRST, fetched_at=NOW), NOW),
            (_report(1, _SECOND, fetched_at=NEXT_DAY), NEXT_DAY),
            (_report(2, _SECOND, fetched_at=NOW, duplicate_of=1, similarity=0.97), NOW),
            (_report(3, ARABIC, fetched_at=NOW, title=ARABIC, language="ar"), NOW),
        ):
            _store_captured(session, owner, crawl, report, now)
        record_issue(session, crawl, NOW, "warning", "no_date", detail=HOSTILE, url=URL + HOSTILE)
        session.add(
            Page(
                publisher_id=owner, url=URL + HOSTILE, key="gone", state="failed", reason="network",
                reason_detail=HOSTILE, discovered_via="feed", first_seen_at=NOW,
            )
        )  # fmt: skip
    database.close()


def _store_captured(
    session: Session, owner: int, crawl: int, report: dict[str, Any], now: datetime
) -> None:
    place = session.info["places"] = session.info.get("places", 0) + 100
    record = CaptureRecord(
        url=report["url"], status=200, media_type="text/html", fetched_at=now, sha256=SHA,
        file=f"monitor/{HOSTILE}.warc.gz", offset=place, length=100,
    )  # fmt: skip
    captures = (record_capture(session, crawl, record),)
    store(session, owner, Report(**report, captures=captures), now=now)


def _report(number: int, body: str, **given: Any) -> dict[str, Any]:
    url = f"{URL}{number}/"
    title = given.pop("title", f"15 civilians killed {HOSTILE}")
    return {
        "publisher": "monitor",
        "url": url,
        "requested_url": url,
        "addresses": (
            Address(url, url, "canonical"),
            Address(f"{url}?'\"><script>alert(3)</script>", url, "alias"),
        ),
        "title": title,
        "subtitle": HOSTILE,
        "body": body,
        "language": "en",
        "author": HOSTILE,
        "sections": (HOSTILE,),
        "tags": (HOSTILE,),
        "links": (
            Link("pdf", "javascript:alert(4)", HOSTILE),
            Link("pdf", 'https://monitor.example/a.pdf?"><script>alert(5)</script>', HOSTILE),
        ),
        "published_date": date(2026, 2, 20 + number),
        "method": "publisher:article",
        "fingerprint": hashlib.sha256((title + body).encode()).hexdigest(),
        "reading": _reading(title, body),
        "reader": "0.1.0+reader",
    } | given


def _reading(title: str, body: str) -> Reading:
    """A title's claim; a whole, its part within, one that overlaps both; a vague one."""
    if title == ARABIC:
        return Reading()
    number = int(body.split()[2])
    return Reading(
        (
            _claim(title, "15 civilians killed", 15, field=Field.TITLE),
            _claim(body, body[: body.index(".")], number, flags=frozenset({Flag.SUPERSEDED})),
            _claim(body, "killed, including 4", 4, harm=Harm.INJURED),
            _claim(body, "4 children", 4, victims=Victims.CHILD, part_of=1, is_part=True),
            _claim(body, "Many were wounded", None, vague=HOSTILE, harm=Harm.INJURED),
        ),
        (_unparsed(body, "The monitor closes each report so."), _unparsed(body, HOSTILE)),
    )


def _claim(text: str, quote: str, count: int | None, **given: Any) -> Claim:
    start = text.index(quote)
    values: dict[str, Any] = {
        "field": Field.BODY,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "harm": Harm.KILLED,
        "count_min": count,
        "count_max": count,
        "victims": Victims.CIVILIAN,
        "claimant": f"Source {HOSTILE}",
        "actor": Actor(f"Party {HOSTILE}", ActorKind.UNKNOWN),
        "place_text": HOSTILE,
        "date_start": date(2026, 2, 27),
        "date_end": date(2026, 2, 27),
    }
    return Claim(**(values | given))


def _unparsed(body: str, words: str) -> Unparsed:
    start = body.index(words)
    return Unparsed(
        field=Field.BODY,
        start=start,
        end=start + len(words),
        sentence=words,
        why="harm_without_number",
    )
