"""A copy of a container without what is no text of the report."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from crawler.extraction.body.blocks import BLOCK_TAGS
from crawler.extraction.page.belonging import NO_TEXT
from crawler.extraction.page.elements import Selector, flat_text
from crawler.extraction.page.footnotes import is_note_reference, is_raised, part_from_number
from crawler.extraction.page.hidden import is_hidden
from crawler.extraction.words.wording import MAX_LINE

_CAPTION_LENGTH = 200
_CAPTION_NODES = 12
_WHOLE_PAGE = ("body", "main")
"""Their classes speak of the layout of the page ("has-breadcrumbs")."""
_TEXT_IN_FIGURE = ("table", "blockquote", "p", "pre", "ul", "ol", "h2", "h3", "h4")


def prune(container: etree._Element, noise: Sequence[Selector] = ()) -> etree._Element:
    """A copy of a container without noise, hidden text, references to notes, pictures, captions.

    ``noise`` holds the publisher's own selectors.
    """
    node = copy.deepcopy(container)
    node.tail = None
    for select in noise:
        for element in select(node):
            if element is not node:
                empty(element)
    walk = etree.iterwalk(node, events=("start",))
    doomed: list[etree._Element] = []
    for _, element in walk:
        if element is not node and _is_no_text(element):
            doomed.append(element)
            walk.skip_subtree()
        elif is_raised(element):
            part_from_number(element)
        elif element.tag == "img" and (captioned := hand_made_caption(element)) is not None:
            doomed.append(captioned)
        elif element.tag == "br":
            element.tail = " " + (element.tail or "")  # so that a flattened cell keeps words apart
    for element in doomed:
        empty(element)
    return node


def _is_no_text(element: etree._Element) -> bool:
    if element.tag in _WHOLE_PAGE:
        return False
    if NO_TEXT.match(element) or is_left_out(element):
        return True
    if element.tag == "figure":
        return next(element.iter(*_TEXT_IN_FIGURE), None) is None
    return is_note_reference(element)


def is_left_out(element: etree._Element) -> bool:
    """Whether it is hidden, or a headline as long as a text, which holds no words of a report."""
    return is_hidden(element) or (element.tag == "h1" and len(flat_text(element)) > MAX_LINE)


def hand_made_caption(image: etree._Element) -> etree._Element | None:
    """The block that holds only an image and a short line in italics or small letters under it.

    In a ``<div>`` a ``<span>`` will do; in a ``<p>`` it may be the text itself.
    """
    block = _smallest_block_with_text(image)
    if block is None:
        return None
    slanted = ("em", "i", "small") if block.tag == "p" else ("em", "i", "small", "span")
    direct = [block.text, *(child.tail for child in block)]
    said = [child for child in block if flat_text(child)]
    if any(text and text.strip() for text in direct) or not said:
        return None
    is_caption = all(child.tag in slanted for child in said)
    return block if is_caption and len(flat_text(block)) <= _CAPTION_LENGTH else None


def _smallest_block_with_text(image: etree._Element) -> etree._Element | None:
    for above in image.iterancestors():
        if above.tag not in BLOCK_TAGS:
            continue
        nodes = sum(1 for _ in islice(above.iter(), _CAPTION_NODES + 1))
        if nodes > _CAPTION_NODES or above.tag not in ("p", "div", "center"):
            return None
        if flat_text(above):
            return above
    return None


def empty(element: etree._Element) -> None:
    """Take all text out of an element; it stays as a border between what stands around it."""
    tail = element.tail
    element.clear()
    element.tail = tail
