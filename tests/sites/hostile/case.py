"""What a case of the hostile site is: what it sends, and what must become of it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from sites.stories import incident


class Step(Enum):
    """What a connection does next, where it is not bytes (sent) or a number (seconds waited)."""

    RESET = "reset"
    """Breaks off with a TCP reset."""
    KEEP = "keep"
    """The answer is whole: the next request may come on this connection."""


@dataclass(frozen=True)
class Asked:
    """A request as a case sees it."""

    origin: str
    """Of the hostile site: scheme, host and port."""
    elsewhere: str
    """Of the server that must see nothing: another port of the same host."""
    path: str
    """With its query."""
    scale: float = 1.0
    """By which sizes of bodies are multiplied; less than 1 where the caps are lowered."""

    @property
    def port(self) -> str:
        """Of the hostile site."""
        return self.origin.rpartition(":")[2]

    def size(self, number: int) -> int:
        """So many bytes or pieces, scaled."""
        return max(1, int(number * self.scale))

    def pages(self, number: int) -> int:
        """So many addresses, scaled twice, since each of them may cost a request."""
        return max(20, int(number * self.scale * self.scale))


Steps = Iterator[bytes | float | Step]
Script = Callable[[Asked], Steps]


@dataclass(frozen=True)
class Kept:
    """A stored report, as the database has it; of what is not there, empty."""

    title: str
    body: str
    day: str
    urls: tuple[str, ...]
    figures: tuple[int, ...]
    """Counts of its claims."""


Check = Callable[[Kept], str]
"""What is wrong with what was stored; empty where nothing is."""


@dataclass(frozen=True)
class Case:
    """One thing that is wrong with a site."""

    name: str
    """Stands in its addresses."""
    told: str
    """What the server does, for the docs."""
    fate: str
    """What the database must say: ``state: reason`` of its page, ``stored``; of a source the kind
    of its issue, or ``read``; of a robots.txt how the crawl ends. Two that are both right stand
    with ``or`` between them."""
    serve: Script
    checks: tuple[Check, ...] = ()
    """What must hold of the report, where it is stored."""
    source: str = ""
    """Kind of the source that it is; empty for a page."""
    group: str = field(default="", compare=False)
    """Set by the table."""

    @property
    def path(self) -> str:
        """Where it starts."""
        return f"/lists/{self.name}/" if self.source else f"/reports/{self.name}/"

    @property
    def fates(self) -> frozenset[str]:
        """All that are right."""
        return frozenset(self.fate.split(" or "))


def story_of(name: str) -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs for a case: the same at every visit, unlike those of other cases."""
    post = incident(1000 + zlib.crc32(name.encode()) % 9000)
    own = f"The file of this incident in our archive is called {name}."
    return post.title, (*post.lines(), own)
