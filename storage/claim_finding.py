"""Finds claims by who is said to have done what to whom, where and when."""

from __future__ import annotations

import json
import re
from datetime import date
from enum import StrEnum
from typing import Any, TypedDict, Unpack

from sqlalchemy import RowMapping, select, text
from sqlalchemy.orm import InstrumentedAttribute, Session

from crawler.claim import Flag, Harm, Scope, Victims, Weapon
from storage.claim_models import JUDGEMENTS, Actor, Claim, Place
from storage.folding import fold
from storage.since_crawl import SinceCrawl, starts_as_json

UNJUDGED = "none"
"""In the place of a judgement: claims of which nobody judged."""


class Asked(TypedDict, total=False):
    """What the claims are to be; what is None or left out says nothing.

    Letter case, accents and Arabic letter forms do not matter in names.
    """

    actor: str | None
    """A canonical name; else a part of one, or of the words for the party."""
    claimant: str | None
    """A name; where nobody has it, whole words of one; or a role such as ``monitor``."""
    place: str | None
    """A part of the name of place or governorate or of the words for it; or a country's code."""
    since: date | None
    """First day: the period of the claim ends on it or later. Undated claims are left out."""
    until: date | None
    """Last day: the period of the claim begins on it or before."""
    harm: str | None
    victims: str | None
    weapon: str | None
    scope: str | None
    flag: str | None
    publisher: str | None
    language: str | None
    report_id: int | None
    since_crawl: SinceCrawl | None
    """Of texts that are new since that crawl began; an unknown one raises ``LookupError``."""
    review: str | None
    """The last judgement; ``UNJUDGED`` for none."""
    wholes: bool
    """As ``claim_top`` has them: no parts, no repeats, nothing rejected."""
    all_versions: bool
    """Earlier texts, too."""
    no_copies: bool
    """Not those of reports that are copies of another one."""


_WORDS: dict[str, type[StrEnum]] = {
    "harm": Harm,
    "victims": Victims,
    "weapon": Weapon,
    "scope": Scope,
    "flag": Flag,
}
_LAST_DAY = """\
CASE coalesce(date_precision, 'day')
    WHEN 'month' THEN date({0}, 'start of month', '+1 month', '-1 day')
    WHEN 'year' THEN date({0}, 'start of year', '+1 year', '-1 day')
    ELSE {0}
END"""
_ENDS = f"""\
coalesce({_LAST_DAY.format("date_end")}, CASE scope
    WHEN 'incident' THEN {_LAST_DAY.format("date_start")}
    ELSE coalesce(published_date, '9999-12-31')
END)"""
"""A period without an end lasts until the report was published."""
_CONDITIONS = {
    "actor": """\
actor IN (SELECT value FROM json_each(:actors))
OR actor_text IN (SELECT value FROM json_each(:actor_texts))""",
    "claimant": """\
(claimant IN (SELECT value FROM json_each(:claimants)) OR claimant_role = lower(:claimant))""",
    "place": """\
place_key IN (SELECT value FROM json_each(:places))
OR place_text IN (SELECT value FROM json_each(:place_texts))""",
    "since": f"coalesce(date_start, date_end) IS NOT NULL AND {_ENDS} >= :since",
    "until": "coalesce(date_start, date_end) IS NOT NULL"
    " AND coalesce(date_start, '0001-01-01') <= :until",
    "harm": "harm = :harm",
    "victims": "victims = :victims",
    "weapon": "weapon = :weapon",
    "scope": "scope = :scope",
    "flag": "EXISTS (SELECT 1 FROM json_each(flags) AS f WHERE f.value = :flag)",
    "publisher": "publisher = :publisher",
    "language": "language = :language",
    "report_id": "report_id = :report_id",
    "since_crawl": """\
version_id IN (
    SELECT n.version_id FROM report_version AS n JOIN report AS r USING (report_id)
      JOIN json_each(:since_crawl) AS s ON s.key = r.publisher
     WHERE n.stored_at >= s.value
)""",
    "review": f"coalesce(review, '{UNJUDGED}') = :review",
}

_ORDER = " ORDER BY published_date DESC NULLS LAST, report_id DESC, version DESC, position"


