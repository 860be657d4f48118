"""The crawl's own row: begun, judged and closed; and what goes wrong on the way, recorded."""

from __future__ import annotations

import asyncio
import errno
import logging
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Any, Self

from attrs import asdict
from scrapy import signals
from scrapy.http import Response
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from twisted.python.failure import Failure

from crawler.captures.naming import stem_of
from crawler.context import STORAGE_FAILED, spider_of
from crawler.discovery.entries import Trouble
from crawler.discovery.sources import SourceRun
from crawler.drift import Seen
from crawler.items import Outcome, Reason, State
from crawler.outcome import Ending, Evidence, judge_crawl, outcome_of
from crawler.watching import Watched, watch
from storage.crawls import (
    finish_crawl,
    known_reports,
    last_moment,
    record_issue,
    start_crawl,
)
from storage.due import Wanted
from storage.engine import open_database
from storage.errors import StorageError
from storage.layouts import mark_generic
from storage.ledger import publisher_id
from storage.measures import write_measure
from storage.settling import settle
from storage.vouching import note_vouched

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO}
CLOSED_BY = {
    f"closespider_{name.lower()}": f"CLOSESPIDER_{name}"
    for name in ("TIMEOUT", "PAGECOUNT", "ITEMCOUNT", "ERRORCOUNT", "TIMEOUT_NO_ITEM")
}
"""Scrapy's reasons for an end, and the settings behind them."""
EXAMPLES = 3
"""URLs named in a finding about many."""


