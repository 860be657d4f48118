"""What this software is, to the digit: stored with whatever it reads or writes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSION = "0.1.0"
SOFTWARE = f"harm-reports/{VERSION}"

_READERS = ("crawler/extraction", "crawler/loaders.py", "pipelines/text.py")
"""Code that decides which words of a page are a report's."""
_LIBRARIES = ("lxml", "trafilatura")
"""The same of others."""


@cache
def extractor_of(publisher: str) -> str:
    """What reads a publisher's pages: ``VERSION+DIGEST``.

    The digest is of the code that reads, of the libraries' versions and of the publisher's seed:
    where it is the same, the same page gives the same words.
    """
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name}=={version(name)}\n".encode())
    for path in _sources(publisher):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{VERSION}+{digest.hexdigest()[:12]}"


def _sources(publisher: str) -> list[Path]:
    files = [ROOT / "seeds" / f"{publisher}.toml"]
    for name in _READERS:
        path = ROOT / name
        files += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    return files
