"""A database of its own for each test, in a real file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.claim_marks import wrongly_marked
from storage.engine import Database, database_path, open_database
from storage.ledger import publisher_id
from storage.models import Report


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/data/reports.sqlite"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once and copied, as the migrations take most of a test's time."""
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('empty')}/reports.sqlite")
    database.close()
    return database.path


@pytest.fixture
def database(url: str, empty_file: Path) -> Iterator[Database]:
    path = database_path(url)
    path.parent.mkdir()
    shutil.copyfile(empty_file, path)
    database = open_database(url)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Whatever a test does with it, the marks of claims are to be right afterwards."""
    with database.session() as session:
        yield session
        if session.is_active:
            reports = session.scalars(select(Report.id)).all()
            assert [wrong for one in reports for wrong in wrongly_marked(session, one)] == []


@pytest.fixture
def owner(session: Session) -> int:
    """Id of a publisher."""
    return publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
