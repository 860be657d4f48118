"""Every manifest against its row, its files and the manifest before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from crawler.captures.manifests import Entry, Manifest, ManifestError, file_digest, read_manifest
from crawler.captures.manifests import moment as written_moment
from crawler.rereading.crawls_checked import check_crawl
from crawler.rereading.damage import Damage
from crawler.rereading.seals import Seals
from storage.captures import captures_of_crawl
from storage.models import Capture, Crawl
from storage.models import Manifest as ManifestRow
from storage.verified_rows import unsealed_with_archive

CAPTURE_FIELDS = ("url", "status", "fetched_at", "sha256", "length")


def check_manifests(
    session: Session, folder: Path, rows: list[ManifestRow], seals: Seals
) -> Iterator[Damage | None]:
    """Something for each manifest of a publisher, the oldest first; fills ``seals``."""
    before: ManifestRow | None = None
    for place, row in enumerate(rows):
        yield None
        yield from _check_link(row, before)
        before = seals.newest = row
        try:
            manifest = _read(folder, row)
            seals.note(manifest, row.file, place, is_reread=row.crawl_id is None)
        except (ManifestError, OSError) as error:
            seals.is_whole = False
            yield Damage("manifest", row.file, f"SHA-256 {row.sha256}", str(error))
            continue
        yield from _check_content(session, folder, row, manifest)


def note_written(session: Session, folder: Path, publisher: str, place: int, seals: Seals) -> None:
    """Add a manifest that is written and has no row: its run died between, or the row was taken.

    The next crawl writes both anew; until then nothing may differ from it.
    """
    for crawl in unsealed_with_archive(session, publisher):
        path = manifest_file(folder, crawl)
        try:
            manifest = read_manifest(path)
        except ManifestError:
            continue
        before = manifest.previous["sha256"] if manifest.previous else None
        if before == (seals.newest.sha256 if seals.newest else None):
            seals.note(manifest, path.name, place, is_reread=False)


def manifest_file(folder: Path, crawl: Crawl) -> Path:
    """Where the manifest of a crawl that keeps captures is, or will be."""
    return folder / f"{crawl.archive}.manifest.json"


def read_seals(session: Session, folder: Path, publisher: str, rows: list[ManifestRow]) -> Seals:
    """What the manifests hold that can be read; who needs the others tells of their damage."""
    seals = Seals()
    for place, row in enumerate(rows):
        seals.newest = row
        try:
            seals.note(_read(folder, row), row.file, place, is_reread=row.crawl_id is None)
        except (ManifestError, OSError):
            seals.is_whole = False
    note_written(session, folder, publisher, len(rows), seals)
    return seals


def _check_link(row: ManifestRow, before: ManifestRow | None) -> Iterator[Damage]:
    expected = before.sha256 if before else None
    if row.previous_sha256 != expected:
        yield Damage(
            "chain",
            f"before {row.file}",
            f"manifest {row.previous_sha256 or 'none'}",
            f"{expected or 'none'}{f' ({before.file})' if before else ''}",
        )


def _read(folder: Path, row: ManifestRow) -> Manifest:
    """Raises ManifestError also where the file is not the one that was written."""
    path = folder / row.file
    if not path.is_file():
        raise ManifestError("no such file")
    _, sha256 = file_digest(path)
    if sha256 != row.sha256:
        raise ManifestError(f"SHA-256 {sha256}")
    return read_manifest(path)


def _check_content(
    session: Session, folder: Path, row: ManifestRow, manifest: Manifest
) -> Iterator[Damage]:
    named = manifest.previous["sha256"] if manifest.previous else None
    if named != row.previous_sha256:
        yield Damage(
            "chain", row.file, f"previous {row.previous_sha256}", f"previous {named} in the file"
        )
    for entry in manifest.files:
        yield from _check_file(folder, entry)
    if row.crawl_id is not None:
        yield from check_crawl(session, folder, row, manifest)
        yield from _check_rows(session, row, manifest)


def _check_file(folder: Path, entry: Entry) -> Iterator[Damage]:
    path = folder / entry["file"]
    expected = f"{entry['bytes']} bytes, SHA-256 {entry['sha256']}"
    if not path.is_file():
        yield Damage("archive file", entry["file"], expected, "no such file")
        return
    size, sha256 = file_digest(path)
    if (size, sha256) != (entry["bytes"], entry["sha256"]):
        yield Damage("archive file", entry["file"], expected, f"{size} bytes, SHA-256 {sha256}")


def _check_rows(session: Session, row: ManifestRow, manifest: Manifest) -> Iterator[Damage]:
    """The captures that the manifest lists and those in the database are the same."""
    if row.crawl_id is None:
        return
    stored = {
        (capture.file, capture.offset): _fields(capture)
        for capture in captures_of_crawl(session, row.crawl_id)
    }
    for entry in manifest.captures:
        sealed = {name: entry[name] for name in CAPTURE_FIELDS}
        found = stored.pop((entry["file"], entry["offset"]), None)
        where = f"{entry['url']} in {entry['file']} at {entry['offset']}"
        if found is None:
            yield Damage("capture", where, "a row of it", f"none, but in {row.file}")
        elif found != sealed:
            other = next(name for name in CAPTURE_FIELDS if found[name] != sealed[name])
            expected = f"{other} {sealed[other]} as in {row.file}"
            yield Damage("capture", where, expected, f"{other} {found[other]} in its row")
    for (file, offset), fields in stored.items():
        where = f"{fields['url']} in {file} at {offset}"
        yield Damage("capture", where, f"to be in {row.file}", "a row alone")


def _fields(capture: Capture) -> dict[str, object]:
    values = {name: getattr(capture, name) for name in CAPTURE_FIELDS}
    return {**values, "fetched_at": written_moment(capture.fetched_at)}