class CrawlRecord:
    """Keeps the row of ``crawls``; leaves the exit status in the stats."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.database = open_database(crawler.settings["DATABASE_URL"])
        self.started_at = datetime.now(UTC)
        self.signal: int | None = None
        self.limit = ""
        """The setting that ended the crawl."""
        self.storage_failed = False
        self.bugs = 0
        self.stopping: asyncio.Future[None] | None = None
        self.known_before = 0
        crawler.signals.connect(self.spider_opened, signals.spider_opened)
        crawler.signals.connect(self.spider_closed, signals.spider_closed)
        crawler.signals.connect(self.item_error, signals.item_error)
        crawler.signals.connect(self.spider_error, signals.spider_error)
        crawler.signals.connect(self.fail_storage, STORAGE_FAILED)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self) -> None:
        spider = spider_of(self.crawler)
        self._watch_signals()
        publisher = spider.site.publisher
        with self.database.session() as session:
            owner = publisher_id(session, publisher.name, publisher.title, publisher.home)
            self.known_before = known_reports(session, owner)
            before = last_moment(session, owner)
            options = asdict(spider.options, value_serializer=_plain)
            archive = f"{publisher.name}/{stem_of(publisher.name, self.started_at)}"
            crawl = start_crawl(session, owner, self.started_at, options, archive)
            self._note_clock(session, crawl, before)
        self.crawler.stats.set_value("crawl/publisher_id", owner)
        self.crawler.stats.set_value("crawl/id", crawl)
        self.crawler.stats.set_value("crawl/archive", archive)

    def _note_clock(self, session: Session, crawl: int, before: datetime | None) -> None:
        if before is None or before <= self.started_at:
            return
        detail = (
            f"this machine's clock says {self.started_at:%Y-%m-%d %H:%M}, an earlier crawl"
            f" {before:%Y-%m-%d %H:%M}: one is wrong, and what is seen now counts as earlier"
        )
        logger.warning("%s", detail)
        record_issue(session, crawl, self.started_at, "warning", "clock", detail=detail)

    def item_error(self, item: Any, response: Response | None, failure: Failure) -> None:  # noqa: ANN401 -- whatever a pipeline was given
        self._note_failure(failure, response, type(item).__name__)

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        self._note_failure(failure, response, "page")

    def _note_failure(self, failure: Failure, response: Response | None, what: str) -> None:
        """A bug costs one page, which says so; a database that fails ends the crawl."""
        if _is_of_storage(failure.value):
            self.fail_storage(failure.value)
            return
        self.bugs += 1
        # Scrapy hands over the failure in place of a response that never came.
        asked = response.meta.get("asked") if isinstance(response, Response) else None
        detail = f"{what}: {type(failure.value).__name__}: {failure.value}"
        try:
            self._write_bug(asked, detail)
        except StorageError as error:
            self.fail_storage(error)
        self.crawler.stats.inc_value("crawl/settled")
        self.crawler.stats.inc_value("crawl/failed")

    def fail_storage(self, error: BaseException | None) -> None:
        """What comes in cannot be kept, so nothing more is asked for."""
        if not self.storage_failed:
            self.storage_failed = True
            logger.error("nothing more can be stored, the crawl stops: %s", error)
            self._stop("storage_failed")

    def _stop(self, reason: str) -> None:
        if self.crawler.engine is not None:
            closing = self.crawler.engine.close_spider_async(reason=reason)
            self.stopping = asyncio.ensure_future(closing)

    def _write_bug(self, url: str | None, detail: str) -> None:
        now = datetime.now(UTC)
        stats = self.crawler.stats
        with self.database.session() as session:
            if url:
                outcome = Outcome(
                    publisher=spider_of(self.crawler).name,
                    url=url,
                    state=State.FAILED,
                    reason=Reason.BUG,
                    detail=detail,
                    fetched_at=now,
                )
                settle(session, stats.get_value("crawl/publisher_id"), outcome, now=now)
            crawl = stats.get_value("crawl/id")
            record_issue(session, crawl, now, "error", "bug", detail=detail, url=url)

    def spider_closed(self, reason: str) -> None:
        watched = Watched()
        self.limit = CLOSED_BY.get(reason, "")
        try:
            self._note_vouched()
            watched = self._watch()
            self._write_findings(watched)
            ending, outcome = self._judge(watched.drift)
            self._write_end(ending, outcome)
        except StorageError as error:
            self.storage_failed = True
            logger.error("the end of the crawl could not be stored: %s", error)  # noqa: TRY400 -- one line for a person
            ending, outcome = self._judge(watched.drift)
        self.crawler.stats.set_value("crawl/drift", watched.drift)
        self.crawler.stats.set_value("crawl/outcome", outcome)
        self.crawler.stats.set_value("crawl/exit_status", ending.value)
        logger.info("crawl %s (Scrapy: %s)", outcome, reason)

    def _count(self, name: str) -> int:
        return int(self.crawler.stats.get_value(f"crawl/{name}", 0))

    @property
    def _source_answered(self) -> bool:
        return any(run.answered for run in spider_of(self.crawler).discovery.runs)

    def _watch(self) -> Watched:
        """Whether the site has drifted; pages of an unknown layout are due again."""
        spider, stats = spider_of(self.crawler), self.crawler.stats
        seen = Seen(
            whole=spider.options.whole and not self._is_cut_short and self._source_answered,
            listed=len(set().union(*(run.keys for run in spider.discovery.runs))),
            known_before=self.known_before,
            stored=self._count("stored"),
            not_report=self._count("not_report"),
            kept=self._count("layout"),
            lost=self._count("container_lost"),
            measure=spider.tally.measure,
        )
        crawl, owner = stats.get_value("crawl/id"), stats.get_value("crawl/publisher_id")
        with self.database.session() as session:
            if spider.archive or spider.wayback:
                # What an archive holds of old layouts tells nothing of the site as it is.
                write_measure(session, crawl, seen.measure)
                return Watched()
            watched = watch(session, crawl, spider.site.publisher.expect, seen)
            if watched.unknown_since:
                detail = "read in no known container; asked for again by the next crawl"
                mark_generic(session, owner, watched.unknown_since, detail)
        return watched

    @property
    def _is_cut_short(self) -> bool:
        return self.signal is not None or bool(self.limit)

    def _judge(self, drift: tuple[str, ...]) -> tuple[Ending, str]:
        evidence = Evidence(
            bugs=self.bugs,
            storage_failed=self.storage_failed,
            signal=self.signal,
            source_answered=self._source_answered,
            failed=self._count("failed"),
            drift=drift,
            limited=bool(self.limit),
        )
        ending = judge_crawl(evidence)
        return ending, outcome_of(ending, evidence)

    def _write_findings(self, watched: Watched) -> None:
        crawl, now = self.crawler.stats.get_value("crawl/id"), datetime.now(UTC)
        found = [*findings(spider_of(self.crawler).discovery.runs)]
        found += [("warning", "drift", told) for told in watched.drift]
        if self.limit:
            value = self.crawler.settings[self.limit]
            told = f"{self.limit} ({value}) ended the crawl; the next one takes up what is left"
            found.append(("warning", "run_limit", told))
        if kept := self._count("layout"):
            told = f"pages whose body stands no more where it was: {kept}; the stored texts stay"
            found.append(("warning", "layout", told))
        with self.database.session() as session:
            for level, kind, detail in found:
                record_issue(session, crawl, now, level, kind, detail=detail)
                # Where no source answered, the summary says so in one line.
                shown = level.upper() if self._source_answered else "DEBUG"
                logger.log(logging.getLevelName(shown), "%s: %s", kind, detail)

    def _note_vouched(self) -> None:
        """Reports that a source says are unchanged count as such, though nobody fetched them."""
        wanted = Wanted(now=datetime.now(UTC), crawl_started=self.started_at)
        with self.database.session() as session:
            owner = self.crawler.stats.get_value("crawl/publisher_id")
            self.crawler.stats.inc_value("crawl/unchanged", note_vouched(session, owner, wanted))

    def _write_end(self, ending: Ending, outcome: str) -> None:
        names = ("discovered", "fetched", "new", "changed", "unchanged", "not_report", "failed")
        counts = {name: self._count(name) for name in names}
        with self.database.session() as session:
            finish_crawl(
                session,
                self.crawler.stats.get_value("crawl/id"),
                datetime.now(UTC),
                outcome,
                ending.value,
                **counts,
            )

    def _watch_signals(self) -> None:
        """Remember which signal ended the crawl; Scrapy's own handlers then end it in order."""
        for number in (signal.SIGINT, signal.SIGTERM):
            stop = signal.getsignal(number)
            if callable(stop):
                signal.signal(number, self._remembering(stop))

    def _remembering(self, stop: Any) -> Any:  # noqa: ANN401 -- signal's own type of a handler
        def handle(number: int, frame: FrameType | None) -> None:
            self.signal = self.signal or number
            stop(number, frame)

        return handle


