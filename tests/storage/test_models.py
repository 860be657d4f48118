"""The tables themselves: moments, and what other databases would make of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable
from stored_items import NOW

from storage.columns import UtcDateTime, whole_second
from storage.crawls import start_crawl
from storage.engine import Database
from storage.models import Base, Crawl

DAMASCUS = timezone(timedelta(hours=3))


def test_a_moment_is_text_that_people_read(session: Session, owner: int):
    start_crawl(session, owner, datetime(2017, 4, 14, 1, 30, 5, 999, DAMASCUS), {})
    assert session.execute(text("SELECT started_at FROM crawl")).scalar_one() == (
        "2017-04-13T22:30:05Z"
    )


def test_a_moment_comes_back_as_utc(session: Session, owner: int):
    crawl_id = start_crawl(session, owner, datetime(2017, 4, 14, 1, 30, 5, tzinfo=DAMASCUS), {})
    session.expire_all()
    started = session.get_one(Crawl, crawl_id).started_at
    assert started == datetime(2017, 4, 13, 22, 30, 5, tzinfo=UTC)
    assert started.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(session: Session, owner: int):
    with pytest.raises(StatementError, match="without a time zone"):
        start_crawl(session, owner, NOW.replace(tzinfo=None), {})


@given(st.datetimes(timezones=st.timezones()), st.datetimes(timezones=st.timezones()))
def test_moments_sort_as_their_text(one: datetime, other: datetime):
    column, dialect = UtcDateTime(), sqlite.dialect()
    try:
        texts = [column.process_bind_param(moment, dialect) for moment in (one, other)]
    except OverflowError:
        return  # a zone's offset leads out of the years 1 to 9999
    assert (texts[0] < texts[1]) == (whole_second(one) < whole_second(other))
    assert [column.process_result_value(value, dialect) for value in texts] == [
        whole_second(one),
        whole_second(other),
    ]


def test_the_tables_can_be_made_in_postgresql():
    dialect = postgresql.dialect()
    for table in Base.metadata.sorted_tables:
        statement = str(CreateTable(table).compile(dialect=dialect))
        assert "VARCHAR(20)" not in statement
        for index in table.indexes:
            str(CreateIndex(index).compile(dialect=dialect))
    crawls = str(CreateTable(Base.metadata.tables["crawls"]).compile(dialect=dialect))
    assert "started_at TIMESTAMP WITH TIME ZONE NOT NULL" in crawls


def test_every_reference_is_indexed(database: Database):
    """Else a join or the check of a deletion reads the whole table."""
    inspector = inspect(database.engine)
    exceptions = {("reports", "publisher_id"), ("pages", "publisher_id")}
    for table in inspector.get_table_names():
        leading = {index["column_names"][0] for index in inspector.get_indexes(table)}
        leading |= {rule["column_names"][0] for rule in inspector.get_unique_constraints(table)}
        leading |= set(inspector.get_pk_constraint(table)["constrained_columns"][:1])
        for reference in inspector.get_foreign_keys(table):
            column = reference["constrained_columns"][0]
            assert column in leading or (table, column) in exceptions, (table, column)
