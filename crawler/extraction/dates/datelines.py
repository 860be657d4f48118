"""The date that a page shows to people: read only where nothing made for machines gives one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from itertools import islice

from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.dates.in_words import is_only_a_date, read_words, starts_with_date
from crawler.extraction.dates.written import EARLIEST, TOLERANCE, Written
from crawler.extraction.page.belonging import begins_noise, is_noise
from crawler.extraction.page.elements import class_tokens, following
from crawler.extraction.page.reading import Page
from crawler.extraction.page.shown import line_of
from crawler.extraction.page.themes import DATES, JOOMLA_DATES

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
_PARTS = 15
"""Elements in a line of a date, its label and the byline."""
_REACH = 300
"""Elements after the headline that are looked at."""
_NO_LINES = frozenset({"script", "style", "option", "a"})
_PARTS_OF_TEXT = frozenset({"li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"})
"""Lists of days and headings that are days belong to the text of a report."""
_NOT_THE_REPORTS_DATE = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "title", "aside",
    "footer", "nav", "figure", "img", "form", "time", "script",
    "link",
)  # fmt: skip
JUDGED_METAS = (
    "article:published_time", "article:modified_time", "og:updated_time", "datemodified",
    "datepublished", "article.published", "pubdate", "publishdate", "parsely-pub-date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "sailthru.date", "date",
)  # fmt: skip
"""Metas with a date that ``dates`` reads itself; what it refused must not come back."""


def shown_date(page: Page) -> Written | None:
    """The date in the lines between the headline and the text.

    It stands in an element of a date's class, after a label, or is all of a line. A label without
    a date ("Date:" at news.snhr.org) gives none: what stands below it is another block.
    """
    for line, dated in _lines_above_text(page):
        label = _LABEL.fullmatch(line)
        rest = label["rest"] if label else line
        told = starts_with_date(rest) if label else dated or is_only_a_date(line)
        if told and not _MODIFIED.match(line) and (written := read_words(rest)):
            return written
    return None


def _lines_above_text(page: Page) -> Iterator[tuple[str, bool]]:
    """Short lines above the text, and whether each stands in an element of a date's class."""
    for element in _elements_after_headline(page):
        if element.tag in _NO_LINES:
            continue
        # A line of a date holds few elements; the text of a wrapper need not be put together.
        is_line = next(islice(element.iter(), _PARTS, None), None) is None
        text = line_of(element) if is_line else ""
        if element.tag == "p" and (len(text) >= _TEXT_STARTS or not is_line):
            return
        dated = any(DATES.fullmatch(token) for token in class_tokens(element))
        if not 0 < len(text) <= _LONGEST or (element.tag in _PARTS_OF_TEXT and not dated):
            continue
        if not is_noise(element):
            yield text, dated


def _elements_after_headline(page: Page) -> Iterator[etree._Element]:
    node: etree._Element | None = page.headline.element
    if node is None:
        yield from _without_headline(page)
        return
    yield from following(node, _REACH)


def _without_headline(page: Page) -> Iterator[etree._Element]:
    """The beginning of the article; without one only Joomla's own places for a date, for elsewhere
    sites print the day on which they are read."""
    for node in (*page.outline.of("article"), *page.outline.of("main")):
        yield from islice(node.iter(etree.Element), _REACH)
        return
    for body in page.outline.of("body"):
        for element in body.iter("td", "dd", "span", "p", "div"):
            if not JOOMLA_DATES.isdisjoint(class_tokens(element)):
                yield element


def guessed_date(tree: HtmlElement, fetched_at: datetime) -> date | None:
    """What htmldate finds on a copy of the page without its text and its neighbours.

    Sentences, headings and lists go first: in them htmldate takes the day of an attack for that of
    the report, and a wrong date is worse than none. So do the marks that were judged before it.
    """
    copy = deepcopy(tree)
    etree.strip_elements(copy, *_NOT_THE_REPORTS_DATE, with_tail=False)
    for element in list(copy.iter("div", "section", "meta", "article")):
        judged = element.tag == "meta" and (element.get("property") or element.get("name") or "")
        if (judged and judged.lower() in (*JUDGED_METAS, "og:url")) or begins_noise(element):
            element.drop_tree()
    found = find_date(
        copy,
        original_date=True,
        extensive_search=False,
        min_date=EARLIEST.isoformat(),
        max_date=(fetched_at + TOLERANCE).date().isoformat(),
    )
    return date.fromisoformat(found) if found else None
