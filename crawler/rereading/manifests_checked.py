"""Every manifest against its row, its files and the manifest before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import define, field, frozen
from sqlalchemy.orm import Session

from crawler.captures.manifests import Entry, Manifest, ManifestError, file_digest, read_manifest
from crawler.captures.manifests import moment as written_moment
from crawler.rereading.damage import Damage
from storage.captures import captures_of_crawl
from storage.models import Capture
from storage.models import Manifest as ManifestRow

CAPTURE_FIELDS = ("url", "status", "fetched_at", "sha256", "length")


@frozen
class Named:
    """What the newest manifest that names a version says of it."""

    manifest: str
    place: int
    """Of the manifest in the chain."""
    url: str
    sha256: str


@define
class Seals:
    """What the manifests of one publisher hold of its versions."""

    versions: dict[int, Named] = field(factory=dict)
    reread: dict[str, tuple[int, set[int]]] = field(factory=dict)
    """URL → place of the last re-extraction that named it, and the versions it then had."""
    is_whole: bool = True
    """Whether every manifest could be read."""
    newest: ManifestRow | None = None

    def is_superseded(self, version_id: int) -> bool:
        """Whether a later re-extraction left a version out, whose words became another's."""
        named = self.versions[version_id]
        place, kept = self.reread.get(named.url, (-1, set()))
        return place > named.place and version_id not in kept


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
        except (ManifestError, OSError) as error:
            seals.is_whole = False
            yield Damage("manifest", row.file, f"SHA-256 {row.sha256}", str(error))
            continue
        yield from _check_content(session, folder, row, manifest)
        _note(manifest, row, place, seals)


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


def _note(manifest: Manifest, row: ManifestRow, place: int, seals: Seals) -> None:
    reread: dict[str, set[int]] = {}
    for entry in manifest.versions:
        named = Named(row.file, place, entry["url"], entry["sha256"])
        seals.versions[entry["version_id"]] = named
        reread.setdefault(entry["url"], set()).add(entry["version_id"])
    if row.crawl_id is None:
        seals.reread.update({url: (place, ids) for url, ids in reread.items()})
