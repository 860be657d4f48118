"""XML as publishers serve it: packed or plain, with or without namespaces, never with entities.

It is read piece by piece and forgotten, so that no list takes much memory however long it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field, frozen
from lxml import etree

from crawler.discovery.entries import Answer, Entry, SourceError, Trouble
from crawler.packing import PIECE, PackingError, gunzip, is_gzip

MAX_UNPACKED = 52_428_800
"""Bytes; what the sitemap protocol allows."""
MAX_ITEMS = 50_000
"""Items of one document; the most that the sitemap protocol allows."""
MAX_IN_ITEM = 10_000
"""Elements within one item; a feed's whole post has some hundred."""
MAX_ELEMENTS = 20 * MAX_ITEMS
"""Elements of a document; a million take three seconds, in which nothing else goes on."""
MAX_TAG = 1_000_000
"""Bytes without the end of a tag: no tag is so long, and its attributes would take memory."""


Reader = Callable[[etree._Element], Entry | None]  # noqa: SLF001 -- lxml's public type
"""Makes of an item what it names; None where it names nothing."""


@frozen
class Document:
    """An XML document as far as it can be read."""

    root: str
    """Local name of its root."""
    entries: tuple[Entry, ...]
    fault: str
    """Why it may name more than was read, as the end of a sentence; empty where it does not."""


def read_document(answer: Answer, what: str, kinds: Mapping[str, tuple[str, Reader]]) -> Document:
    """Read a document whose root is one of ``kinds``: by its name the name and reader of its items.

    Raises SourceError BROKEN for what is no XML or another document than ``what``.
    """
    reading = _Reading(answer.url, what, kinds)
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        recover=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for piece in _pieces(answer):
            reading.look(piece)
            parser.feed(piece)
            if reading.take(parser.read_events()):
                break
        else:
            parser.close()
            # Of a document that breaks off these are items of which half is there.
            if not reading.is_cut:
                reading.take(parser.read_events())
    except (etree.XMLSyntaxError, PackingError, ValueError) as error:
        # What came before stays good.
        if not reading.root:
            raise SourceError(Trouble.BROKEN, f"{answer.url}: no XML: {error}") from error
        reading.fault = reading.fault or f"cannot be read to its end: {error}"
    if not reading.root:
        raise SourceError(Trouble.BROKEN, f"{answer.url}: no XML")
    if not reading.fault and reading.is_cut:
        reading.fault = "breaks off"
    return Document(reading.root, tuple(reading.entries), reading.fault)


@define
class _Reading:
    """One document while it comes."""

    url: str
    what: str
    kinds: Mapping[str, tuple[str, Reader]]
    root: str = ""
    entries: list[Entry] = field(factory=list)
    fault: str = ""
    _end_tag: bytes = b""
    _is_ended: bool = False
    _last: bytes = b""
    _tag: int = 0
    _depth: int = 0
    _deepest: int = 0
    _item: etree._Element | None = None
    _in_item: int = 0
    _elements: int = 0

    def look(self, piece: bytes) -> None:
        """Look at bytes before the parser does. Raises ValueError for a tag that is too long."""
        end = piece.rfind(b">")
        self._tag = self._tag + len(piece) if end < 0 else len(piece) - end
        if self._tag > MAX_TAG:
            raise ValueError(f"a tag or text of more than {MAX_TAG} bytes")
        # libxml2 closes what is open without a word of its own on it, so the end tag is looked for.
        joined = self._last + piece
        self._is_ended |= b"\x00" in piece or (bool(self._end_tag) and self._end_tag in joined)
        self._last = joined[-1_000:]

    @property
    def is_cut(self) -> bool:
        """Whether the end tag of a root that has children never came."""
        return self._deepest > 1 and not self._is_ended and self._end_tag not in self._last

    def take(self, events: Iterable[Any]) -> bool:
        """Read the items that are whole; whether that is enough."""
        for event, element in events:
            if event == "start":
                self._start(element)
            else:
                self._end(element)
            if self.fault:
                return True
        return False

    def _start(self, element: etree._Element) -> None:
        self._depth += 1
        self._deepest = max(self._deepest, self._depth)
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            self.fault = f"has more than {MAX_ELEMENTS} elements"
        if not self.root:
            self.root = name(element)
            if self.root not in self.kinds:
                told = f"{self.url}: no {self.what} but <{self.root[:40]}>"
                raise SourceError(Trouble.BROKEN, told)
            tag = f"{element.prefix}:{self.root}" if element.prefix else self.root
            self._end_tag = f"</{tag}".encode()
        elif self._item is not None:
            self._in_item += 1
            if self._in_item > MAX_IN_ITEM:
                self.fault = f"has an item of more than {MAX_IN_ITEM} elements"
        elif name(element) == self.kinds[self.root][0]:
            self._item, self._in_item = element, 0

    def _end(self, element: etree._Element) -> None:
        self._depth -= 1
        if self._item is not None and element is not self._item:
            return
        if element is self._item:
            self._item = None
            entry = self.kinds[self.root][1](element)
            if entry is not None and len(self.entries) == MAX_ITEMS:
                self.fault = f"names more than {MAX_ITEMS} addresses"
            elif entry is not None:
                self.entries.append(entry)
        element.clear()
        above = element.getparent()
        while above is not None and element.getprevious() is not None:
            del above[0]


def _pieces(answer: Answer) -> Iterator[bytes]:
    """The document's bytes, unpacked. Raises PackingError."""
    body = answer.body
    if not is_gzip(body):
        body = body.lstrip()
        yield from (body[start : start + PIECE] for start in range(0, len(body), PIECE))
        return
    pieces, size, is_first = gunzip(body), 0, True
    for piece in pieces:
        size += len(piece)
        if size > MAX_UNPACKED:
            raise PackingError(f"over {MAX_UNPACKED} bytes unpacked")
        begins = piece.lstrip() if is_first else piece
        is_first = is_first and not begins
        if begins:
            yield begins


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
