"""Where a report contradicts itself: flagged, never mended."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.claim import Claim


def flagged(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with the flags that they have among each other."""
    return tuple(claims)
