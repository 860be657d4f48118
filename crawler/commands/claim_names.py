"""Names of parties, claimants and publishers as people type them; who is meant, or who may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from attrs import frozen
from scrapy.exceptions import UsageError
from sqlalchemy.orm import Session

from crawler.claim import ClaimantRole
from pipelines.claims.names import fold_name
from storage.claim_comparing import actors_stored, claimants_stored
from storage.claim_finding import count_claims
from storage.folding import fold
from storage.report_finding import publishers_stored

SHOWN = 8
"""Names that an error lists."""


@frozen
class Name:
    """What is to be looked for."""

    word: str
    is_whole: bool
    """Whether it is a whole name; else it is a part of one, or of the words of a text."""

    def is_claimant_of(self, claim: Mapping[str, Any]) -> bool:
        """Whether the claim is asserted by whom it names, or by one of that role."""
        name, wanted = fold(claim["claimant"]), fold(self.word)
        if self.is_whole:
            return name == wanted
        return wanted in name or claim["claimant_role"] == wanted


def find_actor(session: Session, typed: str) -> Name:
    """A party by its canonical name, an alias, or a part of a name. Raises ``UsageError``."""
    found = _known(_required("actor", typed), actors_stored(session), party_names())
    if found:
        return found
    if count_claims(session, actor=typed, all_versions=True):
        return Name(typed, is_whole=False)
    return _by_part("actor", typed, actors_stored(session), party_names())


def one_party(session: Session, typed: str) -> str:
    """Canonical name of the one party that is meant. Raises ``UsageError``."""
    found = find_actor(session, typed)
    if found.is_whole:
        return found.word
    stored = actors_stored(session)
    having = [name for name in stored if fold(found.word) in fold(name)]
    if len(having) == 1:
        return having[0]
    if having:
        raise _refused(f"--actor {typed}: may be {_listed(having)}; give one")
    raise _refused(
        f"--actor {typed}: only words of texts, no name of a party; {_where('actor', stored)}"
    )


def find_claimant(session: Session, typed: str) -> Name:
    """A claimant likewise; or a role, such as ``monitor``. Raises ``UsageError``."""
    role = _required("claimant", typed).strip().casefold().replace(" ", "_")
    if role in set(ClaimantRole):
        return Name(role, is_whole=False)
    found = _known(typed, claimants_stored(session), claimant_names())
    if found:
        return found
    if count_claims(session, claimant=typed, all_versions=True):
        return Name(typed, is_whole=False)
    return _by_part("claimant", typed, claimants_stored(session), claimant_names())


def find_publisher(session: Session, typed: str) -> str:
    """Name of a publisher of the database. Raises ``UsageError``."""
    stored = publishers_stored(session)
    if typed.strip().casefold() in stored:
        return typed.strip().casefold()
    listed = ", ".join(stored) or "none"
    raise _refused(f"--publisher {typed}: nothing of it is stored; stored are: {listed}")


def canonical_names(
    session: Session, corrections: Mapping[str, str | None]
) -> dict[str, str | None]:
    """Corrections with the canonical names of those who are named.

    A claimant may be one of whom nothing is known. Raises ``ValueError`` for such a party.
    """
    named = dict(corrections)
    if actor := (named.get("actor") or "").strip():
        found = _known(actor, actors_stored(session), party_names())
        if found is None:
            close = _close(actor, actors_stored(session), party_names())
            hint = f"close are: {', '.join(close)}; " if close else ""
            raise ValueError(
                f"actor: {actor!r} is no party that is known; {hint}other words go into actor_text"
            )
        named["actor"] = found.word
    if claimant := (named.get("claimant") or "").strip():
        found = _known(claimant, claimants_stored(session), claimant_names())
        named["claimant"] = found.word if found else claimant
    return named


def party_names() -> dict[str, str]:
    """Every name of a party, folded → the canonical one."""
    from pipelines.claims.parties import parties  # noqa: PLC0415 -- slow to load

    named = ((p.actor.name, (*p.aliases, *p.cased, *p.arabic)) for p in parties())
    return _folded(named)


def claimant_names() -> dict[str, str]:
    """Every name of a claimant, folded → the canonical one."""
    from pipelines.claims.claimants import claimants, source_kinds  # noqa: PLC0415 -- likewise

    organisations = ((c.name, (*c.aliases, *c.cased, *c.arabic)) for c in claimants())
    return _folded([*organisations, *((kind.name, ()) for kind in source_kinds())])


def _folded(named: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    return {
        _plain(spelling): name for name, others in named for spelling in (*reversed(others), name)
    }


def _plain(name: str) -> str:
    return fold(fold_name(name)).removeprefix("the ")


def _required(option: str, typed: str) -> str:
    if not typed.strip():
        raise _refused(f"--{option}: give a name, or a part of one")
    return typed


def _known(typed: str, stored: Sequence[str], names: Mapping[str, str]) -> Name | None:
    wanted = _plain(typed)
    by_spelling = {_plain(name): name for name in stored}
    found = by_spelling.get(wanted) or names.get(wanted)
    return Name(found, is_whole=True) if found else None


def _by_part(option: str, typed: str, stored: Sequence[str], names: Mapping[str, str]) -> Name:
    wanted = _plain(typed)
    having = list(dict.fromkeys(name for spelling, name in names.items() if wanted in spelling))
    if len(having) == 1:
        return Name(having[0], is_whole=True)
    if having:
        raise _refused(f"--{option} {typed}: may be {_listed(having)}; give one")
    meant = _close(typed, stored, names)
    if meant:
        raise _refused(f"--{option} {typed}: nobody has this name; close are: {', '.join(meant)}")
    raise _refused(f"--{option} {typed}: nobody has this name; {_where(option, stored)}")


def _close(typed: str, stored: Sequence[str], names: Mapping[str, str]) -> list[str]:
    spelled = {_plain(name): name for name in stored} | dict(names)
    close = get_close_matches(_plain(typed), spelled, n=SHOWN, cutoff=0.6)
    return list(dict.fromkeys(spelled[spelling] for spelling in close))


def _where(option: str, stored: Sequence[str]) -> str:
    if not stored:
        return f"no claim of the database has a {option}"
    return f"the claims name: {_listed(stored)}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")


def _refused(sentence: str) -> UsageError:
    return UsageError(sentence, print_help=False)
