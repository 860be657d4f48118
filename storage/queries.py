"""Search over the current text of all reports."""

from __future__ import annotations

import re
import textwrap
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from attrs import frozen
from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Integer,
    Row,
    Select,
    TableClause,
    case,
    column,
    exists,
    func,
    literal,
    literal_column,
    not_,
    null,
    select,
    table,
)
from sqlalchemy.orm import Session

from storage.columns import UtcDateTime
from storage.models import Publisher, Report, ReportVersion
from storage.search_index import require_index
from storage.since_crawl import SinceCrawl, starts_since
from storage.snippets import LENGTH, cut_snippet
from storage.typed_words import hit_pattern, read_terms, trigram_query, words_query

_Rows = Select[*tuple[Any, ...]]
WEIGHTS = (10.0, 4.0, 1.0)
"""What a word counts in title, subtitle and body."""
_NOTHING = re.compile(r"(?!)")


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
    news: str | None
    """``new``, or ``changed`` where only a text of it is new; None unless what is new was asked."""


class Filters(TypedDict, total=False):
    """What narrows a search; what is None or left out says nothing."""

    publisher: str | None
    language: str | None
    since: date | None
    """First day of publication; undated reports are left out."""
    until: date | None
    """Last day, likewise."""
    since_crawl: SinceCrawl | None
    """Only what is new, or got a text, since that crawl began."""


def search(
    session: Session,
    words: str | None,
    *,
    limit: int = 20,
    offset: int = 0,
    marks: tuple[str, str] = ("[", "]"),
    **filters: Unpack[Filters],
) -> list[Hit]:
    """Reports that have all the words, best first, then newest; copies after all originals.

    ``words`` is as people type it: "quoted words" are a phrase, ``kill*`` is what begins so, all
    else is literal. Without a letter or a digit in it nothing is found; None asks for no words.
    An unknown crawl raises ``LookupError``; ``StorageError`` where the database has no search
    index.
    """
    found = _matching(session, words)
    if found is None:
        return []
    statement, score = found
    statement = _narrow(session, statement, filters)
    rows = session.execute(
        _tell_news(session, statement, filters)
        .order_by(
            Report.duplicate_of.is_not(None),
            score,
            Report.published_date.desc().nulls_last(),
            Report.id.desc(),
        )
        .limit(limit)
        .offset(offset)
    )
    hits = _NOTHING if words is None else hit_pattern(read_terms(words))
    return [_hit(row, hits, marks) for row in rows]


def count_hits(session: Session, words: str | None, **filters: Unpack[Filters]) -> int:
    """How many reports ``search`` finds without a limit; arguments and errors as there."""
    found = _matching(session, words, ranked=False)
    if found is None:
        return 0
    statement = _narrow(session, found[0], filters).with_only_columns(func.count())
    return session.scalar(statement) or 0


def found_reports(session: Session, words: str) -> list[int]:
    """Ids of all reports that have the words, in no order."""
    found = _matching(session, words, ranked=False)
    return [] if found is None else list(session.scalars(found[0].with_only_columns(Report.id)))


def _matching(
    session: Session, words: str | None, *, ranked: bool = True
) -> tuple[_Rows, ColumnElement[float]] | None:
    """The reports that have the words, and their score, which is lower the better they match.

    To score what has a common word takes longer than to find it.
    """
    require_index(session)
    terms = read_terms(words or "")
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
    if words is None:
        # An index of words holds current texts only.
        statement = statement.where(ReportVersion.is_current)
    score: ColumnElement[float] = literal(0.0)
    asked = (("report_words", words_query(terms)), ("report_arabic", trigram_query(terms)))
    for name, query in asked:
        if query:
            index = _asked_index(name, query, ranked=ranked)
            statement = statement.join(index, index.c.rowid == ReportVersion.id)
            score = score + index.c.score
    return (statement, score) if terms or words is None else None


def _asked_index(name: str, query: str, *, ranked: bool) -> CTE:
    """Materialized, as SQLite can rank the matches of an index only where it reads them."""
    index: TableClause = table(name, column("rowid", Integer))
    rank = func.bm25(literal_column(name), *WEIGHTS, type_=Float) if ranked else literal(0.0)
    return (
        select(index.c.rowid, rank.label("score"))
        .where(literal_column(name).op("MATCH")(query))
        .cte(f"{name}_found")
        .prefix_with("MATERIALIZED")
    )


def _narrow(session: Session, statement: _Rows, filters: Filters) -> _Rows:
    if (publisher := filters.get("publisher")) is not None:
        statement = statement.where(Publisher.name == publisher)
    if (language := filters.get("language")) is not None:
        statement = statement.where(Report.language == language)
    if (since := filters.get("since")) is not None:
        statement = statement.where(Report.published_date >= since)
    if (until := filters.get("until")) is not None:
        statement = statement.where(Report.published_date <= until)
    if (start := _start(session, filters)) is not None:
        stored = ReportVersion.__table__.alias()
        statement = statement.where(
            exists().where(stored.c.report_id == Report.id, stored.c.stored_at >= start)
        )
    return statement


def _tell_news(session: Session, statement: _Rows, filters: Filters) -> _Rows:
    """With a further column: whether the report is new, NULL where nobody asked."""
    start = _start(session, filters)
    if start is None:
        return statement.add_columns(null())
    stored = ReportVersion.__table__.alias()
    before = exists().where(stored.c.report_id == Report.id, stored.c.stored_at < start)
    return statement.add_columns(not_(before))


def _start(session: Session, filters: Filters) -> ColumnElement[datetime] | None:
    """From which moment on a report's publisher has news."""
    asked = filters.get("since_crawl")
    if asked is None:
        return None
    starts = {
        name: literal(start, UtcDateTime) for name, start in starts_since(session, asked).items()
    }
    return case(starts, value=Publisher.name)


def _hit(row: Row[*tuple[Any, ...]], hits: re.Pattern[str], marks: tuple[str, str]) -> Hit:
    report_id, publisher, url, title, day, language, duplicate_of, subtitle, body, is_new = row
    return Hit(
        report_id=report_id,
        publisher=publisher,
        url=url,
        title=title,
        published_date=day,
        language=language,
        duplicate_of=duplicate_of,
        snippet=_snippet(title, subtitle, body, hits, marks),
        news=None if is_new is None else ("new" if is_new else "changed"),
    )


def _snippet(
    title: str, subtitle: str, body: str, hits: re.Pattern[str], marks: tuple[str, str]
) -> str:
    passages = (cut_snippet(field, hits, marks) for field in (body, subtitle, title))
    return next(filter(None, passages), textwrap.shorten(body, LENGTH, placeholder="…"))
