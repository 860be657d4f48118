"""What the search page shows: the form, and the reports that have the words, hits marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from attrs import Factory, frozen
from sqlalchemy.orm import Session

from browse.forms import Field, make_fields
from browse.questions import Parameter
from storage.queries import Filters, Hit, count_hits, search
from storage.snippets import find_hits
from storage.typed_words import hit_pattern, read_terms

PAGE = 20
"""Hits on one page."""
LAST_PAGE = 500
"""Nobody leafs further; narrowing down is quicker."""
MARKS = ("\ufdd0", "\ufdd1")
"""Characters that Unicode keeps out of texts; should one stand there, a mark is misplaced."""
_FILTERS = (
    Parameter("publisher", "Publisher", kind="publisher"),
    Parameter("language", "Language", kind="language"),
    Parameter("since", "Published since", kind="day"),
    Parameter("until", "Published until", kind="day"),
)


@frozen
class Mark:
    """A stretch of words, hit or not."""

    text: str
    is_hit: bool


@frozen
class ShownHit:
    """A report that was found."""

    hit: Hit
    title: list[Mark]
    snippet: list[Mark]


@frozen
class SearchPage:
    """All that the page shows."""

    words: str
    fields: list[Field]
    wrong: str = ""
    """What cannot be understood of what was asked; empty where all can."""
    is_asked: bool = False
    """Whether anything was."""
    hits: list[ShownHit] = Factory(list)
    found: int = 0
    page: int = 1
    before: str = ""
    """Address of the page before; empty where there is none."""
    after: str = ""


def read_search_page(session: Session, asked: Mapping[str, str]) -> SearchPage:
    """What is asked: words as ``q``, filters by their names, and ``page``.

    Filters without words list what they leave, the latest published first.
    """
    words = asked.get("q", "").strip()
    fields = make_fields(session, _FILTERS, asked)
    try:
        filters = _filters(asked)
    except ValueError as error:
        return SearchPage(words, fields, wrong=str(error))
    if not words and not any(filters.values()):
        return SearchPage(words, fields)
    page = _page(asked.get("page", ""))
    hits = search(
        session, words or None, limit=PAGE, offset=(page - 1) * PAGE, marks=MARKS, **filters
    )
    found = len(hits)
    if page > 1 or found == PAGE:
        found = count_hits(session, words or None, **filters)
    pattern = hit_pattern(read_terms(words)) if words else None
    return SearchPage(
        words,
        fields,
        is_asked=True,
        hits=[
            ShownHit(hit, _mark_title(hit.title, pattern), split_marks(hit.snippet)) for hit in hits
        ],
        found=found,
        page=page,
        before=_address(asked, page - 1) if page > 1 else "",
        after=_address(asked, page + 1) if page * PAGE < found and page < LAST_PAGE else "",
    )


def _filters(asked: Mapping[str, str]) -> Filters:
    """Raises ``ValueError`` for a day that is none."""
    return {
        "publisher": asked.get("publisher") or None,
        "language": asked.get("language") or None,
        "since": _day(asked.get("since", "")),
        "until": _day(asked.get("until", "")),
    }


def split_marks(snippet: str) -> list[Mark]:
    """The pieces of a snippet; what stands between the marks is a hit."""
    start, end = MARKS
    parts = re.split(f"({start}[^{end}]*{end})", snippet)
    return [Mark(part.strip(start + end), part.startswith(start)) for part in parts if part]


def _mark_title(title: str, pattern: re.Pattern[str] | None) -> list[Mark]:
    pieces: list[Mark] = []
    at = 0
    for start, end in find_hits(title, pattern) if pattern else ():
        pieces += [Mark(title[at:start], is_hit=False), Mark(title[start:end], is_hit=True)]
        at = end
    return [mark for mark in (*pieces, Mark(title[at:], is_hit=False)) if mark.text]


def _day(word: str) -> date | None:
    if not word:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"“{word}” is no day: write it as in 2017-04-14.") from None


def _page(word: str) -> int:
    number = int(word) if word.isascii() and word.isdecimal() and len(word) < 6 else 1
    return min(max(number, 1), LAST_PAGE)


def _address(asked: Mapping[str, str], page: int) -> str:
    kept = {name: value for name, value in asked.items() if value and name != "page"}
    return "/search?" + urlencode({**kept, "page": page})
