"""Addresses of one shape that give no report: calendars, sessions, paths that lead on for ever.

What counts is what the pages turned out to be: a shape of a hundred thousand reports is none.
"""

from __future__ import annotations

import re
from itertools import groupby
from urllib.parse import unquote, urlsplit

MAX_SHAPES = 10_000
"""Shapes that are kept in mind; those met first are forgotten first."""
NAMED = 2
"""Segments of a path, its last one not counted, whose words tell shapes apart."""
DEEPEST = 8
"""Kinds of segments after which paths are not told apart."""

_NUMBER = re.compile(r"[\d\W_]+")
_CODE = re.compile(r"(?=.*\d)[0-9a-f]{8,}(?:-[0-9a-f]+)*", re.IGNORECASE)


def shape_of(url: str) -> str:
    """What addresses of one shape share: ``/blog/9/w`` for ``/blog/2017/04/13/words/``.

    ``9`` stands for numbers, ``x`` for codes, ``w`` for words; what repeats stands once. Of
    parameters the names count.
    """
    parts = urlsplit(url)
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    kinds = [_kind(segment, place, len(segments)) for place, segment in enumerate(segments)]
    path = "/".join(kind for kind, _ in list(groupby(kinds))[:DEEPEST])
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    return f"/{path}" + (f"?{'&'.join(names[:5])}"[:100] if names else "")


def _kind(segment: str, place: int, count: int) -> str:
    words = segment.partition(";")[0]
    if _NUMBER.fullmatch(words):
        return "9"
    if _CODE.fullmatch(words):
        return "x"
    return words[:40] if place < min(NAMED, count - 1) else "w"


class Shapes:
    """Counts, in one crawl, what addresses gave that were asked for the first time."""

    def __init__(self, most: int) -> None:
        """``most``: pages of a shape in a row without a new report; 0 for any number."""
        self.most = most
        self.healed = False
        """Whether an address that an earlier crawl had left gave a report after all."""
        self._asked: dict[str, str] = {}
        self._misses: dict[str, int] = {}
        self._left_before: set[str] = set()

    def ask(self, url: str) -> None:
        """A page is asked for that was never asked for before."""
        if self.most:
            self._asked[url] = shape_of(url)

    def settle(self, url: str, *, is_new: bool) -> None:
        """What came of a page: a report that was not known before, or none."""
        shape = self._asked.pop(url, None)
        if shape is None:
            return
        self.healed = self.healed or (is_new and url in self._left_before)
        misses = 0 if is_new else self._misses.pop(shape, 0) + 1
        self._misses[shape] = misses
        if len(self._misses) > MAX_SHAPES:
            del self._misses[next(iter(self._misses))]

    def forget(self, url: str) -> None:
        """Nothing was learnt of a page."""
        self._asked.pop(url, None)

    def is_closed(self, url: str) -> bool:
        """Whether no more pages of this shape are worth a request."""
        return bool(self.most) and self._misses.get(shape_of(url), 0) >= self.most

    def look_again(self, urls: list[str]) -> None:
        """These were left by an earlier crawl, and are tried."""
        self._left_before.update(urls)
