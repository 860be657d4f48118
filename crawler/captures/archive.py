"""The responses in some WARC files, by URL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from glob import glob
from pathlib import Path

from crawler.captures.reading import ArchiveError, Capture
from crawler.captures.revisits import Bodies
from crawler.captures.scanning import read_captures
from crawler.urls import plain_url


class Archive:
    """The responses in some WARC files, by URL; a revisit has the body that it refers to."""

    def __init__(self, pattern: str, hosts: frozenset[str] | None = None) -> None:
        """Index the files that the name or glob matches. Raises ArchiveError.

        Of ``hosts`` alone, where they are given: memory grows with their captures, not with the
        files.
        """
        self.files = [Path(name) for name in sorted(glob(pattern, recursive=True))]  # noqa: PTH207 -- a user's pattern may be absolute
        if not self.files:
            raise ArchiveError(f"{pattern}: no such file")
        self.problems: list[str] = []
        """What of the files could not be read, each with its file and place."""
        found: list[Capture] = []
        revisits: list[Capture] = []
        for file in self.files:
            for capture in read_captures(file, self.problems, hosts=hosts):
                whole = capture.revisit is None and capture.status != 304
                (found if whole else revisits).append(capture)
        found += self._completed(found, revisits)
        self._captures: dict[str, list[Capture]] = {}
        for capture in found:
            self._captures.setdefault(capture.url, []).append(capture)
        for captures in self._captures.values():
            captures.sort(key=lambda one: one.captured_at, reverse=True)

    def _completed(self, found: list[Capture], revisits: list[Capture]) -> list[Capture]:
        if not revisits:
            return []
        bodies = Bodies(found)
        completed = [(revisit, bodies.complete(revisit)) for revisit in revisits]
        lost = Counter(revisit.file for revisit, capture in completed if capture is None)
        self.problems += [
            f"{file}: {count} records repeat a page whose first capture is in none of the files;"
            " name the file with it too"
            for file, count in lost.items()
        ]
        return [capture for _, capture in completed if capture is not None]

    def __iter__(self) -> Iterator[Capture]:
        """The newest capture of each URL, in the order of the files."""
        return (captures[0] for captures in self._captures.values())

    def visits(self, url: str) -> list[Capture]:
        """The captures of a URL that tell something of its page, oldest first.

        Those with status 200, a redirect, 404 or 410; where there is none, the newest alone. A
        URL by http is the same as by https, but for redirects, which may lead from one to the
        other.
        """
        same, other = self._captures_of(url)
        telling = [one for one in same if _tells(one.status)]
        telling += [one for one in other if _tells(one.status) and one.status // 100 != 3]
        return sorted(telling, key=lambda one: one.captured_at) or (same or other)[:1]

    def find(self, url: str, at: datetime | None = None) -> Capture | None:
        """The capture of a URL nearest in time to ``at``, without it the newest; or None.

        One by http answers for https, and the other way round, where there is no other.
        """
        same, other = self._captures_of(url)
        captures = same or other
        if at is None or not captures:
            return captures[0] if captures else None
        return min(captures, key=lambda one: abs(one.captured_at - at))

    def _captures_of(self, url: str) -> tuple[list[Capture], list[Capture]]:
        """Those of the URL as it is, and those of the other scheme; newest first."""
        try:
            plain = plain_url(url)
        except ValueError:
            return [], []
        return self._captures.get(plain, []), self._captures.get(_other_scheme(plain), [])


def _tells(status: int) -> bool:
    return status in {200, 404, 410} or 300 <= status < 400


@lru_cache(maxsize=1)
def open_archive(pattern: str, hosts: frozenset[str] | None = None) -> Archive:
    """The archive, indexed once a process. Raises ArchiveError."""
    return Archive(pattern, hosts)


def _other_scheme(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    return {"http": "https", "https": "http"}.get(scheme, scheme) + separator + rest
