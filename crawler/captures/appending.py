"""A file that only grows, by pieces that are on the disk whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from crawler.captures.reading import ArchiveError


class AppendedFile:
    """A new file; nothing else writes to it."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.size = 0
        """Bytes that are surely on the disk."""
        self.sound = True
        """Whether the file ends there; if not, nothing more may be appended."""
        self._descriptor = descriptor

    @classmethod
    def create(cls, path: Path, start: bytes) -> Self:
        """Make the file and its folder, with the first piece in it.

        Raises ArchiveError where it is there already or cannot be made; none is left then.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC
            file = cls(path, os.open(path, flags, 0o644))
        except OSError as error:
            raise ArchiveError(f"{path}: cannot be made: {error.strerror}") from error
        try:
            file.append(start)
            sync_folder(path.parent)
        except (ArchiveError, OSError) as error:
            file.close()
            path.unlink(missing_ok=True)
            told = str(error) if isinstance(error, ArchiveError) else f"{path}: {error.strerror}"
            raise ArchiveError(told) from error
        return file

    def append(self, piece: bytes) -> int:
        """Write a piece to the disk and give the offset where it begins.

        Raises ArchiveError where the disk does not take it; what was written of it is cut off.
        """
        offset = self.size
        try:
            written = os.write(self._descriptor, piece)
            if written < len(piece):
                raise OSError(  # noqa: TRY301 -- one way for all that goes wrong
                    0, f"only {written} of {len(piece)} bytes could be written; the disk is full"
                )
            os.fdatasync(self._descriptor)
        except OSError as error:
            told = f"{self.path} cannot be written at {offset}: {error.strerror}"
            raise ArchiveError(told + self._cut()) from error
        self.size += len(piece)
        return offset

    def _cut(self) -> str:
        """Take back what was written beyond the good end; what there is to say of it."""
        try:
            os.ftruncate(self._descriptor, self.size)
            os.fdatasync(self._descriptor)
        except OSError as error:
            self.sound = False
            return f"; its torn end stays until it is mended ({error.strerror})"
        return ""

    def close(self) -> None:
        os.close(self._descriptor)


def sync_folder(folder: Path) -> None:
    """Make sure that a file that was made, renamed or removed there is so after a power loss."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
