"""How a file of one release becomes one of another."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from rereading.older_release import make_schema
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from stored_items import NOW, count_rows, make_report, store

from crawler.items import Reason, State
from storage.engine import Database, open_database, open_reader
from storage.errors import StorageError
from storage.ledger import publisher_id
from storage.models import ADDRESS_KINDS, ISSUE_LEVELS, LINK_KINDS, Base
from storage.upgrade import SCRIPTS, bring_up, is_ours, newest
from storage.views import view_statements, views_are_current

STEP = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reports", recreate="always") as table:
        table.add_column(sa.Column("mood", sa.Text))
    {more}
"""

OLDER = """
INSERT INTO publishers (name, title, home) VALUES ('monitor', 'The Monitor', 'https://m.example/');
INSERT INTO crawls (publisher_id, started_at, outcome, exit_status, options, discovered, fetched,
    new, changed, unchanged, not_report, failed)
    VALUES (1, '2026-03-01 12:00:00', 'complete', 0, '{}', 3, 3, 3, 0, 0, 0, 0);
INSERT INTO pages (url, state, reason, publisher_id, key, attempts, first_seen_at, discovered_via)
    VALUES
    ('https://monitor.example/1/', 'stored', NULL, 1, 'a', 1, '2026-03-01 12:00:00', 'feed'),
    ('https://monitor.example/2/', 'gone', 'shrunk', 1, 'b', 1, '2026-03-01 12:00:00', 'feed');
"""


@pytest.fixture
def filled(database: Database) -> Database:
    """A file with one report in it."""
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        store(session, owner, make_report(1), now=NOW)
    return database


@pytest.fixture
def later_release(tmp_path: Path) -> Path:
    """Migrations of a release to come, which makes the table ``reports`` anew."""
    return add_step(tmp_path / "later", "pass")


def add_step(folder: Path, more: str) -> Path:
    shutil.copytree(SCRIPTS, folder)
    step = STEP.format(newest=newest(), more=more)
    (folder / "versions/r9999_mood.py").write_text(step)
    return folder


def test_models_and_migrations_agree(database: Database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("pages", "state", tuple(State)),
        ("pages", "reason", (*Reason, None)),
        ("report_urls", "kind", ADDRESS_KINDS),
        ("report_links", "kind", LINK_KINDS),
        ("issues", "level", ISSUE_LEVELS),
    ],
)
def test_a_migrated_file_takes_our_words_and_no_others(
    filled: Database, table: str, column: str, words: tuple[str | None, ...]
):
    values = {
        "pages": "(publisher_id, url, key, state, attempts, discovered_via, first_seen_at) "
        "VALUES (1, 'u', 'k', 'pending', 0, 'feed', '2026-01-01T00:00:00Z')",
        "report_urls": "(report_id, publisher_id, url, key, kind) VALUES (1, 1, 'u', 'k', 'alias')",
        "report_links": "(report_id, kind, url) VALUES (1, 'pdf', 'u')",
        "issues": "(at, level, kind, detail) VALUES ('2026-01-01T00:00:00Z', 'info', 'k', 'd')",
    }[table]
    connection = sqlite3.connect(filled.path)
    added = connection.execute(f"INSERT INTO {table} {values}").lastrowid
    change = f"UPDATE {table} SET {column} = ? WHERE id = {added}"  # noqa: S608 -- from above
    for word in words:
        if word != "canonical":  # the report has its one
            connection.execute(change, (word,))
    for word in ("", "nonsense", "Pending", "PDF"):
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute(change, (word,))
    connection.close()


def test_an_opened_file_is_not_written_to(filled: Database, url: str):
    filled.close()
    before = filled.path.read_bytes()
    database = open_database(url)
    database.close()
    assert database.backup is None
    assert filled.path.read_bytes() == before


def test_views_that_differ_are_renewed(filled: Database, url: str):
    filled.close()
    with sqlite3.connect(filled.path) as connection:
        connection.execute("DROP VIEW report_url")
        connection.execute("DROP VIEW report")
        connection.execute("CREATE VIEW report AS SELECT 1 AS report_id")
        connection.execute("CREATE VIEW my_own AS SELECT 2 AS number")
    connection.close()
    database = open_database(url)
    with database.engine.connect() as opened:
        assert views_are_current(opened)
        assert opened.execute(text("SELECT title FROM report")).all()
        assert opened.execute(text("SELECT number FROM my_own")).scalar_one() == 2
    database.close()


def test_every_view_statement_is_read():
    assert len(view_statements()) == 18
    assert all(sql.startswith(f"CREATE VIEW {name} AS") for name, sql in view_statements().items())


