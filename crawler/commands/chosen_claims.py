"""The claims that a user asked for: wholes, or wholes with their parts under them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen
from sqlalchemy.orm import Session

from storage.claim_comparing import ALL
from storage.claim_finding import Asked, find_claims

PAGE = 500
"""Claims read at a time where not all are wanted."""
_SAID = ("harm", "count_min", "count_max", "vague", "claimant", "scope")
"""In what a repeat and the claim that it repeats are equal."""

Claims = list[dict[str, Any]]


@frozen
class Wanted:
    """What is to be chosen."""

    asked: Asked
    limit: int | None = None
    """Claims at the most, not counting parts; None for all."""
    parts: bool = False
    all_versions: bool = False


@frozen
class Group:
    """A claim and its parts; ``whole`` is None for parts of a whole that is not shown."""

    whole: dict[str, Any] | None
    parts: tuple[dict[str, Any], ...] = ()


@frozen
class Chosen:
    """The claims, the latest published first."""

    groups: tuple[Group, ...]
    is_cut: bool
    """Whether there are more than the limit."""


def choose(session: Session, wanted: Wanted) -> Chosen:
    """Find what was asked for."""
    groups = _with_parts(session, wanted) if wanted.parts else _wholes(session, wanted)
    chosen: list[Group] = []
    for group in groups:
        if len(chosen) == wanted.limit:
            return Chosen(tuple(chosen), is_cut=True)
        chosen.append(group)
    return Chosen(tuple(chosen), is_cut=False)


def has_parts(session: Session, wanted: Wanted) -> bool:
    """Whether any part is such as was asked for, and was not rejected."""
    found = _each(session, wanted, wholes=False)
    return any(claim["is_part"] and claim["review"] != "rejected" for claim in found)


def group_parts(claims: Claims, tops: set[int]) -> list[Group]:
    """The claims of one text, each part under its whole, in the order of the text.

    ``tops`` are the wholes that are shown. A part of a whole that is folded into one of them, as
    a repeat of it, stands under that one.
    """
    by_id = {claim["claim_id"]: claim for claim in claims}
    shown = [claim for claim in claims if claim["claim_id"] in tops]
    saying = {_said(claim): claim["claim_id"] for claim in reversed(shown)}
    under: dict[int | None, Claims] = {claim["claim_id"]: [] for claim in shown}
    for claim in claims:
        if not claim["is_part"]:
            continue
        whole = _root(claim, by_id)
        place = None
        if whole is not None:
            place = whole["claim_id"] if whole["claim_id"] in tops else saying.get(_said(whole))
        under.setdefault(place, []).append(claim)
    groups = [Group(claim, tuple(under[claim["claim_id"]])) for claim in shown]
    return [*groups, *([Group(None, tuple(under[None]))] if None in under else [])]


def _said(claim: dict[str, Any]) -> tuple[object, ...]:
    return tuple(claim[name] for name in _SAID)


def _root(part: dict[str, Any], by_id: dict[int, dict[str, Any]]) -> dict[str, Any] | None:
    """The whole over a part and over the parts between; None where the text states none."""
    above, met = by_id.get(part["part_of"]), {part["claim_id"]}
    while above is not None and above["is_part"] and above["claim_id"] not in met:
        met.add(above["claim_id"])
        above = by_id.get(above["part_of"])
    return None if above is None or above["is_part"] else above


def _wholes(session: Session, wanted: Wanted) -> Iterator[Group]:
    for claim in _each(session, wanted, wholes=not wanted.all_versions):
        if not claim["is_part"]:
            yield Group(claim)


def _with_parts(session: Session, wanted: Wanted) -> Iterator[Group]:
    """Wholes that are asked for or have such a part, each once, text by text."""
    texts: dict[tuple[int, int], set[int]] = {}
    for claim in _each(session, wanted, wholes=False):
        key = claim["report_id"], claim["version_id"]
        if key not in texts and texts:
            yield from _groups_of(session, *texts.popitem(), wanted)
        texts.setdefault(key, set()).add(claim["claim_id"])
    if texts:
        yield from _groups_of(session, *texts.popitem(), wanted)


def _groups_of(
    session: Session, key: tuple[int, int], asked_for: set[int], wanted: Wanted
) -> Iterator[Group]:
    report_id, version_id = key
    asked = Asked(report_id=report_id, all_versions=wanted.all_versions)
    every = find_claims(session, limit=ALL, **asked)
    claims = [claim for claim in every if claim["version_id"] == version_id]
    if wanted.all_versions:
        tops = {claim["claim_id"] for claim in claims if not claim["is_part"]}
    else:
        claims = [claim for claim in claims if claim["review"] != "rejected"]
        top = find_claims(session, limit=ALL, report_id=report_id, wholes=True)
        tops = {claim["claim_id"] for claim in top}
    for group in group_parts(claims, tops):
        if group.whole and group.whole["claim_id"] in asked_for:
            yield group
        elif parts := tuple(part for part in group.parts if part["claim_id"] in asked_for):
            yield Group(group.whole, parts)


def _each(session: Session, wanted: Wanted, *, wholes: bool) -> Iterator[dict[str, Any]]:
    asked = wanted.asked | Asked(wholes=wholes, all_versions=wanted.all_versions)
    if wanted.limit is None:
        yield from find_claims(session, limit=ALL, **asked)
        return
    offset = 0
    while page := find_claims(session, limit=PAGE, offset=offset, **asked):
        yield from page
        offset += len(page)
