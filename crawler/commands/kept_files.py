"""Which files must be kept beside a copy of the database, for it to be worth anything."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen


@frozen
class Kept:
    """What the rows of a database refer to."""

    folder: Path
    """ARCHIVE_DIR, absolute."""
    inside: tuple[str, ...]
    """In that folder, relative to it; moved with it they are found again."""
    bytes: int
    """Of all of these."""
    elsewhere: tuple[str, ...]
    """Archives of others, by the absolute path at which they must stay."""
    missing: tuple[str, ...]
    """Of either kind, and not there."""


def find_kept(files: Sequence[str], archive: Path) -> Kept:
    """``files`` as the database names them; each is looked for once, and none is opened."""
    folder = archive.expanduser().resolve()
    sizes = {file: _size(folder / file) for file in files}
    there = [file for file in files if sizes[file] is not None]
    inside = tuple(file for file in there if not Path(file).is_absolute())
    return Kept(
        folder,
        inside,
        sum(sizes[file] or 0 for file in inside),
        tuple(file for file in there if Path(file).is_absolute()),
        tuple(file for file in files if sizes[file] is None),
    )


def kept_lines(kept: Kept) -> list[str]:
    """What to copy besides, for a person."""
    lines = [
        (
            f"copy {kept.folder}, too: the copy refers to {len(kept.inside)} files there,"
            f" {kept.bytes} bytes; those of crawls that ended never change"
        )
    ]
    lines += [f"and keep where it is: {file}" for file in kept.elsewhere]
    if kept.missing:
        lines.append(
            f"MISSING {len(kept.missing)} files, the first is {kept.missing[0]}: is ARCHIVE_DIR"
            " right? `scrapy verify` tells all that is lost"
        )
    return lines


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None
