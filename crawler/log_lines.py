"""What Scrapy says of a page that broke: one line tells of a full disk, not a trace a page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter, LogFormatterResult
from scrapy.utils.log import get_scrapy_root_handler

from crawler.characters import printable
from storage.errors import StorageError

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from twisted.python.failure import Failure


class PlainFormatter(logging.Formatter):
    """Lines in which what a page or a server said is no command to a terminal and no line of its
    own: control characters are written out, what comes behind a line end stands further right."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self.inner = inner

    def format(self, record: logging.LogRecord) -> str:
        first, *others = self.inner.format(record).splitlines() or [""]
        return "\n".join(map(written_out, [first, *(f"  {line}" for line in others)]))


def written_out(line: str) -> str:
    """One line with ``\\x1b`` for what is not printable."""
    if line.isprintable():
        return line
    return "".join(c if printable(c) == c or c == "\t" else repr(c)[1:-1] for c in line)


class LogLines(LogFormatter):
    """Scrapy's, but that the crawl's own line is enough where the database failed.

    Made when Scrapy's handler is there, and so the place to make its lines plain.
    """

    def __init__(self) -> None:
        super().__init__()
        handler = get_scrapy_root_handler()
        if handler is not None and not isinstance(handler.formatter, PlainFormatter):
            handler.setFormatter(PlainFormatter(handler.formatter or logging.Formatter()))

    def item_error(
        self,
        item: Any,  # noqa: ANN401 -- Scrapy's signature
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        line = super().item_error(item, exception, response, spider)
        if isinstance(exception, StorageError):
            line["level"] = logging.DEBUG
        return line
