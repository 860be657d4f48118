"""HTML text → tree, whatever the page does to the parser."""

from __future__ import annotations

import re

import lxml.html
from lxml import etree

from crawler.extraction.page.style_rules import mark_hidden

EMPTY_PAGE = b"<html><body></body></html>"
MAX_DEPTH_ERROR = "Excessive depth"
"""libxml2 stops at 2,048 levels, even with ``huge_tree``, and drops what is below."""

_BLOCK_TAG = re.compile(
    rb"</?(?:div|section|article|main|center|blockquote|form|[uod]l|li|d[dt]|t(?:able|body|head|[rdh]))"
    rb"(?:\s[^<>]{0,2000})?>",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(
    rb"</?(?:span|font|a|b|i|u|em|strong|small|big|sub|sup|s)(?:\s[^<>]{0,2000})?>", re.IGNORECASE
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\f\r")


def parse(html: str) -> lxml.html.HtmlElement:
    """The page as a tree without comments and processing instructions; never fails on text.

    What the page's own style rules hide has the attribute ``hidden``.
    An empty page gives ``<html><body></body></html>``. Control characters such as NUL, which would
    end the text, are dropped. A page nested deeper than the parser goes keeps its text and loses
    the nesting.
    """
    # Bytes with the encoding stated: an XML declaration inside a str is an error to lxml.
    source = html.encode("utf-8", "replace").translate(None, _CONTROLS)
    root, too_deep = _parse_bytes(source)
    if too_deep:
        root, _ = _parse_bytes(_INLINE_TAG.sub(b"", _BLOCK_TAG.sub(b"<br><br>", source)))
    if root is None:
        root, _ = _parse_bytes(EMPTY_PAGE)
        assert root is not None  # noqa: S101 -- the constant above parses
    if b"<style" in source or b"<STYLE" in source:
        mark_hidden(root, source)
    return root


def _parse_bytes(source: bytes) -> tuple[lxml.html.HtmlElement | None, bool]:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError:  # nothing but a comment or a doctype
        root = None
    too_deep = any(MAX_DEPTH_ERROR in entry.message for entry in parser.error_log)
    return root, too_deep
