"""Text on disk, in the one form that all files of a folder have: UTF-8, lines ended by LF."""

from __future__ import annotations

import json
from pathlib import Path


def write_json(path: Path, value: object) -> None:
    """Write a value for people and programs."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text; half a surrogate pair, which UTF-8 does not hold, as JSON escapes it."""
    path.write_bytes(text.encode("utf-8", "backslashreplace"))
