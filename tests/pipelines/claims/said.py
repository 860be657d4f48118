"""What a report says, as short lines: ``killed 5 civilian``, ``killed 2 child of 5``."""

from __future__ import annotations

from crawler.claim import Claim, Qualifier, Reading
from pipelines.claims.reading import read_report

NOTHING: list[str] = []


def reading(body: str, title: str = "") -> Reading:
    """What the reader makes of a report by a publisher that it does not know."""
    return read_report(title, "", body, publisher="a.example", published=None)


def said(body: str, title: str = "") -> list[str]:
    """The claims of a report in order, each as harm, number, victims and whole.

    Where no kind of victims is told, and of an exact number its qualifier, is left out. A part ends
    in ``of`` and the number of its whole, which is ``?`` where the text does not tell it.
    """
    claims = reading(body, title).claims
    return [_line(claim, claims) for claim in claims]


def _line(claim: Claim, claims: tuple[Claim, ...]) -> str:
    words = [str(claim.harm)]
    if claim.qualifier is not Qualifier.EXACT:
        words.append(str(claim.qualifier))
    words.append(_number(claim))
    if claim.victims is not None:
        words.append(str(claim.victims))
    if claim.is_part:
        whole = "?" if claim.part_of is None else _number(claims[claim.part_of])
        words += ["of", whole]
    return " ".join(words)


def _number(claim: Claim) -> str:
    if claim.count_min is None:
        return str(claim.vague)
    if claim.count_min == claim.count_max:
        return str(claim.count_min)
    return f"{claim.count_min}-{claim.count_max}"
