"""One folder with all evidence of a report, which stands for itself without this software."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attrs import frozen
from sqlalchemy.orm import Session

from crawler.captures.manifests import file_digest
from crawler.evidence.capture_files import write_captures, write_tables
from crawler.evidence.chain import Chain, Wanted, follow_chain
from crawler.evidence.guide import Facts, write_guide
from crawler.evidence.page_files import Unpack
from crawler.evidence.shown_text import show_text
from crawler.evidence.version_files import write_versions
from crawler.evidence.writing import write_json, write_text
from storage.models import Report
from storage.report_evidence import captures_of_report, describe_report, manifests_before

SUMS = "SHA256SUMS"


@frozen
class Made:
    """What an export says of the export itself."""

    at: str
    software: str
    database: str
    """Its file's name."""


@frozen
class Written:
    """What the folder holds."""

    files: int
    captures: int
    versions: int
    manifests: int
    sums_sha256: str
    """Of the file SHA256SUMS: who keeps it elsewhere can tell any later change of the folder."""
    unsealed: tuple[str, ...]
    """What stands in no manifest yet, in words."""


def export_evidence(
    session: Session,
    archive: Path,
    report_id: int,
    output: Path,
    *,
    changes: str,
    made: Made,
    unpack: Unpack,
) -> Written:
    """Write the folder ``output``, whole or not at all; it is not there yet, or empty.

    ``archive`` is ARCHIVE_DIR, ``changes`` the words on what changed from text to text, if any;
    ``unpack`` undoes the packing of bodies for people to read.
    Raises EvidenceError where captures, texts or manifests do not hold, LookupError for no
    report, OSError where the disk does not take it.
    """
    with _whole_or_not(output) as folder:
        report = describe_report(session, report_id)
        rows = captures_of_report(session, report_id)
        captures = write_captures(folder, archive.resolve(), rows, report, unpack)
        versions = write_versions(folder, session, report)
        wanted = _wanted(captures, versions, sealed=session.get_one(Report, report_id).is_sealed)
        chain = _write_chain(folder, session, archive, report_id, wanted)
        described = _describe(report, captures, versions, chain, made)
        write_json(folder / "report.json", described)
        write_tables(folder, described["captures"])
        if changes:
            write_text(folder / "changes.txt", show_text(changes))
        unsealed = tuple(_unsealed(described))
        facts = Facts(described, chain.links, unsealed, has_changes=bool(changes))
        write_text(folder / "README.txt", write_guide(facts))
        count, sums = _write_sums(folder)
    return Written(count, len(captures), len(versions), len(chain.links), sums, unsealed)


@contextmanager
def _whole_or_not(output: Path) -> Iterator[Path]:
    """A folder beside ``output`` that takes its place at the end, or goes."""
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = output.with_name(f".{output.name}.{secrets.token_hex(4)}")
    folder.mkdir()
    try:
        yield folder
        if output.exists():
            output.rmdir()
        folder.rename(output)
    finally:
        if folder.exists():
            shutil.rmtree(folder)


def _wanted(
    captures: Sequence[Mapping[str, Any]], versions: Sequence[Mapping[str, Any]], *, sealed: bool
) -> Wanted:
    return Wanted(
        crawls={capture["crawl_id"] for capture in captures},
        captures={_place(capture): capture["sha256"] for capture in captures},
        versions={version["sha256"] for version in versions},
        sealed=sealed,
    )


def _place(capture: Mapping[str, Any]) -> tuple[str, int]:
    return capture["source_file"], capture["source_offset"]


def _write_chain(
    folder: Path, session: Session, archive: Path, report_id: int, wanted: Wanted
) -> Chain:
    def keep(name: str, content: bytes) -> None:
        (folder / "manifests").mkdir(exist_ok=True)
        (folder / "manifests" / name).write_bytes(content)

    publisher_id = session.get_one(Report, report_id).publisher_id
    return follow_chain(archive, manifests_before(session, publisher_id), wanted, keep)


def _describe(
    report: Mapping[str, Any],
    captures: Sequence[Mapping[str, Any]],
    versions: Sequence[Mapping[str, Any]],
    chain: Chain,
    made: Made,
) -> dict[str, Any]:
    """All of report.json."""
    return {
        "format": "harm-reports evidence",
        "format_version": 1,
        "made_at": made.at,
        "software": made.software,
        "database": made.database,
        "report": {
            name: value
            for name, value in report.items()
            if not isinstance(value, list) or name in {"sections", "tags"}
        },
        **{name: report[name] for name in ("addresses", "links", "pages", "issues")},
        "versions": [
            {
                **version,
                "captures": [
                    c["capture_id"] for c in captures if c["version"] == version["number"]
                ],
                "sealed_by": chain.versions.get(version["sha256"]),
            }
            for version in versions
        ],
        "captures": [
            {**capture, "sealed_by": chain.captures.get(_place(capture))} for capture in captures
        ],
    }


def _unsealed(described: Mapping[str, Any]) -> Iterator[str]:
    for version in described["versions"]:
        if version["sealed_by"] is None:
            yield f"version {version['number']}"
    for capture in described["captures"]:
        if capture["sealed_by"] is None:
            yield f"capture {capture['capture_id']}"


def _write_sums(folder: Path) -> tuple[int, str]:
    """How many files there are, and the SHA-256 of their list."""
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    lines = [f"{file_digest(folder / name)[1]}  {name}\n" for name in names]
    write_text(folder / SUMS, "".join(lines))
    return len(names) + 1, file_digest(folder / SUMS)[1]
