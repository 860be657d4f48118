"""What stands before and behind the text of a page of unknown software, line by line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.body.blocks import Block
from crawler.extraction.body.evidence import words_of
from crawler.extraction.words.calendar import CLOCK_WORDS, MONTHS, STATUS_WORDS, WEEKDAYS, ZONE
from crawler.extraction.words.labels import MAX_LABEL
from crawler.extraction.words.phrases import BYLINES, FOOT_LABELS, FOOT_LINES
from crawler.extraction.words.wording import bare, fold

LONG = 100
"""Characters: a block of this length is a paragraph, where the text begins or ends."""
SAME_TITLE = 0.75
"""Share of the words that two forms of one headline have in common."""
SENTENCE_ENDS = (".", "!", "?", "؟", ":", "”")
"""A line that ends so is no byline and no list of tags."""
FEW_LINKS = 2
"""Linked lines in a row at the foot: fewer may be a source."""

_BESIDE_A_DATE = WEEKDAYS | MONTHS | CLOCK_WORDS
_DATE_WORDS = _BESIDE_A_DATE | STATUS_WORDS
_BIO = re.compile(
    r"\b(?:follow|tweet|email|e-mail|contact|reach) (?:him|her|them|me)\b|\bcan be reached at\b",
    re.IGNORECASE,
)


def trim(blocks: list[Block], titles: Sequence[str]) -> list[Block]:
    """Blocks without headline, byline and date at the head, links, tags and notices at the foot.

    Only lines before the first and behind the last paragraph are looked at, and lines between them
    that repeat the headline (galleries and players print it).
    """
    names = [frozenset(words_of(title)) for title in titles]
    start, end = 0, len(blocks)
    while start < end and len(blocks[start].text) < MAX_LABEL and _is_head(blocks[start], names):
        start += 1
    while end - 1 > start and _is_foot(blocks, end, names):
        end -= 1
    lines = {bare(title) for title in titles}
    return [
        block
        for block in blocks[start:end]
        if block.node.tag == "p" or len(block.text) > MAX_LABEL or bare(block.text) not in lines
    ]


def _is_head(block: Block, titles: Sequence[frozenset[str]]) -> bool:
    folded = fold(block.text)
    return (
        block.node.tag == "h1"
        or is_title(block.text, titles)
        or is_date_line(folded)
        or (
            not block.text.endswith(SENTENCE_ENDS)
            and any(map(BYLINES.fullmatch, (folded, without_date(folded))))
        )
    )


def _is_foot(blocks: Sequence[Block], end: int, titles: Sequence[frozenset[str]]) -> bool:
    block = blocks[end - 1]
    if len(block.text) > 4 * LONG:
        return False
    folded = fold(block.text)
    return (
        is_title(block.text, titles)
        or FOOT_LINES.fullmatch(folded) is not None
        or (not block.text.endswith(SENTENCE_ENDS) and FOOT_LABELS.fullmatch(folded) is not None)
        or _BIO.search(block.text) is not None
        or (block.is_link and _linked_before(blocks, end) >= FEW_LINKS)
    )


def _linked_before(blocks: Sequence[Block], end: int) -> int:
    count = 0
    while count < end and count < FEW_LINKS and blocks[end - 1 - count].is_link:
        count += 1
    return count


def is_title(text: str, titles: Sequence[frozenset[str]]) -> bool:
    """Whether a line is nearly the headline: with a site's name, or without its first word."""
    if len(text) > 3 * LONG:
        return False
    words = frozenset(words_of(text))
    return any(
        title and words and len(words & title) >= SAME_TITLE * len(words | title)
        for title in titles
    )


def is_date_line(folded: str) -> bool:
    """Whether a folded line holds a date or an hour and nothing else."""
    words = words_of(ZONE.sub("", folded))
    return any(word[0].isdigit() for word in words) and all(
        word[0].isdigit() or word in _DATE_WORDS for word in words
    )


def without_date(folded: str) -> str:
    """A folded line without the date words it begins with."""
    for word in re.finditer(r"\w+", folded[:MAX_LABEL]):
        if not word[0][0].isdigit() and word[0] not in _BESIDE_A_DATE:
            return folded[word.start() :]
    return folded
