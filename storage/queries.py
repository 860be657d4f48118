"""Search over the current text of all reports."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from attrs import frozen
from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Integer,
    Row,
    Select,
    TableClause,
    column,
    exists,
    func,
    literal,
    literal_column,
    select,
    table,
)
from sqlalchemy.orm import Session

from storage.models import Crawl, Publisher, Report, ReportVersion
from storage.search_index import require_index
from storage.snippets import LENGTH, cut_snippet
from storage.typed_words import hit_pattern, read_terms, trigram_query, words_query

_Rows = Select[*tuple[Any, ...]]
WEIGHTS = (10.0, 4.0, 1.0)
"""What a word counts in title, subtitle and body."""


@frozen
class Hit:
    """A report that has the words."""

    report_id: int
    publisher: str
    url: str
    title: str
    published_date: date | None
    language: str
    duplicate_of: int | None
    """The report of which this is a copy; copies come after all originals."""
    snippet: str
    """The passage with most hits: of the body, else of subtitle or title."""


@frozen
class _Filters:
    publisher: str | None
    language: str | None
    since: date | None
    until: date | None
    since_crawl: int | None


def search(
    session: Session,
    words: str,
    *,
    publisher: str | None = None,
    language: str | None = None,
    since: date | None = None,
    until: date | None = None,
    since_crawl: int | None = None,
    limit: int = 20,
    offset: int = 0,
    marks: tuple[str, str] = ("[", "]"),
) -> list[Hit]:
    """Reports that have all the words, best first, then newest; copies after all originals.

    ``words`` is as people type it: "quoted words" are a phrase, ``kill*`` is what begins so, all
    else is literal. Without a letter or a digit in it nothing is found. ``since`` and ``until``
    are the first and last day of publication: undated reports are left out then.
    ``since_crawl`` keeps reports that were new or got a text since that crawl began; an unknown
    crawl raises ``LookupError``. ``StorageError`` where the database has no search index.
    """
    found = _matching(session, words)
    if found is None:
        return []
    statement, score = found
    filters = _Filters(publisher, language, since, until, since_crawl)
    rows = session.execute(
        _narrow(session, statement, filters)
        .order_by(
            Report.duplicate_of.is_not(None),
            score,
            Report.published_date.desc().nulls_last(),
            Report.id.desc(),
        )
        .limit(limit)
        .offset(offset)
    )
    hits = hit_pattern(read_terms(words))
    return [_hit(row, hits, marks) for row in rows]


def count_hits(
    session: Session,
    words: str,
    *,
    publisher: str | None = None,
    language: str | None = None,
    since: date | None = None,
    until: date | None = None,
    since_crawl: int | None = None,
) -> int:
    """How many reports ``search`` finds without a limit; arguments and errors as there."""
    found = _matching(session, words)
    if found is None:
        return 0
    filters = _Filters(publisher, language, since, until, since_crawl)
    statement = _narrow(session, found[0], filters)
    return session.scalar(select(func.count()).select_from(statement.subquery())) or 0


def _matching(session: Session, words: str) -> tuple[_Rows, ColumnElement[float]] | None:
    """The reports that have the words, and their score, which is lower the better they match."""
    require_index(session)
    terms = read_terms(words)
    statement: _Rows = (
        select(
            Report.id,
            Publisher.name,
            Report.url,
            ReportVersion.title,
            Report.published_date,
            Report.language,
            Report.duplicate_of,
            ReportVersion.subtitle,
            ReportVersion.body,
        )
        .join(Publisher, Publisher.id == Report.publisher_id)
        .join(ReportVersion, ReportVersion.report_id == Report.id)
    )
    score: ColumnElement[float] = literal(0.0)
    asked = (("report_words", words_query(terms)), ("report_arabic", trigram_query(terms)))
    for name, query in asked:
        if query:
            index = _asked_index(name, query)
            statement = statement.join(index, index.c.rowid == ReportVersion.id)
            score = score + index.c.score
    return (statement, score) if terms else None


def _asked_index(name: str, query: str) -> CTE:
    """Materialized, as SQLite can rank the matches of an index only where it reads them."""
    index: TableClause = table(name, column("rowid", Integer))
    rank = func.bm25(literal_column(name), *WEIGHTS, type_=Float)
    return (
        select(index.c.rowid, rank.label("score"))
        .where(literal_column(name).op("MATCH")(query))
        .cte(f"{name}_found")
        .prefix_with("MATERIALIZED")
    )


def _narrow(session: Session, statement: _Rows, filters: _Filters) -> _Rows:
    if filters.publisher is not None:
        statement = statement.where(Publisher.name == filters.publisher)
    if filters.language is not None:
        statement = statement.where(Report.language == filters.language)
    if filters.since is not None:
        statement = statement.where(Report.published_date >= filters.since)
    if filters.until is not None:
        statement = statement.where(Report.published_date <= filters.until)
    if filters.since_crawl is not None:
        crawl = session.get(Crawl, filters.since_crawl)
        if crawl is None:
            raise LookupError(f"there is no crawl {filters.since_crawl}")
        any_version = ReportVersion.__table__.alias()
        statement = statement.where(
            exists().where(
                any_version.c.report_id == Report.id,
                any_version.c.stored_at >= crawl.started_at,
            )
        )
    return statement


def _hit(row: Row[*tuple[Any, ...]], hits: re.Pattern[str], marks: tuple[str, str]) -> Hit:
    report_id, publisher, url, title, day, language, duplicate_of, subtitle, body = row
    return Hit(
        report_id=report_id,
        publisher=publisher,
        url=url,
        title=title,
        published_date=day,
        language=language,
        duplicate_of=duplicate_of,
        snippet=_snippet(title, subtitle, body, hits, marks),
    )


def _snippet(
    title: str, subtitle: str, body: str, hits: re.Pattern[str], marks: tuple[str, str]
) -> str:
    passages = (cut_snippet(field, hits, marks) for field in (body, subtitle, title))
    return next(filter(None, passages), " ".join(body[:LENGTH].split()))
