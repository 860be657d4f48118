"""The five real page texts for development, without their noise and taken apart into fields.

The truth is the text less the spans that were marked as noise by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

DAYS = {"000": "2016-02-13", "003": "2017-04-13", "004": "2014-10-26"}
CAPTIONS = {"000": 1, "001": 1, "003": 1}
"""Lines between headline and body that are the caption of the lead image."""
SUBTITLES = {"000", "003", "004"}
PUBLISHERS = {"001": "iraqinews", "002": "syriatimes"}
"""Of those that are not of snhr."""


@dataclass(frozen=True)
class Seed:
    """One page text, taken apart."""

    key: str
    url: str
    title: str
    subtitle: str
    caption: str
    paragraphs: tuple[str, ...]
    noise: tuple[str, ...]

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


def read_seeds(shared: Path) -> Iterator[Seed]:
    pages, spans = (
        [
            json.loads(line)
            for line in (shared / "corpus" / name).read_text("utf-8").split("\n")
            if line
        ]
        for name in ("pages.jsonl", "noise.jsonl")
    )
    for page in pages:
        if re.fullmatch(r"00\d", page["id"]):
            own = [(span["start"], span["end"]) for span in spans if span["page_id"] == page["id"]]
            yield take_apart(page["id"], page["url"], page["text"], sorted(own))


def take_apart(key: str, url: str, text: str, noise: list[tuple[int, int]]) -> Seed:
    kept, at = "", 0
    for start, end in noise:
        kept, at = kept + text[at:start], end
    lines = [line.strip() for line in (kept + text[at:]).splitlines() if line.strip()]
    unwanted = [line.strip() for start, end in noise for line in text[start:end].splitlines()]
    title = lines.pop(0)
    if lines[0] == title:
        lines.pop(0)
    subtitle = lines.pop(0) if key in SUBTITLES else ""
    caption = lines.pop(0) if key in CAPTIONS else ""
    return Seed(key, url, title, subtitle, caption, tuple(lines), tuple(filter(None, unwanted)))
