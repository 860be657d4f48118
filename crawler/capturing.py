"""Next to the downloader: every response is captured, or comes from a capture."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Self

from attrs import frozen
from scrapy import Request, signals
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.utils.httpobj import urlparse_cached

from crawler.captures.composing import Exchange, check_address
from crawler.captures.grouping import GroupWriter
from crawler.captures.reading import (
    ArchiveError,
    Capture,
    CapturedResponse,
    RecordTooLargeError,
    read_response,
)
from crawler.captures.writing import WarcWriter, Written
from crawler.characters import one_line
from crawler.context import STORAGE_FAILED, spider_of
from crawler.evidence.places import place_of
from crawler.failures import NotFetched, NotKept
from crawler.items import Reason
from crawler.software import SOFTWARE
from storage.captures import (
    CaptureRecord,
    add_captures,
    answer_before,
    last_answer,
    record_capture,
)
from storage.crawls import resumable_crawls
from storage.engine import open_database
from storage.errors import StorageError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

LONGEST_MEDIA_TYPE = 200

RESUME_WITHIN = timedelta(hours=24)
"""What was answered before a crawl died is not asked for again; robots.txt may be kept as long
(RFC 9309, 2.4)."""

_SECRET = frozenset({"authorization", "cookie", "proxy-authorization"})
"""Request headers that are never stored; of these only a proxy's can be there at all."""


@frozen
class Captured:
    """A response on its way to the disk."""

    exchange: Exchange
    page_id: int | None
    response: Response


class CaptureMiddleware:
    """Writes what the server sent to the crawl's WARC files, then its row; or fails the crawl.

    What comes while others are written waits, and is written with what waits beside it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.database = open_database(crawler.settings["DATABASE_URL"])
        self.folder = Path(crawler.settings["ARCHIVE_DIR"])
        self.writer: WarcWriter | None = None
        self._group_writer: GroupWriter[Captured, Written, int] | None = None
        crawler.signals.connect(self.spider_closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        if "download_stopped" in response.flags:  # a part of an answer is no capture
            return response
        replayed: Capture | None = request.meta.pop("replayed", None)
        try:
            if replayed:
                record = self._refer(request, response, replayed)
                with self.database.session() as session:
                    capture_id = record_capture(session, self._crawl, record)
            else:
                exchange = self._exchange(request, response)
                captured = Captured(exchange, request.meta.get("page_id"), response)
                capture_id = await self._groups.put(captured)
        except (ArchiveError, StorageError) as error:
            self.crawler.signals.send_catch_log(STORAGE_FAILED, error=error)
            raise NotKept(str(error)) from error
        request.meta["capture_id"] = capture_id
        if not replayed:
            request.meta["seen_at"] = exchange.fetched_at
        return response

    @property
    def _crawl(self) -> int:
        return int(self.crawler.stats.get_value("crawl/id"))

    @property
    def _groups(self) -> GroupWriter[Captured, Written, int]:
        if self._group_writer is None:
            self._group_writer = GroupWriter(self._write, self._keep)
        return self._group_writer

    def _exchange(self, request: Request, response: Response) -> Exchange:
        fetched_at = datetime.now(UTC)
        refers_to = None
        if response.status == HTTPStatus.NOT_MODIFIED:
            with self.database.reading() as session:
                refers_to = last_answer(session, request.url)
        check_address(request.url)
        return Exchange(
            url=request.url,
            status=response.status,
            reason=_phrase(response.status),
            headers=_pairs(response.headers),
            body=response.body,
            fetched_at=fetched_at,
            method=request.method,
            request_headers=_request_headers(request),
            protocol=response.protocol or "HTTP/1.1",
            ip=str(response.ip_address or ""),
            refers_to=refers_to,
        )

    def _write(self, group: Sequence[Captured]) -> Sequence[Written]:
        """Of a group, in the writer's thread; when it returns, all is on the disk."""
        return self._open_writer().write_group([captured.exchange for captured in group])

    def _keep(self, group: Sequence[Captured], written: Sequence[Written]) -> Sequence[int]:
        """The rows of what is on the disk, in one transaction; their ids."""
        with self.database.session() as session:
            records = [self._record(*pair) for pair in zip(group, written, strict=True)]
            return add_captures(session, self._crawl, records)

    def _record(self, captured: Captured, written: Written) -> CaptureRecord:
        exchange = captured.exchange
        original = self._original(exchange.url)
        return CaptureRecord(
            url=exchange.url,
            status=exchange.status,
            media_type=_media_type(captured.response.headers),
            fetched_at=exchange.fetched_at,
            sha256=written.sha256,
            file=written.file.relative_to(self.folder).as_posix(),
            offset=written.offset,
            length=written.length,
            page_id=captured.page_id,
            original_url=original[0] if original else "",
            original_at=original[1] if original else None,
        )

    def _refer(self, request: Request, response: Response, capture: Capture) -> CaptureRecord:
        """A replayed response is not captured again: its row says where its body lies."""
        kept = capture.body_in or capture
        folder, file = self.folder.resolve(), kept.file.resolve()
        inside = file.is_relative_to(folder)
        return CaptureRecord(
            url=request.url,
            status=response.status,
            media_type=kept.media_type,
            fetched_at=kept.captured_at,
            sha256=hashlib.sha256(response.body).hexdigest(),
            file=file.relative_to(folder).as_posix() if inside else file.as_posix(),
            offset=kept.offset,
            length=kept.length,
            page_id=request.meta.get("page_id"),
        )

    def _open_writer(self) -> WarcWriter:
        if self.writer is None:
            path = self.folder / self.crawler.stats.get_value("crawl/archive")
            self.writer = WarcWriter(
                path.parent,
                path.name,
                software=SOFTWARE,
                max_bytes=self.crawler.settings.getint("WARC_MAX_BYTES"),
                about={
                    "robots": "obey"
                    if self.crawler.settings.getbool("ROBOTSTXT_OBEY")
                    else "ignore",
                    "http-header-user-agent": self.crawler.settings["USER_AGENT"],
                },
            )
        return self.writer

    def _original(self, url: str) -> tuple[str, datetime] | None:
        wayback = spider_of(self.crawler).wayback
        return wayback.original(url) if wayback else None

    async def spider_closed(self) -> None:
        if self._group_writer is not None:
            await self._group_writer.close()
        if self.writer is not None:
            self.writer.close()


