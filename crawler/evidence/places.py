"""Where a stored capture lies."""

from __future__ import annotations

from pathlib import Path

from crawler.captures.reading import Capture
from storage.models import Capture as CaptureRow


def place_of(row: CaptureRow, folder: Path) -> Capture:
    """Where a capture lies; ``folder`` is ARCHIVE_DIR."""
    return Capture(
        url=row.url,
        file=folder / row.file,
        offset=row.offset,
        length=row.length,
        captured_at=row.fetched_at,
        status=row.status,
        media_type=row.media_type,
    )
