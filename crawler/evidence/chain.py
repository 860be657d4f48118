"""The manifests that seal a report's captures and texts, and those that came after them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from attrs import define, field, frozen

from crawler.captures.manifests import Manifest, ManifestError, read_manifest
from storage.models import Manifest as ManifestRow

Place = tuple[str, int]
"""File and offset of a capture, as its row has them."""


class EvidenceError(Exception):
    """What is stored does not hold; the text names it and says what to do."""


@frozen
class Link:
    """One manifest of the chain."""

    name: str
    sha256: str
    previous_sha256: str | None


@define
class Wanted:
    """What the chain must reach back to."""

    crawls: set[int]
    captures: Mapping[Place, str]
    """With the digest of each."""
    versions: set[str]
    """Digests of its texts."""
    sealed: bool
    """Whether every text must be in a manifest; else something came since the last one."""


@define
class Chain:
    """What was found."""

    links: list[Link] = field(factory=list)
    """The oldest first."""
    captures: dict[Place, str] = field(factory=dict)
    """Name of the manifest that holds each."""
    versions: dict[str, str] = field(factory=dict)


def follow_chain(
    folder: Path,
    rows: Iterable[ManifestRow],
    wanted: Wanted,
    keep: Callable[[str, bytes], None],
) -> Chain:
    """Check the manifests from the newest back to the first that is needed; ``keep`` gets each.

    ``folder`` is ARCHIVE_DIR, ``rows`` the newest first. Raises EvidenceError for a manifest that
    is not what was written, a chain that is broken, a digest that differs, and a text in none.
    """
    chain = Chain()
    known = list(rows)
    crawls = wanted.crawls & {row.crawl_id for row in known if row.crawl_id is not None}
    expected = known[0].sha256 if known else None
    for row in known:
        if not crawls and (not wanted.sealed or wanted.versions <= chain.versions.keys()):
            break
        if row.sha256 != expected:
            raise _broken(f"the manifest after {row.file} names another one before it")
        manifest, content = _read(folder / row.file, row)
        link = Link(Path(row.file).name, row.sha256, row.previous_sha256)
        _note(chain, link, manifest, wanted)
        keep(link.name, content)
        chain.links.insert(0, link)
        crawls.discard(row.crawl_id or 0)
        expected = row.previous_sha256
    lost = wanted.versions - chain.versions.keys()
    if lost and wanted.sealed:
        raise _broken(f"no manifest holds the digest {min(lost)} of a text of the report")
    return chain


def _read(path: Path, row: ManifestRow) -> tuple[Manifest, bytes]:
    try:
        content = path.read_bytes()
        manifest = read_manifest(path)
    except OSError as error:
        raise _broken(f"{path}: cannot be read: {error.strerror}") from error
    except ManifestError as error:
        raise _broken(str(error)) from error
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise _broken(f"{path} is not what was written: its SHA-256 was {row.sha256}")
    named = manifest.previous.get("sha256") if manifest.previous else None
    if named != row.previous_sha256:
        raise _broken(f"{path} names another manifest before it than the database")
    return manifest, content


def _note(chain: Chain, link: Link, manifest: Manifest, wanted: Wanted) -> None:
    for entry in manifest.captures:
        place = (entry["file"], entry["offset"])
        sha256 = wanted.captures.get(place)
        if sha256 is None:
            continue
        if entry["sha256"] != sha256:
            raise _broken(f"{place[0]} at {place[1]}: {link.name} holds another digest of it")
        chain.captures[place] = link.name
    for entry in manifest.versions:
        if entry.get("sha256") in wanted.versions:
            chain.versions[entry["sha256"]] = link.name


def _broken(what: str) -> EvidenceError:
    return EvidenceError(f"{what}. Nothing was exported; `scrapy verify` tells all that is damaged")
