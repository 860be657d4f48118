"""What the words of a number admit: "more than 60" is said of 62, and hardly of 90."""

from __future__ import annotations

from crawler.claim import Claim, Qualifier

_LEAST_ROUND = 20
"""Below it "at least N" is a count; from it on N may be rounded down."""


def plausible(claim: Claim) -> tuple[int, int] | None:
    """The lowest and the highest number that the claim may mean; None for vague words."""
    low, high = claim.count_min, claim.count_max
    if low is None or high is None:
        return None
    if claim.qualifier is Qualifier.UP_TO:
        return 0, high
    if claim.qualifier is Qualifier.ABOUT and low == high:
        slack = max(low // 10, 1)
        return max(low - slack, 0), high + slack
    is_open = claim.qualifier is Qualifier.MORE_THAN or (
        claim.qualifier is Qualifier.AT_LEAST and high >= _LEAST_ROUND
    )
    return low, high + roundness(high) - 1 if is_open else high


def roundness(number: int) -> int:
    """The greatest of 1, 5, 10, 50, 100, 500 … that divides a number: 100 for 1,300."""
    unit = 1
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit * 5 if number and number % (unit * 5) == 0 else unit
