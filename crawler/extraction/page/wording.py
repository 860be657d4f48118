"""Text of an element, an attribute or a JSON value as one clean line, and how two lines compare."""

from __future__ import annotations

import html
import re
import unicodedata

from lxml import etree

from crawler.extraction.page.tree import class_tokens

MAX_LINE = 1000
"""Longest line in characters that is taken for a title, a name or a label; a longer one is none."""

_INVISIBLE = dict.fromkeys((*range(9), *range(14, 32), 0x7F, 0xAD, 0x200B, 0xFEFF))
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_UNSHOWN_TAGS = frozenset({"script", "style", "noscript", "template", "svg", "button"})
_UNSHOWN_CLASSES = frozenset({"screen-reader-text", "sr-only", "visually-hidden", "edit-link"})
_INLINE_TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


def one_line(text: str) -> str:
    """``text`` without control characters, its runs of white space made one space each.

    A line of more than ``MAX_LINE`` characters gives the empty string: it is no headline and no
    label, and cutting it would store words that nobody wrote.
    """
    line = " ".join(text.translate(_INVISIBLE).split())
    return line if len(line) <= MAX_LINE else ""


def plain(text: str) -> str:
    """``one_line`` of text that may still hold markup and entities, as in JSON-LD or ``data-*``."""
    if len(text) > 20 * MAX_LINE:
        return ""
    return one_line(_TAG.sub("", html.unescape(text)))


def line_of(element: etree._Element) -> str:
    """What a reader sees of an element, on one line.

    Line breaks and blocks part words; scripts, text for screen readers and note references
    (``<sup>`` around a link) are left out, so that their digits never glue to a figure.
    """
    if not len(element):
        return one_line(element.text or "")
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node is not element and _unshown(node):
                walk.skip_subtree()
            else:
                parts.append(node.text or "")
        if node.tag not in _INLINE_TAGS:
            parts.append(" ")
        if event == "end" and node is not element:
            parts.append(node.tail or "")
    return one_line("".join(parts))


def _unshown(node: etree._Element) -> bool:
    if node.tag == "sup":
        return node.find(".//a") is not None
    return node.tag in _UNSHOWN_TAGS or not _UNSHOWN_CLASSES.isdisjoint(class_tokens(node))


def fold(text: str) -> str:
    """Key under which two spellings of one headline are equal: case, quotes, dashes, spaces."""
    plainer = unicodedata.normalize("NFKC", text).translate(_QUOTES).replace("'", "").casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plainer).split())
