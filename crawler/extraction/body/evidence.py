"""The body as trafilatura or the page itself tells it, and which blocks that bears out."""

from __future__ import annotations

import html
import re

from crawler.extraction.page.reading import Page

_WORD = re.compile(r"\w+")
_SHINGLE = 4
"""Words: shorter runs repeat by chance, longer ones break at every dropped link."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:/?p|br|/?div|/?li|/h\d)\b[^<>]{0,2000}>", re.IGNORECASE)

Shingle = tuple[str, ...]


class Evidence:
    """A text, ready to be asked which blocks of a page it holds."""

    def __init__(self, text: str) -> None:
        self._lines: set[Shingle] = set()
        self._shingles: set[Shingle] = set()
        for line in text.split("\n"):
            words = words_of(line)
            self._lines.add(tuple(words))
            self._shingles.update(shingles(words))

    def holds(self, text: str) -> bool:
        """Whether at least half of a block stands in it; a block of few words as a whole line."""
        words = words_of(text)
        if not words:
            return False
        if tuple(words) in self._lines:
            return True
        parts = shingles(words)
        return bool(parts) and 2 * sum(part in self._shingles for part in parts) >= len(parts)


def words_of(text: str) -> list[str]:
    """The words of a text in small letters."""
    return _WORD.findall(text.lower())


def shingles(words: list[str]) -> list[Shingle]:
    """All runs of four words."""
    return list(zip(*(words[i:] for i in range(_SHINGLE)), strict=False))


def told_body(page: Page) -> str:
    """``articleBody`` of the page's JSON-LD as plain text; empty where there is none."""
    bodies = [body for item in page.items if isinstance(body := item.get("articleBody"), str)]
    return plain_lines(bodies[0]) if bodies else ""


def plain_lines(body: str) -> str:
    """Text of a body that may hold markup, escaped once or twice, on lines of its own."""
    if "&" in body:
        body = html.unescape(html.unescape(body))
    if "<" in body:
        body = _TAG.sub("", _BREAK.sub("\n", body))
    return "\n".join(" ".join(line.split()) for line in body.splitlines() if line.strip())
