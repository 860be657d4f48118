"""Hand-made lists of other pages' headlines, which no class name tells from the text."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.extraction.body.blocks import HEADINGS, Block
from crawler.extraction.words.labels import MAX_LABEL, NEIGHBOURS_HEADINGS
from crawler.extraction.words.phrases import READ_ALSO
from crawler.extraction.words.wording import fold

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
    """Where the headlines and teasers under the heading before ``start`` end.

    A teaser is cut off ("…"), or each headline of the list has one: then they take turns, and
    headlines are headings or stand in boxes of their own, as paragraphs of the text do not.
    """
    heading = blocks[start - 1]
    turns = 0
    position = start
    while position < len(blocks) and blocks[position].is_link:
        teaser = position + 1
        if not _may_be_teaser(blocks, teaser):
            position += 1
        elif blocks[teaser].text.endswith(CUT_ENDS):
            position += 2
        elif turns or _takes_turn(blocks, position, heading):
            turns += 1
            position += 2
        else:
            return teaser
    return position


def _may_be_teaser(blocks: Sequence[Block], position: int) -> bool:
    if position >= len(blocks):
        return False
    block = blocks[position]
    return len(block.text) <= MAX_TEASER and not block.is_link and not is_heading_of_list(block)


def _takes_turn(blocks: Sequence[Block], headline: int, heading: Block) -> bool:
    if headline + 2 >= len(blocks):
        return False
    one, other = blocks[headline], blocks[headline + 2]
    if not other.is_link or is_teaser_line(other) or _kind(one) != _kind(other):
        return False
    boxed = one.node.getparent() not in (heading.node.getparent(), other.node.getparent())
    return one.node.tag in HEADINGS or boxed


def _kind(block: Block) -> tuple[object, ...]:
    parent = block.node.getparent()
    above = ("", "") if parent is None else (parent.tag, parent.get("class"))
    return (block.node.tag, block.node.get("class"), *above)
