"""What a reader sees of an element, on one line."""

from __future__ import annotations

from lxml import etree

from crawler.extraction.page.belonging import UNSEEN
from crawler.extraction.page.footnotes import is_note_reference, sign_before
from crawler.extraction.page.hidden import is_hidden
from crawler.extraction.words.wording import one_line, plain

_INLINE_TAGS = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
))  # fmt: skip


def line_of(element: etree._Element) -> str:
    """The words of an element as ``one_line``.

    Line breaks and blocks part words; scripts, hidden text and references to notes are left out,
    so that their digits never glue to a figure.
    """
    if not len(element):
        return one_line(element.text or "")
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        border = "" if node.tag in _INLINE_TAGS else " "
        if event == "end":
            parts += [border, (node.tail or "") if node is not element else ""]
        elif node is not element and _is_left_out(node):
            walk.skip_subtree()
            parts.append(border)
        else:
            parts += [border, sign_before(node), node.text or ""]
    return one_line("".join(parts))


def _is_left_out(node: etree._Element) -> bool:
    if UNSEEN.match(node) or is_hidden(node):
        return True
    return node.tag == "sup" and is_note_reference(node)


def picture_words(element: etree._Element) -> str:
    """What the first picture with words in an element says in its place (``alt``)."""
    return next((words for i in element.iter("img") if (words := plain(i.get("alt") or ""))), "")
