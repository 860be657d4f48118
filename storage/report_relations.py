"""Which other reports belong to one: the first of its words, its copies, its other languages."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from sqlalchemy import text
from sqlalchemy.orm import Session

_WHICH = {
    "first": "r.id = (SELECT c.duplicate_of FROM reports AS c WHERE c.id = :report_id)",
    "copies": "r.duplicate_of = :report_id",
    "translations": """\
r.id <> :report_id AND r.id IN (
    SELECT u.report_id FROM reports AS o
      JOIN report_links AS l ON l.report_id = o.id AND l.kind = 'translation'
      JOIN report_urls AS u ON u.publisher_id = o.publisher_id AND u.url = l.url
     WHERE o.id = :report_id)""",
}
_QUERIES = {
    name: text(f"""\
SELECT r.id AS report_id, p.name AS publisher, v.title, r.language, r.published_date
  FROM reports AS r
  JOIN publishers AS p ON p.id = r.publisher_id
  JOIN report_versions AS v ON v.report_id = r.id AND v.is_current = 1
 WHERE {which} ORDER BY r.published_date, r.id LIMIT :limit""")  # noqa: S608 -- of the texts above
    for name, which in _WHICH.items()
}
MOST = 50
"""Of each kind; boilerplate may have hundreds of copies."""


@frozen
class Relations:
    """Other reports, each with id, publisher, title, language and day; by day."""

    first: dict[str, Any] | None
    """Of which this one is a copy."""
    copies: tuple[dict[str, Any], ...]
    """``MOST`` at most."""
    translations: tuple[dict[str, Any], ...]
    """Those that are stored, likewise."""


def read_relations(session: Session, report_id: int) -> Relations:
    """What belongs to a report; nothing for one that does not exist."""
    values = {"report_id": report_id, "limit": MOST}
    found = {
        name: tuple(dict(row) for row in session.execute(query, values).mappings())
        for name, query in _QUERIES.items()
    }
    return Relations(next(iter(found["first"]), None), found["copies"], found["translations"])
