"""What a field of a form offers: words of a vocabulary, or names that the file has."""

from __future__ import annotations

from enum import StrEnum

from crawler.claim import Flag, Harm, Scope, Victims

_VOCABULARIES: dict[str, type[StrEnum]] = {
    "harm": Harm,
    "victims": Victims,
    "scope": Scope,
    "flag": Flag,
}
_STORED = {
    "publisher": "SELECT name FROM publishers ORDER BY name",
    "actor": "SELECT DISTINCT name FROM actors ORDER BY name",
    "state": "SELECT DISTINCT state FROM pages ORDER BY state",
}
KINDS = ("text", "day", *_VOCABULARIES, *_STORED)
"""``text`` is anything, ``day`` is as in 2017-04-14, each other one offers its words."""


def fixed_choices(kind: str) -> list[str]:
    """The words of a vocabulary; none for other kinds."""
    vocabulary = _VOCABULARIES.get(kind)
    return [word.value for word in vocabulary] if vocabulary else []


def stored_choices(kind: str) -> str | None:
    """The query whose first column are the names that the file has; None for other kinds."""
    return _STORED.get(kind)
