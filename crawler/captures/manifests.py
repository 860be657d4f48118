"""The manifest of a crawl: what it wrote, with the digests by which that can be checked.

A JSON file that people and line tools read too: one key a line, and one line for each file,
capture and version. Each manifest names the digest of the one before it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from attrs import frozen

from crawler.captures.appending import sync_folder

FORMAT = "harm-reports crawl manifest"
FORMAT_VERSION = 1

Entry = Mapping[str, Any]
"""What JSON holds; moments are datetimes or written as ``moment`` does."""

_SINGLE = ("publisher", "crawl", "software", "settings", "counts", "previous")
_LISTS = ("files", "captures", "versions")
_KINDS: Mapping[str, tuple[type, ...]] = {
    "publisher": (str,),
    **dict.fromkeys(("crawl", "software", "settings", "counts"), (dict,)),
    "previous": (dict, type(None)),
    **dict.fromkeys(_LISTS, (list,)),
}
_ENTRY_KINDS: Mapping[str, Mapping[str, type]] = {
    "files": {"file": str, "bytes": int, "sha256": str},
    "captures": {
        **dict.fromkeys(("url", "fetched_at", "sha256", "file"), str),
        **dict.fromkeys(("status", "offset", "length"), int),
    },
    "versions": {},
}


class ManifestError(Exception):
    """A manifest cannot be read or written; the text names the file and says why."""


@frozen(kw_only=True)
class Manifest:
    """The parts of a manifest. The lists may be long: they are read once, while written."""

    publisher: str
    crawl: Entry
    """id, started_at, finished_at, outcome, exit_status, options."""
    software: Entry
    settings: Entry
    counts: Entry
    previous: Entry | None
    """file and sha256 of the publisher's manifest before; None for the first one."""
    files: Iterable[Entry]
    """file, bytes, sha256."""
    captures: Iterable[Entry]
    """url, status, fetched_at, sha256, file, offset, length."""
    versions: Iterable[Entry]


def moment(at: datetime) -> str:
    """A moment as manifests have it: UTC, ISO 8601, with Z. Raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {at}")
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def canonical(value: object) -> str:
    """The one way to write a value as JSON: keys sorted, no spaces, letters as they are.

    Raises TypeError for what JSON does not hold, ValueError for NaN, infinity and naive moments.
    """
    return json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
        default=_plain,
    )


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return moment(value)
    raise TypeError(f"{type(value).__name__} cannot stand in a manifest")


def digest(mapping: Entry) -> str:
    """SHA-256, in hex, of a mapping in its canonical form as UTF-8."""
    return hashlib.sha256(_bytes(canonical(mapping))).hexdigest()


def _bytes(text: str) -> bytes:
    # UTF-8 cannot hold a lone surrogate; what is written for it is what JSON reads it from.
    return text.encode("utf-8", "backslashreplace")


def file_digest(path: Path) -> tuple[int, str]:
    """The bytes of a file and their SHA-256 in hex. Raises OSError."""
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        return stream.tell(), sha256


def write_manifest(path: Path, manifest: Manifest) -> str:
    """Write a manifest, whole or not at all, and give the file's SHA-256 in hex.

    A file that is there already is replaced. Raises ManifestError where a file cannot be read or
    written; what else the lists raise while they are read goes on to the caller. Either way what
    was there before stays.
    """
    sha256 = hashlib.sha256()
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as stream:
                for line in _lines(manifest):
                    written = _bytes(line)
                    sha256.update(written)
                    stream.write(written)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise ManifestError(f"{path}: cannot be written: {error}") from error
    return sha256.hexdigest()


def _lines(manifest: Manifest) -> Iterator[str]:
    head = {"format": FORMAT, "format_version": FORMAT_VERSION}
    yield "{\n"
    for key, value in {**head, **{name: getattr(manifest, name) for name in _SINGLE}}.items():
        yield f"{canonical(key)}:{canonical(value)},\n"
    for name in _LISTS:
        yield f"{canonical(name)}:["
        between = "\n"
        for entry in getattr(manifest, name):
            yield between + canonical(entry)
            between = ",\n"
        yield "\n]" + ("\n}\n" if name == _LISTS[-1] else ",\n")


def read_manifest(path: Path) -> Manifest:
    """Read a manifest; its lists are tuples, its moments text. Raises ManifestError."""
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"{path}: is no JSON, so it was damaged or changed: {error}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ManifestError(f"{path}: is no manifest of a crawl")
    if found.get("format_version") != FORMAT_VERSION:
        raise ManifestError(
            f"{path}: has format version {found.get('format_version')!r}, where this release reads"
            f" {FORMAT_VERSION}; use the release that wrote it"
        )
    for name, kinds in _KINDS.items():
        if not isinstance(found.get(name), kinds):
            raise ManifestError(f"{path}: has no {name}, or not in the form it should have")
    for name, keys in _ENTRY_KINDS.items():
        for number, entry in enumerate(found[name], 1):
            if not _fits(entry, keys):
                raise ManifestError(f"{path}: entry {number} of {name} is not as it should be")
    parts: dict[str, Any] = {name: found[name] for name in _SINGLE}
    parts.update({name: tuple(found[name]) for name in _LISTS})
    return Manifest(**parts)


def _fits(entry: object, keys: Mapping[str, type]) -> bool:
    return isinstance(entry, dict) and all(
        # True is no number here.
        type(entry.get(key)) is kind
        for key, kind in keys.items()
    )
