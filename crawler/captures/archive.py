"""The responses in some WARC files, by URL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from glob import glob
from pathlib import Path

from crawler.captures.reading import ArchiveError, Capture, read_captures
from crawler.urls import plain_url


class Archive:
    """The responses in some WARC files, by URL."""

    def __init__(self, pattern: str) -> None:
        """Index the files that the name or glob matches. Raises ArchiveError."""
        self.files = [Path(name) for name in sorted(glob(pattern, recursive=True))]  # noqa: PTH207 -- a user's pattern may be absolute
        if not self.files:
            raise ArchiveError(f"{pattern}: no such file")
        self.problems: list[str] = []
        """What of the files could not be read, each with its file and place."""
        self._captures: dict[str, list[Capture]] = {}
        for file in self.files:
            for capture in read_captures(file, self.problems):
                if capture.revisit is None:
                    self._captures.setdefault(capture.url, []).append(capture)
        for captures in self._captures.values():
            captures.sort(key=lambda capture: capture.captured_at, reverse=True)

    def __iter__(self) -> Iterator[Capture]:
        """The newest capture of each URL."""
        return (captures[0] for captures in self._captures.values())

    def visits(self, url: str) -> list[Capture]:
        """The captures of a URL that tell something of its page, oldest first.

        Those with status 200, a redirect, 404 or 410; where there is none, the newest alone. A
        URL by http is the same as by https.
        """
        captures = self._captures_of(url)
        telling = [capture for capture in captures if _tells(capture.status)]
        return telling[::-1] or captures[:1]

    def find(self, url: str, at: datetime | None = None) -> Capture | None:
        """The capture of a URL nearest in time to ``at``, without it the newest; or None."""
        captures = self._captures_of(url)
        if at is None or not captures:
            return captures[0] if captures else None
        return min(captures, key=lambda capture: abs(capture.captured_at - at))

    def _captures_of(self, url: str) -> list[Capture]:
        """Newest first."""
        try:
            plain = plain_url(url)
        except ValueError:
            return []
        return self._captures.get(plain) or self._captures.get(_other_scheme(plain)) or []


def _tells(status: int) -> bool:
    return status in {200, 404, 410} or 300 <= status < 400


@lru_cache(maxsize=1)
def open_archive(pattern: str) -> Archive:
    """The archive, indexed once a process. Raises ArchiveError."""
    return Archive(pattern)


def _other_scheme(url: str) -> str:
    scheme, separator, rest = url.partition("://")
    return {"http": "https", "https": "http"}.get(scheme, scheme) + separator + rest
