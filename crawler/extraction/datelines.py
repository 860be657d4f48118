"""The date that a page shows to people: read only where nothing made for machines gives one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.moments import EARLIEST, TOLERANCE, Written, read_words
from crawler.extraction.outline import following, is_noise
from crawler.extraction.page import Page
from crawler.extraction.tree import class_tokens
from crawler.extraction.wording import line_of

_DATE_CLASS = re.compile(
    r"td-post-date|tdb_single_date|entry-date|posted-on|post-date|date|createdate|create|published"
    r"|article-date|itemDateCreated|meta-date|wp-block-post-date|post-?meta|entry-meta|news-date"
)
_LABEL = re.compile(
    r"\W*(?:date(?: published)?|published(?: on| date)?|publication date|posted(?: on)?"
    r"|created(?: on)?|release date|veröffentlicht(?: am)?|datum"
    r"|التاريخ|تاريخ النشر|تاريخ|نشر(?:ت)? (?:في|بتاريخ)|بتاريخ"
    r"|نُشر في)\s*:?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?:last )?(?:updated?|modified|edited)|آخر تحديث|aktualisiert", re.IGNORECASE
)
_LONGEST = 100
"""Characters of a line that is a date and its label; a longer one is text of the report."""
_TEXT_STARTS = 160
"""A paragraph of so many characters is the report's text: the dates in it are of events."""
_REACH = 300
"""Elements after the headline that are looked at."""
_NOT_THE_REPORTS_DATE = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "title", "aside",
    "footer", "nav", "figure", "img", "form",
)  # fmt: skip


def shown_date(page: Page) -> Written | None:
    """The date in the lines between the headline and the text, or in an element of a date's class
    there. A label without a date ("Date:" at news.snhr.org) gives none: what stands below it is
    another block."""
    for line in _lines_above_text(page):
        if _MODIFIED.match(line):
            continue
        label = _LABEL.fullmatch(line)
        if written := read_words(label["rest"] if label else line):
            return written
    return None


def _lines_above_text(page: Page) -> Iterator[str]:
    for element in _elements_after_headline(page):
        if element.tag in ("script", "style", "option", "a") or not isinstance(element.tag, str):
            continue
        # Only the innermost block speaks of itself: a wrapper is as long as what it wraps.
        text = line_of(element)
        if element.tag == "p" and len(text) >= _TEXT_STARTS:
            return
        if not 0 < len(text) <= _LONGEST or is_noise(element):
            continue
        dated = any(_DATE_CLASS.fullmatch(token) for token in class_tokens(element))
        if dated or _LABEL.fullmatch(text) or _is_only_a_date(text):
            yield text


def _is_only_a_date(text: str) -> bool:
    """A line of a date, a weekday and a time and nothing else: at most seven words, one a year."""
    return len(text.split()) <= 7 and bool(re.search(r"[\d٠-٩]{4}", text)) and text.count(".") <= 3


def _elements_after_headline(page: Page) -> Iterator[etree._Element]:
    node: etree._Element | None = page.headline.element
    if node is None:
        node = next(iter((*page.outline.of("article"), *page.outline.of("main"))), None)
        yield from () if node is None else list(node.iter(etree.Element))[:_REACH]
        return
    yield from following(node, _REACH)


def guessed_date(tree: HtmlElement, fetched_at: datetime) -> date | None:
    """What htmldate finds on a copy of the page without its text.

    Sentences, headings and lists go first: in them htmldate takes the day of an attack for that of
    the report, and a wrong date is worse than none.
    """
    copy = deepcopy(tree)
    etree.strip_elements(copy, *_NOT_THE_REPORTS_DATE, with_tail=False)
    found = find_date(
        copy,
        original_date=True,
        extensive_search=False,
        min_date=EARLIEST.isoformat(),
        max_date=(fetched_at + TOLERANCE).date().isoformat(),
    )
    return date.fromisoformat(found) if found else None
