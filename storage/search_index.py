"""Two indexes of the current versions, kept in step in the transaction that stores a version.

``report_words`` holds words, so that "ISIS" does not find "crisis"; it takes its text from the
view ``current_text``, so that the file does not hold it twice. ``report_arabic`` holds trigrams
of folded text, of reports with Arabic letters only, as Arabic glues articles and prepositions to
its words. Other databases than SQLite have neither.
"""

from __future__ import annotations

import re

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from storage.errors import StorageError
from storage.folding import fold, has_arabic
from storage.models import ReportVersion

_WORD = re.compile(r"[^\W_]+")
_ADD_WORDS = text(
    "INSERT INTO report_words (rowid, title, subtitle, body) VALUES (:id, :title, :subtitle, :body)"
)
_DROP_WORDS = text(
    "INSERT INTO report_words (report_words, rowid, title, subtitle, body) "
    "VALUES ('delete', :id, :title, :subtitle, :body)"
)
_ADD_ARABIC = text(
    "INSERT INTO report_arabic (rowid, title, subtitle, body) "
    "VALUES (:id, :title, :subtitle, :body)"
)
_DROP_ARABIC = text("DELETE FROM report_arabic WHERE rowid = :id")


def folded_words(words: str) -> str:
    """The folded words, one space between them and one at each end, without punctuation."""
    found = list_words(words)
    return f" {' '.join(found)} " if found else ""


def list_words(words: str) -> list[str]:
    """The folded words: runs of letters and digits."""
    return _WORD.findall(fold(words))


def index_version(session: Session, version: ReportVersion) -> None:
    """Make a version that has become the current one findable."""
    session.flush()
    index_text(session, version.id, version.title, version.subtitle, version.body)


def index_text(session: Session, version_id: int, title: str, subtitle: str, body: str) -> None:
    """As ``index_version``, of a version by its words; its row is there."""
    if not _has_index(session):
        return
    fields = {"title": title, "subtitle": subtitle, "body": body}
    session.execute(_ADD_WORDS, {"id": version_id, **fields})
    if has_arabic(title + subtitle + body):
        folded = {name: folded_words(words) for name, words in fields.items()}
        session.execute(_ADD_ARABIC, {"id": version_id, **folded})


def unindex_version(session: Session, version: ReportVersion) -> None:
    """Take a version out that was indexed and is about to be current no more."""
    if _has_index(session):
        session.execute(_DROP_WORDS, _fields(version))
        session.execute(_DROP_ARABIC, {"id": version.id})


def rebuild(session: Session) -> None:
    """Index all current versions anew, such as after a change of the folding.

    Raises ``StorageError`` where the database has no index.
    """
    require_index(session)
    session.execute(text("INSERT INTO report_words (report_words) VALUES ('delete-all')"))
    session.execute(text("DELETE FROM report_arabic"))
    current = select(ReportVersion).where(ReportVersion.is_current)
    for version in session.scalars(current.execution_options(yield_per=100)):
        index_version(session, version)


def require_index(session: Session) -> None:
    """Raise ``StorageError`` where there is nothing to search in."""
    if not _has_index(session):
        raise StorageError("search works on SQLite databases only: name one by DATABASE_URL.")


def _has_index(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _fields(version: ReportVersion) -> dict[str, object]:
    return {
        "id": version.id,
        "title": version.title,
        "subtitle": version.subtitle,
        "body": version.body,
    }
