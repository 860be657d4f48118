"""What the file holds, in numbers that indexes give: quick however large it is."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from sqlalchemy import text
from sqlalchemy.orm import Session

_PUBLISHERS = text("""\
SELECT p.name, p.title, p.home,
       (SELECT count(*) FROM reports AS r WHERE r.publisher_id = p.id) AS reports,
       (SELECT min(r.published_date) FROM reports AS r WHERE r.publisher_id = p.id) AS first_day,
       (SELECT max(r.published_date) FROM reports AS r WHERE r.publisher_id = p.id) AS last_day,
       c.id AS crawl_id, c.started_at, c.finished_at, c.outcome, c.new, c.changed, c.failed
  FROM publishers AS p
  LEFT JOIN crawls AS c ON c.id = (
      SELECT l.id FROM crawls AS l WHERE l.publisher_id = p.id
       ORDER BY l.started_at DESC, l.id DESC LIMIT 1)
 ORDER BY p.name""")
_TOTALS = {
    "reports": text("SELECT count(*) FROM reports"),
    "copies": text("SELECT count(*) FROM reports WHERE duplicate_of IS NOT NULL"),
    "versions": text("SELECT count(*) FROM report_versions"),
    "claims": text("SELECT count(*) FROM claims"),
    "captures": text("SELECT count(*) FROM captures"),
}
# Each publisher's newest come from the index; of these few the newest are taken.
_RECENT = text("""\
SELECT r.id AS report_id, p.name AS publisher, v.title, r.language, r.published_date,
       (SELECT count(*) FROM claims AS c WHERE c.version_id = v.id) AS claims
  FROM publishers AS p
  JOIN reports AS r ON r.publisher_id = p.id AND r.id IN (
      SELECT n.id FROM reports AS n
       WHERE n.publisher_id = p.id AND n.published_date IS NOT NULL
       ORDER BY n.published_date DESC, n.id DESC LIMIT :limit)
  JOIN report_versions AS v ON v.report_id = r.id AND v.is_current = 1
 ORDER BY r.published_date DESC, r.id DESC LIMIT :limit""")


@frozen
class Contents:
    """The file at a glance; days and moments as the views write them."""

    totals: dict[str, int]
    """Reports, copies among them, their versions, claims of all versions, captures."""
    publishers: tuple[dict[str, Any], ...]
    """Name, title, home, reports, first and last day, and the crawl begun last: None for none."""
    recent: tuple[dict[str, Any], ...]
    """The reports published last."""


def read_contents(session: Session, *, recent: int = 10) -> Contents:
    """What the file holds; ``recent`` is the number of reports published last."""
    return Contents(
        {name: session.execute(query).scalar_one() for name, query in _TOTALS.items()},
        tuple(dict(row) for row in session.execute(_PUBLISHERS).mappings()),
        tuple(dict(row) for row in session.execute(_RECENT, {"limit": recent}).mappings()),
    )
