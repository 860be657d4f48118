"""One claim in full: its details, its sentence, and what people judged of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import asdict

from crawler.commands.claim_table import wrap_words
from crawler.commands.claim_words import (
    actor_words,
    flag_words,
    judgement_words,
    number_words,
    period_words,
    place_words,
    scope_words,
)
from crawler.commands.quote_link import quote_link
from storage.claim_reviews import Review
from storage.claim_showing import KnownClaim

_OF_A_PAGE = ("report_id", "url", "claim_id", "field", "quote", "sentence")
"""What a judgement has in common with its claim."""
_JUDGED = ("harm", "count_min", "count_max", "victims")


def show_claim(known: KnownClaim, width: int | None) -> str:
    """Line by line, what there is."""
    told = _details(known)
    room = max(len(name) for name, _ in told) + 2
    lines = [f"claim {known.claim['claim_id']}\n"]
    for name, words in told:
        lines.append(wrap_words(f"  {name:<{room}}{words}", width, room + 2))
    lines.append("\n")
    lines += [wrap_words(words, width) for words in _judgements(known)]
    return "".join(lines)


def claim_as_json(known: KnownClaim) -> dict[str, Any]:
    """The columns of the view ``claim``, the sentence, a link, its parts and all judgements."""
    claim = known.claim
    return {
        **claim,
        "link": quote_link(claim["url"], claim["quote"]),
        "sentence": known.sentence,
        "parts": [part["claim_id"] for part in known.parts],
        "judgements": [_plain(review) for review in known.reviews],
    }


def _plain(review: Review) -> dict[str, Any]:
    told = asdict(review)
    plain = {name: value for name, value in told.items() if name not in (*_OF_A_PAGE, *_JUDGED)}
    return {**plain, "read_then": {name: told[name] for name in _JUDGED}}


def _details(known: KnownClaim) -> list[tuple[str, str]]:
    claim = known.claim
    role = f" ({claim['claimant_role'].replace('_', ' ')})" if claim["claimant_role"] else ""
    basis = f" ({claim['date_basis']})" if claim["date_basis"] else ""
    parts = ", ".join(f"{part['claim_id']} ({number_words(part)})" for part in known.parts)
    version = "" if claim["is_current"] else f", text {claim['version']}: not the current one"
    rows = (
        ("harm", claim["harm"].replace("_", " ")),
        ("number", number_words(claim)),
        ("victims", claim["victims"]),
        ("claimant", f"{claim['claimant']}{role}"),
        ("actor", _named(actor_words(claim), claim["actor"], claim["actor_text"])),
        ("means", _named(claim["weapon"], claim["weapon"], claim["weapon_text"])),
        ("place", _named(place_words(claim), claim["place"], claim["place_text"])),
        ("date", f"{period_words(claim)}{basis}" if period_words(claim) else ""),
        ("scope", scope_words(claim)),
        ("part of", _whole(known)),
        ("parts", parts),
        ("flags", flag_words(claim)),
        ("quote", f"“{' '.join(claim['quote'].split())}”"),
        ("sentence", known.sentence),
        ("report", f"{claim['report_id']}, {claim['title']}{version}"),
        ("published", f"{claim['published_date'] or 'on no known day'} by {claim['publisher']}"),
        ("link", quote_link(claim["url"], claim["quote"])),
    )
    return [(name, words) for name, words in rows if words]


def _named(shown: str | None, canonical: str | None, words: str | None) -> str:
    """A canonical name with the words of the text behind it."""
    if not shown:
        return words or ""
    return f"{shown}: “{words}”" if canonical and words else shown


def _whole(known: KnownClaim) -> str:
    if known.whole:
        return f"claim {known.whole['claim_id']} ({number_words(known.whole)})"
    return "a whole that the text does not state" if known.claim["is_part"] else ""


def _judgements(known: KnownClaim) -> Iterator[str]:
    if not known.reviews:
        yield "Nobody has judged this claim."
        return
    for review in known.reviews:
        told = judgement_words(
            review.judgement, review.reviewer, review.at, review.corrections, known.claim
        )
        yield told + (f" “{review.note}”" if review.note else "")
    if known.claim["reread_since_review"]:
        yield "Something of this claim is read otherwise now than when it was judged last."
