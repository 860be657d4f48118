"""The row of a sealed crawl, and the files beside its own, against its manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from crawler.captures.manifests import Manifest, canonical
from crawler.evidence.sealing import warc_files
from crawler.rereading.damage import Damage
from storage.crawls import COUNTS
from storage.models import Crawl
from storage.models import Manifest as ManifestRow

_FIELDS = ("id", "started_at", "finished_at", "outcome", "exit_status", "options")


def check_crawl(
    session: Session, folder: Path, row: ManifestRow, manifest: Manifest
) -> Iterator[Damage]:
    """What of a crawl is not as its manifest tells it; ``folder`` is ARCHIVE_DIR."""
    crawl = session.get(Crawl, row.crawl_id)
    where = f"{row.crawl_id} of {manifest.publisher}"
    if crawl is None:
        yield Damage("crawl", where, f"a row, as {row.file} names it", "none")
        return
    sealed = {**manifest.crawl, **manifest.counts, "archive": _archive_of(row)}
    for name, found in _facts(crawl).items():
        if found != sealed.get(name):
            expected = f"{name} {sealed.get(name)} as in {row.file}"
            yield Damage("crawl", where, expected, f"{name} {found}")
    listed = {entry["file"] for entry in manifest.files}
    for path in warc_files(folder, crawl):
        name = path.relative_to(folder).as_posix()
        if name not in listed:
            yield Damage("archive file", name, f"to be in {row.file}", "a file beside it")


def _facts(crawl: Crawl) -> dict[str, Any]:
    """As JSON holds them."""
    names = (*_FIELDS, *COUNTS, "archive")
    facts: dict[str, Any] = json.loads(canonical({name: getattr(crawl, name) for name in names}))
    return facts


def _archive_of(row: ManifestRow) -> str:
    return row.file.removesuffix(".manifest.json")
