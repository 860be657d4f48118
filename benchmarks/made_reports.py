"""Reports that nobody published: the same number gives the same report, whatever else is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from hashlib import sha256
from random import Random

from attrs import evolve, frozen
from made_texts import Source, Text, arabic_text, english_text

from crawler.items import Address, Link, Report
from crawler.publishers import Publisher, publishers
from pipelines.claims.claimants import publisher_claimant
from pipelines.claims.reader_version import READER
from pipelines.copies.bands import bands

FIRST_CRAWL, CRAWLS = date(2025, 1, 1), 360
"""Each publisher is crawled on each day from the first on."""
SHARES = {"snhr": 6, "iraqinews": 3, "syriatimes": 1}
"""Of the reports; copies are published by the others."""
_FIRST_DAY = date(2012, 1, 1)
_DAYS = 5000
_HOUR = time(3, 0, tzinfo=UTC)


@frozen
class Visit:
    """A page as one crawl saw it. Crawls are numbered from 0."""

    crawl: int
    report: Report
    bands: tuple[int, ...]


def made_visits(number: int) -> Iterator[Visit]:
    """All visits that gave report ``number``, which counts from 1, a new text."""
    pick = Random(f"visits {number}")  # noqa: S311 -- not for secrets
    original = _original(number, pick)
    if original:
        yield _copy(number, original, pick)
        return
    first = _first_visit(number)
    yield first
    editions = pick.choices((0, 1, 2), (90, 8, 2))[0] if first.report.language == "en" else 0
    for edition in range(1, editions + 1):
        crawl = first.crawl + edition * (1 + number % 5)
        if crawl < CRAWLS:
            yield _with_text(first, crawl, number, _text(number, edition))


def crawl_start(crawl: int) -> datetime:
    """When a crawl began."""
    return datetime.combine(FIRST_CRAWL + timedelta(days=crawl), _HOUR)


def _original(number: int, pick: Random) -> int | None:
    """Of which report this one is a copy."""
    if number % 12 or number < 24:
        return None
    original = number - pick.randint(1, min(number - 1, 200))
    return original if original % 12 else None


@cache
def _publishers() -> tuple[Publisher, ...]:
    known = {one.name: one for one in publishers()}
    return tuple(known[name] for name in SHARES)


def _publisher_of(number: int) -> Publisher:
    pick = Random(f"publisher {number}")  # noqa: S311 -- not for secrets
    return pick.choices(_publishers(), list(SHARES.values()))[0]


def _day_of(number: int) -> date:
    pick = Random(f"day {number}")  # noqa: S311 -- not for secrets
    return _FIRST_DAY + timedelta(days=pick.randrange(_DAYS))


def _text(number: int, edition: int = 0) -> Text:
    pick = Random(f"text {number}")  # noqa: S311 -- not for secrets
    if pick.random() < 0.15:
        return arabic_text(pick)
    known = publisher_claimant(_publisher_of(number).name)
    publisher = Source(known.name, known.role)
    return english_text(pick, publisher, _day_of(number), edition)


def _first_visit(number: int) -> Visit:
    pick = Random(f"report {number}")  # noqa: S311 -- not for secrets
    publisher, day, text = _publisher_of(number), _day_of(number), _text(number)
    url = f"{publisher.home}blog/{day:%Y/%m/%d}/{number}/"
    addresses = [_address(url, "canonical")]
    if number % 3 == 0:
        addresses.append(_address(f"{publisher.home}?p={number}", "shortlink"))
    links = [Link("pdf", f"{publisher.home}wp-content/{number}.pdf", "The full report", "en")]
    language = "en" if text.reading.claims else "ar"
    report = Report(
        publisher=publisher.name,
        url=url,
        requested_url=url,
        addresses=tuple(addresses),
        post_id=str(number),
        title=text.title,
        subtitle=text.subtitle,
        body=text.body,
        language=language,
        published_at=datetime.combine(day, time(number % 24, number % 60, tzinfo=UTC)),
        published_date=day,
        published_from="article:published_time",
        modified_at=datetime.combine(day, time(23, 30, tzinfo=UTC)),
        sections=(pick.choice(("News", "Monthly Reports", "Statements", "Human Rights")),),
        tags=("syria", f"tag {number % 40}"),
        author=f"Desk {number % 7}",
        links=tuple(links) if number % 4 == 0 else (),
        method="publisher:div.td-post-content",
        fetched_at=crawl_start(0),
        extractor="0.1.0+000000000000",
        reading=text.reading,
        reader=READER,
        fingerprint=_fingerprint(text),
        signature=_signature(number),
    )
    crawl = 0 if number % 10 else number // 10 % CRAWLS
    return Visit(crawl, evolve(report, fetched_at=_moment(crawl, number)), bands(report.signature))


def _with_text(first: Visit, crawl: int, number: int, text: Text) -> Visit:
    """The page with a later text, which has nearly the same signature."""
    signature = (*first.report.signature[:-4], *_signature(number + crawl)[-4:])
    report = evolve(
        first.report,
        title=text.title,
        subtitle=text.subtitle,
        body=text.body,
        reading=text.reading,
        fingerprint=_fingerprint(text),
        signature=signature,
        fetched_at=_moment(crawl, number),
    )
    return Visit(crawl, report, bands(signature))


def _copy(number: int, original: int, pick: Random) -> Visit:
    """What another publisher took over three days later."""
    first = _first_visit(original)
    told = first.report
    others = [one for one in _publishers() if one.name != told.publisher]
    publisher = pick.choice(others)
    day = _day_of(original) + timedelta(days=3)
    url = f"{publisher.home}blog/{day:%Y/%m/%d}/{number}/"
    ending = "\n\nRead more on our pages."
    text = Text(told.title, told.subtitle, told.body + ending, told.reading)
    report = evolve(
        told,
        publisher=publisher.name,
        url=url,
        requested_url=url,
        addresses=(_address(url, "canonical"),),
        post_id=str(number),
        body=text.body,
        published_at=datetime.combine(day, time(number % 24, tzinfo=UTC)),
        published_date=day,
        modified_at=None,
        links=(),
        fingerprint=_fingerprint(text),
        signature=(*told.signature[:-2], *_signature(number)[-2:]),
        duplicate_of=original,
        similarity=0.97,
    )
    crawl = min(first.crawl + 3, CRAWLS - 1)
    return Visit(crawl, evolve(report, fetched_at=_moment(crawl, number)), bands(report.signature))


def _address(url: str, kind: str) -> Address:
    return Address(url, url.split("//", 1)[1].rstrip("/"), kind)


def _moment(crawl: int, number: int) -> datetime:
    return crawl_start(crawl) + timedelta(seconds=60 + number % 20_000)


def _fingerprint(text: Text) -> str:
    return sha256(f"{text.title}\n{text.subtitle}\n{text.body}".encode()).hexdigest()


def _signature(number: int) -> tuple[int, ...]:
    """As long and as wide as one of a text; texts of different reports share nothing."""
    pick = Random(f"signature {number}")  # noqa: S311 -- not for secrets
    return tuple(pick.getrandbits(32) for _ in range(64))
