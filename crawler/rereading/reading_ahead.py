"""Reports read by workers while those before them are written, in the order asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from pathlib import Path
from typing import TypeVar

from attrs import frozen

from crawler.claim import Reading
from crawler.publishers import SEEDS, load_publisher
from crawler.rereading.claims_reread import Text, read_text
from crawler.rereading.gathering import CaptureRead, Gatherer, ReportRead
from crawler.workers import UnfinishedError, Workers
from storage.engine import open_reader

T = TypeVar("T")


@frozen
class Source:
    """Where a worker finds what is stored of a publisher."""

    database_url: str
    folder: Path
    publisher: str


class ReadAhead:
    """Has the reports of one publisher read.

    With one worker they are read one at a time, and it waits while what it read is written; with
    more, all have something to read meanwhile.
    """

    def __init__(self, workers: Workers, source: Source) -> None:
        self._workers = workers
        self._source = source
        self._ahead = 1 if workers.count == 1 else 2 * workers.count

    def reports(self, ids: Sequence[int]) -> Iterator[tuple[int, ReportRead | UnfinishedError]]:
        """Each report with what was read of it, or why that was given up."""
        return self._in_order(read_report, ids)

    def captures(
        self, ids: Sequence[int]
    ) -> Iterator[tuple[int, CaptureRead | UnfinishedError | None]]:
        """The same for captures that gave no report."""
        return self._in_order(read_capture, ids)

    def claims(self, text: Text, publisher: str) -> Reading | str:
        """What a text claims that could not be told in advance."""
        try:
            return self._workers.result(self._workers.submit(read_text, text, publisher))
        except UnfinishedError as error:
            return str(error)

    def _in_order(
        self, read: Callable[[Source, int], T], ids: Sequence[int]
    ) -> Iterator[tuple[int, T | UnfinishedError]]:
        waiting = deque(ids)
        at_work: deque[tuple[int, Future[T]]] = deque()
        while waiting or at_work:
            while waiting and len(at_work) < self._ahead:
                row_id = waiting.popleft()
                at_work.append((row_id, self._workers.submit(read, self._source, row_id)))
            row_id, job = at_work.popleft()
            try:
                yield row_id, self._workers.result(job)
            except UnfinishedError as error:
                yield row_id, error
            except BrokenProcessPool:
                # A worker was killed while it waited: what was handed out is lost.
                waiting.extendleft([one for one, _ in reversed(at_work)])
                waiting.appendleft(row_id)
                at_work.clear()
                self._workers.renew()


def read_report(source: Source, report_id: int) -> ReportRead:
    """A worker's job."""
    return _gatherer(source).report(report_id)


def read_capture(source: Source, capture_id: int) -> CaptureRead | None:
    """A worker's job."""
    return _gatherer(source).capture(capture_id)


@cache
def _gatherer(source: Source) -> Gatherer:
    publisher = load_publisher(SEEDS / f"{source.publisher}.toml")
    return Gatherer(open_reader(source.database_url), publisher, source.folder)
