"""What the files of a crawl are called: never by a word that a publisher sent."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


def stem_of(publisher: str, started_at: datetime) -> str:
    """How the names of a crawl's files begin; another one at each call.

    ``publisher`` is the name of a seed. The random end keeps two databases with one archive
    folder apart.
    """
    moment = started_at.astimezone(UTC)
    return f"{publisher}-{moment:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
