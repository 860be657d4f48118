"""Hand-made lists of other pages' headlines, which no class name tells from the text."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.labels import MAX_LABEL, NEIGHBOURS_HEADINGS, fold
from crawler.extraction.phrases import READ_ALSO
from crawler.extraction.text import Block

MAX_TEASER = 320
"""Characters of a teaser under a linked headline; WordPress cuts excerpts at 55 words."""
MOSTLY = 0.5
"""Share of a "Read also: …" line that is its link."""
CUT_ENDS = ("...", "…", "[…]", "[...]")


def without_related(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without "Related articles" headings and the headlines and teasers under them.

    Such a list is: the heading, then links, each with a teaser behind it or not. What is neither
    ends it, since on some pages the text goes on behind the list.
    """
    kept: list[Block] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        position += 1
        if is_heading_of_list(block):
            position = _end_of_list(blocks, position)
        elif not is_teaser_line(block):
            kept.append(block)
    return kept


def is_heading_of_list(block: Block) -> bool:
    """Whether a block is "Related articles" or its like and no more."""
    return len(block.text) <= MAX_LABEL and fold(block.text) in NEIGHBOURS_HEADINGS


def is_teaser_line(block: Block) -> bool:
    """Whether a block is one line like "Read also: <link>"."""
    return (
        len(block.text) <= MAX_LABEL
        and block.linked >= MOSTLY * len(block.text)
        and READ_ALSO.match(fold(block.text)) is not None
    )


def _end_of_list(blocks: Sequence[Block], start: int) -> int:
    position = start
    pairs = 0
    while position < len(blocks) and blocks[position].is_link:
        position += 1
        if _is_teaser(blocks, position, pairs):
            position += 1
            pairs += 1
    return position


def _is_teaser(blocks: Sequence[Block], position: int, pairs: int) -> bool:
    """Whether a block behind a linked headline tells of it: it is cut off, or all of them have one.

    ``pairs`` are the headlines with a teaser met before it.
    """
    if position >= len(blocks) or blocks[position].is_link or is_heading_of_list(blocks[position]):
        return False
    text = blocks[position].text
    if len(text) > MAX_TEASER:
        return False
    following = blocks[position + 1 : position + 2]
    before_next = any(block.is_link and not is_teaser_line(block) for block in following)
    return text.endswith(CUT_ENDS) or before_next or pairs > 0
