"""The end of a run: what it kept is mended where torn, and sealed by a manifest."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from attrs import frozen
from sqlalchemy.orm import Session

from crawler.captures.manifests import Manifest, digest, file_digest, write_manifest
from crawler.captures.mending import mend
from crawler.captures.naming import stem_of
from crawler.captures.reading import Capture, payload_digest, read_response
from crawler.software import SOFTWARE, extractor_of
from storage.captures import CaptureRecord, adopt_capture, captures_of_crawl, file_ends
from storage.claims import CLAIMS_CONTENT
from storage.crawls import COUNTS, record_issue
from storage.engine import Database
from storage.manifests import has_unsealed, last_manifest, seal, unsealed_crawls, unsealed_versions
from storage.models import Crawl
from storage.models import Manifest as ManifestRow

_LIBRARIES = ("scrapy", "lxml", "trafilatura", "warcio")


@frozen
class Run:
    """What is sealed: a crawl, or a re-extraction, which has no row of its own."""

    publisher: str
    """Name of its seed."""
    publisher_id: int
    crawl: Crawl | None
    settings: Mapping[str, Any]
    """Those that decide what is asked for and kept."""


def seal_crawls(
    database: Database,
    folder: Path,
    publisher: str,
    publisher_id: int,
    settings: Mapping[str, Any],
) -> list[str]:
    """Mend and seal every ended crawl of a publisher that has no manifest, the oldest first;
    where there is none, what a re-extraction that died left unsealed.

    ``folder`` is ARCHIVE_DIR. Returns what was found torn, in words. Raises ArchiveError,
    ManifestError and StorageError for what the disk refuses.
    """
    told: list[str] = []
    with database.reading() as session:
        crawls = unsealed_crawls(session, publisher_id)
        left = not crawls and has_unsealed(session, publisher_id)
    for crawl in crawls:
        with database.session() as session:
            told += mend_crawl(session, folder, crawl)
        seal_run(database, folder, Run(publisher, publisher_id, crawl, settings))
    if left:
        # Of a re-extraction that died: what it changed must not pass for the next crawl's work.
        seal_run(database, folder, Run(publisher, publisher_id, None, settings))
    return told


def mend_crawl(session: Session, folder: Path, crawl: Crawl) -> list[str]:
    """Cut what a kill left torn, and give rows to captures that have none yet."""
    told: list[str] = []
    ends = file_ends(session, crawl.id)
    for file in warc_files(folder, crawl):
        name = file.relative_to(folder).as_posix()
        mended = mend(file, ends.get(name, 0))
        for capture in mended.captures:
            adopt_capture(session, crawl.id, _record(capture, name))
        if mended.cut:
            detail = f"{name}: {mended.cut} bytes of a torn record were cut off"
            told.append(detail)
            record_issue(
                session, crawl.id, datetime.now(UTC), "warning", "archive_mended", detail=detail
            )
    return told


def warc_files(folder: Path, crawl: Crawl) -> list[Path]:
    """The files that a crawl wrote, in order."""
    if crawl.archive is None:
        return []
    begin = folder / crawl.archive
    return sorted(begin.parent.glob(f"{begin.name}-*.warc.gz"))


def _record(capture: Capture, name: str) -> CaptureRecord:
    served = read_response(capture)
    return CaptureRecord(
        url=capture.url,
        status=capture.status,
        media_type=capture.media_type,
        fetched_at=capture.captured_at,
        sha256=payload_digest(served),
        file=name,
        offset=capture.offset,
        length=capture.length,
    )


def seal_run(database: Database, folder: Path, run: Run) -> ManifestRow:
    """Write the manifest of a run, then its row.

    Nothing else may write reports of the publisher meanwhile: the caller holds its lock. The file
    is on disk before the row is; where the row then does not come, the next seal writes both anew.
    """
    name = _manifest_name(run)
    # Read apart from the writing: to hash the files of a large crawl takes minutes.
    with database.reading() as session:
        before = last_manifest(session, run.publisher_id)
        sha256 = write_manifest(folder / name, _manifest(session, folder, run, before))
    row = ManifestRow(
        publisher_id=run.publisher_id,
        crawl_id=run.crawl.id if run.crawl else None,
        file=name,
        sha256=sha256,
        previous_sha256=before.sha256 if before else None,
        written_at=datetime.now(UTC),
    )
    with database.session() as session:
        seal(session, row)
    return row


def _manifest_name(run: Run) -> str:
    if run.crawl is None or run.crawl.archive is None:
        stem = f"{run.publisher}/{stem_of(run.publisher, datetime.now(UTC))}"
    else:
        stem = run.crawl.archive
    return f"{stem}.manifest.json"


def _manifest(session: Session, folder: Path, run: Run, before: ManifestRow | None) -> Manifest:
    crawl = run.crawl
    return Manifest(
        publisher=run.publisher,
        crawl=_crawl(crawl) if crawl else {},
        software={
            "name": SOFTWARE,
            "extractor": extractor_of(run.publisher),
            "python": platform.python_version(),
            **{name: version(name) for name in _LIBRARIES},
        },
        settings=dict(run.settings),
        counts={name: getattr(crawl, name) for name in COUNTS} if crawl else {},
        previous={"file": before.file, "sha256": before.sha256} if before else None,
        files=_files(folder, crawl) if crawl else (),
        captures=_captures(session, crawl) if crawl else (),
        versions=_versions(session, run.publisher_id),
    )


def _crawl(crawl: Crawl) -> dict[str, Any]:
    return {
        "id": crawl.id,
        "started_at": crawl.started_at,
        "finished_at": crawl.finished_at,
        "outcome": crawl.outcome,
        "exit_status": crawl.exit_status,
        "options": crawl.options,
    }


def _files(folder: Path, crawl: Crawl) -> Iterator[dict[str, Any]]:
    for file in warc_files(folder, crawl):
        size, sha256 = file_digest(file)
        yield {"file": file.relative_to(folder).as_posix(), "bytes": size, "sha256": sha256}


def _captures(session: Session, crawl: Crawl) -> Iterator[dict[str, Any]]:
    for capture in captures_of_crawl(session, crawl.id):
        yield {
            "url": capture.url,
            "status": capture.status,
            "fetched_at": capture.fetched_at,
            "sha256": capture.sha256,
            "file": capture.file,
            "offset": capture.offset,
            "length": capture.length,
        }


def _versions(session: Session, publisher_id: int) -> Iterator[dict[str, Any]]:
    """Of every text of a report that changed since the last manifest, the digest of its content."""
    for version_id, content in unsealed_versions(session, publisher_id):
        yield {
            "version_id": version_id,
            "url": content["url"],
            "first_seen_at": content["first_seen_at"],
            # By these a later check tells an edit by hand from what a newer extractor read.
            "fingerprint": content["fingerprint"],
            "extractor": content["extractor"],
            "captures": content["captures"],
            **_claims(content),
            "sha256": digest(content),
        }


def _claims(content: Mapping[str, Any]) -> dict[str, Any]:
    """By these it tells an edit of claims by hand from what a newer reader read."""
    claims = {name: content[name] for name in CLAIMS_CONTENT if name in content}
    return {"reader": content["reader"], "claims": digest(claims)} if claims else {}
