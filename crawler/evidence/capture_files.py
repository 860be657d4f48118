"""The files about captures: the slice, the tables, and what a person can open of each page."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from crawler.captures.manifests import moment
from crawler.evidence.page_files import Unpack, page_file
from crawler.evidence.payloads import Exported, slice_captures
from crawler.evidence.shown_text import show_cell
from crawler.evidence.slicing import write_info
from crawler.evidence.writing import write_json, write_text
from storage.models import Capture

SLICE = "captures.warc.gz"


def write_captures(
    folder: Path,
    archive: Path,
    rows: Sequence[Capture],
    report: Mapping[str, Any],
    unpack: Unpack,
) -> list[dict[str, Any]]:
    """The slice and the page files; a description of each capture.

    ``report`` is as ``describe_report`` gives it. Raises EvidenceError for a capture that is lost
    or damaged.
    """
    if not rows:
        return []
    numbers = {version["version_id"]: version["number"] for version in report["versions"]}
    target = folder / SLICE
    described = []
    with target.open("wb") as into:
        write_info(into, SLICE, _about(report["report_id"]))
        for exported in slice_captures(archive, rows, target, into):
            version = numbers.get(exported.row.version_id)
            described.append(_capture(folder, exported, version, unpack))
    return described


def _about(report_id: int) -> dict[str, str]:
    return {
        "format": "WARC File Format 1.1",
        "description": f"Records of report {report_id}, copied byte for byte from the files that"
        " captures.csv names; see README.txt.",
    }


def _capture(
    folder: Path, exported: Exported, version: int | None, unpack: Unpack
) -> dict[str, Any]:
    row, copied = exported.row, exported.copied
    name, body = page_file(row.id, row.media_type, exported.served, unpack)
    if body:
        (folder / "pages").mkdir(exist_ok=True)
        (folder / "pages" / name).write_bytes(body)
    return {
        "capture_id": row.id,
        "url": row.url,
        "status": row.status,
        "media_type": row.media_type,
        "fetched_at": moment(row.fetched_at),
        "original_url": row.original_url,
        "original_at": moment(row.original_at) if row.original_at else None,
        "shows": _shows(row.status, version, other=row.version_id is not None),
        "version": version,
        "part": row.part if version else None,
        "sha256": row.sha256,
        "page_file": f"pages/{name}" if body else None,
        "offset": copied.offset,
        "length": copied.length,
        "records": list(copied.records),
        "repacked": copied.repacked,
        "crawl_id": row.crawl_id,
        "source_file": row.file,
        "source_offset": row.offset,
        "source_length": row.length,
    }


def _shows(status: int, version: int | None, *, other: bool) -> str:
    if status == 304 and version:
        return f"version {version}, unchanged by the server's word"
    if version:
        return f"version {version}"
    if 300 <= status < 400:
        return "redirect"
    return "another report" if other else "no text of the report"


def write_tables(folder: Path, captures: Sequence[Mapping[str, Any]]) -> None:
    """The captures as described, for programs and for spreadsheets."""
    if not captures:
        return
    write_json(folder / "captures.json", captures)
    table = StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(captures[0])
    for capture in captures:
        cells = {**capture, "records": " ".join(capture["records"])}
        rows.writerow([show_cell(value) for value in cells.values()])
    write_text(folder / "captures.csv", table.getvalue())
