"""Search over the current text of all reports."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
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

_Reports = Select[int]
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
    best = session.scalars(
        _narrow(session, statement, filters)
        .order_by(
            Report.duplicate_of.is_not(None),
            score,
            Report.published_date.desc().nulls_last(),
            Report.id.desc(),
        )
        .limit(limit)
        .offset(offset)
    ).all()
    hits = _NOTHING if words is None else hit_pattern(read_terms(words))
    return [_hit(row, hits, marks) for row in _texts(session, best, filters)]


def count_hits(session: Session, words: str | None, **filters: Unpack[Filters]) -> int:
    """How many reports ``search`` finds without a limit; arguments and errors as there."""
    found = _matching(session, words, ranked=False)
    if found is None:
        return 0
    indexes = _indexes(words, ranked=False)
    if len(indexes) == 1 and not any(value is not None for value in filters.values()):
        # An index has one text of each report: it knows without a look at the reports.
        return session.scalar(select(func.count()).select_from(indexes[0])) or 0
    statement = _narrow(session, found[0], filters).with_only_columns(func.count())
    return session.scalar(statement) or 0


def found_reports(session: Session, words: str) -> list[int]:
    """Ids of all reports that have the words, in no order."""
    found = _matching(session, words, ranked=False)
    return [] if found is None else list(session.scalars(found[0]))


def _matching(
    session: Session, words: str | None, *, ranked: bool = True
) -> tuple[_Reports, ColumnElement[float]] | None:
    """The reports that have the words, and their score, which is lower the better they match.

    To score what has a common word takes longer than to find it.
    """
    require_index(session)
    # Without texts, which would be read of all that is found, and sorted with it.
    statement: _Reports = (
        select(Report.id)
        .join(Publisher, Publisher.id == Report.publisher_id)
        .join(ReportVersion, ReportVersion.report_id == Report.id)
    )
    if words is None:
        # An index of words holds current texts only.
        statement = statement.where(ReportVersion.is_current)
    score: ColumnElement[float] = literal(0.0)
    indexes = _indexes(words, ranked=ranked)
    for index in indexes:
        statement = statement.join(index, index.c.rowid == ReportVersion.id)
        score = score + index.c.score
    return (statement, score) if indexes or words is None else None


def _indexes(words: str | None, *, ranked: bool) -> list[CTE]:
    """What each index has that is to be asked for the words."""
    terms = read_terms(words or "")
    asked = (("report_words", words_query(terms)), ("report_arabic", trigram_query(terms)))
    return [_asked_index(name, query, ranked=ranked) for name, query in asked if query]


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


def _narrow(session: Session, statement: _Reports, filters: Filters) -> _Reports:
    if (publisher := filters.get("publisher")) is not None:
        statement = statement.where(Publisher.name == publisher)
    if (language := filters.get("language")) is not None:
        statement = statement.where(Report.language == language)
    if (since := filters.get("since")) is not None:
        statement = statement.where(Report.published_date >= since)
    if (until := filters.get("until")) is not None:
        statement = statement.where(Report.published_date <= until)
    if (start := _start(session, filters)) is not None:
        stored, texts = ReportVersion.__table__.alias(), ReportVersion.__table__.alias()
        # The texts that are new for any publisher are few, and an index has them.
        recent = select(texts.c.report_id).where(texts.c.stored_at >= start.earliest)
        statement = statement.where(
            Report.id.in_(recent),
            exists().where(stored.c.report_id == Report.id, stored.c.stored_at >= start.own),
        )
    return statement


def _texts(
    session: Session, report_ids: Sequence[int], filters: Filters
) -> list[Row[*tuple[Any, ...]]]:
    """What a hit tells of each report, in their order; the last column is whether it is new."""
    is_new: ColumnElement[Any] = null()
    if (start := _start(session, filters)) is not None:
        stored = ReportVersion.__table__.alias()
        is_new = ~exists().where(stored.c.report_id == Report.id, stored.c.stored_at < start.own)
    asked = func.json_each(json.dumps(list(report_ids))).table_valued("key", "value")
    rows = session.execute(
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
            is_new,
        )
        .join_from(asked, Report, Report.id == asked.c.value)
        .join(Publisher, Publisher.id == Report.publisher_id)
        .join(ReportVersion, ReportVersion.report_id == Report.id)
        .where(ReportVersion.is_current)
        .order_by(asked.c.key)
    )
    return list(rows)


@frozen
class _Start:
    """From which moment on there is news: of a report's own publisher, and of any."""

    own: ColumnElement[datetime]
    earliest: datetime


def _start(session: Session, filters: Filters) -> _Start | None:
    asked = filters.get("since_crawl")
    if asked is None:
        return None
    starts = starts_since(session, asked)
    bound = {name: literal(start, UtcDateTime) for name, start in starts.items()}
    return _Start(case(bound, value=Publisher.name), min(starts.values()))


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
