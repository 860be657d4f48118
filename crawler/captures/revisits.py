"""Records without a body of their own, and the captures that have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from attrs import evolve

from crawler.captures.reading import Capture, Revisit

_SAME_MOMENT = timedelta(seconds=1)
"""Records may be dated to parts of a second, and what refers to them to whole ones."""


class Bodies:
    """Captures that have a body, by what a revisit says of the one that it repeats."""

    def __init__(self, captures: Iterable[Capture]) -> None:
        self._by_url: dict[str, list[Capture]] = {}
        self._by_digest: dict[str, list[Capture]] = {}
        for capture in captures:
            self._by_url.setdefault(_schemeless(capture.url), []).append(capture)
            if capture.digest:
                self._by_digest.setdefault(capture.digest, []).append(capture)

    def complete(self, capture: Capture) -> Capture | None:
        """The revisit as a capture that can be read; None where its body is not among these.

        What a 304 stands for has the 304's time and else all of the capture before it.
        """
        revisit = capture.revisit or Revisit(not_modified=True)
        if revisit.not_modified:
            first = self._before(capture, revisit)
            own = None
        else:
            first = self._same(capture, revisit)
            own = capture.status or None
        if first is None:
            return None
        return evolve(
            capture,
            status=own or first.status,
            media_type=(own and capture.media_type) or first.media_type,
            digest=first.digest,
            body_in=first,
        )

    def _before(self, capture: Capture, revisit: Revisit) -> Capture | None:
        """The page of which a 304 says that it still holds."""
        known = self._by_url.get(_schemeless(revisit.url or capture.url), [])
        at = revisit.at or capture.captured_at
        before = [one for one in known if one.status == 200 and one.captured_at < at + _SAME_MOMENT]
        return _nearest(before, at)

    def _same(self, capture: Capture, revisit: Revisit) -> Capture | None:
        """The same bytes: by address and moment where the record names them, else by digest."""
        at = revisit.at or capture.captured_at
        named = self._by_url.get(_schemeless(revisit.url), [])
        alike = [one for one in named if one.digest and one.digest == capture.digest]
        if not alike and revisit.at:
            alike = [
                one
                for one in named
                if abs(one.captured_at - at) < _SAME_MOMENT and not _differ(one, capture)
            ]
        return _nearest(alike or self._by_digest.get(capture.digest, []), at)


def _differ(one: Capture, other: Capture) -> bool:
    """Whether their digests say that the bytes are not the same ones."""
    algorithm, _, digest = one.digest.partition(":")
    same_algorithm, _, other_digest = other.digest.partition(":")
    return algorithm == same_algorithm and digest != other_digest


def _nearest(captures: list[Capture], at: datetime) -> Capture | None:
    return min(captures, key=lambda one: abs(one.captured_at - at), default=None)


def _schemeless(url: str) -> str:
    return url.partition("://")[2]
