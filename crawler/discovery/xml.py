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
    body = _unpack(answer)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: no XML: {error}") from error
    if root is None:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: no XML")
    return Document(root, _is_cut(root, body))


def _is_cut(root: etree._Element, body: bytes) -> bool:
    """libxml2 closes what is open without a word of its own on it, so the end tag is looked for."""
    tag = f"{root.prefix}:{name(root)}" if root.prefix else name(root)
    return len(root) > 0 and f"</{tag}".encode() not in body and b"\x00" not in body


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
