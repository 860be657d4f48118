"""Reads the file through storage, off the event loop and within a time limit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from datasette.utils import sqlite_timelimit
from sqlalchemy.orm import Session

from browse.site import Site
from storage.errors import StorageError

Answer = TypeVar("Answer")


class TooSlow(Exception):  # noqa: N818 -- what happened, in the words of the page
    """The answer was not there within the site's time limit."""


async def read(site: Site, question: Callable[[Session], Answer]) -> Answer:
    """What ``question`` makes of one state of the file. Raises ``TooSlow``, ``StorageError``."""

    def ask() -> Answer:
        try:
            with site.reader.reading() as session:
                driver = session.connection().connection.driver_connection
                with sqlite_timelimit(driver, site.sql_time_limit_ms):
                    return question(session)
        except StorageError as error:
            if "interrupted" in str(error.__cause__):
                raise TooSlow from error
            raise

    return await asyncio.get_running_loop().run_in_executor(site.executor, ask)
