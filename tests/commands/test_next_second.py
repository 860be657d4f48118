"""Moments are stored to the second: two crawls never share one."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.commands.crawl import await_next_second
from storage.columns import whole_second
from storage.crawls import finish_crawl, start_crawl
from storage.engine import Database, open_database
from storage.ledger import publisher_id


def ended(folder: Path, moment: datetime | None) -> Database:
    """A database whose only crawl ended then; None for one without a crawl."""
    database = open_database(f"sqlite:///{folder / 'reports.sqlite'}")
    if moment is not None:
        with database.session() as session:
            owner = publisher_id(session, "snhr", "SNHR", "https://snhr.org/")
            crawl = start_crawl(session, owner, moment, {})
            finish_crawl(session, crawl, moment, "complete", 0)
    return database


def test_a_crawl_waits_until_the_second_is_over_in_which_another_ended(tmp_path: Path) -> None:
    moment = datetime.now(UTC)
    database = ended(tmp_path, moment)
    await_next_second(database)
    assert whole_second(datetime.now(UTC)) > whole_second(moment)
    database.close()


@pytest.mark.parametrize("ago", [None, timedelta(seconds=2), timedelta(days=-1)])
def test_nothing_else_is_waited_for(
    ago: timedelta | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = ended(tmp_path, ago and datetime.now(UTC) - ago)

    def refuse(seconds: float) -> None:
        raise AssertionError(f"waited {seconds} s")

    monkeypatch.setattr(time, "sleep", refuse)
    await_next_second(database)
    database.close()
