"""XML as publishers serve it: packed or plain, with or without namespaces, never with entities."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from attrs import frozen
from lxml import etree

from crawler.discovery.entries import Answer, SourceError, Trouble

MAX_UNPACKED = 60_000_000
"""Bytes; the sitemap protocol allows 50 MB unpacked."""


@frozen
class Document:
    """An XML document as far as it can be read."""

    root: etree._Element
    is_cut: bool
    """Whether it breaks off before its end: what is missing may have named reports."""


def parse_xml(answer: Answer) -> Document:
    """The document. Raises SourceError BROKEN for what is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(_unpack(answer), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: no XML: {error}") from error
    if root is None:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: no XML")
    cut = any(entry.type == etree.ErrorTypes.ERR_TAG_NOT_FINISHED for entry in parser.error_log)
    return Document(root, cut)


def _unpack(answer: Answer) -> bytes:
    body = answer.body
    if body[:2] != b"\x1f\x8b":
        return body.lstrip()
    try:
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        unpacked = unpacker.decompress(body, MAX_UNPACKED)
    except zlib.error as error:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: broken gzip: {error}") from error
    if unpacker.unconsumed_tail:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: over {MAX_UNPACKED} bytes unpacked")
    return unpacked


def name(element: etree._Element) -> str:
    """Local name of an element, without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Child elements of that local name."""
    return (child for child in element if name(child) == wanted)


def child_text(element: etree._Element, wanted: str) -> str:
    """Text of the first child of that local name, trimmed; empty where there is none."""
    for child in children(element, wanted):
        return (child.text or "").strip()
    return ""
