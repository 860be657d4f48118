"""Citations of texts and pages as the database knows them, many at a time."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import RowMapping, text
from sqlalchemy.orm import Session

from crawler.citation import citation

_CITED = """\
SELECT v.version_id, v.report_id, p.title AS publisher, v.title, r.published_date, r.url,
       coalesce(c.original_at, c.fetched_at) AS captured_at, c.sha256
  FROM report_version AS v
  JOIN reports AS r ON r.id = v.report_id
  JOIN publishers AS p ON p.id = r.publisher_id
  LEFT JOIN captures AS c ON c.id = v.capture_id
 WHERE """
_OF_VERSIONS = text(f"{_CITED} v.version_id IN (SELECT value FROM json_each(:ids))")  # noqa: S608 -- of the text above
_OF_REPORTS = text(
    f"{_CITED} v.report_id IN (SELECT value FROM json_each(:ids)) AND v.is_current = 1"  # noqa: S608 -- likewise
)
_OF_PAGES = text("""\
SELECT p.name, g.url, p.title AS publisher, coalesce(v.title, '') AS title, r.published_date,
       coalesce(c.original_at, c.fetched_at) AS captured_at, c.sha256
  FROM json_each(:keys) AS k
  JOIN publishers AS p ON p.name = k.value ->> 0
  JOIN pages AS g ON g.publisher_id = p.id AND g.url = k.value ->> 1
  LEFT JOIN reports AS r ON r.id = g.report_id
  LEFT JOIN report_versions AS v ON v.report_id = r.id AND v.is_current = 1
  LEFT JOIN captures AS c ON c.id = (
      SELECT n.id FROM captures AS n WHERE n.page_id = g.id AND n.status <> 304
       ORDER BY coalesce(n.original_at, n.fetched_at) DESC, n.id DESC LIMIT 1
  )""")


def cite_versions(session: Session, version_ids: Collection[int]) -> dict[int, str]:
    """Citation of each of these texts, by ``version_id``."""
    rows = session.execute(_OF_VERSIONS, {"ids": json.dumps(sorted(version_ids))}).mappings()
    return {row["version_id"]: _cited(row) for row in rows}


def cite_reports(session: Session, report_ids: Collection[int]) -> dict[int, str]:
    """Citation of the current text of each of these reports, by ``report_id``."""
    rows = session.execute(_OF_REPORTS, {"ids": json.dumps(sorted(report_ids))}).mappings()
    return {row["report_id"]: _cited(row) for row in rows}


def cite_pages(session: Session, pages: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Citation of each page, by publisher's name and URL, as it answered last.

    Title and day are those of the report that it gave; one that gave none has neither.
    """
    rows = session.execute(_OF_PAGES, {"keys": json.dumps(sorted(pages))}).mappings()
    return {(row["name"], row["url"]): _cited(row) for row in rows}


def _cited(row: RowMapping) -> str:
    return citation(
        publisher=row["publisher"],
        title=row["title"],
        published_date=row["published_date"],
        url=row["url"],
        captured_at=row["captured_at"],
        sha256=row["sha256"],
    )
