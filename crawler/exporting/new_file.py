"""A file that has its name only when it is whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EEXIST
from pathlib import Path
from typing import BinaryIO


@contextmanager
def new_file(path: Path, *, replace: bool = False) -> Iterator[BinaryIO]:
    """To be written in the block, and moved to ``path`` at its end.

    Folders that are missing are made. Whatever ends the block early, a signal too, leaves what
    stood there and no half file. Raises ``OSError``: ``FileExistsError`` for what stands there
    then, unless it is to be replaced.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with half.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists() and not replace:
            raise FileExistsError(EEXIST, "it was made by somebody meanwhile", str(path))
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
