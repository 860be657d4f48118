"""Pages of a file from before pages could be unreadable."""

from __future__ import annotations

from rereading.older_release import make_older
from sqlalchemy import text
from stored_items import rows

from storage.engine import Database, open_database

SHOWN = "SELECT url, state, reason FROM page ORDER BY url"
PAGES = """\
INSERT INTO pages
    (id, publisher_id, url, key, state, reason, attempts, discovered_via, first_seen_at)
VALUES
    (1, 1, 'https://monitor.example/1/', 'a', 'failed', 'timeout', 1, 'feed', '2026-03-01'),
    (2, 1, 'https://monitor.example/2/', 'b', 'stored', NULL, 0, 'feed', '2026-03-01')"""


def test_pages_of_an_older_file_keep_their_reasons_and_may_be_unreadable(
    database: Database, url: str
):
    with database.session() as session:
        session.execute(
            text(
                "INSERT INTO publishers (id, name, title, home)"
                " VALUES (1, 'monitor', 'The Monitor', 'https://monitor.example/')"
            )
        )
        session.execute(text(PAGES))
        before = rows(session, SHOWN)
    database.close()
    make_older(database.path, "0007")
    upgraded = open_database(url)
    with upgraded.session() as session:
        assert rows(session, SHOWN) == before
        session.execute(text("UPDATE pages SET reason = 'unreadable' WHERE id = 1"))
        assert rows(session, SHOWN)[0] == ("https://monitor.example/1/", "failed", "unreadable")
    upgraded.close()
