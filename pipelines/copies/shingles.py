"""MinHash signatures of texts.

The share of equal values of two signatures estimates the Jaccard similarity of the texts'
shingles. Everything is computed from BLAKE2b and 64-bit arithmetic, so that a database may be
moved between machines.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from pipelines.copies.bands import BANDS, ROWS, Signature, short_digest
from pipelines.copies.spelling import frame
from pipelines.copies.words import WORD, read_keys

SHINGLE = 3
"""Words of a shingle."""

FACT_WEIGHT = 3
"""How often a shingle with a figure or date counts. Reports of one template differ in just
these, copies in just the others: so a copy shares more bands than the template's other reports.
"""

_Hashes: TypeAlias = NDArray[np.uint64]
_CHUNK = 4096
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def signature(text: str) -> Signature:
    """MinHash of the text's words, spelled roughly, with their figures and dates."""
    hashes = _shingle_hashes(text)
    if not len(hashes):
        return ()
    smallest = np.full(len(_SEEDS), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), _CHUNK):
        part = hashes[start : start + _CHUNK, np.newaxis] ^ _SEEDS
        np.minimum(smallest, (part * _MIXERS[0]).min(axis=0), out=smallest)
    return tuple((smallest >> np.uint64(32)).tolist())


def _shingle_hashes(text: str) -> _Hashes:
    words = read_keys(text)
    if not words:
        return np.empty(0, dtype=np.uint64)
    tokens = np.array(
        [_token_hash(frame(key) if kind == WORD else key) for key, kind in words], dtype=np.uint64
    )
    facts = np.array([kind != WORD for _, kind in words])
    size = min(SHINGLE, len(words))
    count = len(words) - size + 1
    hashes = np.zeros(count, dtype=np.uint64)
    weighty = np.zeros(count, dtype=bool)
    for offset in range(size):
        hashes = _mix(hashes * _GOLDEN + tokens[offset : offset + count])
        weighty |= facts[offset : offset + count]
    copies = [_mix(hashes[weighty] + np.uint64(copy)) for copy in range(1, FACT_WEIGHT)]
    return np.unique(np.concatenate([hashes, *copies]))


def _mix(values: _Hashes) -> _Hashes:
    """The finalizer of SplitMix64: every bit of the input moves every bit of the output."""
    values = (values ^ (values >> np.uint64(30))) * _MIXERS[0]
    values = (values ^ (values >> np.uint64(27))) * _MIXERS[1]
    return values ^ (values >> np.uint64(31))


@lru_cache(maxsize=20_000)
def _token_hash(token: str) -> int:
    return int.from_bytes(short_digest(token), "big")


_SEEDS = _mix(np.arange(1, ROWS * BANDS + 1, dtype=np.uint64) * _GOLDEN)
