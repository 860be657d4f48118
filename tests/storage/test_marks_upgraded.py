"""Claims of a file from before their marks were kept with them."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from claim_readings import store_claims
from rereading.older_release import make_older
from stored_items import NEXT_DAY, NOW, rows

from storage.claim_marks import wrongly_marked
from storage.claim_reviews import add_review
from storage.engine import Database, open_database
from storage.ledger import publisher_id

WORDS = "12 died. They say 12 died, 3 of them children. Or 40 died, or 41 died."
CLAIMS = [("12 died", 12), ("12 died, 3", 12), ("3 of them children", 3, {"is_part": True})]
OTHERS = [("40 died", 40), ("41 died", 41)]
SHOWN = "SELECT claim_id, is_current, is_top, review FROM claim ORDER BY claim_id"


@pytest.fixture
def older(database: Database, url: str) -> list[tuple[object, ...]]:
    """What the file shows now; it was made one of the release before."""
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        store_claims(session, owner, WORDS, [*CLAIMS, *OTHERS], now=NOW)
        add_review(session, 4, "accepted", now=NOW)
        add_review(session, 4, "rejected", now=NOW)
        add_review(session, 5, "rejected", now=NOW)
        add_review(session, 5, "accepted", now=NOW)
        store_claims(session, owner, WORDS + " More.", CLAIMS[:2], now=NEXT_DAY, number=2)
        later = {"number": 2, "fetched_at": NEXT_DAY}
        store_claims(session, owner, "12 died.", [("12 died", 12)], now=NEXT_DAY, **later)
        shown = rows(session, SHOWN)
    database.close()
    make_older(database.path, "0004")
    return shown


def test_an_older_file_shows_the_same_claims(older: list[tuple[object, ...]], url: str):
    assert {row[1:3] for row in older} == {(0, 0), (1, 0), (1, 1)}
    database = open_database(url)
    with database.session() as session:
        assert rows(session, SHOWN) == older
        assert [wrongly_marked(session, report) for report in (1, 2)] == [[], []]
    database.close()


def test_a_migrated_file_refuses_claims_of_no_report(older: list[tuple[object, ...]], url: str):
    open_database(url).close()
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for value in ("NULL", "4711"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(f"UPDATE claims SET report_id = {value}")  # noqa: S608 -- from above
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute("UPDATE claims SET harm = 'nonsense'")
