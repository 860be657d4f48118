"""How much of a source is read, whatever it says there is."""

from __future__ import annotations

from attrs import frozen

from crawler.discovery.entries import Answer, Fetch, SourceError, Trouble


@frozen(kw_only=True)
class Limits:
    """For one source of a publisher in one crawl."""

    requests: int = 10_000
    urls: int = 200_000
    """Reports named; more than any monitor has written."""
    depth: int = 10
    """Lists that lead to one another, the first one counted; pages of one list do not count."""
    barren: int = 1_000
    """Answers in a row that name no report that was not named before."""
    extra: int = 1_000
    """Reports never heard of before, of a source that only checks a complete one before it."""
    url_length: int = 2_083
    """Characters of an address, as it is asked for."""

    @property
    def characters(self) -> int:
        """Of all addresses together, so that long ones do not take the memory of many."""
        return 250 * self.urls


class LimitError(SourceError):
    """A source is not read any further, whatever is left of it."""

    def __init__(self, detail: str) -> None:
        super().__init__(Trouble.LYING, detail)


def counted(fetch: Fetch, most: int) -> Fetch:
    """The same, but for so many requests only; after them LimitError is raised."""
    made = 0

    async def fetch_one(url: str) -> Answer:
        nonlocal made
        made += 1
        if made > most:
            raise LimitError(f"more than {most} requests for one source; the next is {url[:200]}")
        return await fetch(url)

    return fetch_one
