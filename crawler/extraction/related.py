"""Hand-made lists of other pages' headlines, which no class name tells from the text."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from crawler.extraction.labels import fold
from crawler.extraction.lines import MAX_LABEL, is_neighbours_heading, starts_as_teaser
from crawler.extraction.text import Block

MAX_TEASER = 320
"""Characters of a teaser under a linked headline; WordPress cuts excerpts at 55 words."""
CUT_ENDS = ("...", "…", "[…]", "[...]")


def without_related(blocks: Sequence[Block]) -> list[Block]:
    """Blocks without "Related articles" headings and the headlines and teasers under them.

    Such a list is: the heading, then links, each with a teaser behind it or not. The first block
    that is neither ends it, since on some pages the text goes on behind the list.
    """
    kept: list[Block] = []
    position = 0
    while position < len(blocks):
        folded = fold(blocks[position].text) if len(blocks[position].text) <= MAX_LABEL else ""
        if folded and is_neighbours_heading(folded.rstrip(":")):
            position = _end_of_list(blocks, position + 1, blocks[position].node)
            continue
        if not is_teaser_line(blocks[position]):
            kept.append(blocks[position])
        position += 1
    return kept


def is_teaser_line(block: Block) -> bool:
    """Whether a block is one line like "Read also: <link>"."""
    if not block.linked or len(block.text) > MAX_TEASER:
        return False
    folded = fold(block.text)
    match = starts_as_teaser(folded)
    return match and block.linked >= 0.5 * len(block.text)


def _end_of_list(blocks: Sequence[Block], start: int, heading: etree._Element) -> int:
    position = start
    while position < len(blocks):
        block = blocks[position]
        after_headline = position > start
        if block.is_link or (after_headline and _is_excerpt(blocks, position, heading)):
            position += 1
        else:
            break
    return position


def _is_excerpt(blocks: Sequence[Block], position: int, heading: etree._Element) -> bool:
    """A teaser ends cut off, or stands between two links of the same list."""
    text = blocks[position].text
    if len(text) > MAX_TEASER:
        return False
    if text.endswith(CUT_ENDS):
        return True
    following = blocks[position + 1 : position + 2]
    between = bool(following) and blocks[position - 1].is_link and following[0].is_link
    return between and heading.tag != "p"
