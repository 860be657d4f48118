"""The parties of the conflicts, and the words that name them: ``lexicons/parties.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import frozen

from crawler.claim import Actor, ActorKind
from crawler.seed_table import SeedError, SeedTable, matching, one_of
from pipelines.claims.entries import (
    Owners,
    arabic,
    attributive,
    cased,
    entries,
    phrases,
    read_file,
)
from pipelines.claims.lexicon import FOLDER, LexiconError

CONFLICTS = ("syria", "iraq")
_OWN_COUNTRIES = ("SY", "IQ")


@frozen
class Party:
    """A party and how it is named."""

    actor: Actor
    conflicts: tuple[str, ...]
    """Of ``CONFLICTS``."""
    source: str
    """Who uses this designation: a public list, a glossary, the group itself."""
    aliases: tuple[str, ...]
    """Noun phrases that name it wherever they stand, in any case; the canonical name is one."""
    cased: tuple[str, ...] = ()
    """Aliases that name it only with these capitals: ``IS``, ``US``."""
    attributives: tuple[str, ...] = ()
    """Words that name it only before a noun of ``ForceNouns``: ``Turkish``, ``regime``."""
    cased_attributives: tuple[str, ...] = ()
    """The same with these capitals: ``US``, ``U.S.``."""
    arabic: tuple[str, ...] = ()
    """Aliases in Arabic script."""


@frozen
class ForceNouns:
    """The nouns after an attributive that make it the name of a party."""

    force: tuple[str, ...]
    """Those who attack and what they attack with: ``forces``, ``warplanes``."""
    attack: tuple[str, ...]
    """What they do: ``shelling``, ``airstrikes``."""


@frozen
class PartyLexicon:
    """All that ``parties.toml`` says."""

    parties: tuple[Party, ...]
    nouns: ForceNouns


def load_parties(path: Path) -> PartyLexicon:
    """Read and check a data file of parties.

    Raises LexiconError that names file, entry, key and what is allowed.
    """
    try:
        return _read_parties(read_file(path))
    except SeedError as error:
        raise LexiconError(str(error)) from error


@cache
def parties() -> tuple[Party, ...]:
    """All parties, in the order of the file."""
    return _lexicon().parties


@cache
def force_nouns() -> ForceNouns:
    """The nouns after an attributive."""
    return _lexicon().nouns


@cache
def _lexicon() -> PartyLexicon:
    return load_parties(FOLDER / "parties.toml")


def _read_parties(table: SeedTable) -> PartyLexicon:
    owners = Owners()
    parties = tuple(_read_party(entry, name, owners) for name, entry in entries(table, "party"))
    nouns = _read_nouns(table.table("nouns"))
    table.finish()
    return PartyLexicon(parties, nouns)


def _read_nouns(table: SeedTable) -> ForceNouns:
    nouns = ForceNouns(table.strings("force", least=1), table.strings("attack", least=1))
    table.finish()
    return nouns


def _read_party(table: SeedTable, name: str, owners: Owners) -> Party:
    party = Party(
        actor=_read_actor(table, name),
        conflicts=table.strings("conflicts", one_of(CONFLICTS), least=1),
        source=table.string("source"),
        aliases=_with_name(name, phrases(table, "aliases")),
        cased=cased(table, "cased"),
        attributives=attributive(table, "attributives"),
        cased_attributives=cased(table, "cased_attributives"),
        arabic=arabic(table, "arabic"),
    )
    for key in ("aliases", "cased", "attributives", "cased_attributives", "arabic"):
        owners.take(table, key, name, getattr(party, key))
    table.finish()
    return party


def _with_name(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *aliases)))


def _read_actor(table: SeedTable, name: str) -> Actor:
    kind = ActorKind(table.string("kind", one_of([str(kind) for kind in ActorKind])))
    country = None
    if kind in {ActorKind.STATE, ActorKind.FOREIGN_STATE}:
        country = table.string("country", matching(r"[A-Z]{2}", "ISO 3166 codes such as SY"))
        if (country in _OWN_COUNTRIES) != (kind is ActorKind.STATE):
            raise table.error("kind", f"{kind} does not go with {country}: state is for SY and IQ")
    elif "country" in table.data:
        raise table.error("country", f"only of state and foreign_state, not of {kind}")
    return Actor(name, kind, country)
