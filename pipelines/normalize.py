"""Strings as found → a report as it is stored.

What tells languages and signatures is loaded by who does it: a crawl leaves that to its workers.
"""

# ruff: noqa: PLC0415 -- see above

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Self

from attrs import evolve

from crawler.context import spider_of
from crawler.items import Address, Link, NotModified, Outcome, RawReport, Reason, Report, State
from crawler.site import Site
from crawler.software import extractor_of
from crawler.workers import UnfinishedError
from pipelines.copies.similarity import text_of
from pipelines.text import fingerprint, normalize_line, normalize_text
from pipelines.trusting import MOST_LINKS, MOST_NAMES, Doubts, told_briefly
from pipelines.visit_order import VisitOrder

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class NormalizePipeline:
    """RawReport → Report, or the Outcome that says it lies outside the dates asked for.

    Language and signature are told from all words, which takes a while: so it waits for a worker.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._order = VisitOrder()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_item(
        self, item: RawReport | Outcome | NotModified
    ) -> Report | Outcome | NotModified:
        async with self._order.turn_of(item):
            return await self._normalize(item) if isinstance(item, RawReport) else item

    async def _normalize(self, raw: RawReport) -> Report | Outcome:
        spider = spider_of(self.crawler)
        try:
            report = await spider.work(prepare, raw, spider.site)
        except UnfinishedError as error:
            return Outcome(
                publisher=raw.publisher,
                url=raw.requested_url,
                state=State.FAILED,
                reason=Reason.UNREADABLE,
                detail=str(error),
                fetched_at=raw.fetched_at,
                is_last=raw.is_last,
            )
        return keep_dates(report, spider.options.since, spider.options.until)


def prepare(raw: RawReport, site: Site) -> Report:
    """``normalize``, with the signature by which near-copies are found."""
    from pipelines.copies.shingles import signature

    report = normalize(raw, site)
    return evolve(report, signature=signature(text_of(report.title, report.body)))


def normalize(raw: RawReport, site: Site) -> Report:
    """Bring every field into its one form. Raises ValueError for a page without a fetch time."""
    from pipelines.language import detect_language

    if raw.fetched_at is None:
        raise ValueError(f"{raw.url}: no time of the fetch")
    title, subtitle = normalize_line(raw.title), normalize_line(raw.subtitle)
    body = normalize_text(raw.body)
    published_at, published_date = _published(raw)
    doubts = Doubts(list(raw.problems))
    return Report(
        publisher=raw.publisher,
        url=raw.url,
        requested_url=raw.requested_url,
        addresses=tuple(_addresses(raw, site)),
        post_id=doubts.post_id(raw.post_id),
        title=title,
        subtitle=subtitle,
        body=body,
        language=detect_language(
            f"{title}\n{subtitle}\n{body}", site.publisher.languages, raw.html_language
        ),
        published_at=published_at,
        published_date=published_date,
        published_from=raw.published_from if published_date else "",
        modified_at=_moment(raw.modified),
        sections=doubts.few("sections", _lines(raw.sections), MOST_NAMES),
        tags=doubts.few("tags", _lines(raw.tags), MOST_NAMES),
        author=normalize_line(raw.author),
        links=doubts.few("links", _links(raw.links), MOST_LINKS),
        method=raw.method,
        fetched_at=raw.fetched_at,
        captures=tuple(raw.captures),
        extractor=extractor_of(raw.publisher),
        etag=doubts.validator("ETag", raw.etag),
        last_modified=doubts.validator("Last-Modified", raw.last_modified),
        problems=told_briefly(doubts.told),
        is_last=raw.is_last,
        fingerprint=fingerprint(title, subtitle, body),
    )


def keep_dates(report: Report, since: date | None, until: date | None) -> Report | Outcome:
    """The report, unless its day lies outside; a crawl that asks for its day fetches it again."""
    day = report.published_date
    if day is None or ((since is None or day >= since) and (until is None or day <= until)):
        return report
    return Outcome(
        publisher=report.publisher,
        url=report.requested_url,
        state=State.EXCLUDED,
        reason=Reason.OUTSIDE_DATES,
        detail=f"published {day}",
        published=day,
        fetched_at=report.fetched_at,
        is_last=report.is_last,
    )


def _published(raw: RawReport) -> tuple[datetime | None, date | None]:
    local = date.fromisoformat(raw.published_local) if raw.published_local else None
    return _moment(raw.published), local


def _moment(text: str) -> datetime | None:
    """The UTC moment of an ISO 8601 string; None for a bare day, which is no moment."""
    if "T" not in text:
        return None
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _links(links: Sequence[Link]) -> list[Link]:
    return [evolve(link, label=normalize_line(link.label)) for link in links]


def _lines(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(normalize_line, values))))


def _addresses(raw: RawReport, site: Site) -> Iterator[Address]:
    """Where the report stands: first as fetched, then each other address once."""
    yield Address(raw.url, site.key(raw.url), "canonical")
    seen = {raw.url}
    others = [(url, "alias") for url in raw.requested_urls]
    others += [(raw.shortlink, "shortlink"), (raw.canonical, "alias")]
    for url, kind in others:
        if url and url not in seen and _is_own(url, site):
            seen.add(url)
            yield site.address(url, kind)


def _is_own(url: str, site: Site) -> bool:
    """Whether a page's word on where it stands can be true: its publisher's, and a report's."""
    return site.judge(url) is None
