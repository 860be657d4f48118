"""Who states numbers, and the words by which a text says so: ``lexicons/claimants.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import frozen

from crawler import seed_table
from crawler.claim import ClaimantRole
from crawler.seed_table import SeedError, SeedTable, matching, one_of
from pipelines.claims.entries import (
    ANY_WORDS,
    Owners,
    arabic,
    cased,
    entries,
    listed,
    phrases,
    read_file,
    wordings,
)
from pipelines.claims.lexicon import FOLDER, LexiconError
from pipelines.claims.names import spellings


@frozen
class Claimant:
    """An organisation that states numbers."""

    name: str
    role: ClaimantRole
    country: str | None = None
    """ISO 3166 code of the country whose conflict it reports from within, or whose organ it is."""
    hosts: tuple[str, ...] = ()
    """On which it publishes, with all their subdomains."""
    seeds: tuple[str, ...] = ()
    """Names of its seed files."""
    aliases: tuple[str, ...] = ()
    """Names in any case; the canonical one is the first unless it stands in ``cased``."""
    cased: tuple[str, ...] = ()
    """Names that are meant only with these capitals: ``WHO``, ``AP``."""
    own: tuple[str, ...] = ()
    """What it calls itself in its own texts, and only there: ``the Observatory``."""
    arabic: tuple[str, ...] = ()
    """Names in Arabic script."""


@frozen
class SourceKind:
    """A kind of source without a name."""

    name: str
    role: ClaimantRole
    phrases: tuple[str, ...]
    """Noun phrases without an article, in any case; they may hold ``ANY_WORDS``."""
    arabic: tuple[str, ...] = ()
    """The same in Arabic script."""


@frozen
class Speech:
    """The words between a claimant and what it states."""

    verbs: tuple[str, ...]
    """After the claimant, or before it: ``said``."""
    before: tuple[str, ...]
    """Only before it: ``according to``."""


@frozen
class ClaimantLexicon:
    """All that ``claimants.toml`` says."""

    claimants: tuple[Claimant, ...]
    kinds: tuple[SourceKind, ...]
    speech: Speech


def load_claimants(path: Path) -> ClaimantLexicon:
    """Read and check a data file of claimants.

    Raises LexiconError that names file, entry, key and what is allowed.
    """
    try:
        return _read_lexicon(read_file(path))
    except SeedError as error:
        raise LexiconError(str(error)) from error


def claimants() -> tuple[Claimant, ...]:
    """All organisations, in the order of the file."""
    return _lexicon().claimants


def source_kinds() -> tuple[SourceKind, ...]:
    """All kinds of sources without a name, in the order of the file."""
    return _lexicon().kinds


def speech() -> Speech:
    """The words between a claimant and what it states."""
    return _lexicon().speech


def publisher_claimant(host_or_seed: str) -> Claimant:
    """Whose number it is where a text names nobody else; of an unknown host, the host's."""
    wanted = host_or_seed.strip().casefold().removeprefix("www.")
    for claimant in claimants():
        if wanted in claimant.seeds or _is_on(wanted, claimant.hosts):
            return claimant
    return Claimant(wanted, ClaimantRole.MEDIA, aliases=(wanted,) if wanted else ())


def _is_on(wanted: str, hosts: tuple[str, ...]) -> bool:
    return any(wanted == host or wanted.endswith("." + host) for host in hosts)


@cache
def _lexicon() -> ClaimantLexicon:
    return load_claimants(FOLDER / "claimants.toml")


def _read_lexicon(table: SeedTable) -> ClaimantLexicon:
    names, places = Owners(), Owners()
    found = [_read_claimant(entry, name) for name, entry in entries(table, "claimant")]
    for claimant, (_, entry) in zip(found, entries(table, "claimant"), strict=True):
        for key in ("aliases", "cased", "arabic"):
            names.take(entry, key, claimant.name, getattr(claimant, key))
        places.take(entry, "hosts", claimant.name, claimant.hosts)
        places.take(entry, "seeds", claimant.name, claimant.seeds)
    kinds = []
    for name, entry in entries(table, "kind"):
        kinds.append(_read_kind(entry, name))
        names.take(entry, "phrases", f"kind {name}", kinds[-1].phrases)
        names.take(entry, "arabic", f"kind {name}", kinds[-1].arabic)
    speech = _read_speech(table.table("speech"))
    table.finish()
    return ClaimantLexicon(tuple(found), tuple(kinds), speech)


def _read_claimant(table: SeedTable, name: str) -> Claimant:
    with_case = cased(table, "cased")
    aliases = phrases(table, "aliases")
    claimant = Claimant(
        name=name,
        role=_read_role(table),
        country=_read_country(table),
        hosts=listed(table, "hosts", seed_table.host),
        seeds=listed(table, "seeds", matching(r"[a-z][a-z0-9_]*", "names of seed files")),
        aliases=aliases
        if name in with_case
        else tuple(dict.fromkeys((*spellings(name), *aliases))),
        cased=with_case,
        own=wordings(table, "own"),
        arabic=arabic(table, "arabic"),
    )
    table.finish()
    return claimant


def _read_country(table: SeedTable) -> str | None:
    if "country" not in table.data:
        table.strings("country")
        return None
    return table.string("country", matching(r"[A-Z]{2}", "ISO 3166 codes such as SY"))


def _read_role(table: SeedTable) -> ClaimantRole:
    return ClaimantRole(table.string("role", one_of([str(role) for role in ClaimantRole])))


def _read_kind(table: SeedTable, name: str) -> SourceKind:
    kind = SourceKind(
        name, _read_role(table), wordings(table, "phrases", least=1), arabic(table, "arabic")
    )
    table.finish()
    for phrase in kind.phrases:
        if set(phrase.split()) == {ANY_WORDS}:
            raise table.error("phrases", f"{phrase!r} is nothing but any words")
    return kind


def _read_speech(table: SeedTable) -> Speech:
    words = Speech(wordings(table, "verbs", least=1), wordings(table, "before", least=1))
    table.finish()
    return words
