"""What may date a page, in the order in which it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import Factory, define, frozen

from crawler.extraction.dates.datelines import JUDGED_METAS
from crawler.extraction.dates.header_times import header_times
from crawler.extraction.dates.in_words import read_attribute
from crawler.extraction.dates.written import Written, refusal
from crawler.extraction.page.addresses import may_be_own, split
from crawler.extraction.page.jsonld import texts_of
from crawler.extraction.page.reading import Page

_URL_DAY = re.compile(r"/(\d{4})/(\d{2})/(\d{2})(?=/|$)")
_PUBLISHED_META = "article:published_time"
MODIFIED_METAS = ("article:modified_time", "og:updated_time", "datemodified")
_OTHER_METAS = tuple(n for n in JUDGED_METAS if n not in (_PUBLISHED_META, *MODIFIED_METAS))


@frozen
class Candidate:
    source: str
    written: Written


@define
class Reading:
    """One page being dated: its clock, and what was found wrong on the way."""

    page: Page
    zone: ZoneInfo
    fetched_at: datetime
    problems: list[str] = Factory(list)

    def accept(self, source: str, texts: Iterable[str]) -> Iterator[Candidate]:
        """The texts that are possible dates of this page; the others become problems."""
        for text in texts:
            written = read_attribute(text)
            why = "is no date" if written is None else refusal(written, self.fetched_at)
            if written is None or why:
                self.problems.append(f"{source}: {text[:60]!r} {why}")
            else:
                yield Candidate(source, written)

    def local_day(self, candidate: Candidate) -> date:
        """The publisher's day: as written, but a moment in UTC is taken to the publisher's zone.

        ``<time>`` with an offset shows the site's own clock, at +00:00 too: versions of the tagDiv
        theme write that behind local time (an hour or two off the head of the same page, in two
        of nine real ones). Head and JSON-LD say +00:00 when they mean UTC.
        """
        written = candidate.written
        in_utc = written.offset == timedelta(0) and candidate.source != "time"
        moment = written.moment(self.zone) if in_utc or written.zulu else None
        return moment.astimezone(self.zone).date() if moment else written.day


def checked(reading: Reading, source: str, written: Written) -> Iterator[Candidate]:
    if why := refusal(written, reading.fetched_at):
        reading.problems.append(f"{source}: {written.day} {why}")
    else:
        yield Candidate(source, written)


def candidates_of(reading: Reading, hint: date | datetime | None) -> Iterator[Candidate]:
    page = reading.page
    metas = page.outline.metas
    yield from reading.accept(_PUBLISHED_META, metas.get(_PUBLISHED_META, ())[:1])
    dated = (texts_of(item.get("datePublished")) for item in page.items)
    yield from reading.accept("json-ld", next(filter(None, dated), ())[:1])
    yield from reading.accept("time", header_times(page, modified=False))
    other = page.outline.meta(*_OTHER_METAS)
    yield from reading.accept("meta", [other] if other else [])
    yield from reading.accept("url", _url_days(page)[:1])
    if isinstance(hint, datetime):
        yield from checked(reading, "source", _from_moment(hint))
    elif hint is not None:
        yield from checked(reading, "source", Written(hint))


def _from_moment(moment: datetime) -> Written:
    clock = moment.replace(tzinfo=None, microsecond=0)
    return Written(clock.date(), clock, moment.utcoffset(), zulu=not moment.utcoffset())


def _url_days(page: Page) -> list[str]:
    url, canonical = page.outline.url, page.outline.canonical
    parts = map(split, (url, canonical) if may_be_own(canonical, url) else (url,))
    return ["-".join(m.groups()) for p in parts if p and (m := _URL_DAY.search(p.path))]
