"""When a page was published and last changed, what gave that, and what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import frozen

from crawler.extraction.dates.candidates import (
    MODIFIED_METAS,
    Candidate,
    Reading,
    candidates_of,
    checked,
)
from crawler.extraction.dates.datelines import guessed_date, shown_date
from crawler.extraction.dates.header_times import header_times
from crawler.extraction.dates.written import Written
from crawler.extraction.page.jsonld import texts_of
from crawler.extraction.page.reading import Page

_DAY = timedelta(days=1)
_MOST_OFFSET = timedelta(hours=14)
_QUARTER = timedelta(minutes=15)


@frozen
class PublicationDate:
    """Moment and local day of publication; None where they are not known."""

    at: datetime | None = None
    """UTC; None where only the day is known."""
    local: date | None = None
    """The publisher's own day, which at night is another than the day in UTC."""
    source: str = ""
    """What gave the moment, else the day: ``article:published_time``, ``json-ld``, ``time``,
    ``meta``, ``url``, ``source``, ``text`` or ``htmldate``; "" without a date."""


@frozen
class PageDates:
    """The dates of one page."""

    published: PublicationDate
    modified: datetime | None
    """Last change that the page admits, UTC."""
    problems: tuple[str, ...]
    """What was refused or contradicts itself, one sentence each."""


def find_dates(
    page: Page,
    *,
    timezone: str,
    fetched_at: datetime,
    hint: date | datetime | None = None,
) -> PageDates:
    """When a page was published and changed, and what was refused on the way.

    ``timezone`` is the publisher's IANA zone (ZoneInfoNotFoundError where there is none such),
    ``fetched_at`` an aware moment, ``hint`` what the source that named the page says: a local day,
    or an aware moment.

    Candidates in this order: ``article:published_time`` and JSON-LD (the moment, made for
    machines), ``<time>`` of the post's own header, other metas, the day in the URL, the hint; only
    without any of these the date shown to people, and last htmldate's. The first that is possible
    dates the page; but where the URL has a day, a moment more than a day away from it is refused:
    WordPress builds the URL from the date of publication, and what moves is the rest.
    """
    reading = Reading(page, ZoneInfo(timezone), fetched_at)
    candidates = list(candidates_of(reading, hint))
    if not candidates and (written := shown_date(reading.page)):
        candidates = list(checked(reading, "text", written))
    if not candidates and (day := guessed_date(page.tree, fetched_at)):
        candidates = [Candidate("htmldate", Written(day))]
    published = _decide(reading, candidates)
    modified = _modified(reading, published)
    return PageDates(published, modified, tuple(dict.fromkeys(reading.problems)))


def _decide(reading: Reading, candidates: list[Candidate]) -> PublicationDate:
    if not candidates:
        return PublicationDate()
    from_url = next((c for c in candidates if c.source == "url"), None)
    anchor = reading.local_day(from_url or candidates[0])
    agreeing = [c for c in candidates if abs(reading.local_day(c) - anchor) <= _DAY]
    for other in candidates:
        if other not in agreeing and other.source != "time":
            named = (from_url or candidates[0]).source
            reading.problems.append(
                f"{other.source}: {reading.local_day(other)} contradicts {named}: {anchor}"
            )
    for candidate in agreeing:
        if moment := candidate.written.moment(reading.zone):
            local = _local_day(reading, candidate, agreeing, from_url)
            return PublicationDate(moment, local, candidate.source)
    return PublicationDate(None, anchor, agreeing[0].source)


def _local_day(
    reading: Reading,
    chosen: Candidate,
    agreeing: list[Candidate],
    from_url: Candidate | None,
) -> date:
    """The day of a moment on the publisher's calendar: the URL's, that of a ``<time>`` for the same
    moment, the source's, else by the publisher's time zone."""
    if from_url is not None:
        return from_url.written.day
    for other in agreeing:
        if other.source == "time" and _same_moment(other.written, chosen.written, reading.zone):
            return reading.local_day(other)
    for other in agreeing:
        if other.source == "source" and other.written.clock is None:
            return other.written.day
    return reading.local_day(chosen)


def _same_moment(shown: Written, chosen: Written, zone: ZoneInfo) -> bool:
    """Whether two are one moment, an offset that a plugin muddled aside: then they differ by whole
    quarters of an hour."""
    one, other = shown.moment(zone), chosen.moment(zone)
    if one is None or other is None:
        return False
    apart = abs(one - other)
    return apart <= _MOST_OFFSET and apart % _QUARTER == timedelta(0)


def _modified(reading: Reading, published: PublicationDate) -> datetime | None:
    for source, texts in _modified_texts(reading.page):
        for candidate in reading.accept(f"modified, {source}", texts):
            if moment := candidate.written.moment(reading.zone):
                if _is_before(moment, published, reading.zone):
                    reading.problems.append(
                        f"modified, {source}: {moment:%Y-%m-%dT%H:%M:%SZ} is before publication"
                    )
                return moment
    return None


def _modified_texts(page: Page) -> Iterator[tuple[str, Iterable[str]]]:
    metas = page.outline.metas
    yield from ((name, metas.get(name, ())[:1]) for name in MODIFIED_METAS[:1])
    yield "json-ld", [t for i in page.items for t in texts_of(i.get("dateModified"))][:1]
    yield "time", header_times(page, modified=True)
    yield from ((name, metas.get(name, ())[:1]) for name in MODIFIED_METAS[1:])


def _is_before(moment: datetime, published: PublicationDate, zone: ZoneInfo) -> bool:
    if published.at is not None:
        return moment < published.at
    return published.local is not None and moment.astimezone(zone).date() < published.local
