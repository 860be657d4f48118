"""MinHash signatures and bands as they lie in the database."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_TOP = 1 << 63


def pack(signature: Sequence[int]) -> bytes:
    """Unsigned 64-bit numbers, little-endian."""
    return struct.pack(f"<{len(signature)}Q", *signature)


def unpack(packed: bytes) -> tuple[int, ...]:
    """What ``pack`` packed."""
    return struct.unpack(f"<{len(packed) // 8}Q", packed)


def signed(value: int) -> int:
    """An unsigned 64-bit number as the signed one of the same bits, which a column can hold."""
    return value - 2 * _TOP if value >= _TOP else value


def estimate(one: bytes | None, other: bytes | None) -> float | None:
    """Share of equal places, which estimates the similarity of two texts; None where unknown."""
    if not one or not other or len(one) != len(other):
        return None
    pairs = list(zip(unpack(one), unpack(other), strict=True))
    return sum(left == right for left, right in pairs) / len(pairs)