def test_an_older_file_is_copied_before_it_is_changed(filled: Database, later_release: Path):
    backup = bring_up(filled.engine, filled.path, later_release)
    assert backup is not None
    assert backup.parent == filled.path.parent
    assert newest() in backup.name
    with sqlite3.connect(backup) as copy:
        assert copy.execute("SELECT count(*) FROM report").fetchone() == (1,)
        assert "mood" not in [row[1] for row in copy.execute("PRAGMA table_info(reports)")]
    copy.close()
    again = bring_up(filled.engine, filled.path, later_release)
    assert again is None


def test_a_second_copy_does_not_overwrite_the_first(filled: Database, later_release: Path):
    occupied = filled.path.with_name(f"{filled.path.name}.before-{newest()}")
    occupied.write_text("mine")
    backup = bring_up(filled.engine, filled.path, later_release)
    assert backup is not None
    assert backup != occupied
    assert occupied.read_text() == "mine"


def test_a_table_made_anew_keeps_its_rows_and_what_refers_to_them(
    filled: Database, later_release: Path
):
    with filled.session() as session:
        before = count_rows(session)
    bring_up(filled.engine, filled.path, later_release)
    with filled.session() as session:
        assert count_rows(session) == before
        assert session.execute(text("SELECT mood FROM reports")).all() == [(None,)]
        assert session.execute(text("SELECT title FROM report")).all()
        assert session.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    with pytest.raises(IntegrityError), filled.session() as session:
        session.execute(text("INSERT INTO report_urls VALUES (99, 77, 1, 'u', 'k', 'alias')"))


def test_a_step_that_fails_changes_nothing(filled: Database, tmp_path: Path):
    broken = add_step(tmp_path / "broken", "raise RuntimeError")
    with pytest.raises(RuntimeError):
        bring_up(filled.engine, filled.path, broken)
    with filled.session() as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).all() == [
            (newest(),)
        ]
        columns = session.execute(text("PRAGMA table_info(reports)")).all()
        assert "mood" not in [column[1] for column in columns]
        assert session.execute(text("SELECT title FROM report")).all()
    assert bring_up(filled.engine, filled.path) is None


def test_a_step_that_leaves_a_loose_reference_is_undone(filled: Database, tmp_path: Path):
    broken = add_step(tmp_path / "broken", 'op.execute("DELETE FROM publishers")')
    with pytest.raises(StorageError, match="refer to nothing"):
        bring_up(filled.engine, filled.path, broken)
    with filled.session() as session:
        assert session.execute(text("SELECT publisher FROM report")).all() == [("monitor",)]


def test_a_file_of_a_newer_release_is_refused_and_left_alone(
    filled: Database, later_release: Path, url: str
):
    bring_up(filled.engine, filled.path, later_release)
    filled.close()
    before = filled.path.read_bytes()
    for opener in (open_database, open_reader):
        with pytest.raises(StorageError, match="made by a newer release"):
            opener(url)
    assert filled.path.read_bytes() == before


def test_a_file_from_before_measures_keeps_its_crawls_and_pages(tmp_path: Path):
    path = tmp_path / "reports.sqlite"
    make_schema(path, "0005")
    with sqlite3.connect(path) as older:
        older.executescript(OLDER)
    older.close()
    upgraded = open_database(f"sqlite:///{path}")
    with upgraded.session() as session:
        found = session.execute(text("SELECT outcome, new, read, median_body FROM crawl"))
        assert [tuple(row) for row in found] == [("complete", 3, None, None)]
        session.execute(text("UPDATE pages SET reason = 'layout' WHERE reason IS NULL"))
        found = session.execute(text("SELECT url, state, reason FROM page ORDER BY url"))
        assert [tuple(row) for row in found] == [
            ("https://monitor.example/1/", "stored", "layout"),
            ("https://monitor.example/2/", "gone", "shrunk"),
        ]
    upgraded.close()
    assert path.with_name("reports.sqlite.before-0005").exists()


def test_a_file_from_before_traps_keeps_its_pages(tmp_path: Path):
    path = tmp_path / "reports.sqlite"
    make_schema(path, "0008")
    with sqlite3.connect(path) as older:
        older.executescript(OLDER)
    older.close()
    upgraded = open_database(f"sqlite:///{path}")
    with upgraded.session() as session:
        found = session.execute(text("SELECT state, reason FROM page ORDER BY url"))
        assert [tuple(row) for row in found] == [("stored", None), ("gone", "shrunk")]
        session.execute(text("UPDATE pages SET state = 'excluded', reason = 'trap' WHERE id = 1"))
        with pytest.raises(IntegrityError):
            session.execute(text("UPDATE pages SET reason = 'no reason' WHERE id = 1"))
        session.rollback()
    upgraded.close()
    assert path.with_name("reports.sqlite.before-0008").exists()
