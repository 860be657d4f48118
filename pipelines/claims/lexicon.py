"""The data files of words, read once, checked, and made ready for matching token by token."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pipelines.claims.tokens import lowered

FOLDER = Path(__file__).parent / "lexicons"

T = TypeVar("T")


class LexiconError(ValueError):
    """A data file says something that cannot be used; the message names file and entry."""


class Phrases(Generic[T]):
    """Phrases of one or more words, each with what it means; the longest that fits counts."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._alone: dict[str, T] = {}
        self._longer: dict[str, dict[str, list[tuple[list[str], T]]]] = {}
        for phrase, value in entries:
            first, *rest = lowered(phrase)
            if rest:
                seconds = self._longer.setdefault(first, {})
                seconds.setdefault(rest[0], []).append((rest[1:], value))
            else:
                self._alone[first] = value
        for seconds in self._longer.values():
            for options in seconds.values():
                options.sort(key=lambda option: -len(option[0]))
        self.starts = frozenset(self._alone) | frozenset(self._longer)
        """The first words of the phrases."""
        self._longest = frozenset(max(words, key=len) for words, _ in self.phrases())
        """Of each phrase the longest word, which is the rarest: first ones are often "the"."""

    def phrases(self) -> Iterator[tuple[tuple[str, ...], T]]:
        """Every phrase as its words, and what it means."""
        for word, value in self._alone.items():
            yield (word,), value
        for first, seconds in self._longer.items():
            for second, options in seconds.items():
                for rest, value in options:
                    yield (first, second, *rest), value

    def at(self, low: Sequence[str], i: int) -> tuple[int, T] | None:
        """Index past the phrase that begins at token ``i``, and its meaning; None for none."""
        word = low[i]
        if word not in self.starts:
            return None
        seconds = self._longer.get(word)
        if seconds is not None and i + 1 < len(low):
            for rest, value in seconds.get(low[i + 1], ()):
                end = i + 2 + len(rest)
                if not rest or low[i + 2 : end] == rest:
                    return end, value
        return (i + 1, self._alone[word]) if word in self._alone else None

    def find(self, low: Sequence[str]) -> list[tuple[int, int, T]]:
        """Each phrase that stands in the tokens: first index, index past it, meaning."""
        found: list[tuple[int, int, T]] = []
        if self._longest.isdisjoint(low):
            return found
        past = 0
        starts, alone, longer, last = self.starts, self._alone, self._longer, len(low) - 1
        for at in [
            at
            for at, word in enumerate(low)
            if word in starts and (word in alone or (at < last and low[at + 1] in longer[word]))
        ]:
            if at >= past and (match := self.at(low, at)) is not None:
                past = match[0]
                found.append((at, *match))
        return found


@cache
def table(name: str, folder: Path = FOLDER) -> Mapping[str, Any]:
    """The content of ``<name>.toml``; raises LexiconError where it cannot be read as TOML."""
    path = folder / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path.name}: {error}") from error


def words_of(name: str, *keys: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """The list of phrases at ``keys`` of a data file.

    Raises LexiconError where it is missing, holds something else than phrases in lower case, or
    one of them twice.
    """
    where, found = f"{name}.toml: {'.'.join(keys)}", _entry(name, keys, folder)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise LexiconError(f"{where} must be a list of phrases")
    for word in found:
        _check(where, word)
    if len(set(found)) != len(found):
        twice = next(word for word in found if found.count(word) > 1)
        raise LexiconError(f"{where}: {twice!r} stands there twice")
    return tuple(found)


def numbers_of(name: str, *keys: str, folder: Path = FOLDER) -> dict[str, int]:
    """The phrases of a table that gives a number for each; raises LexiconError as ``words_of``."""
    where, found = f"{name}.toml: {'.'.join(keys)}", _entry(name, keys, folder)
    if not isinstance(found, dict) or not all(type(value) is int for value in found.values()):
        raise LexiconError(f"{where} must give a whole number for each phrase")
    for word in found:
        _check(where, word)
    return dict(found)


def classed(
    name: str, classes: Iterable[str], as_value: Callable[[str], T], *, folder: Path = FOLDER
) -> Phrases[T]:
    """Phrases of the table's ``<class>.words``, each meaning its class.

    Raises LexiconError where a class is missing or a phrase stands in two of them.
    """
    meanings: dict[str, str] = {}
    for key in classes:
        for word in words_of(name, key, "words", folder=folder):
            if meanings.setdefault(word, key) != key:
                told = f"{name}.toml: {word!r} stands in {meanings[word]} and in {key}"
                raise LexiconError(told)
    return Phrases((word, as_value(key)) for word, key in meanings.items())


def _entry(name: str, keys: Sequence[str], folder: Path) -> object:
    found: object = table(name, folder)
    for key in keys:
        if not isinstance(found, Mapping) or key not in found:
            raise LexiconError(f"{name}.toml: {'.'.join(keys)} is missing")
        found = found[key]
    return found


def _check(where: str, word: str) -> None:
    if not word.strip() or " ".join(word.split()) != word or word != word.lower():
        told = "must be a phrase in lower case, its words parted by single spaces"
        raise LexiconError(f"{where}: {word!r} {told}")
