"""All that the database has of one report, for who wants to see it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.citing import cite_reports, cite_versions
from storage.claim_comparing import ALL
from storage.claim_finding import find_claims
from storage.histories import read_history
from storage.report_evidence import captures_of_report, describe_report

_COPIES = text("""\
SELECT r.report_id, r.publisher, r.url, r.title, r.published_date, r.similarity
  FROM report AS r WHERE r.duplicate_of = :report_id ORDER BY r.report_id""")
_CAPTURE = text("SELECT * FROM capture WHERE capture_id = :capture_id")


def read_report(session: Session, report_id: int) -> dict[str, Any]:
    """The report as the view has it, ready for JSON, and in lists what belongs to it.

    The lists are ``addresses``, ``links``, ``pages``, ``versions`` (with their texts and
    citations), ``captures``, ``claims`` (of all versions), ``copies`` and ``issues``, with the
    columns of the views. Raises ``LookupError`` for no report.
    """
    told = describe_report(session, report_id)
    history = read_history(session, report_id)
    texts = {version.version_id: version for version in history.versions}
    cited = cite_versions(session, texts)
    for version in told["versions"]:
        version["is_current"] = bool(version["is_current"])
        version["body"] = texts[version["version_id"]].body
        version["citation"] = cited[version["version_id"]]
    (told["body"],) = [version["body"] for version in told["versions"] if version["is_current"]]
    told["citation"] = cite_reports(session, [report_id])[report_id]
    told["captures"] = [
        dict(session.execute(_CAPTURE, {"capture_id": capture.id}).mappings().one())
        for capture in captures_of_report(session, report_id)
    ]
    told["claims"] = find_claims(session, limit=ALL, report_id=report_id, all_versions=True)
    copies = session.execute(_COPIES, {"report_id": report_id}).mappings()
    told["copies"] = [dict(copy) for copy in copies]
    return told
