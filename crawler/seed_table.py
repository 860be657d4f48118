"""Strict reading of a seed file: a key is read by a rule, or it is an error that names it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from cssselect import SelectorError
from lxml.cssselect import CSSSelector

Check = Callable[[str], str | None]
"""A value → None where it is allowed, else what would be."""


class SeedError(Exception):
    """A seed file says something that is not allowed; the text names file, key and what is."""


class SeedTable:
    """One table of a seed file; remembers which keys were read."""

    def __init__(self, file: str, prefix: str, data: dict[str, Any]) -> None:
        self.file = file
        self.prefix = prefix
        self.data = data
        self._read: set[str] = set()

    def error(self, key: str, allowed: str) -> SeedError:
        """An error at a key of this table."""
        return SeedError(f"{self.file}: {self.prefix}{key}: {allowed}")

    def string(self, key: str, check: Check | None = None) -> str:
        """A required string that is not empty and passes the check."""
        self._read.add(key)
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f"must be a string that is not empty, not {value!r}")
        return self._checked(key, value, check)

    def strings(self, key: str, check: Check | None = None, least: int = 0) -> tuple[str, ...]:
        """A list of strings; a missing key is an empty list."""
        self._read.add(key)
        values = self.data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.error(key, f"must be a list of strings, not {values!r}")
        if len(values) < least:
            raise self.error(key, f"must have at least {least} value")
        return tuple(self._checked(key, value, check) for value in values)

    def number(self, key: str, *, default: float, most: float) -> float:
        """A number from 0 to ``most``; a missing key gives the default."""
        self._read.add(key)
        value = self.data.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise self.error(key, f"must be a number from 0 to {most}, not {value!r}")
        return value

    def share(self, key: str) -> float | None:
        """A number from 0 to 1; a missing key gives None."""
        self._read.add(key)
        return self.number(key, default=0, most=1) if key in self.data else None

    def table(self, key: str) -> SeedTable:
        """A table inside this one; a missing key is an empty table."""
        self._read.add(key)
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"must be a table [{key}], not {value!r}")
        return SeedTable(self.file, f"{self.prefix}{key}.", value)

    def tables(self, key: str) -> list[SeedTable]:
        """A list of tables, at least one."""
        self._read.add(key)
        values = self.data.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.error(key, f"must be tables [[{key}]]")
        if not values:
            raise self.error(key, f"must have at least one table [[{key}]]")
        return [
            SeedTable(self.file, f"{self.prefix}{key}[{number}].", value)
            for number, value in enumerate(values, 1)
        ]

    def finish(self) -> None:
        """Raise SeedError where the table has a key that nobody reads."""
        unknown = sorted(set(self.data) - self._read)
        if unknown:
            allowed = ", ".join(sorted(self._read))
            raise self.error(unknown[0], f"no such key; allowed are: {allowed}")

    def _checked(self, key: str, value: str, check: Check | None) -> str:
        wrong = check(value) if check else None
        if wrong:
            raise self.error(key, f"{value!r} {wrong}")
        return value


def one_of(allowed: Sequence[str]) -> Check:
    """The value is one of these."""
    return lambda value: None if value in allowed else f"is not one of: {', '.join(allowed)}"


def matching(pattern: str, allowed: str) -> Check:
    """The whole value matches the pattern; ``allowed`` says so in words."""
    return lambda value: None if re.fullmatch(pattern, value) else f"is not allowed: {allowed}"


def host(value: str) -> str | None:
    """A bare host name."""
    if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", value):
        return None
    return "is no host name: lower-case, without scheme, port or path, such as www.example.org"


def address(value: str) -> str | None:
    """An absolute http or https URL."""
    parts = urlsplit(value)
    if parts.scheme in {"http", "https"} and parts.hostname and parts.path.startswith("/"):
        return None
    return "is no absolute URL such as https://example.org/feed/"


def pattern(value: str) -> str | None:
    """A regular expression."""
    try:
        re.compile(value)
    except re.error as error:
        return f"is no regular expression: {error}"
    return None


def selector(value: str) -> str | None:
    """A CSS selector."""
    try:
        CSSSelector(value)
    except SelectorError as error:
        return f"is no CSS selector: {error}"
    return None


def timezone(value: str) -> str | None:
    """An IANA time zone."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        return "is no IANA time zone such as Asia/Damascus"
    return None
