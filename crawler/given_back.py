"""Memory that was freed goes back to the system, where the C library is glibc.

It keeps what was freed for later: holes between blocks, and blocks smaller than the largest one
that ever was freed. A process that has read one large page would stay large.
"""

from __future__ import annotations

import ctypes

LARGE = 256 * 1024
"""Bytes from which a block goes back at once."""
_MMAP_THRESHOLD = -3
"""``M_MMAP_THRESHOLD`` of ``malloc.h``."""

_library = ctypes.CDLL(None)


def return_large_blocks() -> None:
    """From now on large blocks go back when they are freed."""
    if hasattr(_library, "mallopt"):
        _library.mallopt(_MMAP_THRESHOLD, LARGE)


def return_holes() -> None:
    """Give back what is free now; takes some milliseconds for 100 MB."""
    if hasattr(_library, "malloc_trim"):
        _library.malloc_trim(0)
