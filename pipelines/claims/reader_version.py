"""Which rules read the claims: stored with every version's claims."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from crawler.software import VERSION

_FOLDER = Path(__file__).parent
_RULES = ("*.py", "*.toml", "*.csv", "*.txt")


def _digest() -> str:
    digest = hashlib.sha256(f"rapidfuzz=={version('rapidfuzz')}\n".encode())
    for path in sorted(path for pattern in _RULES for path in _FOLDER.rglob(pattern)):
        digest.update(f"{path.relative_to(_FOLDER)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


READER = f"{VERSION}+{_digest()[:12]}"
"""``VERSION+DIGEST``: where it is the same, the same text gives the same claims."""
