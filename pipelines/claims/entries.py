"""Reading a data file of named entries: what is wrong is told with file, entry and key.

A name stands in the file once; what is read has all its ``spellings``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

from crawler.seed_table import Check, SeedError, SeedTable
from pipelines.claims.names import fold_name, is_arabic, spellings

ANY_WORDS = "*"
"""In a phrase of a source without a name: one to four words, whatever they are."""

_FUNCTION_WORDS = (
    "a an the this that these those he she it we us they them him his her our their its i me my "
    "you your who whom which what is am are was were be been has have had do did will would may "
    "can and or but if so as at by for from in into of off on onto out over to under up with no "
    "not one two all some any other others each both many most more few"
)
_PLAIN_WORDS = (
    "man men woman women child children people person civilian civilians victim victims resident "
    "party parties side sides group groups force forces army armies troops soldiers military "
    "police security government governments state states country front base units unit fighters "
    "militia authority authorities administration source sources media agency press network centre "
    "center monitor times news report reports office ministry council room operation operations "
    "resistance freedom air attack strike bomb killed injured city town village"
)

FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Words that are never a name by themselves."""

PLAIN_WORDS = FUNCTION_WORDS | frozenset(_PLAIN_WORDS.split())
"""Words that name nobody by themselves; with capitals of their own (``IS``, ``WHO``) they may."""


def read_file(path: Path) -> SeedTable:
    """The file as a table; SeedError where it is missing or no TOML."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SeedError(f"{path.name}: not a TOML file: {error}") from error
    return SeedTable(path.name, "", data)


def entries(table: SeedTable, key: str) -> list[tuple[str, SeedTable]]:
    """Name and table of each ``[[key]]``; errors in it will tell the name. Names are unique."""
    found: dict[str, tuple[str, SeedTable]] = {}
    for entry in table.tables(key):
        name = entry.string("name")
        named = SeedTable(table.file, f"{key} {name!r}: ", entry.data)
        named.string("name")
        if fold_name(name) in found:
            raise named.error("name", "stands twice")
        found[fold_name(name)] = name, named
    return list(found.values())


def listed(table: SeedTable, key: str, check: Check, least: int = 0) -> tuple[str, ...]:
    """A list that is not there or holds something."""
    values = table.strings(key, check, least)
    if not values and key in table.data:
        raise table.error(key, "is empty: leave it out, or write something into it")
    return values


def phrases(table: SeedTable, key: str) -> tuple[str, ...]:
    """Phrases in Latin script that mean something in any case."""
    return _spelled(table, key, _phrase)


def wordings(table: SeedTable, key: str, least: int = 0) -> tuple[str, ...]:
    """Phrases in Latin script that are no names: plain words may be among them."""
    return _spelled(table, key, _written, least)


def attributive(table: SeedTable, key: str) -> tuple[str, ...]:
    """Words in Latin script that name somebody only before certain nouns."""
    return _spelled(table, key, _attributive)


def cased(table: SeedTable, key: str) -> tuple[str, ...]:
    """Names in Latin script that are meant only with these capitals."""
    return _spelled(table, key, _cased)


def arabic(table: SeedTable, key: str) -> tuple[str, ...]:
    """Names in Arabic script."""
    return _spelled(table, key, _arabic)


class Owners:
    """To whom each name belongs: nobody else may have it."""

    def __init__(self) -> None:
        self._owners: dict[str, str] = {}

    def take(self, table: SeedTable, key: str, owner: str, names: Iterable[str]) -> None:
        """Give the names to an owner; SeedError where one has another owner."""
        for name in names:
            other = self._owners.setdefault(fold_name(name), owner)
            if other != owner:
                raise table.error(key, f"{name!r} belongs to {other!r} already")


def _spelled(table: SeedTable, key: str, check: Check, least: int = 0) -> tuple[str, ...]:
    names = listed(table, key, check, least)
    found: set[str] = set()
    for name in names:
        if fold_name(name) in found:
            raise table.error(key, f"{name!r} stands twice, but for case, hyphens or apostrophes")
        found.add(fold_name(name))
    return tuple(spelling for name in names for spelling in spellings(name))


def _phrase(value: str) -> str | None:
    if fold_name(value) in PLAIN_WORDS:
        return "is a plain word that names nobody; with capitals of its own it may stand in `cased`"
    return _written(value)


def _attributive(value: str) -> str | None:
    if fold_name(value) in FUNCTION_WORDS:
        return "is a word of every text; with capitals of its own it may be cased"
    return _written(value)


def _cased(value: str) -> str | None:
    if value == value.lower():
        return "has no capital, so that its case says nothing"
    return _written(value)


def _arabic(value: str) -> str | None:
    return None if is_arabic(value) else "is not in Arabic script"


def _written(value: str) -> str | None:
    if not fold_name(value) or value != " ".join(value.split()):
        return "is empty, or has spaces before, after or twice"
    return "is in Arabic script: write it under `arabic`" if is_arabic(value) else None
