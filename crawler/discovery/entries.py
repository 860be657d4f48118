"""What every source of URLs gives and how it says that it cannot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self
from urllib.parse import urljoin

from attrs import frozen


class Trouble(StrEnum):
    """Why a source gave nothing, or not all."""

    UNREACHABLE = "unreachable"
    """No answer: network, time-out, or a server error on the first page."""
    ABSENT = "absent"
    """The site has no such thing: 404 on the first page."""
    REFUSED = "refused"
    """robots.txt, 401 or 403."""
    BROKEN = "broken"
    """The answer is not what it should be: HTML instead of JSON, no XML."""
    LYING = "lying"
    """It says one number of reports and gives another, or its pages never end."""
    PARTIAL = "partial"
    """It gives its newest entries only, or a part of it could not be read."""


class SourceError(Exception):
    """A source could not be read to its end; what it gave before stays good."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(detail)
        self.trouble = trouble

    def __reduce__(self) -> tuple[type[Self], tuple[Trouble, str]]:
        """As it was made: a worker may raise it."""
        return type(self), (self.trouble, str(self))


def bare(error: SourceError) -> SourceError:
    """The error without what led to it, to be kept: its frames would keep whole answers."""
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


@frozen
class Answer:
    """An HTTP answer, whatever its status."""

    url: str
    """After redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes
    """Unpacked."""
    text: str
    """Decoded; of what is no text, empty."""


Fetch = Callable[[str], Awaitable[Answer]]
"""Gets a URL. Raises SourceError (UNREACHABLE, REFUSED) where no answer comes."""


@frozen
class Entry:
    """One URL that a source names, with what the source says of it."""

    url: str
    modified: datetime | None = None
    """UTC."""
    published: date | None = None
    """The publisher's local day."""


@frozen
class Batch:
    """What one request to a source gave."""

    entries: tuple[Entry, ...]
    base: str = ""
    """URL of the answer, to which relative URLs in it refer."""


Walk = AsyncIterator[Batch]


async def fetch_first(fetch: Fetch, url: str) -> Answer:
    """Get the first page of a source. Raises SourceError for any status but 200."""
    answer = await fetch(url)
    if answer.status != 200:
        raise SourceError(_trouble(answer.status), f"{url}: HTTP {answer.status}")
    return answer


def _trouble(status: int) -> Trouble:
    if status in {401, 403, 429}:
        return Trouble.REFUSED
    return Trouble.UNREACHABLE if status >= 500 else Trouble.ABSENT


def join(base: str, link: str) -> str:
    """A link as an absolute URL without its fragment; empty for what can be none."""
    try:
        return urljoin(base, link.strip()).partition("#")[0]
    except ValueError:
        return ""


def read_moment(text: str | None) -> datetime | None:
    """An ISO 8601 moment as UTC; without an offset it is taken as UTC; None for anything else."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
