"""The end of ``scrapy crawl``: whoever the user named is told."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from scrapy.settings import BaseSettings

from crawler.commands.summary import COUNTS
from crawler.context import spider_of
from crawler.notices import Notice, Notifier, is_wanted, read_notifier
from crawler.notifying import notify
from crawler.outcome import Ending
from storage.crawls import record_issue, status_before
from storage.engine import Database
from storage.errors import StorageError

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)


def notifier_of(settings: BaseSettings) -> Notifier:
    """Whom the settings name. Raises NotifyError."""
    return read_notifier(
        settings["NOTIFY_COMMAND"],
        settings["NOTIFY_WEBHOOK"],
        settings["NOTIFY_WHEN"],
        settings["NOTIFY_TIMEOUT"],
    )


def tell_unbegun(notifier: Notifier, publisher: str, ending: Ending, text: str) -> None:
    """Of a crawl that could not begin. Never raises."""
    notice = Notice(
        publisher=publisher,
        outcome=ending.name.lower(),
        exit_status=ending.value,
        text=text,
        counts={},
    )
    if is_wanted(notifier, ending.value, None):
        for failed in notify(notifier, notice):
            logger.warning("%s", failed)


def tell(notifier: Notifier, database: Database, crawler: Crawler, ending: int, text: str) -> None:
    """Of a crawl that ended. What fails is logged and recorded, and changes nothing else."""
    stats = crawler.stats
    crawl_id = stats.get_value("crawl/id")
    notice = Notice(
        publisher=spider_of(crawler).name,
        outcome=stats.get_value("crawl/outcome"),
        exit_status=ending,
        text=text.strip() + "\n",
        crawl_id=crawl_id,
        counts={name: stats.get_value(f"crawl/{name}", 0) for name in COUNTS},
        drift=tuple(stats.get_value("crawl/drift", ())),
    )
    try:
        with database.reading() as session:
            before = status_before(session, crawl_id)
    except StorageError:
        before = None
    if not is_wanted(notifier, ending, before):
        return
    told = notify(notifier, notice)
    for failed in told:
        logger.warning("%s", failed)
    try:
        with database.session() as session:
            now = datetime.now(UTC)
            for failed in told:
                record_issue(session, crawl_id, now, "warning", "notify_failed", detail=failed)
    except StorageError as error:
        logger.warning("that could not be recorded: %s", error)
