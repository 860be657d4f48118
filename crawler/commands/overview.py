"""``scrapy overview``: what is in the database, and three questions that it answers."""

from __future__ import annotations

import argparse

from sqlalchemy import text
from sqlalchemy.orm import Session

from crawler.commands.table import draw_table
from crawler.database_command import DatabaseCommand
from storage.engine import database_path

COUNTS = """\
SELECT p.publisher,
       count(DISTINCT p.report_id) AS reports,
       (SELECT count(*) FROM report r
         WHERE r.publisher = p.publisher AND r.duplicate_of IS NOT NULL) AS copies,
       count(*) AS urls,
       sum(p.state = 'not_report') AS 'not reports',
       sum(p.state = 'failed') AS failed
  FROM page p GROUP BY p.publisher ORDER BY p.publisher"""

QUESTIONS = (
    (
        "How many reports did each publisher put out in which year and language?",
        """\
SELECT publisher, substr(published_date, 1, 4) AS year, language, count(*) AS reports
  FROM report WHERE duplicate_of IS NULL
 GROUP BY publisher, year, language ORDER BY publisher, year, language""",
    ),
    (
        "Which reports speak of landmines, newest first?",
        """\
SELECT published_date, publisher, language, title
  FROM report WHERE title || subtitle || body LIKE '%landmine%'
 ORDER BY published_date DESC LIMIT 10""",
    ),
    (
        "Which reports repeat another one, and how closely?",
        """\
SELECT copy.publisher, copy.published_date AS day, first.published_date AS 'first day',
       copy.similarity, copy.title
  FROM report copy JOIN report first ON first.report_id = copy.duplicate_of
 ORDER BY copy.published_date LIMIT 10""",
    ),
)


class Command(DatabaseCommand):
    """Shown at the end of ``make demo``; as good on a file of one's own."""

    def syntax(self) -> str:
        return ""

    def short_desc(self) -> str:
        return "Show what is in the database, with three example queries"

    def read(self, session: Session, args: list[str], opts: argparse.Namespace) -> str:  # noqa: ARG002 -- no arguments
        parts = [f"\nWhat came in:\n\n{_answer(session, COUNTS)}"]
        for number, (question, sql) in enumerate(QUESTIONS, 1):
            parts.append(f"\n{number}. {question}\n\n{sql};\n\n{_answer(session, sql)}")
        path = database_path(self.settings["DATABASE_URL"])
        parts.append(f"\nThe file: {path}\nAsk it yourself: sqlite3 -box {path}\n")
        return "".join(parts)


def _answer(session: Session, sql: str) -> str:
    result = session.execute(text(sql))
    return draw_table(list(result.keys()), [tuple(row) for row in result])
