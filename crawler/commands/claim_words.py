"""The details of a claim in a few words each, as tables show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.claim import Attribution, Qualifier, Scope

SIGNS = {
    Qualifier.EXACT: "",
    Qualifier.AT_LEAST: "≥ ",
    Qualifier.MORE_THAN: "> ",
    Qualifier.ABOUT: "~ ",
    Qualifier.UP_TO: "≤ ",
}
_LENGTHS = {"month": 7, "year": 4}

Row = Mapping[str, Any]
"""A claim as ``storage.claim_finding.find_claims`` gives it."""


def number_words(claim: Row) -> str:
    """``98``, ``≥ 98``, ``60–70``, ``dozens``."""
    low, high = claim["count_min"], claim["count_max"]
    if low is None:
        told = claim["vague"] or "no number"
    else:
        told = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return SIGNS[Qualifier(claim["qualifier"])] + told


def period_words(claim: Row) -> str:
    """The dates no more exactly than they are told; empty where none are."""
    length = _LENGTHS.get(claim["date_precision"] or "day", 10)
    first, last = ((claim[name] or "")[:length] for name in ("date_start", "date_end"))
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return first if claim["scope"] == Scope.INCIDENT else f"since {first}"
    return f"until {last}" if last else ""


def scope_words(claim: Row) -> str:
    """``incident``, ``period total``, ``cumulative``."""
    return _plain(claim["scope"])


def victims_words(claim: Row) -> str:
    """Whom it counts; empty where no kind is stated."""
    return claim["victims"] or ""


def actor_words(claim: Row) -> str:
    """The party, else the words for it; with how firmly it is blamed, where that is not plain."""
    name = claim["actor"] or claim["actor_text"] or ""
    doubted = {Attribution.SUSPECTED, Attribution.CONTESTED}
    return f"{name} ({claim['attribution']})" if name and claim["attribution"] in doubted else name


def place_words(claim: Row) -> str:
    """The gazetteer's place, else the words for it."""
    return claim["place"] or claim["place_text"] or ""


def flag_words(claim: Row) -> str:
    """What a reader must know; empty where there is nothing."""
    return ", ".join(map(_plain, claim["flags"]))


def judgement_words(
    judgement: str, reviewer: str | None, at: str, corrections: Mapping[str, Any], read: Row
) -> str:
    """``corrected by Amal on 2026-03-01: count_min 12 → 15``; ``read`` is what was corrected."""
    told = f"{_plain(judgement)} by {reviewer or 'nobody named'} on {at[:10]}"
    changes = [
        f"{name} {_shown(read.get(name))} → {_shown(value)}" for name, value in corrections.items()
    ]
    return f"{told}: {', '.join(changes)}" if changes else told


def review_words(claim: Row) -> str:
    """The last judgement of a claim and its note; empty where nobody judged."""
    if not claim["review"]:
        return ""
    told = judgement_words(
        claim["review"],
        claim["reviewer"],
        claim["reviewed_at"],
        claim["corrections"] or {},
        claim,
    )
    note = f" “{claim['review_note']}”" if claim["review_note"] else ""
    return told + note + ("; read otherwise since then" if claim["reread_since_review"] else "")


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)
