"""Stages that wait keep the order in which the visits of one page came."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary

from crawler.items import NotModified, Outcome, RawReport, Report


class VisitOrder:
    """What an archive shows of one page goes on in its order: a later visit waits for its turn."""

    def __init__(self) -> None:
        self._of_pages: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def turn_of(self, item: RawReport | Report | Outcome | NotModified) -> asyncio.Lock:
        """The turn of the page that was asked for, to be held while the stage waits."""
        page = item.requested_url if isinstance(item, RawReport | Report) else item.url
        return self._of_pages.setdefault(page, asyncio.Lock())
