"""A database of its own for each test, in a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from stored_items import NOW

from storage.engine import Database, open_database
from storage.ledger import publisher_id


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data/reports.sqlite"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = open_database(url)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as session:
        yield session


@pytest.fixture
def owner(session: Session) -> int:
    """Id of a publisher."""
    return publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")


@pytest.fixture
def now() -> object:
    return NOW
