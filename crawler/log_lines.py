"""What Scrapy says of a page that broke: one line tells of a full disk, not a trace a page."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.logformatter import LogFormatter, LogFormatterResult

from storage.errors import StorageError

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from twisted.python.failure import Failure


class LogLines(LogFormatter):
    """Scrapy's, but that the crawl's own line is enough where the database failed."""

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
