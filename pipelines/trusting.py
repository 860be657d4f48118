"""What a page says that cannot be stored as it says it: cut or left out, and told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from attrs import define, field

from crawler.characters import one_line

_Value = TypeVar("_Value")

MOST_NAMES = 100
"""Sections, and likewise tags, of one report."""
MOST_LINKS = 500
MOST_DIGITS = 19
"""Of the site's own id of a post: what a database of 64 bits can count."""
MOST_VALIDATOR = 500
"""Characters of an ETag or a Last-Modified, which would be sent back at each visit."""
MOST_PROBLEMS = 50
LONGEST_PROBLEM = 300


@define
class Doubts:
    """What was refused of one page, one sentence each."""

    told: list[str] = field(factory=list)

    def few(self, name: str, values: Sequence[_Value], most: int) -> tuple[_Value, ...]:
        """The first of the values, where they are too many."""
        if len(values) > most:
            self.told.append(f"{name}: the first {most} of {len(values)} are kept")
        return tuple(values[:most])

    def post_id(self, digits: str) -> str:
        """An id that a site can have; else empty."""
        if not digits or (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
            return digits
        self.told.append(f"post id: {digits[:40]!r} is none")
        return ""

    def validator(self, name: str, value: str) -> str:
        """A header that can be sent back; else empty."""
        if len(value) <= MOST_VALIDATOR and value.isprintable() and value.isascii():
            return value
        self.told.append(f"{name}: {value[:40]!r} of {len(value)} characters is not sent back")
        return ""


def told_briefly(problems: Iterable[str]) -> tuple[str, ...]:
    """Each problem once, on one line, and no more of them than people read."""
    lines = dict.fromkeys(one_line(problem)[:LONGEST_PROBLEM] for problem in problems)
    kept = tuple(filter(None, lines))
    if len(kept) <= MOST_PROBLEMS:
        return kept
    return (*kept[:MOST_PROBLEMS], f"and {len(kept) - MOST_PROBLEMS} more of the kind")
