"""What people ask of a file: searches, questions, charts, claims, each with what it is asked for.

A case is a name and a function without arguments that fetches the whole answer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen
from sqlalchemy.orm import Session

from browse.dashboards import chart_queries, dashboards
from browse.questions import questions
from storage.claim_finding import Asked, count_claims, find_claims
from storage.contents import read_contents
from storage.queries import count_hits, search

SINCE, UNTIL = "2018-03-01", "2018-08-31"
WORDS = {
    "a rare word": "Qatakanja",
    "a common word": "civilians",
    "three words": "barrel bombs school",
    "a phrase": '"international humanitarian law"',
    "a beginning": "landm*",
    "Arabic": "المستشفى",
    "a common Arabic word": "في المدينة",
    "an Arabic phrase": '"حقوق الإنسان"',
}


@frozen
class Case:
    """One thing that is asked."""

    group: str
    """Of which the slowest case is shown."""
    told: str
    ask: Callable[[], object]


@frozen
class Names:
    """Names that the file has, met often and seldom."""

    claimants: tuple[str, str]
    actors: tuple[str, str]
    publishers: tuple[str, str]


def names_of(connection: sqlite3.Connection) -> Names:
    """The most and the least frequent of each."""

    def ends(statement: str) -> tuple[str, str]:
        found = [row[0] for row in connection.execute(statement)]
        return found[0], found[-1]

    return Names(
        ends("SELECT claimant FROM claims GROUP BY 1 ORDER BY count(*) DESC"),
        ends("SELECT actor FROM claim WHERE actor IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC"),
        ends("SELECT publisher FROM report GROUP BY 1 ORDER BY count(*) DESC"),
    )


def search_cases(session: Session) -> Iterator[Case]:
    """As the search page asks: the best twenty, and how many there are."""

    def both(words: str) -> Callable[[], object]:
        return lambda: (search(session, words), count_hits(session, words))

    for told, words in WORDS.items():
        yield Case(f"search: {told}", words, both(words))
    since = date.fromisoformat(SINCE)
    yield Case(
        "search: a common word since a day",
        "civilians",
        lambda: (
            search(session, "civilians", since=since),
            count_hits(session, "civilians", since=since),
        ),
    )


def front_cases(session: Session) -> Iterator[Case]:
    """What the front page reads."""
    yield Case("front page", "its numbers", lambda: read_contents(session))


def question_cases(connection: sqlite3.Connection, names: Names) -> Iterator[Case]:
    """Each question as its page first asks it, without any restriction, and with each in turn."""
    for name, question in questions().items():
        empty = dict.fromkeys((one.name for one in question.parameters), "")
        first = empty | {one.name: one.default for one in question.parameters}
        asked = [("at first", first), ("anything", empty)]
        for one in question.parameters:
            for value in _values(one.name, one.kind, names):
                asked.append((f"{one.name}={value}", first | {one.name: value}))
                asked.append((f"{one.name}={value} alone", empty | {one.name: value}))
        for told, values in asked:
            yield Case(f"question: {name}", told, _fetch(connection, question.sql, values))


def chart_cases(connection: sqlite3.Connection, names: Names) -> Iterator[Case]:
    """Each chart and list of a filter with what is chosen first, and with each filter in turn."""
    told = dashboards()
    for place, sql in chart_queries().items():
        name, part, key = place.split("/")
        filters = told[name]["filters"]
        only = told[name]["charts"].get(key, {}).get("only", {}) if part == "charts" else {}
        first = {one: _first(one, filters[one], names) for one in filters}
        first |= {one: values[0] for one, values in only.items()}
        asked = [("at first", first)]
        for one in filters:
            values = only.get(one) or _values(one, one, names) or filters[one].get("options", ())
            asked += [(f"{one}={value}", first | {one: value}) for value in values]
        used = {one: f":{one}" in sql for one in filters}
        for words, values in asked:
            if words == "at first" or used[words.partition("=")[0]]:
                yield Case(f"chart: {name}, {key}", words, _fetch(connection, sql, values))


def claim_cases(session: Session, names: Names) -> Iterator[Case]:
    """As `scrapy claims` asks: the first twenty, and how many there are."""
    wanted: dict[str, Asked] = {
        "anything": {},
        "a party": {"actor": names.actors[0]},
        "a rare party": {"actor": names.actors[1]},
        "a claimant": {"claimant": names.claimants[0]},
        "a rare claimant": {"claimant": names.claimants[1]},
        "a place": {"place": "Idlib"},
        "a harm and victims": {"harm": "killed", "victims": "civilian"},
        "days": {"since": date(2018, 3, 1), "until": date(2018, 8, 31)},
        "a flag": {"flag": "repeated_boilerplate"},
        "a publisher": {"publisher": names.publishers[1]},
    }

    def both(asked: Asked) -> Callable[[], object]:
        return lambda: (find_claims(session, limit=20, **asked), count_claims(session, **asked))

    for told, asked in wanted.items():
        yield Case("claims: wholes", told, both({"wholes": True, **asked}))
        yield Case("claims: all versions", told, both({"all_versions": True, **asked}))


def _fetch(
    connection: sqlite3.Connection, sql: str, values: Mapping[str, str]
) -> Callable[[], object]:
    return lambda: connection.execute(sql, values).fetchall()


def _first(name: str, told: Mapping[str, Any], names: Names) -> str:
    """What a dashboard shows before anybody chose."""
    if not told.get("required"):
        return ""
    if told.get("options"):
        return str(told["options"][0])
    return _values(name, name, names)[0]


def _values(name: str, kind: str, names: Names) -> tuple[str, ...]:
    """What is given for a parameter of a kind."""
    known: dict[str, tuple[str, ...]] = {
        "publisher": names.publishers,
        "claimant": names.claimants,
        "actor": names.actors,
        "harm": ("killed", "displaced"),
        "victims": ("civilian", "journalist"),
        "scope": ("incident", "cumulative"),
        "language": ("ar",),
        "yes": ("1",),
        "text": ("bridge",),
        "flag": ("title_body_differ",),
        "state": ("gone",),
        "reason": ("timeout",),
        "why": ("harm_without_number",),
        "day": (UNTIL if name == "until" else SINCE,),
        "since": (SINCE,),
        "until": (UNTIL,),
    }
    return known.get(kind, ())
