"""The indexes follow the current texts."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, NullPool, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from stored_items import NEXT_DAY, NOW, make_report, rows, store

from storage.engine import Database
from storage.errors import StorageError
from storage.ledger import publisher_id
from storage.queries import count_hits, search
from storage.search_index import rebuild


def test_only_the_current_words_are_found(session: Session, owner: int):
    for words in (("mortar", "قصف"), ("rocket", "صاروخ"), ("mortar", "قصف")):
        report = make_report(1, title=words[0], body=words[1])
        store(session, owner, report, now=NOW)
        for word in ("mortar", "rocket", "قصف", "صاروخ"):
            assert bool(search(session, word)) == (word in words), (words, word)
    session.execute(
        text("INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)")
    )


def test_a_report_that_loses_its_arabic_leaves_the_arabic_index(session: Session, owner: int):
    for body in ("قصف", "shelling"):
        store(session, owner, make_report(1, body=body), now=NOW)
    assert rows(session, "SELECT count(*) FROM report_arabic") == [(0,)]


def test_text_of_latin_letters_costs_no_trigrams(session: Session, owner: int):
    store(session, owner, make_report(1, body="Killed: ٢٣، in all"), now=NOW)
    assert rows(session, "SELECT count(*) FROM report_arabic") == [(0,)]


def test_what_is_undone_is_not_found(database: Database):
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")

    def fail() -> None:
        with database.session() as session:
            store(session, owner, make_report(1, title="mortar"), now=NOW)
            assert search(session, "mortar")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.session() as session:
        assert search(session, "mortar") == []


def test_it_can_be_built_anew(session: Session, owner: int):
    for body in ("old قصف", "new صاروخ"):
        store(session, owner, make_report(1, body=body), now=NEXT_DAY)
    session.execute(text("INSERT INTO report_words (report_words) VALUES ('delete-all')"))
    session.execute(text("DELETE FROM report_arabic"))
    assert search(session, "new") == search(session, "صاروخ") == []
    for _ in range(2):
        rebuild(session)
        assert len(search(session, "new")) == len(search(session, "صاروخ")) == 1
        assert search(session, "old") == search(session, "قصف") == []
    session.execute(
        text("INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)")
    )


def test_another_database_says_that_it_cannot():
    unreached = NullPool(lambda: pytest.fail("nothing is asked of it"))
    session = Session(Engine(unreached, postgresql.dialect(), make_url("postgresql://")))
    for ask in (search, count_hits):
        with pytest.raises(StorageError, match="SQLite databases only"):
            ask(session, "mortar")
    session.close()
