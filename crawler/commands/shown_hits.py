"""Hits of a search on a screen, their words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.commands.claim_table import wrap_words
from crawler.commands.terminal_marks import BOLD, MARKS
from crawler.evidence.shown_text import show_line
from storage.queries import Hit
from storage.snippets import mark_hits
from storage.typed_words import hit_pattern, read_terms

PLAIN = ("[", "]")
INDENT = "    "


def show_hits(
    hits: Iterable[Hit], words: str | None, marks: tuple[str, str], width: int | None
) -> str:
    """Each hit with its day, title, passage and address."""
    pattern = hit_pattern(read_terms(words)) if words else None
    return "".join(_show(hit, pattern, marks, width) for hit in hits)


def _show(
    hit: Hit, pattern: re.Pattern[str] | None, marks: tuple[str, str], width: int | None
) -> str:
    title = mark_hits(hit.title, pattern, marks) if pattern else hit.title
    head = [str(hit.published_date or "no date"), hit.publisher, show_line(title)]
    if hit.news:
        head.insert(2, f"({hit.news})")
    of = "" if hit.duplicate_of is None else f", a copy of report {hit.duplicate_of}"
    lines = [
        wrap_words("  ".join(head), width, len(INDENT)),
        _indented(show_line(hit.snippet), width),
        _indented(f"{show_line(hit.url)}  (report {hit.report_id}{of})", width),
    ]
    shown = "".join(lines)
    return (shown.translate(BOLD) if marks == MARKS else shown) + "\n"


def _indented(words: str, width: int | None) -> str:
    return wrap_words(INDENT + words, width, len(INDENT))