def findings(runs: list[SourceRun]) -> Iterator[tuple[str, str, str]]:
    """Level, kind and detail of what the sources showed, worth a line and a row."""
    for run in runs:
        by_trouble: dict[Trouble, list[str]] = {}
        for error in run.troubles:
            by_trouble.setdefault(error.trouble, []).append(str(error))
        for trouble, details in by_trouble.items():
            level = "info" if trouble is Trouble.ABSENT else "warning"
            more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
            yield level, f"source_{trouble}", f"{run.kind}: {details[0]}{more}"
        if run.bad_urls:
            yield "warning", "source_bad_url", f"{run.kind}: {_some(run.bad_urls)}"
        if run.lacking:
            detail = f"{run.kind} names what the sources before it lack: {_some(run.lacking)}"
            yield "warning", "source_incomplete", detail


def _is_of_storage(error: BaseException | None) -> bool:
    """Whether nothing more can be kept; a disk is full also for a library's temporary file."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    return isinstance(error, SQLAlchemyError | StorageError)


def _some(values: list[str]) -> str:
    examples = ", ".join(values[:EXAMPLES])
    return f"{len(values)}, such as {examples}" if len(values) > EXAMPLES else examples


def _plain(_instance: object, _field: object, value: Any) -> Any:  # noqa: ANN401 -- attrs' serializer
    return value.isoformat() if hasattr(value, "isoformat") else value
