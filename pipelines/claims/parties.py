"""The parties of the conflicts, and the words that name them: ``lexicons/parties.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
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
    listed,
    phrases,
    read_file,
    wordings,
)
from pipelines.claims.lexicon import FOLDER, LexiconError
from pipelines.claims.names import spellings
from pipelines.claims.party import ForceNouns, Meaning, Party

CONFLICTS = ("syria", "iraq")
_OWN_COUNTRIES = ("SY", "IQ")
_COUNTRY = matching(r"[A-Z]{2}", "ISO 3166 codes such as SY")


@frozen
class PartyLexicon:
    """All that ``parties.toml`` says."""

    parties: tuple[Party, ...]
    meanings: tuple[Meaning, ...]
    """In the order of the file: the first that holds counts."""
    nouns: ForceNouns


def load_parties(path: Path) -> PartyLexicon:
    """Read and check a data file of parties.

    Raises LexiconError that names file, entry, key and what is allowed.
    """
    try:
        return _read_parties(read_file(path))
    except SeedError as error:
        raise LexiconError(str(error)) from error


def parties() -> tuple[Party, ...]:
    """All parties, in the order of the file."""
    return _lexicon().parties


def meanings() -> tuple[Meaning, ...]:
    """What goes before the parties to which names belong; the first that holds counts."""
    return _lexicon().meanings


def force_nouns() -> ForceNouns:
    """The nouns after an attributive."""
    return _lexicon().nouns


@cache
def _lexicon() -> PartyLexicon:
    return load_parties(FOLDER / "parties.toml")


def _read_parties(table: SeedTable) -> PartyLexicon:
    owners = Owners()
    parties = tuple(_read_party(entry, name, owners) for name, entry in entries(table, "party"))
    by_name = {party.actor.name: party for party in parties}
    meanings = tuple(_read_meaning(entry, by_name) for entry in _optional(table, "meaning"))
    nouns = _read_nouns(table.table("nouns"))
    table.finish()
    return PartyLexicon(parties, meanings, nouns)


def _optional(table: SeedTable, key: str) -> list[SeedTable]:
    return table.tables(key) if key in table.data else []


def _read_meaning(table: SeedTable, parties: Mapping[str, Party]) -> Meaning:
    meaning = Meaning(
        party=parties[table.string("party", one_of(tuple(parties)))],
        names=attributive(table, "names"),
        attributives=attributive(table, "attributives"),
        arabic=arabic(table, "arabic"),
        country=table.string("country", _COUNTRY) if "country" in table.data else None,
        since=_read_day(table, "since"),
        until=_read_day(table, "until"),
    )
    table.finish()
    if not meaning.names and not meaning.attributives:
        raise table.error("names", "there must be a name, or one under `attributives`")
    if meaning.country is None and meaning.since is None and meaning.until is None:
        raise table.error("country", "there must be this, `since` or `until`")
    if meaning.since and meaning.until and meaning.until < meaning.since:
        raise table.error("until", f"{meaning.until} is before {meaning.since}")
    return meaning


def _read_day(table: SeedTable, key: str) -> date | None:
    return date.fromisoformat(table.string(key, _day)) if key in table.data else None


def _day(value: str) -> str | None:
    try:
        date.fromisoformat(value)
    except ValueError:
        return 'is no day such as "2024-12-08"'
    return None


def _read_nouns(table: SeedTable) -> ForceNouns:
    nouns = ForceNouns(wordings(table, "force", least=1), wordings(table, "attack", least=1))
    table.finish()
    return nouns


def _read_party(table: SeedTable, name: str, owners: Owners) -> Party:
    party = Party(
        actor=_read_actor(table, name),
        conflicts=listed(table, "conflicts", one_of(CONFLICTS), least=1),
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
    return tuple(dict.fromkeys((*spellings(name), *aliases)))


def _read_actor(table: SeedTable, name: str) -> Actor:
    kind = ActorKind(table.string("kind", one_of([str(kind) for kind in ActorKind])))
    country = None
    if kind in {ActorKind.STATE, ActorKind.FOREIGN_STATE}:
        country = table.string("country", _COUNTRY)
        if (country in _OWN_COUNTRIES) != (kind is ActorKind.STATE):
            raise table.error("kind", f"{kind} does not go with {country}: state is for SY and IQ")
    elif "country" in table.data:
        raise table.error("country", f"only of state and foreign_state, not of {kind}")
    return Actor(name, kind, country)
