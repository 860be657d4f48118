"""The schema that answers questions from indexes, and how a file of the release before gets it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from storage.engine import open_database
from storage.upgrade import SCRIPTS

ADDED = {
    "ix_claims_asked",
    "ix_claims_claimant",
    "ix_claims_flagged",
    "ix_claims_vague",
    "ix_report_versions_later",
    "ix_reports_coverage",
    "ix_reports_published_date",
}


def test_a_file_of_the_release_before_gets_the_indexes_and_keeps_its_rows(tmp_path: Path):
    path = tmp_path / "older.sqlite"
    make_older(path, "0003")
    assert not ADDED & indexes(path)
    assert "ix_reports_publisher_id_published_date" in indexes(path)
    database = open_database(f"sqlite:///{path}")
    assert database.backup is not None
    database.close()
    assert indexes(path) >= ADDED
    assert "ix_reports_publisher_id_published_date" not in indexes(path)
    assert ask(path, "SELECT name FROM publishers") == [("monitor",)]


def make_older(path: Path, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.exec_driver_sql(
            "INSERT INTO publishers (name, title, home) VALUES ('monitor', 'M', 'https://m.example/')"
        )
    engine.dispose()


def indexes(path: Path) -> set[str]:
    return {row[0] for row in ask(path, "SELECT name FROM sqlite_master WHERE type = 'index'")}


def ask(path: Path, query: str) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()
