"""The texts of a report: for people, and as manifests digest them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from crawler.captures.manifests import canonical, digest
from crawler.evidence.chain import EvidenceError
from crawler.evidence.shown_text import show_line, show_text
from crawler.evidence.writing import write_text
from storage.manifests import version_content


def write_versions(
    folder: Path, session: Session, report: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Two files for each version; the versions as described, with names and digest.

    ``report`` is as ``describe_report`` gives it.
    """
    described = []
    for version in report["versions"]:
        content = version_content(session, version["version_id"])
        # Exactly the bytes of which manifests hold the digest.
        written = canonical(content).encode("utf-8", "backslashreplace")
        sha256 = hashlib.sha256(written).hexdigest()
        if sha256 != digest(content):
            raise EvidenceError(f"version {version['number']} cannot be written as it is digested")
        name = f"version-{version['number']}"
        (folder / f"{name}.json").write_bytes(written)
        write_text(folder / f"{name}.txt", _readable(version, content))
        files = [f"{name}.txt", f"{name}.json"]
        is_current = bool(version["is_current"])
        described.append({**version, "is_current": is_current, "files": files, "sha256": sha256})
    return described


def _readable(version: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    given_by = f" (from {content['published_from']})" if content["published_from"] else ""
    lines = [
        f"Version {version['number']} of {show_line(content['url'])}",
        f"Publisher: {show_line(content['publisher'])}",
        f"Published: {content['published_date'] or 'unknown'}{show_text(given_by)}",
        f"Published at (UTC): {content['published_at'] or 'unknown'}",
        f"Modified at (UTC), as last told: {content['modified_at'] or 'unknown'}",
        f"Seen from {version['first_seen_at']} to {version['last_seen_at']}",
        "",
        show_line(content["title"]),
        *([show_line(content["subtitle"])] if content["subtitle"] else []),
        "",
        show_text(content["body"]),
    ]
    return "".join(f"{line}\n" for line in lines)
