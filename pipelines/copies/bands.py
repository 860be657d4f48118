"""Bands of a MinHash signature, by which near-copies are looked up.

Texts of similarity s share at least one of the bands with 1 - (1 - s^ROWS)^BANDS (Leskovec,
Rajaraman, Ullman: Mining of Massive Datasets, 3.4). Everything is computed from BLAKE2b, so that
a database may be moved between machines.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TypeAlias

Signature: TypeAlias = tuple[int, ...]
"""``BANDS * ROWS`` values below 2^32; empty for a text without words."""

ROWS, BANDS = 2, 32
"""Of 1,000 pairs of similarity .5 all but 0.1 share a band, of similarity .3 all but 49."""


def bands(signature: Signature) -> tuple[int, ...]:
    """``BANDS`` values to look up by equality, each a signed 64-bit integer; none for no words.

    The number of the band is mixed in, so all can stand in one column of a table.
    """
    rows = [signature[at : at + ROWS] for at in range(0, len(signature), ROWS)]
    return tuple(
        int.from_bytes(short_digest(f"{number}:{row}"), "big", signed=True)
        for number, row in enumerate(rows)
    )


def short_digest(text: str) -> bytes:
    """Eight bytes of BLAKE2b."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