class ReplayMiddleware:
    """Answers from captures: those of ``-a archive=``, or what a crawl that died left unread."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.database = open_database(crawler.settings["DATABASE_URL"])
        self.folder = Path(crawler.settings["ARCHIVE_DIR"])
        self.resumed: list[int] = []
        crawler.signals.connect(self.spider_opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def spider_opened(self) -> None:
        spider, stats = spider_of(self.crawler), self.crawler.stats
        if spider.archive is None and not spider.options.refresh:
            with self.database.reading() as session:
                self.resumed = resumable_crawls(
                    session, stats.get_value("crawl/id"), datetime.now(UTC) - RESUME_WITHIN
                )

    def process_request(self, request: Request) -> Response | None:
        if spider_of(self.crawler).archive is not None:
            capture = self._find(request)
            if capture is None:
                raise NotFetched(Reason.NOT_IN_ARCHIVE, "not in the archive")
            return self._answer(request, capture, _read(capture))
        return self._answer_of_before(request) if self.resumed else None

    def _find(self, request: Request) -> Capture | None:
        archive = spider_of(self.crawler).archive
        visit: Capture | None = request.meta.get("visit")
        if archive is None:
            return None
        if visit is not None and visit in archive.visits(request.url):
            return visit
        # Redirects and further pages: as they were when the page itself was captured.
        return archive.find(request.url, visit.captured_at if visit else None)

    def _answer_of_before(self, request: Request) -> Response | None:
        with self.database.reading() as session:
            page_id = request.meta.get("page_id")
            row = answer_before(session, self.resumed, request.url, page_id)
        if row is None:
            return None
        capture = place_of(row, self.folder)
        try:
            served = read_response(capture)
        except ArchiveError:
            # Whatever became of it, the site has the list too; ``scrapy verify`` tells of damage.
            return None
        self.crawler.stats.inc_value("crawl/resumed")
        return self._answer(request, capture, served)

    def _answer(self, request: Request, capture: Capture, served: CapturedResponse) -> Response:
        request.meta["replayed"] = capture
        request.meta["seen_at"] = capture.captured_at
        return as_response(request.url, served)


class WaybackMiddleware:
    """Gives a copy from the Wayback Machine the address and the moment of what it is a copy of."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        wayback = spider_of(self.crawler).wayback
        original = wayback.original(request.url) if wayback else None
        if original is None or response.status != HTTPStatus.OK:
            return response
        request.meta["seen_at"] = original[1]
        return response.replace(url=original[0])


def as_response(url: str, served: CapturedResponse) -> Response:
    """A captured response as Scrapy's downloader would give it."""
    headers = Headers()
    for name, value in served.headers:
        if name.lower() not in {"transfer-encoding", "content-length"}:
            headers.appendlist(name, value.encode("latin-1"))
    kind = responsetypes.from_args(headers=headers, url=url, body=served.body)
    return kind(url, status=served.status, headers=headers, body=served.body)


def _read(capture: Capture) -> CapturedResponse:
    try:
        return read_response(capture)
    except RecordTooLargeError as error:
        raise NotFetched(Reason.TOO_LARGE, str(error)) from error
    except ArchiveError as error:
        raise NotFetched(Reason.INCOMPLETE, str(error)) from error


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Scrapy keeps neither the case nor the order in which headers came."""
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )


def _request_headers(request: Request) -> tuple[tuple[str, str], ...]:
    sent = tuple(pair for pair in _pairs(request.headers) if pair[0].lower() not in _SECRET)
    if "Host" in request.headers:
        return sent
    return (("Host", urlparse_cached(request).netloc), *sent)


def _media_type(headers: Headers) -> str:
    value = (headers.get("Content-Type") or b"").decode("latin-1")
    return one_line(value.partition(";")[0][:LONGEST_MEDIA_TYPE]).lower()


def _phrase(status: int) -> str:
    """Scrapy does not keep the server's own words."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
