"""Where a report contradicts itself: flagged, never mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from crawler.claim import Claim, Field, Flag
from pipelines.claims.corrections import Corrections
from pipelines.claims.exceeding import exceeding
from pipelines.claims.title_figures import differing


def flagged(claims: Sequence[Claim], texts: Mapping[Field, str]) -> tuple[Claim, ...]:
    """The claims of a report with the flags that they have among each other.

    ``texts`` are those that the claims' offsets are of. Both sides of a contradiction are flagged,
    since nothing tells which of them is right; of a correction only what is taken back.
    """
    corrections = Corrections(claims, texts)
    flags: dict[int, set[Flag]] = {}
    for flag, found in (
        (Flag.PARTS_EXCEED_WHOLE, exceeding(claims)),
        (Flag.TITLE_BODY_DIFFER, differing(claims, corrections.tells_change)),
        (Flag.SUPERSEDED, corrections.superseded()),
    ):
        for index in found:
            flags.setdefault(index, set()).add(flag)
    return tuple(
        evolve(claim, flags=claim.flags | flags[index]) if index in flags else claim
        for index, claim in enumerate(claims)
    )
