"""What a field of a form offers: words of a vocabulary, or names that the file has."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from crawler.claim import Flag, Harm, Scope, Victims
from crawler.items import Reason, State

_VOCABULARIES: dict[str, Iterable[StrEnum]] = {
    "harm": Harm,
    "victims": Victims,
    "scope": Scope,
    # Boilerplate is counted when a claim is read: no index has it.
    "flag": [flag for flag in Flag if flag is not Flag.REPEATED_BOILERPLATE],
    "state": [
        state for state in State if state not in {State.STORED, State.UNCHANGED, State.DUPLICATE}
    ],
    "reason": Reason,
}
_STORED = {
    "publisher": "SELECT name FROM publishers ORDER BY name",
    "actor": "SELECT name FROM actors ORDER BY name",
    "language": "SELECT DISTINCT language FROM reports ORDER BY language",
    "why": "SELECT DISTINCT why FROM unparsed_sentences ORDER BY why",
    # A step in the index for each name, instead of a walk over all claims.
    "claimant": """\
WITH RECURSIVE named (name) AS (
    SELECT min(claimant) FROM claims
    UNION ALL
    SELECT (SELECT min(c.claimant) FROM claims AS c WHERE c.claimant > n.name)
    FROM named AS n
    WHERE n.name IS NOT NULL
)
SELECT name FROM named WHERE name IS NOT NULL""",
}
OPEN_KINDS = frozenset({"text", "claimant"})
"""Anything can be typed; what is offered are suggestions."""
KINDS = ("text", "day", "yes", *_VOCABULARIES, *_STORED)
"""``text`` is anything, ``day`` is as in 2017-04-14, ``yes`` a box to tick; others offer words."""


def fixed_choices(kind: str) -> list[str]:
    """The words of a vocabulary; none for other kinds."""
    return [word.value for word in _VOCABULARIES.get(kind, ())]


def stored_choices(kind: str) -> str | None:
    """The query whose first column are the names that the file has; None for other kinds."""
    return _STORED.get(kind)
