"""A copy of a container without what is no text of the report, and the captions that stood in it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence

from attrs import frozen
from lxml import etree

from crawler.extraction.footnotes import is_note_reference
from crawler.extraction.noise import CAPTION_NAMES, NOISE
from crawler.extraction.tree import flat_text

Selector = Callable[[etree._Element], list[etree._Element]]

_HIDDEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)
_TEXT_IN_FIGURE = ("table", "blockquote", "p", "pre", "ul", "ol", "h2", "h3", "h4")


@frozen
class Pruned:
    """What is left of a container."""

    node: etree._Element
    """A copy; the page's tree stays as it was."""
    captions: tuple[str, ...]
    """Words about pictures, in the order of the page, each once."""


def prune(container: etree._Element, noise: Sequence[Selector] = ()) -> Pruned:
    """Drop noise, hidden text, references to notes, pictures and captions from a copy.

    ``noise`` holds the publisher's own selectors, as compiled XPath or CSS.
    """
    node = copy.deepcopy(container)
    node.tail = None
    for select in noise:
        for element in select(node):
            if element is not node:
                empty(element)
    captions: list[str] = []
    walk = etree.iterwalk(node, events=("start",))
    doomed: list[etree._Element] = []
    for _, element in walk:
        if element is not node and _is_no_text(element, captions):
            doomed.append(element)
            walk.skip_subtree()
        elif element.tag == "br":
            element.tail = " " + (element.tail or "")  # so that a flattened cell keeps words apart
    for element in doomed:
        empty(element)
    return Pruned(node, tuple(dict.fromkeys(caption for caption in captions if caption)))


def _is_no_text(element: etree._Element, captions: list[str]) -> bool:
    if NOISE.match(element) or is_hidden(element) or is_note_reference(element):
        return True
    caption = element.get("data-caption")
    if caption:
        captions.append(" ".join(caption.split()))
    if CAPTION_NAMES.match(element):
        captions.append(flat_text(_without_scripts(element)))
        return True
    if element.tag == "figure" and next(element.iter(*_TEXT_IN_FIGURE), None) is None:
        captions.extend(flat_text(caption) for caption in element.iter("figcaption"))
        return True
    return False


def is_hidden(element: etree._Element) -> bool:
    """Whether a browser would not show it, by its own attributes."""
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and _HIDDEN_STYLE.search(style))


def _without_scripts(element: etree._Element) -> etree._Element:
    if next(element.iter("script", "style", "noscript"), None) is None:
        return element
    bare = copy.deepcopy(element)
    bare.tail = None
    etree.strip_elements(bare, "script", "style", "noscript", with_tail=False)
    return bare


def empty(element: etree._Element) -> None:
    """Take all text out of an element; it stays as a border between what stands around it."""
    element.clear(keep_tail=True)
