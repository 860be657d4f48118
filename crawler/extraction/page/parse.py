"""HTML text → tree, whatever the page does to the parser."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from crawler.extraction.page.style_rules import mark_hidden

EMPTY_PAGE = b"<html><body></body></html>"
_LEFT_OUT = etree.ErrorTypes.ERR_RESOURCE_LIMIT
"""libxml2 stops at 2,048 levels, even with ``huge_tree``, and drops what is below."""
_OUT_OF_MEMORY = etree.ErrorTypes.ERR_NO_MEMORY
"""It says so in its log alone, and lxml calls it bad syntax."""


class TooDeepError(ValueError):
    """A page of which the parser leaves out what is nested deepest, whatever is done about it."""


_BLOCK_TAG = re.compile(
    rb"</?(?:div|section|article|main|center|blockquote|form|[uod]l|li|d[dt]|t(?:able|body|head|[rdh]))"
    rb"(?:\s[^<>]{0,2000})?>",
    re.IGNORECASE,
)
_OTHER_TAG = re.compile(
    rb"</?(?!(?:html|head|body|title|meta|link|script|style|p|br|h[1-6]|time|img)[\s/>])"
    rb"[a-z][^<>]{0,2000}>",
    re.IGNORECASE,
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\f\r")
_ONE_CLASS = etree.ElementDefaultClassLookup(element=lxml.html.HtmlElement)
"""lxml.html asks a function of Python which class an element has, each time it is met anew, to give
forms and their fields some of their own, which nobody needs here."""


def parse(html: str) -> lxml.html.HtmlElement:
    """The page as a tree without comments and processing instructions.

    What the page's own style rules hide has the attribute ``hidden``.
    An empty page gives ``<html><body></body></html>``. Control characters such as NUL, which would
    end the text, are dropped. A page nested deeper than the parser goes keeps its text and loses
    the nesting. Raises TooDeepError where that does not help, since half of a text
    misleads, and MemoryError.
    """
    # Bytes with the encoding stated: an XML declaration inside a str is an error to lxml.
    source = html.encode("utf-8", "replace")
    if any(control in source for control in _CONTROLS):
        source = source.translate(None, _CONTROLS)
    root, too_deep = _parse_bytes(source)
    if too_deep:
        flat = _OTHER_TAG.sub(b"", _BLOCK_TAG.sub(b"<br><br>", source))
        root, too_deep = _parse_bytes(flat)
    if too_deep:
        raise TooDeepError("nested deeper than the parser goes")
    if root is None:
        root, _ = _parse_bytes(EMPTY_PAGE)
        assert root is not None  # noqa: S101 -- the constant above parses
    if b"<style" in source or b"<STYLE" in source:
        mark_hidden(root, source)
    return root


def _parse_bytes(source: bytes) -> tuple[lxml.html.HtmlElement | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError:  # nothing but a comment or a doctype
        root = None
    fatal = {entry.type for entry in parser.error_log if entry.level == etree.ErrorLevels.FATAL}
    if _OUT_OF_MEMORY in fatal:
        raise MemoryError
    return root, _LEFT_OUT in fatal