def find_claims(
    session: Session, *, limit: int = 100, offset: int = 0, **asked: Unpack[Asked]
) -> list[dict[str, Any]]:
    """Claims as the view ``claim`` has them, the latest published first; by report and place.

    Ready for JSON: days are text, lists are lists. Raises ``ValueError`` for a word that is in no
    vocabulary.
    """
    # All columns of all that is found would be worked out before the first is shown.
    found, values = select_claims(session, "claim_id", asked)
    rows = session.execute(
        text(
            f"SELECT * FROM claim WHERE claim_id IN ({found}{_ORDER}"  # noqa: S608 -- of the texts above
            f" LIMIT :limit OFFSET :offset){_ORDER}"
        ),
        {**values, "limit": limit, "offset": offset},
    )
    return [_plain(row) for row in rows.mappings()]


def count_claims(session: Session, **asked: Unpack[Asked]) -> int:
    """How many claims ``find_claims`` finds without a limit; errors as there."""
    found, values = select_claims(session, "count(*)", asked)
    return int(session.execute(text(found), values).scalar_one())


def select_claims(session: Session, what: str, asked: Asked) -> tuple[str, dict[str, object]]:
    """A query for ``what`` of the claims, with its values; errors as ``find_claims`` has them."""
    given: dict[str, object] = {
        name: value for name, value in asked.items() if value not in (None, False)
    }
    for name, words in _WORDS.items():
        _check(name, given.get(name), [word.value for word in words])
    _check("review", given.get("review"), [*JUDGEMENTS, UNJUDGED])
    conditions = [_CONDITIONS[name] for name in given if name in _CONDITIONS]
    wholes, every = given.pop("wholes", False), given.pop("all_versions", False)
    if wholes and every:
        raise ValueError("wholes are those of current texts only")
    if not every:
        conditions.append("is_current = 1")
    if given.pop("no_copies", False):
        conditions.append("duplicate_of IS NULL")
    view = "claim_top" if wholes else "claim"
    where = " AND ".join(f"({condition})" for condition in conditions) or "1"
    values = {name: str(v) if isinstance(v, date) else v for name, v in given.items()}
    if (crawl := asked.get("since_crawl")) is not None:
        values["since_crawl"] = starts_as_json(session, crawl)
    if claimant := asked.get("claimant"):
        values["claimants"] = json.dumps(_claimants(session, claimant))
    if (actor := asked.get("actor")) is not None:
        values |= {name: json.dumps(found) for name, found in _actors(session, actor).items()}
    if (place := asked.get("place")) is not None:
        values |= {name: json.dumps(found) for name, found in _places(session, place).items()}
    return f"SELECT {what} FROM {view} WHERE {where}", values  # noqa: S608 -- of the texts above


def _claimants(session: Session, asked: str) -> list[str]:
    """Those of the name; else those in whose name it stands, never within a word: RT, no North."""
    stored = session.scalars(select(Claim.claimant).distinct()).all()
    wanted = fold(asked).strip()
    words = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
    named = [name for name in stored if fold(name) == wanted]
    return named or [name for name in stored if wanted and words.search(fold(name))]


def _actors(session: Session, asked: str) -> dict[str, list[str]]:
    """The party of the name; else those in whose name, or the words for whom, it stands."""
    stored = session.scalars(select(Actor.name)).all()
    wanted = fold(asked)
    if named := [name for name in stored if fold(name) == wanted]:
        return {"actors": named, "actor_texts": []}
    return {
        "actors": [name for name in stored if wanted in fold(name)],
        "actor_texts": _words_with(session, Claim.actor_text, wanted),
    }


def _places(session: Session, asked: str) -> dict[str, list[str]]:
    """Keys of the places that are meant, and the words for a place in which it stands."""
    wanted = fold(asked)
    return {
        "places": [
            one.key
            for one in session.scalars(select(Place))
            if one.country == asked.upper()
            or any(wanted in fold(name) for name in (one.name, one.adm1) if name)
        ],
        "place_texts": _words_with(session, Claim.place_text, wanted),
    }


def _words_with(
    session: Session, column: InstrumentedAttribute[str | None], wanted: str
) -> list[str]:
    """Each once, as to fold the words of every claim takes longer than to find the claims."""
    stored = session.scalars(select(column).distinct()).all()
    return [words for words in stored if words and wanted in fold(words)]


def _check(name: str, word: object, known: list[str]) -> None:
    if word is not None and word not in known:
        raise ValueError(f"{name} {word!r} is none; known are: {', '.join(known)}")


def _plain(row: RowMapping) -> dict[str, Any]:
    plain = dict(row)
    plain["flags"] = json.loads(plain["flags"])
    plain["corrections"] = json.loads(plain["corrections"]) if plain["corrections"] else None
    for name in ("is_current", "is_part", "is_top", "reread_since_review"):
        plain[name] = None if plain[name] is None else bool(plain[name])
    return plain
