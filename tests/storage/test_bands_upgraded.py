"""Bands of a file from before their table had no rowids."""

from __future__ import annotations

from rereading.older_release import make_older
from stored_items import NOW, make_report, rows

from storage.engine import Database, open_database
from storage.ledger import publisher_id
from storage.reports import candidates, store

SHOWN = "SELECT report_id, band, value FROM signature_bands ORDER BY report_id, band"


def test_reports_of_an_older_file_are_found_by_the_same_bands(database: Database, url: str):
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        for number, bands in ((1, (5, 2**64 - 7)), (2, (5, 8)), (3, ())):
            store(session, owner, make_report(number, signature=(number,)), now=NOW, bands=bands)
        before = rows(session, SHOWN)
    database.close()
    make_older(database.path, "0006")
    upgraded = open_database(url)
    with upgraded.session() as session:
        assert rows(session, SHOWN) == before
        assert len(before) == 4
        asked = {(5, 8): [1, 2], (6, 2**64 - 7): [1], (6, 6): []}
        for values, reports in asked.items():
            assert [one.report_id for one in candidates(session, None, values)] == reports
    upgraded.close()


def test_of_a_band_that_many_share_those_are_found_that_share_rarer_ones(database: Database):
    with database.session() as session:
        owner = publisher_id(session, "monitor", "The Monitor", "https://monitor.example/")
        for number in range(1, 131):
            bands = (1, 2, number)
            store(session, owner, make_report(number, signature=(number,)), now=NOW, bands=bands)
        found = [one.report_id for one in candidates(session, None, (1, 2, 125))]
    assert 125 in found
    assert len(found) == 101
    assert 126 not in found
